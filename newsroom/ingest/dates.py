"""Dates as feeds and pages write them, read into aware UTC moments. Pure; a date that cannot be is None, never now."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from time import struct_time

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)


def moment(raw: str) -> datetime | None:
    """Read ISO 8601 / RFC 3339 or RFC 5322; a date without a zone is taken as UTC. None when it is neither."""
    raw = raw.strip()[:100]
    found = _ISO.match(raw)
    try:
        return _of_iso(found) if found else sensible(parsedate_to_datetime(raw))
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _of_iso(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    zone = found.group(7)
    at = datetime(year, month, day, hour % 24, minute, min(second, 59), tzinfo=_zone(zone))
    return sensible(at + timedelta(days=hour // 24))


def _zone(zone: str | None) -> timezone:
    if not zone or zone[0] not in "+-":
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
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    return at if 1990 <= at.year <= 2100 else None
