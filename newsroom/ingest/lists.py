"""A list of feeds taken on as a whole: what of it is new, and to which section each feed belongs. Asks nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from django.db import transaction

from articles.models import Country
from articles.models.source import Rights
from newsroom.ingest import opml, subscribe
from newsroom.ingest.drafts import ADDRESS, fit
from newsroom.ingest.entry import ParsedFeed
from newsroom.ingest.links import registrable
from newsroom.ingest.models import Feed

Standing = Literal["new", "known", "again", "site", "unfit"]

_ALIASES = {
    "brunei darussalam": "BN", "burma": "MM", "dprk": "KP", "emirates": "AE", "kingdom of jordan": "JO", "korea": "KR",
    "korea, north": "KP", "korea, south": "KR", "lao pdr": "LA", "palestinian territories": "PS", "uae": "AE",
    "republic of georgia": "GE", "republic of korea": "KR", "state of palestine": "PS", "timor-leste": "TL",
    "turkiye": "TR", "türkiye": "TR", "viet nam": "VN",
}  # fmt: skip
"""Other names of our sections; a people's name is none, for that may be a language."""

_HOSTERS = frozenset({"feedburner.com", "feedblitz.com", "fetchrss.com", "rss.app", "rsshub.app", "politepol.com"})
"""They serve the feeds of many outlets, which only their names tell apart."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list as we take it: its section, its folder, and whether it brings us anything.

    "again" stands in the list twice in two spellings, "site" names no feed, "unfit" has too long an address.
    """

    outline: opml.Outline
    standing: Standing
    country: Country | None = None
    folder: str = ""


def plan(outlines: Iterable[opml.Outline]) -> list[Listed]:
    """What would come of each line of a list; two queries."""
    sections = _sections()
    known = {spelling(url) for url in Feed.objects.values_list("url", flat=True)}
    met: set[str] = set()
    found: list[Listed] = []
    for outline in outlines:
        country, folder = place(outline.folders, sections)
        found.append(Listed(outline, _standing(outline, known, met), country, folder))
        met.add(spelling(outline.url))
    return found


def _standing(outline: opml.Outline, known: set[str], met: set[str]) -> Standing:
    if not outline.url:
        return "site"
    if len(outline.url) > ADDRESS or not spelling(outline.url):
        return "unfit"
    same = spelling(outline.url)
    return "known" if same in known else "again" if same in met else "new"


def spelling(url: str) -> str:
    """An address without what makes no other feed of it: its scheme, www., letters of the host, a slash at its end."""
    host = subscribe.host_of(url)
    try:
        parts = urlsplit(url)
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    except ValueError:
        return ""
    return f"{host}{port}{parts.path.rstrip('/')}?{parts.query}" if host else ""


def _sections() -> dict[str, Country]:
    """Our countries by all their names; by their code only where it is written in capitals."""
    countries = list(Country.objects.all())
    by_code = {country.iso2: country for country in countries}
    found = {alias: by_code[code] for alias, code in _ALIASES.items() if code in by_code}
    for country in countries:
        names = (country.name.casefold(), country.slug.casefold(), country.native_name.casefold())
        found |= {name: country for name in (*names, country.iso2) if name}
    return found


def place(folders: tuple[str, ...], sections: dict[str, Country]) -> tuple[Country | None, str]:
    """The section that the innermost folder called after a country names, and the innermost other folder."""
    named = [(folder, sections.get(folder) or sections.get(folder.casefold())) for folder in reversed(folders)]
    country = next((section for _folder, section in named if section), None)
    return country, next((folder for folder, section in named if section is None), "")


def ours() -> list[opml.Outline]:
    """All feeds that are not retired, in the folders of their sections."""
    feeds = Feed.objects.exclude(state=Feed.State.RETIRED).select_related("source", "country")
    return [
        opml.Outline(
            url=feed.url,
            title=feed.title or feed.source.name,
            home_page=feed.source.home_page,
            folders=tuple(filter(None, [feed.country.name if feed.country else "", feed.folder])),
            rights=feed.source.rights,
        )
        for feed in feeds
    ]


def take_on(listed: Iterable[Listed], rights: str = Rights.EXCERPT, *, as_stated: bool = False) -> int:
    """Take on the new feeds, untried: the clock looks at them. The number of feeds added.

    `as_stated` lets the list's own word on rights count: for a list that this house has written.
    """
    added = 0
    for one in listed:
        if one.standing == "new":
            stated = one.outline.rights if as_stated and one.outline.rights in Rights.values else ""
            added += _take_on(one, stated or rights)
    return added


@transaction.atomic
def _take_on(one: Listed, rights: str) -> bool:
    outline = one.outline
    home = outline.home_page if len(outline.home_page) <= 500 else ""
    found = subscribe.Found(outline.url, ParsedFeed(title=fit(outline.title), home_page=home))
    name = fit(outline.title, 160) if not home and registrable(outline.url) in _HOSTERS else ""
    _feed, made = subscribe.take_on(found, name=name, rights=rights, country=one.country, folder=one.folder)
    return made
