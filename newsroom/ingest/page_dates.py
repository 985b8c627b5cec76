"""The day on which a page was first published. Pure; its signals vote, and weak ones that disagree give no date."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from htmldate import find_date
from lxml import html as lxml_html

from newsroom.ingest.date_claims import Claim, claims, host_of, scripted
from newsroom.ingest.dates import stated
from newsroom.ingest.local_days import local_day
from newsroom.ingest.page_data import PageData
from newsroom.ingest.page_lines import Line

ENOUGH = 3
SURE = 5
_MACHINE = ("data", "meta")
_LOCAL = ("shown", "url")


class PageDate(NamedTuple):
    """The day or moment as the page states it, in ISO form when it can be, and the moment in UTC."""

    raw: str = ""
    at: datetime | None = None


def read_date(
    tree: lxml_html.HtmlElement, data: PageData, lines: list[Line], html: str, url: str, language: str
) -> PageDate:
    """The day with the most votes; the library's guess is heard where the page itself is not clear."""
    locale = _locale(data, language)
    found = _unswapped(claims(data, lines, locale, url))
    votes = _votes(found)
    if max(votes.values(), default=0) < SURE:
        found += [*scripted(tree, locale, url), *_guess(html, url)]
        votes = _votes(found)
    if not votes:
        return PageDate()
    own = {claim.day: claim.weight for claim in sorted(found, key=lambda claim: claim.weight) if claim.kind != "guess"}
    best = min(votes, key=lambda day: (-votes[day], -own.get(day, 0), day))
    if votes[best] < ENOUGH:
        return PageDate()
    page_date = _stated(best, found)
    if page_date.at and all(claim.exact and claim.exact.clock == "utc" for claim in found if claim.day == best):
        # Nobody but a program spoke, and in universal time: the readers' clock says which day that was.
        day = local_day(page_date.at, host_of(url), locale)
        return page_date if day == best else PageDate(day.isoformat(), page_date.at)
    return page_date


def _locale(data: PageData, language: str) -> str:
    """The page's language with a region, if it names one anywhere."""
    named = data.meta.get("og:locale", "").replace("_", "-")
    return named if "-" not in language and (not language or named.startswith(f"{language}-")) else language


def _unswapped(found: list[Claim]) -> list[Claim]:
    """Claims whose day and month could be exchanged, read the way that agrees with the others."""
    days = {claim.day for claim in found if claim.other is None}
    return [
        claim._replace(day=claim.other) if claim.other in days and claim.day not in days else claim for claim in found
    ]


def _votes(found: list[Claim]) -> dict[date, int]:
    """How many votes each day has. A kind counts once; data and meta tags are one kind, for one program writes both."""
    if any(claim.kind not in {"changed", "guess"} and claim.weight > 1 for claim in found):
        found = [claim for claim in found if claim.kind != "changed"]
    local = {claim.day for claim in found if claim.kind in _LOCAL and claim.weight >= 3}
    votes: dict[date, dict[str, int]] = {}
    for claim in found:
        for day in {claim.day, *(_neighbours(claim) & local)}:
            kind = "machine" if claim.kind in _MACHINE else claim.kind
            votes.setdefault(day, {})
            votes[day][kind] = max(votes[day].get(kind, 0), claim.weight)
    return {day: sum(kinds.values()) for day, kinds in votes.items()}


def _neighbours(claim: Claim) -> set[date]:
    """The days that it may have been where the page is written, when the moment was not stated in local time."""
    if claim.exact is None or claim.exact.clock == "own" or claim.kind == "shown":
        return set()
    hour, one = claim.exact.at.hour, timedelta(days=1)
    return ({claim.day - one} if hour < 10 else set()) | ({claim.day + one} if hour >= 12 else set())


def _guess(html: str, url: str) -> list[Claim]:
    """What htmldate finds. It is heard beside other signals; alone, it is wrong about every other time."""
    try:
        found = find_date(html, url=url, original_date=True, extensive_search=False) or ""
    except Exception:
        # A date finder that trips over a page must not cost us the page.
        found = ""
    exact = stated(found)
    return [Claim(exact.day, 2, "guess", found, exact)] if exact else []


def _stated(day: date, found: list[Claim]) -> PageDate:
    """The chosen day, with the moment of the best claim that knows it."""
    for claim in found:
        if claim.exact and claim.kind != "changed" and (claim.day == day or day in _neighbours(claim)):
            as_stated = claim.raw.startswith(day.isoformat())
            return PageDate(claim.raw if as_stated else day.isoformat(), claim.exact.at)
    return PageDate(day.isoformat(), datetime(day.year, day.month, day.day, tzinfo=UTC))
