"""How many public stories there are: of a section, an outlet, a tag, an author, on a day; from sums, not by counting.

Counting a million stories takes seconds, summing what was counted as it came takes none. `ensure` counts anew where
something is missing; `tidy` makes many small rows one.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import connections, transaction
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate

from articles import count_triggers
from articles.models import Article, Byline, Tagging
from articles.models.story_count import StoryCount
from articles.prepared import Prepared

Kind = StoryCount.Kind
TABLES = {"articles_article", "articles_tagging", "articles_byline", "articles_storycount"}
# More rows than places by so many, and the daily look makes them one each.
LOOSE = 5_000
BATCH = 1_000


def by_month() -> dict[date, int]:
    """The number of stories of each month that has some, by its first day, the newest first. One query."""
    months: Counter[date] = Counter()
    for number, stories in _told(_summed(Kind.DAY).order_by("-key")).items():
        months[_date(number).replace(day=1)] += stories
    return dict(months)


def of(kind: StoryCount.Kind, key: int) -> int:
    """The number of public stories of one place. One query."""
    return _told(OF(kind.value, key)).get(key, 0)


def each(kind: StoryCount.Kind, keys: Iterable[int] | None = None) -> dict[int, int]:
    """The number of public stories of every place of a kind, or of some, by key; those without are left out."""
    rows = _summed(kind)
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    return _told(rows)


def busiest(kind: StoryCount.Kind, number: int) -> dict[int, int]:
    """The places with most public stories, the busiest first, by key. One query."""
    return _told(_summed(kind).order_by("-total", "key")[:number])


def by_day(start: date, end: date) -> dict[date, int]:
    """The number of stories published on each day of the site's time zone from `start` up to, not including, `end`."""
    rows = DAYS(_number(start), _number(end))
    return {_date(key): stories for key, stories in _told(rows).items()}


def nearest_day(first: date, *, before: bool) -> date | None:
    """The last day with stories before a day, or the first from it on. One query."""
    row = next(iter((LAST_BEFORE if before else FIRST_FROM)(_number(first))), None)
    return _date(row["key"]) if row else None


def count_day(published_on: date, stories: int) -> None:
    """So many stories more on a day; `lifecycle` says it in the transaction of the move."""
    StoryCount.objects.create(kind=Kind.DAY, key=_number(published_on), stories=stories)


def ensure(using: str = "default") -> None:
    """Count anew where a trigger is missing; called after each migrate, and again costs two queries."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    if there >= TABLES and not count_triggers.standing(connection):
        recount(using)


def set_aside(using: str = "default") -> None:
    """Let articles be written in great number uncounted; `ensure` counts them in one go."""
    count_triggers.set_aside(connections[using])


def recount(using: str = "default", *, counted: Callable[[StoryCount.Kind], None] = lambda _kind: None) -> None:
    """Count everything, as once before there were counts, and when the site's time zone has changed.

    `counted` is told of each kind of place when it is done.
    """
    public = Article.objects.using(using).published().order_by()
    ties: dict[StoryCount.Kind, tuple[QuerySet[Any], str]] = {
        Kind.TAG: (Tagging.objects.using(using), "tag"),
        Kind.AUTHOR: (Byline.objects.using(using), "author"),
    }
    with transaction.atomic(using=using):
        if count_triggers.standing(connections[using]):
            count_triggers.hold(connections[using])
        else:
            count_triggers.create(connections[using])
        StoryCount.objects.using(using).all().delete()
        for kind in (Kind.COUNTRY, Kind.SOURCE):
            placed = public.exclude(**{f"{kind}": None})
            _write(kind, placed.values_list(kind.value).annotate(stories=Count("pk")), using)
            counted(kind)
        for kind, (rows, name) in ties.items():
            shown = rows.filter(shown_at__isnull=False).order_by()
            _write(kind, shown.values_list(name).annotate(stories=Count("pk")), using)
            counted(kind)
        days = public.annotate(day=TruncDate("published_at")).values_list("day").annotate(stories=Count("pk"))
        _write(Kind.DAY, ((_number(day), stories) for day, stories in days), using)
        counted(Kind.DAY)


def tidy() -> int:
    """Make the rows of each place one; how many there are fewer. Whoever adds a row meanwhile is not in the way."""
    places = StoryCount.objects.values("kind", "key").distinct().count()
    if StoryCount.objects.count() - places < LOOSE:
        return 0
    with transaction.atomic():
        rows = list(StoryCount.objects.select_for_update().values_list("pk", "kind", "key", "stories"))
        sums: dict[tuple[str, int], int] = {}
        for _pk, kind, key, stories in rows:
            sums[kind, key] = sums.get((kind, key), 0) + stories
        # By their keys: a row that came since has not been read.
        for start in range(0, len(rows), BATCH):
            StoryCount.objects.filter(pk__in=[pk for pk, *_rest in rows[start : start + BATCH]]).delete()
        kept = [StoryCount(kind=kind, key=key, stories=total) for (kind, key), total in sums.items() if total]
        StoryCount.objects.bulk_create(kept, batch_size=BATCH)
    return len(rows) - len(kept)


def _summed(kind: Any) -> Any:
    """Key and total of every place of a kind that has stories."""
    grouped = StoryCount.objects.filter(kind=kind).order_by().values("key")
    return grouped.annotate(total=Sum("stories")).alias(some=Sum("stories")).filter(some__gt=0)


OF = Prepared(lambda kind, key: _summed(kind).filter(key=key))
DAYS = Prepared(lambda start, end: _summed(Kind.DAY).filter(key__gte=start, key__lt=end))
LAST_BEFORE = Prepared(lambda day: _summed(Kind.DAY).filter(key__lt=day).order_by("-key")[:1])
FIRST_FROM = Prepared(lambda day: _summed(Kind.DAY).filter(key__gte=day).order_by("key")[:1])


def _told(rows: Any) -> dict[int, int]:
    return {row["key"]: row["total"] for row in rows}


def _write(kind: StoryCount.Kind, rows: Iterable[tuple[int, int]], using: str) -> None:
    counted = [StoryCount(kind=kind, key=key, stories=stories) for key, stories in rows]
    StoryCount.objects.using(using).bulk_create(counted, batch_size=BATCH)


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _date(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)
