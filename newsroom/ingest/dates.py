"""Dates as feeds and pages write them, read into aware UTC moments. Pure; a date that cannot be is None, never now."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import Literal, NamedTuple

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d{1,6})?$")


class Stated(NamedTuple):
    """A date as it was stated: the day on the writer's clock, the moment in UTC, and which clock that was.

    "utc" is universal time, "unsaid" a time without a zone, "own" a local time or a day alone.
    """

    day: date
    at: datetime
    clock: Literal["utc", "unsaid", "own"]


def stated(raw: str) -> Stated | None:
    """Read what `moment` reads, or seconds or milliseconds since 1970, and keep the day that the writer saw."""
    raw = raw.strip()[:100]
    found = _SECONDS.match(raw)
    local = datetime.fromtimestamp(int(found.group(1)), UTC) if found else _local(raw)
    at = sensible(local)
    if local is None or at is None:
        return None
    if local.time() == local.min.time() or local.utcoffset():
        return Stated(local.date(), at, "own")
    return Stated(local.date(), at, "utc" if local.tzinfo else "unsaid")


def moment(raw: str) -> datetime | None:
    """Read ISO 8601 / RFC 3339 or RFC 5322; a date without a zone is taken as UTC. None when it is neither."""
    return sensible(_local(raw.strip()[:100]))


def _local(raw: str) -> datetime | None:
    found = _ISO.match(raw)
    try:
        return _of_iso(found) if found else parsedate_to_datetime(raw)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _of_iso(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    zone = found.group(7)
    at = datetime(year, month, day, hour % 24, minute, min(second, 59), tzinfo=_zone(zone))
    return at + timedelta(days=hour // 24)


def _zone(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return UTC
    away = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return timezone(away if zone[0] == "+" else -away)


def of_struct(parsed: struct_time | None) -> datetime | None:
    """A `struct_time` in UTC as a moment."""
    if parsed is None:
        return None
    try:
        return sensible(datetime(*parsed[:5], min(parsed[5], 59), tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return None


def sensible(at: datetime | None) -> datetime | None:
    """`at` in UTC; None before 1990 (the year 1 and the Unix epoch are how programs say "unknown") or after 2100."""
    if at is None:
        return None
    try:
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if 1990 <= at.year <= 2100 else None
