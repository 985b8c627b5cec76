"""What is taken down names no event any more: neither the title of its page, nor its address, nor its feed."""

import pytest
from django.test import Client

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Coverage
from articles.status import Status
from tests.world import make_article

pytestmark = pytest.mark.django_db
HEADLINE = "Odval Bat sells the old pier"


def event(title: str = HEADLINE, slug: str = "odval-bat-sells-the-old-pier") -> tuple[Coverage, Article]:
    """An event named by its first story, with two others."""
    coverage = Coverage.objects.create(title=title, slug=slug)
    first = make_article(coverage=coverage, headline=HEADLINE)
    make_article(coverage=coverage, headline="Pier changes hands")
    make_article(coverage=coverage, headline="Fishermen keep the quay")
    coverage.lead = first
    coverage.save()
    return coverage, first


@pytest.mark.parametrize("to", [Status.WITHHELD, Status.WITHDRAWN])
def test_an_event_named_by_what_is_taken_down_is_called_otherwise_at_once(client: Client, to: Status) -> None:
    coverage, first = event()
    old = coverage.get_absolute_url()
    lifecycle.move(first, to, by=system_account())
    coverage.refresh_from_db()
    assert (coverage.title, coverage.slug) == ("Fishermen keep the quay", "fishermen-keep-the-quay")
    led = client.get(old)
    assert (led.status_code, led["Location"]) == (301, coverage.get_absolute_url())
    assert "Odval" not in client.get(coverage.get_absolute_url()).content.decode()


def test_a_headline_that_it_had_before_names_it_no_longer_either() -> None:
    coverage, first = event()
    first.headline = "Another headline"
    first.save()
    lifecycle.move(first, Status.WITHDRAWN, by=system_account())
    coverage.refresh_from_db()
    assert "Odval" not in coverage.title
    assert "odval" not in coverage.slug


def test_a_title_of_an_editors_own_stays_and_only_the_address_goes() -> None:
    coverage, first = event(title="What becomes of the pier", slug="odval-bat-sells-the-old-pier-2")
    lifecycle.move(first, Status.WITHDRAWN, by=system_account())
    coverage.refresh_from_db()
    assert (coverage.title, coverage.slug) == ("What becomes of the pier", "what-becomes-of-the-pier")


def test_an_event_that_others_named_stays_as_it_is(client: Client) -> None:
    coverage, first = event(title="The pier", slug="the-pier")
    lifecycle.move(first, Status.WITHDRAWN, by=system_account())
    coverage.refresh_from_db()
    assert (coverage.title, coverage.slug, coverage.old_slugs.count()) == ("The pier", "the-pier", 0)


def test_an_event_of_which_nothing_is_left_bears_no_words_of_it() -> None:
    coverage, first = event()
    coverage.articles.exclude(pk=first.pk).delete()
    lifecycle.move(first, Status.WITHDRAWN, by=system_account())
    coverage.refresh_from_db()
    assert (coverage.title, coverage.slug) == (f"Event {coverage.pk}", f"event-{coverage.pk}")
