"""What every kind of page tells machines is what it shows people: names, dates, authors, sources, lists."""

import json
import re
from html import unescape
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.accounts import system_account
from articles.models import Article, Coverage, Page, Tag
from articles.models.article import Kind
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
LISTS = ("/country/mongolia/", "/tag/ports/", "/authors/cy-writer/", "/sources/harbour-gazette/", "/coverage/fog/")
OTHERS = ("/authors/", "/sources/", "/corrections/", "/site-map/", "/about/", "/contact/", "/takedown/")
KINDS = {"/authors/": ["CollectionPage"], "/sources/": ["CollectionPage"], "/about/": ["AboutPage"]}
KINDS |= {"/contact/": ["ContactPage"]}


@pytest.fixture
def paper() -> Article:
    """A small paper with one page of every kind; the story that has everything."""
    tag, event = Tag.objects.create(name="Ports", slug="ports"), Coverage.objects.create(title="Fog", slug="fog")
    for number in range(4):
        make_article(f"Told by outlet {number}", source=make_source(f"Outlet {number}"), coverage=event, tags=[tag])
    make_article("Only a link", kind=Kind.LINK, body="", country=make_country("JP"))
    Page.objects.get_or_create(slug="about", defaults={"title": "About us", "body": "<p>Who we are.</p>"})
    story = make_article(
        "Boats & “fog”",
        tags=[tag],
        coverage=event,
        authors=[make_author(bio="Writes of ports.")],
        standfirst="Forty left.",
    )
    editing.correct(story, by=system_account(), note="There were forty boats, not fifty.")
    return Article.objects.get(pk=story.pk)


def read(client: Client, path: str) -> tuple[Any, dict[str, Any]]:
    """The page, and what it tells: the data by their types."""
    html = client.get(path).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    told: list[Any] = []
    for block in blocks:
        data = json.loads(block)
        told += data if isinstance(data, list) else [data]
    assert all(data["@context"] == "https://schema.org" for data in told)
    return lxml.html.fromstring(html), {data["@type"]: data for data in told}


def words(page: Any, selector: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.cssselect(selector)]


def headlines(page: Any) -> list[tuple[str, str]]:
    """The stories that the main part of a list shows, in order: the words of the link and where it leads."""
    links = page.cssselect(".told-story h4 > a") or page.cssselect(
        "main article h3 > a, main article h4 > a, main .wire span > a"
    )
    return [(link.text_content().split(" (on the site of")[0], link.get("href")) for link in links]


def listed(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["name"], item["url"].removeprefix(HOST)) for item in data["itemListElement"]]


def test_a_storys_data_are_what_its_page_shows(client: Client, paper: Article) -> None:
    page, told = read(client, paper.get_absolute_url())
    data = told["NewsArticle"]
    assert words(page, "h1") == [data["headline"]] == ["Boats & “fog”"]
    assert words(page, "p.standfirst") == [data["description"]]
    assert words(page, ".byline a[rel=author]") == [author["name"] for author in data["author"]]
    published, *edited = [found.get("datetime") for found in page.cssselect("p.dates time")]
    assert data["datePublished"].startswith(published[:16])
    assert data["dateModified"].startswith((edited or [published])[0][:16])
    assert words(page, ".outlet-name") == [data["creditText"]] == [data["isBasedOn"]["publisher"]["name"]]
    assert page.cssselect("a.to-source")[0].get("href") == data["isBasedOn"]["url"] == data["citation"]
    assert words(page, ".original-headline q") == [data["isBasedOn"]["headline"]]
    assert words(page, ".byline a")[-1] == data["articleSection"]
    assert words(page, "ul.tags a") == data["keywords"]
    assert data["correction"][0]["text"] in page.text_content()
    assert page.cssselect('link[rel="canonical"]')[0].get("href") == data["url"] == data["mainEntityOfPage"]
    assert page.cssselect('meta[property="og:image"]')[0].get("content") == data["image"]["url"]


@pytest.mark.parametrize("path", LISTS)
def test_a_lists_data_are_its_stories_in_their_order(client: Client, paper: Article, path: str) -> None:
    page, told = read(client, path)
    data = told.get("CollectionPage") or told["ProfilePage"]
    assert data["url"] == HOST + path
    if "ProfilePage" in told:
        assert words(page, "h1") == [data["mainEntity"]["name"]]
        assert data["mainEntity"]["description"] in page.text_content()
        return
    assert words(page, "h1")[0].startswith(data["name"])
    shown = headlines(page)
    assert len(shown) >= 1
    assert listed(data["mainEntity"]) == shown


def test_the_front_pages_data_are_its_stories_in_their_order(client: Client, paper: Article) -> None:
    page, told = read(client, "/")
    assert {"WebSite", "NewsMediaOrganization", "ItemList"} <= told.keys()
    assert listed(told["ItemList"]) == headlines(page)
    assert len(headlines(page)) == Article.objects.published().count()
    target = told["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert client.get(target.removeprefix(HOST).replace("{search_term_string}", "boats")).status_code == 200


def test_a_mere_link_is_listed_with_the_address_that_it_leads_to(client: Client, paper: Article) -> None:
    link = Article.objects.get(kind=Kind.LINK)
    _page, told = read(client, "/country/japan/")
    assert listed(told["CollectionPage"]["mainEntity"]) == [(link.headline, link.source_url)]


def test_the_archives_data_are_its_stories(client: Client, paper: Article) -> None:
    today = timezone.localdate()
    for path in (f"/{today:%Y/%m/%d}/", f"/{today:%Y/%m}/"):
        page, told = read(client, path)
        assert words(page, "h1") == [told["CollectionPage"]["name"]]
        assert listed(told["CollectionPage"]["mainEntity"]) == headlines(page)


@pytest.mark.parametrize("path", [*OTHERS, "/2026/"])
def test_other_pages_are_called_in_their_data_as_they_are_in_their_headings(
    client: Client, paper: Article, path: str
) -> None:
    path = f"/{timezone.localdate():%Y}/" if path == "/2026/" else path
    page, told = read(client, path)
    kinds = [kind for kind in told if kind != "BreadcrumbList"]
    assert kinds == KINDS.get(path, ["WebPage"])
    assert words(page, "h1") == [told[kinds[0]]["name"]]
    if kinds == ["CollectionPage"]:
        names = words(page, "ul.people p.name") or words(page, "table.ledger tbody th")
        assert [name for name, _address in listed(told["CollectionPage"]["mainEntity"])] == names


@pytest.mark.parametrize("path", [*LISTS, *OTHERS, "/transparency/", "/contact/?topic=other", "day", "story"])
def test_the_way_here_is_told_as_it_is_shown(client: Client, paper: Article, path: str) -> None:
    elsewhere = {"story": paper.get_absolute_url(), "day": f"/{timezone.localdate():%Y/%m/%d}/"}
    page, told = read(client, elsewhere.get(path, path))
    steps = told["BreadcrumbList"]["itemListElement"]
    assert words(page, "nav.crumbs li") == [step["name"] for step in steps]
    links = [link.get("href") for link in page.cssselect("nav.crumbs a")]
    assert links == [step["item"].removeprefix(HOST) for step in steps if "item" in step]
    assert unescape(steps[0]["name"]) == "Front page"
