"""What every page knows of the site: its name, its address, today, its sections and its standing pages.

Lazy: a page that shows no menu asks the database nothing. The menus are kept in the cache, one set an edition.
"""

from typing import Any, TypedDict

from django.conf import settings
from django.db.models import Exists
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from articles import kept, languages
from articles.models import Article, Country, Page


class Link(TypedDict):
    """One line of a menu."""

    name: str
    slug: str
    url: str


class Section(Link):
    """A country in the menu."""

    region: str
    native_name: str
    native_language: str


class Menu(TypedDict):
    """All menus of the site."""

    sections: list[Section]
    pages: list[Link]
    legal: list[Link]
    has_archive: bool


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name, tagline, address, contact, language, today's date in its time zone, and its menus."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
        "site_language": languages.site_language(),
        "site_direction": languages.site_direction(),
        "today": timezone.localdate(),
        "menu": SimpleLazyObject(lambda: menu(request)),
        "kept_key": SimpleLazyObject(lambda: kept.key(request)),
        "kept_seconds": kept.SECONDS,
    }


def menu(request: HttpRequest) -> Menu:
    """The menus of this edition."""
    return kept.of_edition(request, _menu_now, "menu")


def _menu_now() -> Menu:
    pages = list(Page.objects.filter(published=True).exclude(slug=Page.NOTE).only("title", "slug", "legal"))
    countries = Country.objects.filter(is_active=True).defer("description")
    sections = list(countries.annotate(any_story=Exists(Article.objects.published())))
    return {
        "sections": [_section(country) for country in sections],
        "pages": [_link(page) for page in pages if not page.legal],
        "legal": [_link(page) for page in pages if page.legal],
        "has_archive": any(country.any_story for country in sections[:1]),
    }


def _link(page: Page) -> Link:
    return {"name": page.title, "slug": page.slug, "url": page.get_absolute_url()}


def _section(country: Country) -> Section:
    return {
        "name": country.name,
        "slug": country.slug,
        "url": country.get_absolute_url(),
        "region": country.region,
        "native_name": country.native_name,
        "native_language": country.native_language,
    }
