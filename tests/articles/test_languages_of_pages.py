"""Pages in the languages of the interface: which way they run, and that no word of the English interface is left."""

import re
from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from articles.models import Article, Country
from tests.articles.test_catalogues import LANGUAGES, catalogue, forms, singular
from tests.world import make_article, make_country

pytestmark = pytest.mark.django_db

HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
SAID = re.compile(r'\b(?:aria-label|placeholder|title|alt)="([^"]*)"')
ERRORS = [
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "410.html",
    "429.html",
    "451.html",
    "500.html",
    "503.html",
]
ADDRESSES = [
    "/",
    "/search/?q=harbour",
    "/search/?q=nothing-like-it",
    "/sources/",
    "/authors/",
    "/corrections/",
    "/nowhere/",
]
ADDRESSES += ["/site-map/", "/contact/", "/takedown/", "/takedown/?claim=privacy", "/transparency/", "/?view=text"]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    """The site set to a language."""
    settings.LANGUAGE_CODE = request.param
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def story() -> Article:
    return make_article("Boats are back", country=make_country("JP"))


def addresses(story: Article) -> list[str]:
    year, month, day = story.get_absolute_url().split("/")[1:4]
    archive = [f"/{year}/", f"/{year}/{month}/", f"/{year}/{month}/{day}/"]
    assert story.country
    return [*ADDRESSES, *archive, story.get_absolute_url(), story.country.get_absolute_url()]


def shown(html: str) -> set[str]:
    """What a reader sees or hears, piece by piece."""
    html = HIDDEN.sub("", html)
    return {piece.strip(" :·\n") for piece in re.split(r"<[^>]*>", html)} | set(SAID.findall(html))


def english(language: str) -> set[str]:
    """The words of the interface that are others in this language."""
    return {
        singular(message) for message in catalogue(language) if message.id and singular(message) not in forms(message)
    }


def test_pages_have_the_language_and_run_its_way(client: Client, language: str, story: Article) -> None:
    wanted = f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">'
    pages = {address: client.get(address).content.decode() for address in addresses(story)}
    assert [address for address, html in pages.items() if wanted not in html] == []


def test_no_word_of_the_english_interface_is_left(client: Client, language: str, story: Article) -> None:
    # The names of the sections are the newsroom's own words; the form's list of countries has some of the same.
    words = english(language) - set(Country.objects.values_list("name", flat=True))
    pages = {address: client.get(address).content.decode() for address in addresses(story)}
    left = {address: shown(html) & words for address, html in pages.items()}
    assert {address: found for address, found in left.items() if found} == {}


def test_error_pages_run_the_way_of_the_language(language: str) -> None:
    way = "rtl" if language == "ar" else "ltr"
    context: dict[str, object] = {"site_language": language, "site_direction": way, "menu": {}}
    for template in ERRORS:
        html = render_to_string(template, context)
        assert f'<html lang="{language}" dir="{way}">' in html, template
        assert shown(html) & english(language) == set(), template


def test_the_page_of_a_fault_knows_the_language_without_being_told(language: str) -> None:
    assert f'<html lang="{language}" dir=' in render_to_string("500.html")


def test_dates_are_in_the_words_of_the_language(client: Client, language: str, story: Article) -> None:
    page = client.get(story.get_absolute_url()).content.decode()
    month = {
        "tr": ("Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"),
        "ar": "[ء-ي]+",
        "id": "[A-Z][a-z]+",
    }
    assert re.search(rf"<time [^>]*>\d+ (?:{month[language]}) \d{{4}}", page)
