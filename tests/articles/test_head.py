"""The head of every kind of page: title, description, one address, robots, what shares show, feeds. A table."""

import re
from datetime import timedelta
from typing import Any, NamedTuple

import lxml.html
import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from articles import edition
from articles.models import Article, Coverage, Page, Tag
from articles.models.article import Kind
from articles.templatetags.head import described
from tests.world import BODY, make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
INDEX, NOINDEX = "index,follow,max-image-preview:large", "noindex,follow"


class Row(NamedTuple):
    """A kind of page: its address, the beginning of its title, its robots, its type for shares, its own feed."""

    path: str
    title: str
    robots: str = INDEX
    type: str = "website"
    feed: str = ""


TABLE = [
    Row("/", "The Test Paper – "),
    Row("/country/mongolia/", "Mongolia", feed="/country/mongolia/feed/"),
    Row("/country/japan/", "Japan", NOINDEX, feed="/country/japan/feed/"),
    Row("/country/mongolia/?page=2", "Mongolia – page 2", feed="/country/mongolia/feed/"),
    Row("/tag/ports/", "Ports", feed="/tag/ports/feed/"),
    Row("/tag/rare/", "Rare", NOINDEX, feed="/tag/rare/feed/"),
    Row("/authors/", "Our authors"),
    Row("/authors/cy-writer/", "Cy Writer", type="profile", feed="/authors/cy-writer/feed/"),
    Row("/authors/night-desk/", "Night Desk", NOINDEX, "profile", feed="/authors/night-desk/feed/"),
    Row("/sources/", "Sources"),
    Row("/sources/harbour-gazette/", "Harbour Gazette", feed="/sources/harbour-gazette/feed/"),
    Row("/coverage/fog/", "Fog – 3 outlets", feed="/coverage/fog/feed/"),
    Row("/YEAR/", "YEAR – Archive"),
    Row("/YEAR/MONTH/", ""),
    Row("/YEAR/MONTH/DAY/", ""),
    Row("/about/", "About us"),
    Row("/corrections/", "Corrections"),
    Row("/site-map/", "Site map"),
    Row("/transparency/", "Transparency"),
    Row("/contact/", "Contact"),
    Row("/takedown/", "Ask us to take a story down"),
    Row("original", "Our own report", INDEX, "article"),
    Row("excerpt", "Told elsewhere", NOINDEX, "article"),
]


@pytest.fixture
def paper() -> dict[str, str]:
    """A paper with one page of every kind; the addresses of two of its stories."""
    ports, rare = (Tag.objects.create(name=name, slug=name.lower()) for name in ("Ports", "Rare"))
    event, cy = Coverage.objects.create(title="Fog", slug="fog"), make_author()
    for number in range(18):
        outlet = make_source(f"Outlet {number}") if number < 3 else make_source()
        make_article(source=outlet, coverage=event if number < 3 else None, tags=[ports])
    make_article(authors=[make_author("Night Desk", automated=True)], tags=[rare], country=make_country("JP"))
    facts: dict[str, Any] = {"title": "About us", "body": "<p>Who we are.</p>"}
    Page.objects.get_or_create(slug="about", defaults=facts)
    own = make_article("Our own report", kind=Kind.ORIGINAL, source_url="", authors=[cy], tags=[ports])
    told = make_article("Told elsewhere", kind=Kind.EXCERPT, body="<p>Boats.</p>")
    make_article("One more")
    make_article("And one more")
    return {"original": own.get_absolute_url(), "excerpt": told.get_absolute_url()}


def address(row: Row, paper: dict[str, str]) -> str:
    day = timezone.localdate()
    path = paper.get(row.path, row.path)
    for name, shape in (("YEAR", "%Y"), ("MONTH", "%m"), ("DAY", "%d")):
        path = path.replace(name, day.strftime(shape))
    return path


def only(page: Any, selector: str, attribute: str = "content") -> str:
    found = page.cssselect(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    text = found[0].get(attribute) if attribute else found[0].text_content()
    assert text.strip()
    return str(text)


def test_every_kind_of_page_has_the_head_of_the_table(client: Client, paper: dict[str, str]) -> None:
    for row in TABLE:
        path = address(row, paper)
        answer = client.get(path)
        assert answer.status_code == 200, path
        page = lxml.html.fromstring(answer.content.decode())
        title = only(page, "head > title", "")
        assert title.startswith(row.title.replace("YEAR", f"{timezone.localdate():%Y}")), path
        assert title.count("The Test Paper") == 1
        description = only(page, 'meta[name="description"]')
        assert 50 <= len(description) <= 160, (path, description)
        assert only(page, 'meta[name="robots"]') == row.robots, path
        assert only(page, 'link[rel="canonical"]', "href") == f"{HOST}{path}"
        assert only(page, 'meta[property="og:url"]') == f"{HOST}{path}"
        assert only(page, 'meta[property="og:type"]') == row.type, path
        assert only(page, 'meta[property="og:title"]') == title.removesuffix(" – The Test Paper")
        assert only(page, 'meta[property="og:description"]') == description
        image = client.get(only(page, 'meta[property="og:image"]').removeprefix(HOST))
        assert (image.status_code, image["Content-Type"]) == (200, only(page, 'meta[property="og:image:type"]'))
        assert only(page, 'meta[property="og:image:width"]') == "1200"
        assert only(page, 'meta[property="og:image:alt"]')
        assert only(page, 'meta[property="og:site_name"]') == "The Test Paper"
        assert only(page, 'meta[name="twitter:card"]') == "summary_large_image"
        feeds = [link.get("href") for link in page.cssselect('link[rel="alternate"]')]
        whole = [f"{HOST}/feed/", f"{HOST}/feed/atom/", f"{HOST}/feed/json/"]
        assert feeds == whole + ([HOST + row.feed] if row.feed else []), path


def test_titles_and_descriptions_tell_pages_apart(client: Client, paper: dict[str, str]) -> None:
    told = []
    for row in TABLE:
        html = client.get(address(row, paper)).content.decode()
        told += re.findall(r"<title>(.*?)</title>", html) + re.findall(r'name="description" content="(.*?)"', html)
    assert len(told) == len(set(told)) == 2 * len(TABLE)


def test_a_story_tells_when_by_whom_where_and_of_what(client: Client, paper: dict[str, str]) -> None:
    page = lxml.html.fromstring(client.get(paper["original"]).content.decode())
    assert only(page, 'meta[property="article:author"]') == f"{HOST}/authors/cy-writer/"
    assert only(page, 'meta[property="article:section"]') == "Mongolia"
    assert only(page, 'meta[property="article:tag"]') == "Ports"
    assert only(page, 'meta[property="article:published_time"]').startswith(f"{timezone.localdate():%Y-}")


def test_work_on_a_story_before_it_was_published_is_no_later_change(client: Client) -> None:
    story = make_article()
    edits: dict[timedelta, list[str]] = {timedelta(minutes=-5): [], timedelta(minutes=5): ["modified"]}
    assert story.published_at
    for after, told in edits.items():
        Article.objects.filter(pk=story.pk).update(edited_at=story.published_at + after)
        edition.bump()
        html = client.get(story.get_absolute_url()).content.decode()
        assert re.findall(r'property="article:(modified)_time"', html) == told


@pytest.mark.parametrize("kind", list(Kind))
def test_search_engines_are_asked_to_keep_what_is_our_own_work_and_nothing_else(client: Client, kind: Kind) -> None:
    own = kind in {Kind.ORIGINAL, Kind.COMPILED}
    text = {Kind.LINK: "", Kind.EXCERPT: "<p>Boats.</p>"}.get(kind, BODY)
    article = make_article(kind=kind, body=text)
    page = lxml.html.fromstring(client.get(article.get_absolute_url()).content.decode())
    assert only(page, 'meta[name="robots"]') == (INDEX if own else NOINDEX)
    assert only(page, 'link[rel="canonical"]', "href") == f"{HOST}{article.get_absolute_url()}"


def test_pages_in_words_alone_lead_search_engines_to_the_full_ones(client: Client, paper: dict[str, str]) -> None:
    for path in ("/", "/country/mongolia/", paper["original"]):
        page = lxml.html.fromstring(client.get(f"{path}?view=text").content.decode())
        assert only(page, 'meta[name="robots"]') == NOINDEX
        assert only(page, 'link[rel="canonical"]', "href") == f"{HOST}{path}"
        assert not page.cssselect('meta[property="og:image"]')


@pytest.mark.parametrize("path", ["/nothing-here/", "/search/?q=boats", "/country/nowhere/"])
def test_errors_and_answers_to_forms_name_no_address(client: Client, path: str) -> None:
    page = lxml.html.fromstring(client.get(path).content.decode())
    assert only(page, 'meta[name="robots"]') == NOINDEX
    assert not page.cssselect('meta[property="og:url"]')


@pytest.mark.parametrize("text", ["", "Boats.", "Boats & fog " * 30, "x" * 500, "&lt;b&gt; " * 60])
def test_a_description_is_cut_between_words_or_says_whose_page_it_is(text: str) -> None:
    html = Template("{% load head %}{{ text|described }}").render(Context({"text": text}))
    assert "<" not in html
    assert len(lxml.html.fromstring(f"<p>{html}</p>").text_content()) <= 160
    assert described("Boats.").startswith("Boats. – The Test Paper: ")
    assert described("Boats & fog " * 30).endswith(" fog…") or described("Boats & fog " * 30).endswith("Boats…")
