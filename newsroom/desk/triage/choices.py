"""Ready answers to the two questions that triage asks: why not, and when."""

from datetime import datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.refusals import Unfit
from newsroom.desk.forms import minutes

EVENING, MORNING = time(20, 0), time(7, 0)
REJECT: dict[str, Any] = {
    "1": gettext_lazy("Not for our readers"),
    "2": gettext_lazy("Duplicate"),
    "3": gettext_lazy("Out of date"),
    "4": gettext_lazy("Advertising"),
    "5": gettext_lazy("Poor quality"),
    "6": gettext_lazy("Not in our sections"),
    "7": gettext_lazy("Cannot be verified"),
    "8": gettext_lazy("No text could be read"),
    "9": gettext_lazy("Too small a story"),
}
SEND_BACK: dict[str, Any] = {
    "1": gettext_lazy("Needs another look"),
    "2": gettext_lazy("Facts to be checked"),
    "3": gettext_lazy("Wait for more sources"),
    "4": gettext_lazy("Needs a better headline"),
    "5": gettext_lazy("Wrong section"),
    "6": gettext_lazy("Needs a translation"),
}
READY = {"reject": REJECT, "send_back": SEND_BACK}


class Reason(NamedTuple):
    """A ready reason, the key that gives it, and whether Enter gives it."""

    key: str
    text: str
    is_first: bool


class Moment(NamedTuple):
    """A ready minute, the key that gives it, and what it is called."""

    key: str
    label: str
    at: datetime


def reasons(verb: str, last: str = "") -> list[Reason]:
    """The ready reasons of a verb; Enter gives the one that was given last."""
    known = READY.get(verb, {})
    first = last if last in known else next(iter(known), "")
    return [Reason(key, str(text), key == first) for key, text in known.items()]


def reason(verb: str, key: str) -> str:
    """The words of a ready reason. Raises Unfit for a key that has none."""
    found = READY.get(verb, {}).get(key)
    if found is None:
        raise Unfit(_("There is no such reason. Nothing was changed."))
    return str(found)


def moments(now: datetime, zone: tzinfo) -> list[Moment]:
    """The ready minutes after `now` (aware), by the clock of a zone: the next full hour, tonight, tomorrow morning."""
    local = now.astimezone(zone)
    # The next full hour is counted in moments, not on the clock, which may jump.
    hour = (now + timedelta(hours=1)).astimezone(zone).replace(minute=0, second=0, microsecond=0)
    ready = [(_("next full hour"), hour)]
    if local.time() < EVENING:
        ready.append((_("tonight"), _on_clock(datetime.combine(local.date(), EVENING), zone)))
    tomorrow = local.date() + timedelta(days=1)
    ready.append((_("tomorrow morning"), _on_clock(datetime.combine(tomorrow, MORNING), zone)))
    found = [(label, at) for label, at in ready if at > now]
    return [Moment(str(place), label, at) for place, (label, at) in enumerate(found, 1)]


def _on_clock(wall: datetime, zone: tzinfo) -> datetime:
    """The first moment at which the clock shows this, or jumps over it."""
    return (minutes.candidates(wall, zone) or list(minutes.around(wall, zone))[1:])[0]
