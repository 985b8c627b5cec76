"""What leads on from a story: the closest by tags, words and section, and the neighbours, none of them twice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Coverage, Tag
from articles.related import Around
from tests.world import make_article, make_country, make_source

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(days=1)


def told(headline: str, hours: int, *tags: Tag, country: str = "MN") -> Article:
    return make_article(
        headline,
        tags=list(tags),
        country=make_country(country),
        source_headline=headline,
        published_at=NOW - timedelta(hours=hours),
        body="<p>It was so.</p>",
    )


def around(client: Client, article: Article) -> Around:
    found: Around = client.get(article.get_absolute_url()).context["around"]
    return found


def test_tags_in_common_come_before_words_and_words_before_the_section(client: Client) -> None:
    fog, ice = Tag.objects.create(name="Fog"), Tag.objects.create(name="Ice")
    here = told("Ferries wait for the lighthouse", 5, fog, ice)
    told("Next door", 6)
    section = told("A market opens", 7)
    words = told("Old ferries, new lighthouse", 8)
    one_tag = told("Quiet streets", 9, fog, country="JP")
    both_tags = told("White mornings", 10, fog, ice, country="NP")
    assert around(client, here).related == [both_tags, words, one_tag, section]


def test_a_neighbour_or_another_outlet_of_the_event_is_no_related_story_too(client: Client) -> None:
    fog = Tag.objects.create(name="Fog")
    older, here, newer = (told(f"Foggy morning {hours}", hours, fog) for hours in (9, 8, 7))
    seen = around(client, here)
    assert (seen.older, seen.newer, seen.related) == (older, newer, [])


def test_neighbours_are_of_the_section_and_at_its_ends_of_the_paper(client: Client) -> None:
    older, here, between, newer = (
        told("Before", 9),
        told("Here", 8),
        told("Elsewhere", 7, country="JP"),
        told("After", 6),
    )
    seen, seen_between = around(client, here), around(client, between)
    assert (seen.older, seen.newer) == (older, newer)
    assert (seen_between.older, seen_between.newer) == (here, newer)
    assert around(client, newer).newer is None
    assert "Previous · Mongolia" in client.get(between.get_absolute_url()).content.decode()


def test_a_story_alone_in_the_paper_leads_nowhere(client: Client) -> None:
    alone = make_article(source=make_source("Gulf Lantern"))
    assert around(client, alone) == Around()
    assert 'class="neighbours"' not in client.get(alone.get_absolute_url()).content.decode()


def test_no_neighbour_is_a_report_of_the_same_event(client: Client) -> None:
    storm = Coverage.objects.create(title="Storm", slug="storm")
    stories = {name: told(name, 9 - hour) for hour, name in enumerate(("before", "earlier", "here", "later", "after"))}
    reports = [stories[name].pk for name in ("earlier", "here", "later")]
    Article.objects.filter(pk__in=reports).update(coverage=storm)
    beside = around(client, stories["here"])
    assert {story.headline for story in beside.others} == {"earlier", "later"}
    assert (beside.older, beside.newer) == (stories["before"], stories["after"])
