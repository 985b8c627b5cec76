"""The frame of every page: name, day, menus, search, foot. Each stands there once, and all work without a script."""

import re
from datetime import UTC, datetime
from typing import Any

import lxml.html
import pytest
import time_machine
from django.test import Client
from django.utils import translation

from articles import edition
from articles.models import Country, Page
from tests.world import make_article, make_country

pytestmark = pytest.mark.django_db
KINDS = ("/", "/country/mongolia/", "/search/?q=boats", "/privacy/", "/authors/", "/site-map/", "/nothing-here/")


def page(client: Client, path: str) -> Any:
    return lxml.html.fromstring(client.get(path).content.decode())


def part(client: Client, path: str, selector: str) -> Any:
    (found,) = page(client, path).cssselect(selector)
    return found


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", KINDS)
def test_the_name_of_the_paper_leads_home_and_is_the_same_everywhere(client: Client, settings: Any, path: str) -> None:
    settings.SITE_NAME = "The Tide & Times"
    html = page(client, path)
    (name,) = html.cssselect(".nameplate a")
    assert (words(name), name.get("href")) == ("The Tide & Times", "/")
    for frame in html.cssselect("head > title, footer .small"):
        assert "The Tide & Times" in words(frame)
        assert "The Test Paper" not in words(frame)


def test_the_name_is_the_first_heading_of_the_front_page_alone(client: Client) -> None:
    assert words(part(client, "/", "h1")) == "The Test Paper"
    assert words(part(client, "/country/mongolia/", "h1")).startswith("Mongolia")


def test_who_runs_the_paper_is_found_from_every_page(client: Client) -> None:
    for path in KINDS:
        links = {link.get("href") for link in page(client, path).cssselect("header.masthead a")}
        assert links >= {"/about/", "/authors/", "/sources/", "/contact/", "/corrections/", "/site-map/"}, path


def test_the_legal_pages_open_by_keyboard_and_without_a_script(client: Client) -> None:
    make_article()
    menus = page(client, "/").cssselect("header.masthead details")
    assert [words(menu.cssselect("summary")[0]) for menu in menus] == ["Countries", "About"]
    assert [menu.get("open") for menu in menus] == [None, None]
    legal = menus[1].xpath('.//p[.="Legal pages"]/following-sibling::ul//a/@href')
    assert sorted(legal) == ["/ccpa/", "/cookies/", "/dmca/", "/privacy/", "/terms/"]
    assert {client.get(path).status_code for path in legal} == {200}


def test_a_page_that_is_taken_back_leaves_the_menus(client: Client) -> None:
    assert page(client, "/").cssselect('header.masthead a[href="/ccpa/"]')
    Page.objects.filter(slug="ccpa").update(published=False)
    edition.bump()
    assert not page(client, "/").cssselect('a[href="/ccpa/"]')


@pytest.mark.parametrize("path", ["/", "/country/mongolia/"])
def test_the_day_is_that_of_the_sites_time_zone(client: Client, path: str) -> None:
    with time_machine.travel(datetime(2026, 6, 4, 17, 30, tzinfo=UTC), tick=False):
        day = part(client, path, ".dateline time")
    assert (day.get("datetime"), words(day)) == ("2026-06-05", "Friday, 5 June 2026")


def test_the_day_is_written_in_the_language_of_the_site(client: Client, settings: Any) -> None:
    settings.LANGUAGE_CODE = "tr"
    with time_machine.travel(datetime(2026, 6, 5, 4, tzinfo=UTC), tick=False), translation.override("tr"):
        assert words(part(client, "/", ".dateline time")) == "Cuma, 5 Haziran 2026"


def test_all_sections_stand_in_one_menu_by_region_and_name(client: Client) -> None:
    menu = page(client, "/about/").cssselect("header.masthead details")[0]
    links = menu.cssselect("a")
    names = dict(Country.objects.values_list("slug", "name"))
    assert len(links) == len(names) == 49
    assert {link.get("href"): words(link) for link in links} == {f"/country/{s}/": name for s, name in names.items()}
    for group in menu.cssselect("ul"):
        told = [words(link) for link in group.cssselect("a")]
        assert told == sorted(told)


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/country/japan/", "/country/japan/"),
        ("/country/japan/?page=2", "/country/japan/"),
        ("/sources/", "/sources/"),
        ("/authors/", "/authors/"),
        ("/", "/"),
        ("/privacy/", None),
    ],
    ids=["section", "second-page", "sources", "authors", "front", "another"],
)
def test_the_link_of_the_page_itself_is_marked_and_no_other(client: Client, path: str, marked: str | None) -> None:
    for _ in range(21):
        make_article(country=make_country("JP"))
    found = page(client, path).cssselect("header.masthead [aria-current]")
    assert [(link.get("href"), link.get("aria-current")) for link in found] == ([(marked, "page")] if marked else [])


@pytest.mark.parametrize("path", KINDS)
def test_each_tool_stands_on_a_page_once(client: Client, path: str) -> None:
    html = page(client, path)
    for selector in ("body > header", "main", "footer", '[role="search"]', 'nav[aria-label="Main"]', ".nameplate"):
        assert len(html.cssselect(selector)) == 1, selector
    names = [nav.get("aria-label") for nav in html.cssselect("nav")]
    assert len(names) == len(set(names))
    assert None not in names


def test_the_search_is_a_plain_form_whose_results_are_read_aloud_once_there_are_some(client: Client) -> None:
    form = part(client, "/", '[role="search"]')
    (field,) = form.cssselect("input")
    assert (form.get("action"), form.get("method")) == ("/search/", None)
    assert (field.name, field.get("type"), field.get("data-live")) == ("q", "search", "/search/live/")
    assert words(form.cssselect(f'label[for="{field.get("id")}"]')[0]) == "Search the paper"
    (live,) = form.cssselect('[aria-live="polite"]')
    assert live.get("hidden") is not None
    assert words(live) == ""


def test_the_first_link_leads_past_the_frame(client: Client) -> None:
    html = page(client, "/")
    first = html.cssselect("body a")[0]
    assert first.get("href") == "#main"
    assert html.get_element_by_id("main").get("tabindex") == "-1"


def test_the_foot_names_every_standing_page_once_with_the_ways_to_object_and_to_follow(client: Client) -> None:
    links = [link.get("href") for link in page(client, "/").cssselect("footer a")]
    pages = {text.get_absolute_url() for text in Page.objects.all()}
    ways = {"/contact/", "/latest/", "/archive/", "/site-map/", "/takedown/", "/transparency/", "/corrections/"}
    assert set(links) >= pages | ways | {"/feed/", "/feed/atom/", "/feed/json/"}
    assert len(links) == len(set(links))
    assert {client.get(link).status_code for link in links} == {200}


def test_the_foot_says_whose_it_is_and_of_which_year_without_an_address(client: Client) -> None:
    with time_machine.travel(datetime(2027, 12, 31, 17, tzinfo=UTC), tick=False):
        said = words(part(client, "/", "footer .small"))
    assert said.startswith("© 2028 The Test Paper.")
    assert not re.search(r"https?:|testserver", said)


def test_nobody_is_asked_about_cookies_and_the_page_about_them_is_linked(client: Client) -> None:
    html = page(client, "/")
    assert not html.cssselect('dialog, [role="dialog"], [class*="cookie"], [class*="consent"]')
    assert html.cssselect('footer a[href="/cookies/"]')
    assert html.cssselect('footer a[href="/privacy/"]')
