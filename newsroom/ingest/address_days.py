"""The day that a page's address tells. Pure."""

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from newsroom.ingest.months import month

_DAYS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0\d|1[0-2])[/_.-]?([0-2]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?!\d)"),
)
# Agencies number their stories by the day and a count, or by the day and the time.
_NUMBERED = re.compile(r"(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3,12}(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)([0-2]\d|3[01])[._-](0\d|1[0-2])[._-]((?:19|20)\d\d)(?!\d)")


class Told(NamedTuple):
    """A day, and how much it counts."""

    day: date
    weight: int


def day_in_address(url: str) -> Told | None:
    """The day in an address's path, or its query; of an archived page's address, that of the page itself."""
    try:
        parts = urlsplit(url)
        path, query = unquote(parts.path).lower(), unquote(parts.query)
    except ValueError:
        return None
    return _in_path(path[path.rfind("http") :] if "http" in path else path) or _in_query(query)


def _in_path(path: str) -> Told | None:
    for pattern in (*_DAYS, _DAY_FIRST, _NUMBERED):
        for match in pattern.finditer(path[:500]):
            if day := _day(*(match.groups()[::-1] if pattern is _DAY_FIRST else match.groups())):
                return Told(day, 3 if pattern is _NUMBERED else _worth(path, match))
    return None


def _in_query(query: str) -> Told | None:
    """A day in a query may as well be that of the list that the reader came from."""
    found = _DAYS[0].search(query[:500])
    day = _day(*found.groups()) if found else None
    return Told(day, 2) if day else None


def _worth(path: str, match: re.Match[str]) -> int:
    """How much a day in a path counts; /2027/03/5-ways-to-sail names the fifth of nothing."""
    if "/" in match.group() and path[match.end() : match.end() + 1] in {"-", "_"}:
        return 2
    return 4 if path[match.start() - 1 : match.start()] == "/" else 3


def _day(year: str, named: str, day: str) -> date | None:
    try:
        found = date(int(year), int(named) if named.isdecimal() else month(named, "en"), int(day))
    except ValueError:
        return None
    return found if found.year >= 1990 else None
