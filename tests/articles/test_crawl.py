"""A visitor who follows every link of a small whole paper: no broken one, and no word of what is not public."""

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
import lxml.etree
import lxml.html
import pytest
from django.test import Client

from articles import editing
from articles.accounts import system_account
from articles.models import Article, Coverage, Picture, Tag
from articles.models.article import Kind
from articles.status import Status
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
WORD = "Zugzwang"
HIDDEN = (*{*Status} - {Status.PUBLISHED},)
FILES = ("robots.txt", "sitemap.xml", "sitemap-news.xml", "ads.txt", "humans.txt", ".well-known/security.txt")
ASKED = ("/search/?q=boats", "/search/live/?q=boats", "/.well-known/gpc.json")
FEEDS = tuple(f"/{of}/feed/{shape}/" for of in ("tag/boats", "coverage/storm") for shape in ("atom", "json"))
STARTS = ("/", *(f"/{name}" for name in FILES), *ASKED, *FEEDS)
LISTS = re.compile(r"/(country|tag|authors|sources|coverage)/[^/?]+/")
LOADED = "img[src], script[src], source[srcset], iframe[src], link[rel=stylesheet], link[rel=icon], link[rel=preload]"
Found = dict[str, Any]


def hide(status: Status, **values: Any) -> Article:
    """A story that is not public, with the word wherever a story has words."""
    picture = Picture(alt=f"{WORD} drawn", credit=WORD, cleared=True, width=8, height=4)
    picture.file.name = f"pictures/{WORD.lower()}-{status}.jpg"
    Picture.objects.bulk_create([picture])
    values |= {"body": f"<p>The boats of {WORD} came in at noon.</p>", "standfirst": f"{WORD} boats."}
    values |= {"source_headline": f"{WORD} told", "picture": Picture.objects.get(file=picture.file.name)}
    return make_article(f"{WORD} boats {status}", status=status, **values)


@pytest.fixture
def secrets() -> list[Article]:
    """A paper with public stories of every kind, and beside each the hidden ones."""
    tag, author = Tag.objects.create(name="Boats", slug="boats"), make_author(bio="Walks the quays.")
    coverage = Coverage.objects.create(title="Storm", slug="storm")
    facts: Found = {"tags": [tag], "authors": [author], "coverage": coverage}
    first = make_article("Boats first", **facts)
    make_article("Boats again", **(facts | {"source": make_source("Gulf Lantern")}))
    make_article("Boats by link", kind=Kind.LINK, body="", country=make_country("JP"))
    make_article("عاد الصيادون", body="<p>عاد الصيادون.</p>", language="ar", source_headline="الميناء")
    make_article("Our boats", kind=Kind.ORIGINAL, source_url="", authors=[author])
    editing.correct(first, by=system_account(), note="It was 57.")
    return [hide(status, **facts) for status in HIDDEN]


def leads(path: str, html: str) -> Iterator[str]:
    """Addresses of our own that a page, a feed or a sitemap leads to."""
    pattern = r'(?:href|src)="([^"#]+)|<loc>([^<]+)|<link>([^<]+)|"url": "([^"]+)|xmlUrl="([^"]+)'
    for groups in re.findall(pattern, html):
        whole = urljoin(HOST + path, unescape("".join(groups)).split("#")[0])
        if whole.startswith(f"{HOST}/") and not whole.startswith(f"{HOST}/static/"):
            yield whole.removeprefix(HOST)


def crawl(client: Client) -> dict[str, Any]:
    """Every answer that can be reached by links; of pages with a question only those that others lead to."""
    answers: dict[str, Any] = {}
    waiting = deque(STARTS)
    while waiting:
        path = waiting.popleft()
        if path in answers:
            continue
        answers[path] = answer = client.get(path)
        told = answer.headers.get("Content-Type", "")
        if "?" not in path and ("text/html" in told or "xml" in told or "json" in told):
            waiting.extend(leads(path, answer.content.decode()))
    return answers


@pytest.fixture
def answers(client: Client, secrets: list[Article]) -> dict[str, Any]:
    return crawl(client)


def of_type(answers: dict[str, Any], kind: str) -> dict[str, str]:
    found = {path: one for path, one in answers.items() if kind in one.headers.get("Content-Type", "")}
    return {path: one.content.decode() for path, one in found.items()}


def test_every_link_leads_to_a_page_at_once_and_none_sets_a_cookie(answers: dict[str, Any]) -> None:
    statuses = {path: answer.status_code for path, answer in answers.items()}
    assert {path: status for path, status in statuses.items() if status != 200} == {}
    forms = {path for path in answers if path.startswith(("/takedown/", "/contact/", "/transparency/check/"))}
    assert {path for path, answer in answers.items() if answer.cookies} <= forms
    reached = {urlsplit(path).path for path in answers}
    assert len(reached) > 100
    assert {"/tag/boats/", "/authors/cy-writer/", "/coverage/storm/", "/corrections/", "/transparency/"} <= reached


def test_no_word_of_what_is_not_public_is_anywhere(answers: dict[str, Any]) -> None:
    texts = {path: answer.content for path, answer in answers.items() if hasattr(answer, "content")}
    assert [path for path, text in texts.items() if WORD.lower() in (path + text.decode(errors="ignore")).lower()] == []


def test_what_is_not_public_cannot_be_asked_for_either(client: Client, secrets: list[Article]) -> None:
    for story in secrets:
        told = client.get(story.get_absolute_url())
        assert told.status_code == (410 if story.status == Status.WITHDRAWN else 404), story.status
        assert WORD not in told.content.decode().replace(story.slug, "")
        assert client.get(f"{story.get_absolute_url()}?view=text").status_code in {404, 410}
    for path in ("/search/", "/search/live/"):
        found = client.get(path, {"q": WORD}).content.decode()
        assert not re.search(r'href="/\d{4}/\d\d/\d\d/[^"]*zugzwang', found)


def test_pages_are_in_order(answers: dict[str, Any]) -> None:
    """One first heading and no level skipped, no id twice, nothing of others loaded, structured data that parses."""
    pages = of_type(answers, "text/html")
    for path, html in pages.items():
        if path.startswith("/search/live/"):
            continue
        page = lxml.html.fromstring(html)
        levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        ids = page.xpath("//@id")
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert len(ids) == len(set(ids)), path
        loaded = [one.get("src") or one.get("srcset") or one.get("href") for one in page.cssselect(LOADED)]
        assert [one for one in loaded if urlsplit(one).netloc not in {"", "testserver"}] == [], path
        for one in page.cssselect('script[type="application/ld+json"]'):
            assert json.loads(one.text_content()), path


def test_every_list_has_its_feed_and_all_machines_read_theirs(answers: dict[str, Any]) -> None:
    for path, html in of_type(answers, "text/html").items():
        if LISTS.fullmatch(path):
            told = lxml.html.fromstring(html).xpath('//link[@rel="alternate"]/@href')
            assert f"{HOST}{path}feed/" in told, path
    for path, text in of_type(answers, "xml").items():
        assert lxml.etree.fromstring(text.encode()) is not None
        assert "/feed/" not in path or not feedparser.parse(text).bozo, path
    feeds = of_type(answers, "application/feed+json")
    assert {"/feed/json/", "/tag/boats/feed/json/", "/coverage/storm/feed/json/"} <= feeds.keys()
    assert all(json.loads(text)["version"] == "https://jsonfeed.org/version/1.1" for text in feeds.values())
