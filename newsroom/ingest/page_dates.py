"""The day on which a page was first published. Pure; its signals vote, and weak ones that disagree give no date."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from htmldate import find_date
from lxml import html as lxml_html

from newsroom.ingest.date_claims import Claim, claims, custom_of, host_of, scripted
from newsroom.ingest.dates import stated
from newsroom.ingest.local_days import local_day
from newsroom.ingest.page_data import PageData
from newsroom.ingest.page_lines import Line
from newsroom.ingest.shown_dates import shown

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
    custom = custom_of(locale, host_of(url))
    found = _unswapped([*claims(data, custom, url), *shown(lines, custom)])
    if max(_votes(found).values(), default=0) < SURE:
        found += [*scripted(tree, custom), *_guess(html, url)]
    day = _elected(found)
    return PageDate() if day is None else _as_read(_stated(day, found), day, found, host_of(url), locale)


def _elected(found: list[Claim]) -> date | None:
    """The day with the most votes; of equal ones that with the best claim, then one shown, then the first. Or None."""
    votes = _votes(found)
    own = {claim.day: claim.weight for claim in sorted(found, key=lambda claim: claim.weight) if claim.kind != "guess"}
    seen = {claim.day for claim in found if claim.kind == "shown"}
    best = min(votes, key=lambda day: (-votes[day], -own.get(day, 0), day not in seen, day), default=None)
    return best if best and votes[best] >= ENOUGH else None


def _as_read(found: PageDate, day: date, signals: list[Claim], host: str, locale: str) -> PageDate:
    """The date on the readers' clock, where only programs spoke for it and in universal time."""
    spoke = [claim for claim in signals if claim.day == day and claim.kind not in {"changed", "guess"}]
    alone = all(claim.exact and claim.exact.clock == "utc" and claim.kind != "shown" for claim in spoke)
    if found.at is None or not spoke or not alone:
        return found
    there = local_day(found.at, host, locale)
    return found if there == day else PageDate(there.isoformat(), found.at)


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
    if any(claim.kind not in {"changed", "guess"} and claim.weight >= ENOUGH for claim in found):
        found = [claim for claim in found if claim.kind != "changed"]
    local = {claim.day for claim in found if claim.kind in _LOCAL and claim.weight >= 3}
    votes: dict[date, dict[str, int]] = {}
    for claim in found:
        for day in {claim.day, *(_neighbours(claim) & local)}:
            kind = "machine" if claim.kind in _MACHINE else claim.kind
            votes.setdefault(day, {})
            votes[day][kind] = max(votes[day].get(kind, 0), claim.weight)
    return {day: sum(kinds.values()) - _repeated(kinds) for day, kinds in votes.items()}


def _repeated(kinds: dict[str, int]) -> int:
    """The votes of a guess that only says again what a tag states."""
    stated_by_tag = max(kinds.get("machine", 0), kinds.get("dated", 0))
    return kinds.get("guess", 0) if stated_by_tag >= ENOUGH else 0


def _neighbours(claim: Claim) -> set[date]:
    """The days that it may have been where the page is written, when the moment was not stated in local time."""
    if claim.exact is None or claim.exact.clock == "own" or claim.kind == "shown":
        return set()
    before = {claim.day - timedelta(days=1)} if claim.exact.at.hour < 10 else set()
    # A day later may be that of an update, where the clock is not known to be behind.
    after = {claim.day + timedelta(days=1)} if claim.exact.at.hour >= 12 and claim.exact.clock == "utc" else set()
    return before | after


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
        if claim.exact and claim.kind not in {"changed", "guess"} and (claim.day == day or day in _neighbours(claim)):
            as_stated = claim.raw.startswith(day.isoformat())
            return PageDate(claim.raw if as_stated else day.isoformat(), claim.exact.at)
    return PageDate(day.isoformat(), datetime(day.year, day.month, day.day, tzinfo=UTC))
