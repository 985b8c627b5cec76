"""The front page."""

import re
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import editing, lifecycle
from articles.accounts import system_account
from articles.models import Article, Coverage, Page, Tag
from articles.status import Status
from tests.world import make_article, make_country, make_source

pytestmark = pytest.mark.django_db

OUTLETS = ("Harbour Gazette", "Gulf Lantern", "Steppe Courier")


def make_coverage(slug: str = "storm", outlets: tuple[str, ...] = OUTLETS) -> Coverage:
    coverage = Coverage.objects.create(title=slug.title(), slug=slug)
    for name in outlets:
        make_article(f"{name} on the {slug}", source=make_source(name), coverage=coverage)
    return coverage


def links_to(html: str, article: Article) -> int:
    return len(re.findall(f'href="{re.escape(article.get_absolute_url())}"', html))


def test_before_the_first_story_it_is_friendly_and_whole(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "Nothing has been published yet" in response.content.decode()


def test_no_story_stands_twice(client: Client) -> None:
    make_coverage()
    make_coverage("election")
    for iso2 in ("MN", "JP", "NP"):
        for _ in range(12):
            make_article(country=make_country(iso2))
    html = client.get("/").content.decode()
    shown = Counter({article.pk: links_to(html, article) for article in Article.objects.published()})
    assert sum(shown.values()) > 30
    assert shown.most_common(1)[0][1] == 1


def test_the_newest_story_of_the_biggest_event_leads(client: Client) -> None:
    make_coverage("harvest", OUTLETS[:2])
    make_coverage("storm")
    make_article("The newest of all")
    context = client.get("/").context
    assert context["lead_event"].slug == "storm"
    assert context["lead_outlets"] == 3
    assert [event.coverage.slug for event in context["events"]] == ["harvest"]


def test_without_events_the_newest_story_leads(client: Client) -> None:
    make_article("Older", published_at=timezone.now() - timedelta(hours=2))
    newest = make_article("Newer")
    assert client.get("/").context["lead"] == newest


def test_a_pinned_story_leads_until_the_end_of_the_hour_of_its_pin(client: Client) -> None:
    with time_machine.travel("2026-06-05 10:05:00+00:00", tick=False):
        until = timezone.now() + timedelta(minutes=25)
        pinned = make_article("Pinned", published_at=timezone.now() - timedelta(days=3))
        editing.revise(pinned, by=system_account(), changes={"pinned_until": until})
        newest = make_article("Newest")
        response = client.get("/")
        assert response.context["lead"] == pinned
    with time_machine.travel("2026-06-05 11:00:01+00:00", tick=False):
        later = client.get("/", headers={"if-none-match": response["ETag"]})
        assert later.context["lead"] == newest


def test_when_the_pinned_story_is_withdrawn_another_leads(client: Client) -> None:
    pinned, other = make_article("Pinned"), make_article("Other")
    editing.revise(pinned, by=system_account(), changes={"pinned_until": timezone.now() + timedelta(days=1)})
    assert client.get("/").context["lead"] == pinned
    lifecycle.move(pinned, Status.WITHDRAWN, by=system_account())
    assert client.get("/").context["lead"] == other


def test_one_outlet_alone_is_no_coverage(client: Client) -> None:
    coverage = make_coverage("parade", ("Harbour Gazette",))
    make_article("Again", coverage=coverage)
    html = client.get("/").content.decode()
    assert "Covered by many" not in html
    assert "outlets covered this" not in html


def test_stories_of_an_event_of_one_outlet_are_shown_like_any_others(client: Client) -> None:
    coverage = make_coverage("storm", OUTLETS[:1])
    for number in range(4):
        make_article(f"More of the storm {number}", coverage=coverage, source=make_source(OUTLETS[0]))
    html = client.get("/").content.decode()
    assert all(links_to(html, story) == 1 for story in Article.objects.published())


def test_a_link_goes_straight_to_the_outlet(client: Client) -> None:
    link = make_article("Read it there", kind="link", body="", source_url="https://harbour-gazette.example/there")
    html = client.get("/").content.decode()
    assert 'href="https://harbour-gazette.example/there" rel="external noopener"' in html
    assert links_to(html, link) == 0


def test_it_takes_few_queries_however_many_stories_there_are(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_coverage()
    Page.objects.create(title="Note", slug=Page.NOTE, body="<p>Read this.</p>", published=True)
    old = timezone.now() - timedelta(days=100)
    pinned = make_article("Old and pinned", published_at=old, tags=[Tag.objects.create(name="Mist")])
    Article.objects.filter(pk=pinned.pk).update(pinned_until=timezone.now() + timedelta(hours=2))
    for _ in range(40):
        make_article()
    with django_assert_max_num_queries(12):
        client.get("/")
