"""Whether the clock has looked after the deadlines lately: a stored deadline that nobody watches is worth nothing.

The sign of life is written by the clock, in a room above this one, so it is asked for by its name. It is given only
after every deadline was looked at: a clock that ticks while this room fails is silent here.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

NAME = "takedowns"
MAY_BE_SILENT = timedelta(minutes=5)


class Pulse(NamedTuple):
    """When the deadlines were last looked at, and a sentence where that is too long ago."""

    at: datetime | None
    problem: str


def read(now: datetime | None = None) -> Pulse:
    """When the deadlines were last looked at."""
    row = apps.get_model("operations", "Heartbeat").objects.filter(name=NAME).first()
    return judge(row.at if row else None, now or timezone.now())


def judge(at: datetime | None, now: datetime) -> Pulse:
    """What a sign of life says at a moment."""
    if at is None:
        return Pulse(None, _("The clock has never run: no alarm rings, nothing lapses or comes back by itself."))
    silent = now - at
    if silent <= MAY_BE_SILENT:
        return Pulse(at, "")
    minutes = int(silent.total_seconds() // 60)
    said = _("The clock has not run for %(minutes)d minutes: no alarm rings, nothing lapses or comes back by itself.")
    return Pulse(at, said % {"minutes": minutes})


def what_to_do() -> str:
    """The next step of whoever reads that the clock is silent."""
    return _("Watch the due times yourself, and tell whoever runs the site: “manage.py clock” has stopped or fails.")
