"""When to look at a feed again. Pure: the same feed and moment give the same answer; nothing is left to chance."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from typing import Literal

LEAST = timedelta(minutes=5)
MOST = timedelta(days=1)
USUAL = timedelta(minutes=30)
DAY = timedelta(days=1)
NONE = timedelta(0)
SPREAD = 0.1
MEMORY = timedelta(days=7)
"""A week is the natural memory of a paper: nights and weekends fade into it, and a new habit is learnt in as long."""
LOOKS = 9.0
"""Looks a day at a feed of one story a day."""
GROWTH = 1.25
"""So much longer may the interval become from one look to the next; shorter it becomes at once."""
PUSHED = 4
DATES = 50
OLDEST = timedelta(days=730)
SHORTEST_SPAN = timedelta(hours=12)
SILENCE = timedelta(days=3)
GAPS = 5
SPOKE_DAILY = 0.9
LONGEST = timedelta(days=4000)

Why = Literal["unknown", "habit", "fixed", "site", "hub", "crowded", "rest"]
_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the next look depends on once a visit went well.

    `habit` is in stories a day; `gap` is the time since the last good visit, None at the first; `crowded` says that
    more than half of the stories in the feed were new; `wish` is how long the site asks us to stay away.
    """

    habit: float = 0.0
    interval: timedelta = USUAL
    gap: timedelta | None = None
    crowded: bool = False
    left: bool = False
    wish: timedelta = NONE
    fixed: timedelta | None = None
    pushed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The interval learnt, how long to wait and what decided it; and the wait with its spread, for this once."""

    interval: timedelta
    about: timedelta
    why: Why
    wait: timedelta


def plan(outlook: Outlook, seed: str) -> Plan:
    """How long to wait after a good visit; the first of these that applies decides.

    1. Stories were left: the rest is taken in soon. 2. An editor fixed the interval. 3. Most stories were new: sooner,
    whatever the site wishes, lest some fall out between two looks. 4. The site asks for longer. 5. A hub pushes.
    6. The habit of the feed.
    """
    interval = learnt(outlook)
    about, why = _decided(outlook, interval)
    wait = after_success(about, seed)
    return Plan(interval, about, why, max(wait, about) if why == "site" else wait)


def _decided(outlook: Outlook, interval: timedelta) -> tuple[timedelta, Why]:
    if outlook.left:
        return LEAST, "rest"
    if outlook.fixed is not None:
        return outlook.fixed, "fixed"
    if outlook.crowded and outlook.gap is not None:
        return interval, "crowded"
    usual = min(interval * PUSHED, MOST) if outlook.pushed else interval
    if (asked := min(outlook.wish, MOST)) > usual:
        return asked, "site"
    if outlook.pushed:
        return usual, "hub"
    return usual, "habit" if outlook.habit > 0 else "unknown"


def learnt(outlook: Outlook) -> timedelta:
    """The interval that the habit asks for: shorter at once, longer only step by step."""
    if outlook.gap is None:
        return by_habit(outlook.habit) if outlook.habit > 0 else USUAL
    wanted = min(by_habit(outlook.habit), _within(outlook.interval) * GROWTH)
    return _within(min(wanted, outlook.gap / 2) if outlook.crowded else wanted)


def by_habit(stories: float) -> timedelta:
    """Looks grow with the square root of the stories a day: 3 a day for a weekly, 31 for 12 stories, 90 for 100.

    For a given number of looks at all feeds together, the stories then wait the least in sum.
    """
    looks = LOOKS * math.sqrt(max(stories, 0.0))
    return _within(DAY / looks) if looks > 1 else MOST


def pace(dates: Iterable[datetime | None], now: datetime) -> float | None:
    """Stories a day, as the newest dates in a feed tell at first sight; None where there are no three that could be.

    Equal dates count once, future ones and those of years ago not at all; a burst is spread over half a day.
    """
    known = sorted({date for date in dates if date and now - OLDEST <= date <= now})[-DATES:]
    return len(known) * (DAY / max(now - known[0], SHORTEST_SPAN)) if len(known) >= 3 else None


def habit(before: float, new: int, gap: timedelta) -> float:
    """Stories a day after `new` more of them came in `gap`: a mean over all time that fades with a memory of a week."""
    days = max(gap, timedelta(seconds=1)) / DAY
    fading = math.exp(-days / (MEMORY / DAY))
    return before * fading + new / days * (1 - fading)


def wish(headers: Mapping[str, str], ttl: int, now: datetime) -> timedelta:
    """How long the site asks us to stay away: the longer of what its headers and its feed (`ttl`, in minutes) say.

    RFC 9111, sections 4.2.1 and 5.2.2; RSS 2.0, ttl; RSS 1.0, module Syndication. At most a day.
    """
    seconds = max(_freshness(headers, now), float(max(ttl, 0)) * 60)
    return timedelta(seconds=min(seconds, MOST.total_seconds()))


def _freshness(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds that the answer stays fresh; 0 where the site has no wish, such as no-cache or max-age=0."""
    control = headers.get("cache-control", "").lower()
    if re.search(r"(?<![\w-])no-(?:cache|store)(?![\w-])", control):
        return 0.0
    if found := _MAX_AGE.search(control):
        age = headers.get("age", "").strip()
        return float(int(found.group(1)) - (int(age[:12]) if age.isascii() and age.isdigit() else 0))
    expires = _date(headers.get("expires", ""))
    return (expires - (_date(headers.get("date", "")) or now)).total_seconds() if expires else 0.0


def _date(value: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


def has_gone_quiet(stories: float, last_new_at: datetime, now: datetime) -> bool:
    """Whether a feed of about a story a day or more is silent for too long.

    Too long is over three days, so that no weekend is an alarm, and over five times its mean gap: stories that come
    by chance leave such a gap once in 150 times (the exponential law of a Poisson process, e to the power of -5).
    `stories` is the habit as it has faded until now; what counts is the habit when it last spoke.
    """
    silence = now - last_new_at
    spoke = stories * math.exp(min(silence, LONGEST) / MEMORY)
    return spoke >= SPOKE_DAILY and silence > max(SILENCE, GAPS * DAY / spoke)


def after_success(interval: timedelta, seed: str) -> timedelta:
    """The interval, spread by a tenth either way, so that a thousand feeds do not come due together."""
    return _spread(_within(interval), seed)


def after_failure(interval: timedelta, failures: int, seed: str, retry_after: int | None = None) -> timedelta:
    """Twice as long with every failure in a row, at most a day, and never sooner than the site asked.

    `failures` counts this one; `retry_after` is in seconds (RFC 9110, section 10.2.3).
    """
    doubled = _within(interval) * 2 ** min(max(failures, 1), 12)
    wait = _spread(min(doubled, MOST), seed)
    return max(wait, timedelta(seconds=retry_after or 0))


def _within(interval: timedelta) -> timedelta:
    return min(max(interval, LEAST), MOST)


def _spread(wait: timedelta, seed: str) -> timedelta:
    """`wait` moved by up to a tenth, as the seed decides."""
    share = int.from_bytes(blake2b(seed.encode("utf-8", "replace"), digest_size=4).digest()) / 0xFFFFFFFF
    return wait * (1 + SPREAD * (2 * share - 1))
