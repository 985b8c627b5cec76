"""Standing pages, corrections, the site map, and what must hold on every public page."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.accounts import system_account
from articles.models import Coverage, Page, Tag
from articles.models.article import Kind
from tests.world import make_article, make_author, make_source

pytestmark = pytest.mark.django_db

OWN = ("http://testserver/", "/", "#", "?", "data:")


@pytest.fixture
def paths() -> list[str]:
    """One address of every kind of public page, in a paper that has all of them."""
    coverage, tag = Coverage.objects.create(title="Storm", slug="storm"), Tag.objects.create(name="Boats")
    author = make_author(bio="Walks the quays.")
    article = make_article(coverage=coverage, tags=[tag], authors=[author])
    other = make_article(coverage=coverage, source=make_source("Gulf Lantern"), kind=Kind.LINK, body="")
    arabic = make_article("أخبار الميناء", body="<p>عاد الصيادون.</p>", language="ar", source_headline="الميناء")
    editing.correct(article, by=system_account(), note="It was 57.")
    day = timezone.localdate(article.published_at)
    pages = [page.get_absolute_url() for page in Page.objects.all()]
    return [
        *("/", "/country/mongolia/", "/country/qatar/", "/tag/boats/", "/authors/", "/authors/cy-writer/", "/sources/"),
        *("/sources/harbour-gazette/", "/coverage/storm/", "/corrections/", "/site-map/", "/nothing-here/"),
        *(f"/{day:%Y}/", f"/{day:%Y/%m}/", f"/{day:%Y/%m/%d}/"),
        *(story.get_absolute_url() for story in (article, other, arabic)),
        article.get_absolute_url() + "?view=text",
        *pages,
    ]


def test_every_page_is_well_made(client: Client, paths: list[str]) -> None:
    """One h1, no level skipped, no id twice, a title, a description, no style or handler in the markup."""
    for path in paths:
        html = client.get(path).content.decode()
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert len(ids) == len(set(ids)), path
        assert re.search(r"<title>[^<]+</title>", html), path
        assert re.search(r'<meta name="description" content="[^"]{10,}">', html), path
        assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", html), path


def test_no_page_sets_a_cookie_or_calls_a_third_party(client: Client, paths: list[str]) -> None:
    for path in paths:
        response = client.get(path)
        html = response.content.decode()
        called = re.findall(r"<(?:img|script|source|iframe|video|audio)[^>]*?\s(?:src|srcset)=\"([^\"]+)\"", html)
        called += re.findall(r'<link rel="(?:stylesheet|icon|preload|preconnect)"[^>]*href="([^"]+)"', html)
        assert not response.cookies, path
        assert [address for address in called if not address.startswith(OWN)] == [], path


def test_every_link_to_ourselves_leads_somewhere(client: Client, paths: list[str]) -> None:
    found: set[str] = set()
    for path in paths:
        html = client.get(path).content.decode()
        hrefs = re.findall(r'href="((?:http://testserver)?/[^"#]*)"', html)
        found |= {href.removeprefix("http://testserver").replace("&amp;", "&") for href in hrefs}
    found = {href for href in found if not href.startswith(("/static/", "/media/"))}
    broken = {href: client.get(href).status_code for href in sorted(found)}
    assert {href: status for href, status in broken.items() if status >= 400} == {}
    assert len(broken) > 70


def test_a_page_that_is_not_published_is_not_found(client: Client) -> None:
    page = Page.objects.create(title="Draft", slug="draft", published=False, body="<p>Not yet.</p>")
    assert client.get(page.get_absolute_url()).status_code == 404


def test_a_page_says_when_it_was_last_changed_and_a_legal_one_that_it_is_one(client: Client) -> None:
    with time_machine.travel("2026-06-05 17:30:00+00:00", tick=False):
        for slug in ("terms", "about"):
            page = Page.objects.get(slug=slug)
            page.body += "<p>One sentence more.</p>"
            page.save()
        terms, about = (client.get(f"/{slug}/").content.decode() for slug in ("terms", "about"))
    for html in (terms, about):
        assert 'Last changed <time datetime="2026-06-06T01:30+08:00">6 June 2026</time>' in html
    label = '<p class="label">Legal pages</p>\n      <h1>'
    assert label in terms
    assert label not in about


def test_corrections_of_stories_that_are_public_are_listed_newest_first(client: Client) -> None:
    article = make_article("Counted wrongly")
    first = editing.correct(article, by=system_account(), note="First note.")
    type(first).objects.filter(pk=first.pk).update(at=timezone.now() - timedelta(days=1))
    editing.correct(article, by=system_account(), note="Second note.")
    html = client.get("/corrections/").content.decode()
    assert html.index("Second note.") < html.index("First note.")
    assert article.get_absolute_url() in html


def test_nothing_corrected_yet_is_said(client: Client) -> None:
    assert "Nothing has been corrected yet." in client.get("/corrections/").content.decode()
