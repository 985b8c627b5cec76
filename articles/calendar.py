"""The month calendar of the archive: which days of the site's time zone have stories, and how many."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from articles import counts


@dataclass(frozen=True)
class Day:
    """One square: a day and the number of its stories."""

    date: date
    stories: int


@dataclass(frozen=True)
class Month:
    """A grid of weeks from Monday; None where a square belongs to another month."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    stories: int
    previous: date | None = None
    following: date | None = None


def month(year: int, number: int) -> Month:
    """A month with its counts and its nearest neighbours that have stories. Three queries, two for the present one."""
    first = date(year, number, 1)
    last = following_first(first)
    # Nothing that readers may see is dated later than today.
    following = earliest_from(last) if last <= timezone.localdate() else None
    return grid(first, counts.by_day(first, last), previous=latest_before(first), following=following)


def year(number: int) -> list[Month]:
    """The months of a year that have stories. One query."""
    days = counts.by_day(date(number, 1, 1), date(number + 1, 1, 1))
    firsts = sorted({day.replace(day=1) for day in days})
    return [grid(first, days) for first in firsts]


def grid(first: date, days: dict[date, int], *, previous: date | None = None, following: date | None = None) -> Month:
    """The grid of the month that begins on `first`."""
    weeks = tuple(
        tuple(Day(day, days.get(day, 0)) if day.month == first.month else None for day in week)
        for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    )
    stories = sum(square.stories for week in weeks for square in week if square)
    return Month(first, weeks, stories, previous, following)


def midnight(day: date) -> datetime:
    """The first moment of a day in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def following_first(first: date) -> date:
    """The first day of the next month."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def latest_before(first: date) -> date | None:
    """The month of the newest story before a day."""
    day = counts.nearest_day(first, before=True)
    return day.replace(day=1) if day else None


def earliest_from(first: date) -> date | None:
    """The month of the oldest story from a day on."""
    day = counts.nearest_day(first, before=False)
    return day.replace(day=1) if day else None
