"""One event, several articles: merged into a coverage, led by the fullest, and taken apart again."""

import pytest

from articles import edition
from articles.models import Article, Coverage
from articles.refusals import NotPermitted, Refused, Unfit
from articles.status import Status
from newsroom.desk import decisions, grouping
from tests.world import BODY, make_article, person

pytestmark = pytest.mark.django_db


def test_the_fullest_of_those_grouped_leads() -> None:
    short, full = make_article(), make_article("Fog closes the harbour", body=BODY * 3)
    coverage = grouping.merge([short, full], by=person("ben"))
    assert coverage.lead == full
    assert (coverage.title, coverage.slug) == ("Fog closes the harbour", "fog-closes-the-harbour")
    assert set(coverage.articles.all()) == {short, full}
    assert short.coverage == coverage


def test_what_readers_see_leads_before_what_waits() -> None:
    public, waiting = make_article(), make_article(status=Status.INCOMING, body=BODY * 3)
    assert grouping.merge([public, waiting], by=person("ben")).lead == public


def test_two_events_of_one_name_get_addresses_of_their_own() -> None:
    for _number in range(2):
        grouping.merge([make_article(), make_article()], by=person("ben"), title="Fog")
    assert sorted(Coverage.objects.values_list("slug", flat=True)) == ["fog", "fog-2"]


def test_a_story_that_joins_a_coverage_keeps_the_coverages_address() -> None:
    one, two, three = make_article(), make_article(), make_article(body=BODY * 5)
    coverage = grouping.merge([one, two], by=person("ben"), title="Fog")
    assert grouping.merge([two, three], by=person("ben")) == coverage
    coverage.refresh_from_db()
    assert (coverage.title, coverage.lead, coverage.articles.count()) == ("Fog", three, 3)


def test_two_coverages_become_one_with_everybody_in_it() -> None:
    articles = [make_article() for _number in range(5)]
    large = grouping.merge(articles[:3], by=person("ben"), title="Fog")
    grouping.merge(articles[3:], by=person("ben"), title="Harbour closed")
    assert grouping.merge([articles[4], articles[0]], by=person("ben")) == large
    assert list(Coverage.objects.all()) == [large]
    assert large.articles.count() == 5


def test_one_article_is_no_coverage() -> None:
    article = make_article()
    with pytest.raises(Unfit, match="two articles"):
        grouping.merge([article, article], by=person("ben"))


def test_what_one_of_them_forbids_is_done_to_none() -> None:
    good, withdrawn = make_article(), make_article(status=Status.WITHDRAWN)
    with pytest.raises(Refused):
        grouping.merge([good, withdrawn], by=person("ben"))
    assert not Coverage.objects.exists()
    assert Article.objects.get(pk=good.pk).coverage is None


def test_a_writer_groups_nothing() -> None:
    with pytest.raises(NotPermitted):
        grouping.merge([make_article(), make_article()], by=person("cy"))
    assert not Coverage.objects.exists()


def test_an_article_is_taken_out_and_the_next_fullest_leads() -> None:
    one, two, three = make_article(body=BODY * 3), make_article(body=BODY * 2), make_article()
    coverage = grouping.merge([one, two, three], by=person("ben"))
    before = edition.current().number
    grouping.split(one, by=person("ben"))
    coverage.refresh_from_db()
    assert (one.coverage, coverage.lead, coverage.articles.count()) == (None, two, 2)
    assert edition.current().number > before


def test_a_coverage_of_one_is_none() -> None:
    one, two = make_article(), make_article()
    grouping.merge([one, two], by=person("ben"))
    grouping.split(two, by=person("ben"))
    assert not Coverage.objects.exists()
    assert Article.objects.get(pk=one.pk).coverage is None


def test_what_is_in_no_coverage_is_not_taken_out_of_one() -> None:
    with pytest.raises(Unfit):
        grouping.split(make_article(), by=person("ben"))


def test_grouping_waits_for_whoever_is_on_one_of_them() -> None:
    held, free = make_article(status=Status.IN_REVIEW), make_article(status=Status.IN_REVIEW)
    decisions.claim(held, by=person("ben"))
    with pytest.raises(Refused, match="ben is on"):
        grouping.merge([held, free], by=person("ada"))
