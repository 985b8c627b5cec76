"""The clock of a case: how much time is left, in words, and which alarms ring. Pure; a promise is 24 hours."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ALARMS = (50, 75, 90, 100)


class Clock(NamedTuple):
    """A clock as it is shown: a sentence, and a word that a screen may colour (`calm`, `soon`, `late`, `done`)."""

    text: str
    mood: str


def read(
    started: datetime | None,
    due: datetime | None,
    stopped: datetime | None,
    now: datetime,
    paused: datetime | None = None,
) -> Clock:
    """The clock of a case that was confirmed at `started`, is due at `due` and was decided at `stopped`.

    `paused` is since when it stands still, because the claimant was asked something.
    """
    if started is None or due is None:
        return Clock(_("starts when the request is confirmed"), "calm")
    if stopped is not None:
        took = duration(stopped - started)
        late = stopped > due
        return Clock(_("decided after %(time)s") % {"time": took}, "late" if late else "done")
    if paused is not None:
        left = duration(max(due - paused, timedelta()))
        return Clock(_("stands still; %(time)s left") % {"time": left}, "calm")
    if now >= due:
        return Clock(_("%(time)s overdue") % {"time": duration(now - due)}, "late")
    return Clock(
        _("%(time)s left") % {"time": duration(due - now)}, "soon" if share(started, due, now) >= 75 else "calm"
    )


def share(started: datetime, due: datetime, now: datetime) -> int:
    """How much of the time is used up, in whole per cent from 0; over 100 when overdue."""
    whole = (due - started).total_seconds()
    return max(0, int(100 * (now - started).total_seconds() / whole)) if whole > 0 else 100


def alarm(started: datetime, due: datetime, now: datetime) -> int:
    """The highest alarm that should have rung by now, 0 for none."""
    used = share(started, due, now)
    return max((level for level in ALARMS if level <= used), default=0)


def duration(length: timedelta) -> str:
    """A length of time in words: “5 h 12 min”, “3 days 2 h”."""
    minutes = max(0, int(length.total_seconds() // 60))
    days, hours = divmod(minutes // 60, 24)
    if days:
        return ngettext("%(days)d day %(hours)d h", "%(days)d days %(hours)d h", days) % {"days": days, "hours": hours}
    if hours:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes % 60}
    return _("%(minutes)d min") % {"minutes": minutes}


def hours(length: timedelta) -> float:
    """A length of time in hours with one decimal, as figures are published."""
    return round(length.total_seconds() / 3600, 1)
