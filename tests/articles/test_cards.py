"""A story in a list: whose it is, where, how old, and one link that is called as the headline is."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import lxml.html
import pytest
import time_machine
from django.test import Client
from PIL import Image

from articles import pictures
from articles.models.article import Kind
from tests.world import make_article, make_country, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_friday() -> object:
    with time_machine.travel("2026-06-05 04:00:00+00:00", tick=False):
        yield


def card(client: Client, path: str = "/latest/") -> Any:
    """The first card of a list."""
    return lxml.html.fromstring(client.get(path).content.decode()).cssselect("article.card")[0]


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_a_card_has_one_link_to_its_story_called_by_the_headline(client: Client) -> None:
    story = make_article("Boats & fog")
    links = [(link.get("href"), words(link)) for link in card(client).cssselect("a")]
    assert links == [("/country/mongolia/", "Mongolia"), (story.get_absolute_url(), "Boats & fog")]


def test_a_card_leads_to_its_country_but_in_the_countrys_own_list(client: Client) -> None:
    make_article(country=make_country("NP"))
    assert card(client).cssselect('a.place[href="/country/nepal/"]')
    assert not card(client, "/country/nepal/").cssselect("a.place")


@pytest.mark.parametrize(
    ("kind", "named", "sign"),
    [(Kind.LICENSED, "Steppe Courier", ""), (Kind.ORIGINAL, "The Test Paper", "Original")],
    ids=["theirs", "ours"],
)
def test_a_card_names_in_words_whose_story_it_is(client: Client, kind: Kind, named: str, sign: str) -> None:
    make_article(kind=kind, source=make_source("Steppe Courier"))
    via = card(client).cssselect(".via")[0]
    assert words(via.cssselect(".outlet")[0]) == named
    assert [words(one) for one in via.cssselect(".kind")] == ([sign] if sign else [])


def test_a_card_says_in_which_language_the_original_is_where_it_is_another(client: Client) -> None:
    make_article(kind=Kind.SUMMARY, source_language="mn")
    assert "original in Mongolian" in words(card(client))
    make_article(kind=Kind.SUMMARY, source_language="en-GB")
    assert "original in" not in words(card(client))


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2026, 6, 5, 1, 30, tzinfo=UTC), "09:30"),
        (datetime(2026, 6, 4, 15, 30, tzinfo=UTC), "4 Jun"),
        (datetime(2025, 12, 31, 15, 30, tzinfo=UTC), "31 Dec 2025"),
    ],
    ids=["today", "this-year", "before"],
)
def test_a_card_says_how_old_it_is_in_the_sites_time_zone(client: Client, at: datetime, shown: str) -> None:
    make_article(published_at=at)
    (time,) = card(client).cssselect("time")
    assert words(time) == shown
    assert datetime.fromisoformat(time.get("datetime")) == at
    assert time.get("datetime").endswith("+08:00")


@pytest.mark.parametrize("path", ["/latest/", "/", "/country/mongolia/"])
def test_an_excerpt_ends_at_a_word_and_holds_neither_markup_nor_broken_signs(client: Client, path: str) -> None:
    text = "<p>Fish &amp; <em>chips</em> at the quay, " + "and one more boat, " * 20 + "the end.</p>"
    for number in range(9):
        make_article(f"Number {number}", body=text, source=make_source(f"Outlet {number}"))
    html = client.get(path).content.decode()
    (said, *_more) = lxml.html.fromstring(html).cssselect("p.summary, p.standfirst")
    shown = words(said)
    assert shown.startswith("Fish & chips at the quay, and one more boat,")
    assert shown.endswith("…")
    assert len(shown.split()) <= 30
    assert all(word in "Fish & chips at the quay, and one more boat," for word in shown.removesuffix("…").split())
    assert not said.cssselect("*")[1:]
    assert not re.search(r"&amp;amp;|&lt;|&[a-z]*…", lxml.html.tostring(said, encoding="unicode"))


def test_a_picture_in_a_list_adds_nothing_for_those_who_do_not_see_it_and_waits_until_it_is_near(
    client: Client,
) -> None:
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    make_article(picture=pictures.take(out.getvalue(), alt="A boat", credit="Cy Writer", cleared=True))
    (image,) = card(client).cssselect("img")
    assert (image.get("alt"), image.get("loading")) == ("", "lazy")
    assert int(image.get("width")) > int(image.get("height")) > 0
    assert not image.xpath("ancestor::a")


def test_only_every_fourth_story_of_a_list_shows_its_picture(client: Client) -> None:
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    picture = pictures.take(out.getvalue(), alt="A boat", credit="Cy Writer", cleared=True)
    for _ in range(9):
        make_article(picture=picture)
    cards = lxml.html.fromstring(client.get("/latest/").content.decode()).cssselect("article.card")
    assert [place for place, one in enumerate(cards) if one.cssselect("img")] == [0, 4, 8]


def test_a_story_without_a_picture_has_no_empty_box(client: Client) -> None:
    make_article()
    assert not card(client).cssselect(".thumb, img")
    assert "with-thumb" not in card(client).get("class")


def test_a_card_bears_no_count_of_comments_and_no_link_that_says_nothing(client: Client) -> None:
    for number in range(12):
        make_article(f"Number {number}")
    for path in ("/", "/latest/", "/country/mongolia/"):
        html = lxml.html.fromstring(client.get(path).content.decode())
        assert not re.search(r"(?i)comment|read more|details", html.cssselect("main")[0].text_content())
        named = [words(link) for link in html.cssselect("main :is(h3, h4) > a[href]")]
        assert all(named)
        assert len(named) == len(set(named))
