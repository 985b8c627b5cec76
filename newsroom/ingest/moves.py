"""A feed that says it has moved for good: believed when it says so again and again, never at once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from newsroom.ingest.entry import Response
from newsroom.ingest.links import registrable
from newsroom.ingest.models import Feed

TIMES = 3
AT_LEAST = timedelta(hours=1)
"""Between the first time and the last: a site that is being moved may say anything for some minutes."""
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Move:
    """What to write on the feed, and what to say of it in its history."""

    values: dict[str, Any] = field(default_factory=dict)
    sentence: str = ""


def noted(feed: Feed, response: Response, now: datetime) -> Move:
    """What a good visit says about the feed's address: only 301 and 308 count (RFC 9110, sections 15.4.2 and 15.4.9).

    The same new address at three visits in a row, over an hour or more, is adopted. Where another feed of ours has it
    already, this one is retired.
    """
    target = response.permanent_moves[-1] if response.permanent_moves else ""
    if not target or target == feed.url or len(target) > LONGEST:
        return Move(_forgotten()) if feed.moved_to else Move()
    again = target == feed.moved_to and feed.moved_since is not None
    times, since = (feed.moved_times + 1, feed.moved_since) if again else (1, now)
    if times >= TIMES and since is not None and now - since >= AT_LEAST:
        return _adopted(feed, target, times)
    values = {"moved_to": target, "moved_times": min(times, 1000), "moved_since": since}
    return Move(values, _("It says that it has moved to %(url)s.") % {"url": target})


def _adopted(feed: Feed, target: str, times: int) -> Move:
    said = {"old": feed.url, "url": target, "times": times}
    other = Feed.objects.filter(url=target).exclude(pk=feed.pk).first()
    if other is None:
        sentence = _("It has moved from %(old)s to %(url)s (said %(times)d times); we look there from now on.")
        return Move({"url": target, "host": registrable(target), **_forgotten()}, sentence % said)
    sentence = _("It has moved to %(url)s (said %(times)d times), which is our feed “%(name)s”; this one is retired.")
    sentence %= said | {"name": str(other)}
    values = {"state": Feed.State.RETIRED, "problem": sentence[:500], "next_reason": sentence[:300]}
    return Move(values | _forgotten(), sentence)


def _forgotten() -> dict[str, Any]:
    return {"moved_to": "", "moved_times": 0, "moved_since": None}
