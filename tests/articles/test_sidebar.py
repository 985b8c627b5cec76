"""Beside a story: the paper's lead, the latest, the month and the topics, without what the page shows already."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import lifecycle, sidebar
from articles.accounts import system_account
from articles.models import Article, Coverage, Tag
from articles.sidebar import Sidebar
from articles.status import Status
from tests.world import make_article, make_country

pytestmark = pytest.mark.django_db


def beside(client: Client, article: Article) -> Sidebar:
    found: Sidebar = client.get(article.get_absolute_url()).context["sidebar"]
    return found


def paper(stories: int) -> list[Article]:
    """So many stories of Japan, the newest first."""
    now = timezone.now()
    country = make_country("JP")
    return [
        make_article(f"Tide number {number}", country=country, published_at=now - timedelta(hours=number))
        for number in range(stories)
    ]


def test_the_newest_story_leads_and_the_next_nine_follow(client: Client) -> None:
    stories = paper(12)
    seen = beside(client, make_article("An old one", published_at=timezone.now() - timedelta(days=9)))
    assert "Tide number 0<" in seen.lead
    lines = re.findall(r">(Tide number \d+)<", seen.latest)
    assert lines == [story.headline for story in stories[1:10]]
    assert len(lines) == sidebar.LATEST


def test_no_story_of_the_page_stands_in_its_sidebar(client: Client) -> None:
    here = make_article("Here", tags=[Tag.objects.create(name="Fog")])
    make_article("Akin", tags=list(Tag.objects.all()))
    make_article("Beyond", country=make_country("JP"))
    seen = beside(client, here)
    whole = seen.lead + seen.latest
    assert ">Here<" not in whole
    assert ">Akin<" not in whole
    assert ">Beyond<" in whole


def test_a_pinned_story_leads(client: Client) -> None:
    stories = paper(3)
    for number in range(sidebar.POOL):
        make_article(f"Newer {number}", country=make_country("NP"))
    Article.objects.filter(pk=stories[2].pk).update(pinned_until=timezone.now() + timedelta(hours=1))
    assert ">Tide number 2<" in beside(client, make_article()).lead


def test_a_paper_of_one_story_has_no_lead_beside_it_but_its_month(client: Client) -> None:
    seen = beside(client, make_article())
    assert (seen.lead, seen.latest) == ("", "")
    assert "<table" in seen.archive


def test_it_asks_nothing_more_once_it_is_composed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    coverage = Coverage.objects.create(title="Storm", slug="storm")
    one, other = (make_article(coverage=coverage, tags=[Tag.objects.create(name=name)]) for name in ("Fog", "Ice"))
    assert "Fog" in beside(client, one).topics
    plain = client.get(one.get_absolute_url()).wsgi_request
    with django_assert_num_queries(0):
        sidebar.beside(plain, {other.pk})


def test_what_is_withdrawn_is_out_of_every_sidebar_at_the_next_request(client: Client) -> None:
    gone, here = paper(2)[1], make_article()
    assert ">Tide number 1<" in beside(client, here).lead
    lifecycle.move(gone, Status.WITHDRAWN, by=system_account())
    assert "Tide number 1" not in client.get(here.get_absolute_url()).content.decode()
