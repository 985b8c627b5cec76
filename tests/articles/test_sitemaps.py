"""Sitemaps list what search engines are invited to, with true times, and nothing else."""

import re
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from articles import editing, lifecycle, sitemaps
from articles.accounts import system_account
from articles.models import Article, Country, Coverage, Tag
from articles.status import Status
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SINGAPORE = ZoneInfo("Asia/Singapore")


def places(client: Client, path: str) -> dict[str, str | None]:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"].startswith("application/xml")
    found = list(ET.fromstring(response.content))
    return {(place.findtext(f"{MAP}loc") or ""): place.findtext(f"{MAP}lastmod") for place in found}


def all_places(client: Client) -> dict[str, str | None]:
    sections = (places(client, address.removeprefix("http://testserver")) for address in places(client, "/sitemap.xml"))
    return {address: changed for section in sections for address, changed in section.items()}


def address(article: Article) -> str:
    return f"http://testserver{article.get_absolute_url()}"


def test_only_what_adds_value_is_listed() -> None:
    client = Client()
    ours = make_article(kind="original")
    compiled = make_article(kind="compiled")
    others = [make_article(kind=kind) for kind in ("summary", "licensed", "excerpt")]
    hidden = [make_article(kind="original", status=Status.UNPUBLISHED), make_article(status=Status.WITHHELD)]
    listed = all_places(client)
    assert {address(ours), address(compiled)} <= listed.keys()
    assert not {address(article) for article in [*others, *hidden]} & listed.keys()


def test_every_listed_address_answers_and_asks_to_be_indexed() -> None:
    client = Client()
    tag, author = Tag.objects.create(name="Ports", slug="ports"), make_author()
    event = Coverage.objects.create(title="The storm", slug="the-storm")
    for number in range(3):
        make_article(kind="original", tags=[tag], authors=[author])
        make_article(kind="excerpt", coverage=event, source=make_source(f"Outlet {number}"))
    lists = ("country/mongolia", "tag/ports", "authors/cy-writer", "sources/harbour-gazette", "coverage/the-storm")
    named = (*lists, "about", "archive", "latest", "sources", "authors", "corrections", "site-map")
    listed = all_places(client)
    assert {f"http://testserver/{path}/" for path in named} <= listed.keys()
    for place in listed:
        response = client.get(place.removeprefix("http://testserver"))
        assert response.status_code == 200, place
        assert b"noindex" not in response.content, place


def test_lists_with_fewer_than_three_stories_and_machines_are_left_out() -> None:
    client = Client()
    tag, machine = Tag.objects.create(name="Ports", slug="ports"), make_author("Night Desk", automated=True)
    for _ in range(2):
        make_article(kind="original", tags=[tag], authors=[machine])
    listed = all_places(client)
    assert not [place for place in listed if re.search(r"/(tag|country|authors|sources)/.", place)]


def test_an_event_is_listed_once_three_outlets_cover_it_in_public() -> None:
    client = Client()
    event = Coverage.objects.create(title="The storm", slug="the-storm")
    first = make_article(coverage=event, source=make_source("Harbour Gazette"))
    make_article(coverage=event, source=make_source("Gulf Lantern"))
    make_article(coverage=event, source=make_source("Steppe Courier"), kind="compiled")
    make_article(coverage=event, source=make_source("Monsoon Post"), status=Status.UNPUBLISHED)
    place = "http://testserver/coverage/the-storm/"
    assert places(client, "/sitemap-coverages.xml") == {}
    assert "noindex" in client.get("/coverage/the-storm/").content.decode()
    last = make_article(coverage=event, source=make_source("Isle Mail"))
    changed = timezone.localtime(last.published_at).replace(microsecond=0).isoformat()
    assert places(client, "/sitemap-coverages.xml") == {place: changed}
    lifecycle.move(first, Status.WITHDRAWN, by=system_account())
    assert places(client, "/sitemap-coverages.xml") == {}


def test_an_empty_paper_invites_nobody_to_its_empty_archive() -> None:
    listed = all_places(Client())
    assert "http://testserver/" in listed
    assert not {"http://testserver/archive/", "http://testserver/latest/"} & listed.keys()


@pytest.mark.parametrize(("section", "most"), [("sources", 3), ("coverages", 2)])
def test_outlets_and_events_are_asked_for_in_one_go(
    client: Client, django_assert_num_queries: Any, section: str, most: int
) -> None:
    for number in range(4):
        event = Coverage.objects.create(title=f"Event {number}", slug=f"event-{number}")
        for name in ("Harbour Gazette", "Gulf Lantern", "Steppe Courier", "Monsoon Post"):
            make_article(coverage=event, source=make_source(name))
    with django_assert_num_queries(most):
        assert len(places(client, f"/sitemap-{section}.xml")) == 4


def test_the_time_is_that_of_the_last_true_change() -> None:
    client = Client()
    day = datetime(2026, 3, 1, 12, tzinfo=SINGAPORE)
    article = make_article(kind="original", published_at=day)
    Article.objects.filter(pk=article.pk).update(edited_at=None)
    assert all_places(client)[address(article)] == "2026-03-01T12:00:00+08:00"
    editing.revise(article, by=system_account(), changes={"standfirst": "More."}, reason="")
    article.refresh_from_db()
    changed = all_places(client)[address(article)]
    assert changed == timezone.localtime(article.edited_at).replace(microsecond=0).isoformat()


def test_months_are_those_of_the_sites_time_zone_and_full_ones_come_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    monkeypatch.setattr(sitemaps, "LIMIT", 2)
    for hour in range(3):
        make_article(kind="original", published_at=datetime(2026, 6, 1, hour, tzinfo=SINGAPORE))
    make_article(kind="original", published_at=datetime(2026, 5, 31, 23, tzinfo=SINGAPORE))
    months = [place for place in places(client, "/sitemap.xml") if "articles" in place]
    assert [place.rsplit("/", 1)[1] for place in months] == [
        "sitemap-articles-2026-06-1.xml",
        "sitemap-articles-2026-06-2.xml",
        "sitemap-articles-2026-05-1.xml",
    ]
    assert len(places(client, "/sitemap-articles-2026-06-1.xml")) == 2
    assert len(places(client, "/sitemap-articles-2026-06-2.xml")) == 1


def test_the_index_names_no_sitemap_that_is_empty(client: Client) -> None:
    make_article(kind="summary", published_at=datetime(2026, 4, 3, 9, tzinfo=SINGAPORE))
    named = {place.rsplit("/", 1)[1] for place in places(client, "/sitemap.xml")}
    assert named == {"sitemap-pages.xml"}
    make_article(kind="original", published_at=datetime(2026, 4, 4, 9, tzinfo=SINGAPORE), authors=[make_author()])
    named = {place.rsplit("/", 1)[1] for place in places(client, "/sitemap.xml")}
    assert named == {"sitemap-pages.xml", "sitemap-authors.xml", "sitemap-articles-2026-04-1.xml"}
    assert all(places(client, f"/{name}") for name in named)


@pytest.mark.parametrize(
    "name",
    [
        "articles-2026-06-3",
        "articles-2026-13-1",
        "articles-2026-06-0",
        "articles-9999-12-1",
        "articles-0000-01-1",
        f"articles-2026-06-{10**30}",
        "ghosts",
    ],
)
def test_what_is_no_sitemap_is_404(name: str, client: Client) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_news_lists_two_days_in_googles_words(client: Client) -> None:
    fresh = make_article("Boats & ports", kind="original", language="zh-Hant")
    make_article("Old", kind="original", published_at=timezone.now() - timedelta(days=2, minutes=1))
    make_article("Theirs", kind="excerpt")
    root = ET.fromstring(client.get("/sitemap-news.xml").content)
    assert [place.findtext(f"{MAP}loc") for place in root] == [address(fresh)]
    news = root[0].find(f"{NEWS}news")
    assert news is not None
    assert news.findtext(f"{NEWS}title") == "Boats & ports"
    publication = news.find(f"{NEWS}publication")
    assert publication is not None
    assert publication.findtext(f"{NEWS}name") == "The Test Paper"
    assert publication.findtext(f"{NEWS}language") == "zh-tw"
    assert datetime.fromisoformat(news.findtext(f"{NEWS}publication_date") or "") == fresh.published_at


def test_news_holds_at_most_a_thousand_and_an_empty_one_is_valid(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(ET.fromstring(client.get("/sitemap-news.xml").content)) == []
    monkeypatch.setattr(sitemaps, "NEWS_LIMIT", 2)
    for _ in range(3):
        make_article(kind="original")
    assert len(ET.fromstring(client.get("/sitemap-news.xml?x").content)) == 2


def test_a_withdrawn_story_is_gone_from_every_sitemap_with_the_next_request(client: Client) -> None:
    article = make_article(kind="original")
    month = timezone.localdate().strftime("/sitemap-articles-%Y-%m-1.xml")
    etag = client.get(month).headers["ETag"]
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    assert client.get(month, headers={"if-none-match": etag}).status_code == 404
    assert address(article) not in client.get("/sitemap-news.xml").content.decode()
    assert month not in client.get("/sitemap.xml").content.decode()


def test_the_index_asks_the_database_once_an_edition(client: Client, django_assert_num_queries: Any) -> None:
    make_article(kind="original")
    with django_assert_num_queries(11):
        etag = client.get("/sitemap.xml").headers["ETag"]
    with django_assert_num_queries(1):
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        assert client.get("/sitemap.xml", headers={"if-none-match": etag}).status_code == 304


def test_countries_keep_their_query_count(client: Client, django_assert_max_num_queries: Any) -> None:
    for country in Country.objects.all()[:3]:
        for _ in range(3):
            make_article(country=country)
    make_country()
    with django_assert_max_num_queries(6):
        assert len(places(client, "/sitemap-countries.xml")) == 3
