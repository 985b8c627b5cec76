"""The month calendar of the archive: which days of the site's time zone have stories, and how many."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from articles.models import Article


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
    """A month with its counts and its nearest neighbours that have stories. Three queries."""
    first = date(year, number, 1)
    last = following_first(first)
    counts = stories_by_day(first, last)
    return grid(first, counts, previous=latest_before(first), following=earliest_from(last))


def year(number: int) -> list[Month]:
    """The months of a year that have stories. One query."""
    counts = stories_by_day(date(number, 1, 1), date(number + 1, 1, 1))
    firsts = sorted({day.replace(day=1) for day in counts})
    return [grid(first, counts) for first in firsts]


def grid(first: date, counts: dict[date, int], *, previous: date | None = None, following: date | None = None) -> Month:
    """The grid of the month that begins on `first`."""
    weeks = tuple(
        tuple(Day(day, counts.get(day, 0)) if day.month == first.month else None for day in week)
        for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    )
    stories = sum(square.stories for week in weeks for square in week if square)
    return Month(first, weeks, stories, previous, following)


def stories_by_day(start: date, end: date) -> dict[date, int]:
    """How many stories were published on each day from `start` up to, not including, `end`."""
    rows = (
        Article.objects.published()
        .filter(published_at__gte=midnight(start), published_at__lt=midnight(end))
        .order_by()
        .annotate(day=TruncDate("published_at"))
        .values("day")
        .annotate(stories=Count("pk"))
        .values_list("day", "stories")
    )
    return dict(rows)


def midnight(day: date) -> datetime:
    """The first moment of a day in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def following_first(first: date) -> date:
    """The first day of the next month."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def latest_before(first: date) -> date | None:
    """The month of the newest story before a day."""
    moment = (
        Article.objects.published()
        .filter(published_at__lt=midnight(first))
        .newest()
        .values_list("published_at", flat=True)
        .first()
    )
    return timezone.localdate(moment).replace(day=1) if moment else None


def earliest_from(first: date) -> date | None:
    """The month of the oldest story from a day on."""
    moment = (
        Article.objects.published()
        .filter(published_at__gte=midnight(first))
        .order_by("published_at", "id")
        .values_list("published_at", flat=True)
        .first()
    )
    return timezone.localdate(moment).replace(day=1) if moment else None
