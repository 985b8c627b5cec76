"""A minute as people type it, read on a clock that may jump. Pure: text and time zone in, a moment or a sentence out.

In spring an hour is left out and in autumn one comes twice (or half an hour, or a whole day); then nothing is guessed.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.refusals import Unfit

FIRST_YEAR, LAST_YEAR = 1000, 2999


class LeftOut(Unfit):
    """The clock never shows this minute; `choices` are the last one before the jump and the first one after it."""

    def __init__(self, wall: datetime, zone: tzinfo) -> None:
        """Say which minutes there are instead."""
        self.choices = around(wall, zone)
        before, after = self.choices
        sentence = _("%(time)s does not exist on %(day)s in %(zone)s: the clock jumps over it. Choose %(a)s or %(b)s.")
        names = {"a": _hour(before, wall.date()), "b": _hour(after, wall.date())}
        super().__init__(sentence % (_names(wall, zone) | names))


class Twice(Unfit):
    """The clock shows this minute two times; `choices` are both moments, the earlier one first."""

    def __init__(self, wall: datetime, zone: tzinfo, choices: tuple[datetime, datetime]) -> None:
        """Ask which of the two is meant."""
        self.choices = choices
        first, second = (offset(choice) for choice in choices)
        sentence = _(
            "%(time)s comes twice on %(day)s in %(zone)s: choose the first (%(first)s) or the second (%(second)s)."
        )
        super().__init__(sentence % (_names(wall, zone) | {"first": first, "second": second}))


def read(typed: str, zone: tzinfo, which: int = 0) -> datetime:
    """The moment, in UTC, that was typed as `2026-03-29T02:30`. `which` is 1 or 2 where the minute comes twice.

    UTC, because two moments of one zone are compared by what its clock shows, which is no order in autumn.
    With an offset behind it the moment is taken as it is. Raises LeftOut, Twice, and Unfit for what is no minute.
    """
    found = _parsed(typed)
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    wall = found.replace(second=0, microsecond=0, fold=0)
    moments = candidates(wall, zone)
    if not moments:
        raise LeftOut(wall, zone)
    if len(moments) == 1:
        return moments[0].astimezone(UTC)
    if which not in {1, 2}:
        raise Twice(wall, zone, (moments[0], moments[1]))
    return moments[which - 1].astimezone(UTC)


def candidates(wall: datetime, zone: tzinfo) -> list[datetime]:
    """The moments at which the clock of a zone shows `wall` (naive): none, one or two, the earlier one first."""
    found = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    local = (moment.astimezone(zone) for moment in sorted(found))
    return [moment for moment in local if moment.replace(tzinfo=None, fold=0) == wall]


def which(moment: datetime) -> int:
    """1 or 2 where the clock of a moment's own zone shows its minute twice, else 0."""
    both = candidates(moment.replace(tzinfo=None, fold=0), moment.tzinfo or UTC)
    return 1 + (both[1].utcoffset() == moment.utcoffset()) if len(both) == 2 else 0


def around(wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The last minute before and the first one after the jump that leaves `wall` out."""
    early, late = sorted(int(wall.replace(tzinfo=zone, fold=fold).timestamp()) for fold in (0, 1))
    old = datetime.fromtimestamp(early, zone).utcoffset()
    while late - early > 1:
        middle = (early + late) // 2
        jumped = datetime.fromtimestamp(middle, zone).utcoffset() != old
        early, late = (early, middle) if jumped else (middle, late)
    return datetime.fromtimestamp(late - 60, zone), datetime.fromtimestamp(late, zone)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day ends in a zone; where its midnight is left out, the first minute after the jump."""
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    found = candidates(midnight, zone) or around(midnight, zone)[1:]
    return found[0].astimezone(UTC)


def offset(moment: datetime) -> str:
    """How far a clock is from UTC, such as UTC+02:00."""
    return f"UTC{moment.isoformat(timespec='minutes')[16:]}"


def _parsed(typed: str) -> datetime:
    try:
        found = parse_datetime(typed.strip())
    except ValueError:
        found = None
    if found is None:
        raise Unfit(_("Choose the day and the minute."))
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unfit(_("Choose a day between the years %(a)s and %(b)s.") % {"a": FIRST_YEAR, "b": LAST_YEAR})
    return found


def _names(wall: datetime, zone: tzinfo) -> dict[str, str]:
    return {"time": f"{wall:%H:%M}", "day": date_format(wall, "j F Y"), "zone": str(zone)}


def _hour(moment: datetime, day: date) -> str:
    """The time alone on the day that was meant, with its day on another."""
    return f"{moment:%H:%M}" if moment.date() == day else date_format(moment, "j F Y H:i")
