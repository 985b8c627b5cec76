"""How good the suggestions are, counted from what people answered, by the database, in few queries. Reads only.

Precision is the share of the answered suggestions that were accepted. Weeks are ISO 8601's, in the site's time zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from newsroom.ingest.models import Answer, Suggestion, SuggestionKind

WEEKS = 12
RECENT = timedelta(weeks=8)
LISTED = 10
KEPT_SECONDS = 600
DECIDED = Q(answer__in=(Answer.ACCEPTED, Answer.REFUSED))
PLACES = (SuggestionKind.COUNTRY, SuggestionKind.ALSO_ABOUT)


@dataclass(slots=True)
class Tally:
    """How many were suggested, what became of them, and how many people answered by themselves."""

    suggested: int = 0
    accepted: int = 0
    refused: int = 0
    passed: int = 0
    asked: int = 0

    @property
    def decided(self) -> int:
        """How many were answered."""
        return self.accepted + self.refused

    @property
    def precision(self) -> float | None:
        """The share that was right, or None where nobody answered."""
        return self.accepted / self.decided if self.decided else None

    def add(self, other: "Tally") -> None:
        """Count another one in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Week:
    """One week, named by its Monday."""

    monday: date
    tally: Tally = field(default_factory=Tally)


@dataclass(slots=True)
class History:
    """One kind of suggestion over the weeks, oldest first."""

    kind: SuggestionKind
    weeks: list[Week]

    @property
    def total(self) -> Tally:
        """All weeks together."""
        total = Tally()
        for week in self.weeks:
            total.add(week.tally)
        return total


@dataclass(frozen=True, slots=True)
class Refused:
    """A tag or a country that editors refuse often."""

    value: str
    refused: int
    decided: int


def by_week(now: datetime, *, source: int | None = None, country: int | None = None) -> list[History]:
    """Every kind over the last twelve weeks, this one included; of one outlet or section where asked. Two queries.

    What was suggested counts in the week in which it was made, an answer in the week in which it was given.
    """
    mondays = [_monday(now) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    found = {kind: {monday: Week(monday) for monday in mondays} for kind in SuggestionKind}
    chosen, since = _of(source, country), _midnight(mondays[0])
    for row in _counted(chosen.filter(at__gte=since), "at", "kind"):
        _week(found, row).suggested += row["n"]
    answered = chosen.filter(answered_at__gte=since).exclude(answer=Answer.OPEN)
    for row in _counted(answered, "answered_at", "kind", "answer", "asked"):
        tally = _week(found, row)
        setattr(tally, row["answer"], getattr(tally, row["answer"]) + row["n"])
        tally.asked += row["n"] if row["asked"] else 0
    return [History(kind, list(weeks.values())) for kind, weeks in found.items()]


def most_refused(
    now: datetime, kinds: Iterable[SuggestionKind], *, source: int | None = None, country: int | None = None
) -> list[Refused]:
    """The values that were refused most in the last twelve weeks. One query."""
    since = _midnight(_monday(now) - timedelta(weeks=WEEKS - 1))
    rows = (
        _of(source, country)
        .filter(DECIDED, answered_at__gte=since, kind__in=list(kinds))
        .order_by()
        .values("value")
        .annotate(refused=Count("pk", filter=Q(answer=Answer.REFUSED)), decided=Count("pk"))
        .filter(refused__gt=0)
        .order_by("-refused", "decided", "value")[:LISTED]
    )
    return [Refused(row["value"], row["refused"], row["decided"]) for row in rows]


def recent() -> dict[str, Tally]:
    """How each kind fared in the last eight weeks; counted again every ten minutes at most."""
    kept: dict[str, Tally] | None = cache.get("suggestions-recent")
    if kept is None:
        kept = _recent(timezone.now())
        cache.set("suggestions-recent", kept, KEPT_SECONDS)
    return kept


def _recent(now: datetime) -> dict[str, Tally]:
    found: dict[str, Tally] = {kind.value: Tally() for kind in SuggestionKind}
    answered = Suggestion.objects.filter(DECIDED, answered_at__gte=now - RECENT).order_by()
    for row in answered.values("kind", "answer").annotate(n=Count("pk")):
        setattr(found[row["kind"]], row["answer"], row["n"])
    return found


def _of(source: int | None, country: int | None) -> QuerySet[Suggestion]:
    found = Suggestion.objects.all()
    found = found.filter(article__source=source) if source else found
    return found.filter(article__country=country) if country else found


def _counted(chosen: QuerySet[Suggestion], moment: str, *by: str) -> Iterable[dict[str, Any]]:
    week = TruncWeek(moment, tzinfo=timezone.get_current_timezone())
    found: Iterable[dict[str, Any]] = chosen.order_by().annotate(week=week).values("week", *by).annotate(n=Count("pk"))
    return found


def _week(found: dict[SuggestionKind, dict[date, Week]], row: dict[str, Any]) -> Tally:
    """The tally that a row counts for; what is dated ahead counts for this week."""
    weeks = found[SuggestionKind(row["kind"])]
    return weeks.get(row["week"].date(), list(weeks.values())[-1]).tally


def _monday(now: datetime) -> date:
    today = timezone.localdate(now)
    return today - timedelta(days=today.weekday())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
