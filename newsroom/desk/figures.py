"""How the paper does: output against habit, how long stories take, which sources are worth their reading.

Counted from the articles themselves, at most every five minutes; `at` says when. Reads; decides nothing.
"""

import statistics
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from articles.models import Article, Source
from articles.status import Status

KEPT = 300
"""Seconds that figures are kept."""
WEEKS, DAYS, MONTH = 8, 14, timedelta(days=30)
LISTED, FEWEST = 4, 5
"""So many sources are listed at each end, of those on which so many decisions fell at least."""
PLOT = (280, 64)


@dataclass(frozen=True)
class Habit:
    """Stories published today until now, and the median of the same weekday until the same minute, over eight weeks."""

    today: int
    usual: float

    @property
    def more(self) -> int:
        """How many more than usual; 0 where they are fewer."""
        return max(0, round(self.today - self.usual))

    @property
    def fewer(self) -> int:
        """How many fewer than usual; 0 where they are more."""
        return max(0, round(self.usual - self.today))


@dataclass(frozen=True)
class Day:
    """How long the stories of one day took from arrival to publication, in minutes: half of them, and nine of ten."""

    day: date
    stories: int
    half: int
    most: int


@dataclass(frozen=True)
class Accepted:
    """Of one source, in 30 days: how many decisions fell, and how many were to publish."""

    source: int
    name: str
    published: int
    decided: int

    @property
    def percent(self) -> int:
        """The part that was published."""
        return round(100 * self.published / self.decided)


def of(sections: frozenset[int], now: datetime) -> dict[str, Any]:
    """All figures for a beat (country keys; empty for the whole paper), as they stood at most five minutes ago."""
    key = "desk.figures:" + ",".join(str(pk) for pk in sorted(sections))
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        articles = Article.objects.filter(country__in=sections) if sections else Article.objects.all()
        days = waits(articles, now)
        found = {
            "at": now,
            "habit": habit(articles, now),
            "waits": days,
            "waits_plot": points(days) if any(day.stories for day in days) else [],
            "accepted": accepted(articles, now),
        }
        cache.set(key, found, KEPT)
    return found


def habit(articles: QuerySet[Article], now: datetime) -> Habit:
    """Today against the same weekdays before, each up to the same time of day in the site's zone."""
    local = timezone.localtime(now)
    spans = {}
    for week in range(WEEKS + 1):
        day = local.date() - timedelta(weeks=week)
        start = timezone.make_aware(datetime.combine(day, time.min))
        spans[f"week_{week}"] = Q(published_at__gte=start, published_at__lte=start + (now - _midnight(now)))
    first = _midnight(now) - timedelta(weeks=WEEKS, days=1)
    counted = articles.filter(status=Status.PUBLISHED, published_at__gte=first).order_by()
    found = counted.aggregate(**{name: Count("pk", filter=span) for name, span in spans.items()})
    return Habit(found["week_0"], statistics.median(found[f"week_{week}"] for week in range(1, WEEKS + 1)))


def waits(articles: QuerySet[Article], now: datetime) -> list[Day]:
    """The last fourteen days; what staff wrote here did not arrive and is left out."""
    first = _midnight(now) - timedelta(days=DAYS - 1)
    told = articles.filter(status=Status.PUBLISHED, published_at__gte=first, source__isnull=False).order_by()
    minutes: dict[date, list[float]] = {timezone.localdate(first) + timedelta(days=step): [] for step in range(DAYS)}
    for arrived, published in told.values_list("arrived_at", "published_at").iterator():
        if published is not None and published >= arrived:
            minutes.setdefault(timezone.localdate(published), []).append((published - arrived).total_seconds() / 60)
    return [Day(day, len(taken), *_half_and_most(taken)) for day, taken in sorted(minutes.items())]


def accepted(articles: QuerySet[Article], now: datetime) -> dict[str, list[Accepted]]:
    """The sources of which the most and the fewest stories were taken, out of those with enough decisions."""
    since = now - MONTH
    out = _by_source(articles.filter(status=Status.PUBLISHED, published_at__gte=since))
    no = _by_source(articles.filter(status=Status.REJECTED, arrived_at__gte=since))
    names = dict(Source.objects.filter(pk__in=out.keys() | no.keys()).values_list("pk", "name"))
    rows = [Accepted(pk, name, out.get(pk, 0), out.get(pk, 0) + no.get(pk, 0)) for pk, name in names.items()]
    enough = sorted(
        (row for row in rows if row.decided >= FEWEST), key=lambda row: (-row.percent, -row.decided, row.name)
    )
    best = enough[:LISTED]
    return {"best": best, "worst": [row for row in enough[::-1][:LISTED] if row not in best]}


def points(days: list[Day]) -> list[dict[str, float]]:
    """Where each day stands in the plot: a bar up to the half, a mark at nine of ten."""
    width, height = PLOT
    step, top = width / max(1, len(days)), max([day.most for day in days], default=0) or 1
    return [
        {
            "x": round(place * step + 2, 1),
            "width": round(step - 4, 1),
            "y": round(height - _tall(day.half, top, height), 1),
            "height": _tall(day.half, top, height),
            "most": round(height - _tall(day.most, top, height), 1),
        }
        for place, day in enumerate(days)
    ]


def _tall(minutes: int, top: int, height: int) -> float:
    return round(minutes / top * (height - 4), 1)


def _half_and_most(taken: list[float]) -> tuple[int, int]:
    if not taken:
        return 0, 0
    ordered = sorted(taken)
    return round(statistics.median(ordered)), round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.9))])


def _by_source(articles: QuerySet[Article]) -> dict[int, int]:
    counted = articles.exclude(source=None).order_by().values_list("source").annotate(n=Count("pk"))
    return dict(counted)


def _midnight(now: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
