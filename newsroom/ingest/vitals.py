"""How each source is: what its feeds say of themselves, what came in, what the desk took. Reads; changes nothing.

Five queries, whatever the number of sources; each of them stays within a range of an index.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Change, Source
from articles.status import WAITING, Status
from newsroom.ingest.models import Capture, Feed, Fetch, Pause

DAYS = 14
DECIDED_WITHIN = timedelta(days=30)
TRUSTED = 0.7
"""From this agreement of the two readers on, a text is taken for the whole one."""
SLOW = 5000
"""Milliseconds for each page of a visit; a site that takes longer is slow."""
REFUSALS = frozenset({401, 402, 403, 451})
TAKEN = (Status.SCHEDULED, Status.PUBLISHED, Status.UNPUBLISHED, Status.WITHHELD, Status.WITHDRAWN)


class State(models.TextChoices):
    """How a source or a feed is, in one word; the one that needs a person most comes first."""

    FAILING = "failing", _("failing")
    REFUSED = "refused", _("refused")
    MOVED = "moved", _("moved")
    QUIET = "quiet", _("gone quiet")
    NEVER = "never", _("never read")
    SLOW = "slow", _("slow")
    GOOD = "good", _("good")
    PAUSED = "paused", _("paused")
    RETIRED = "retired", _("retired")


RANK = {state: place for place, state in enumerate(State)}
ATTENTION = (State.FAILING, State.REFUSED, State.MOVED, State.NEVER)


@dataclass(slots=True)
class Intake:
    """What came in: new stories on each of the last days and in the last 24 hours; texts read, and read in full."""

    days: list[int] = field(default_factory=lambda: [0] * DAYS)
    last_day: int = 0
    read: int = 0
    full: int = 0

    def add(self, other: Self) -> None:
        """Count another's with ours."""
        self.days = [mine + theirs for mine, theirs in zip(self.days, other.days, strict=True)]
        self.last_day += other.last_day
        self.read += other.read
        self.full += other.full


@dataclass(slots=True)
class FeedVitals:
    """One feed: its state, its last visit, and what its site asked for."""

    feed: Feed
    state: State
    visit: Fetch | None = None
    pause: Pause | None = None
    intake: Intake = field(default_factory=Intake)

    @property
    def subscription(self) -> Any:
        """The hub's promise to push it, None where there is none."""
        return getattr(self.feed, "subscription", None)


@dataclass(slots=True)
class SourceVitals:
    """One source with all its feeds, the one that needs a person most first."""

    source: Source
    feeds: list[FeedVitals]
    intake: Intake
    taken: int = 0
    rejected: int = 0

    @property
    def state(self) -> State:
        """That of its worst feed."""
        return self.feeds[0].state

    @property
    def usual(self) -> float:
        """Stories a day by habit: what the feeds have learnt, else the mean of the days before today."""
        learnt = sum(one.feed.habit for one in self.feeds if one.feed.state != Feed.State.RETIRED)
        return learnt or mean(self.intake.days)

    @property
    def full_share(self) -> float | None:
        """Share of the texts of the last days that were read in full, 0 to 1."""
        return self.intake.full / self.intake.read if self.intake.read else None

    @property
    def accept_rate(self) -> float | None:
        """Share of its stories that the desk took, of those that people decided upon, 0 to 1."""
        decided = self.taken + self.rejected
        return self.taken / decided if decided else None

    @property
    def last_good_at(self) -> datetime | None:
        """When one of its feeds was last read."""
        return max((one.feed.last_good_at for one in self.feeds if one.feed.last_good_at), default=None)

    @property
    def next(self) -> FeedVitals:
        """The feed that is looked at next; where none is, the first."""
        polled = [one for one in self.feeds if one.feed.state == Feed.State.ACTIVE]
        return min(polled, key=lambda one: one.feed.next_poll_at, default=self.feeds[0])


def of_all(now: datetime | None = None) -> list[SourceVitals]:
    """Every source that has a feed."""
    now = now or timezone.now()
    return _by_source(list(_feeds()), now)


def of_feed(feed: Feed, now: datetime | None = None) -> FeedVitals:
    """One feed alone."""
    now = now or timezone.now()
    return _by_source(list(_feeds().filter(pk=feed.pk)), now, only=feed)[0].feeds[0]


def first_day(now: datetime) -> date:
    """The oldest of the days shown, in the site's time zone."""
    return timezone.localdate(now) - timedelta(days=DAYS - 1)


def mean(days: Sequence[int]) -> float:
    """Stories a day over the days before today, from the first that brought one."""
    before = list(days[:-1])
    while before and not before[0]:
        before.pop(0)
    return sum(before) / len(before) if before else 0.0


def _by_source(feeds: list[Feed], now: datetime, only: Feed | None = None) -> list[SourceVitals]:
    visits = Fetch.objects.in_bulk([pk for feed in feeds if (pk := getattr(feed, "newest", None))])
    came, decided, pauses = (
        _intakes(now, only),
        {} if only else _decided(now),
        list(Pause.objects.filter(until__gt=now)),
    )
    grouped: dict[int, list[FeedVitals]] = defaultdict(list)
    for feed in feeds:
        visit = visits.get(getattr(feed, "newest", None) or 0)
        intake = came.get((feed.source_id, feed.pk), Intake())
        grouped[feed.source_id].append(FeedVitals(feed, state_of(feed, visit), visit, _pause(feed, pauses), intake))
    totals: dict[int, Intake] = defaultdict(Intake)
    for (source, _feed), intake in came.items():
        totals[source].add(intake)
    return [
        SourceVitals(rows[0].feed.source, sorted(rows, key=_urgency), totals[pk], *decided.get(pk, (0, 0)))
        for pk, rows in grouped.items()
    ]


def _urgency(vitals: FeedVitals) -> tuple[int, int]:
    return RANK[vitals.state], -vitals.feed.failures


def state_of(feed: Feed, visit: Fetch | None) -> State:
    """How a feed is. An address that waits for a click comes first: there is something to do."""
    if feed.found_url:
        return State.MOVED
    if feed.state == Feed.State.RETIRED:
        return State.RETIRED
    if feed.state == Feed.State.PAUSED:
        return State.PAUSED
    if feed.failures:
        refused = feed.source.robots_opt_out or (visit and visit.status in REFUSALS)
        return State.REFUSED if refused else State.FAILING
    if feed.last_good_at is None:
        return State.NEVER
    if feed.quiet_since:
        return State.QUIET
    return State.SLOW if visit and seconds_a_page(visit) * 1000 > SLOW else State.GOOD


def seconds_a_page(visit: Fetch) -> float:
    """How long the site takes to answer: a visit asks for the feed, and for a page for each story that it reads."""
    return visit.milliseconds / 1000 / (1 + visit.new + visit.changed)


def _feeds() -> QuerySet[Feed]:
    newest = Fetch.objects.filter(feed=OuterRef("pk")).order_by("-at").values("pk")[:1]
    feeds = Feed.objects.select_related("source__country", "subscription").annotate(newest=Subquery(newest))
    return feeds.order_by("source__name", "url")


def _pause(feed: Feed, pauses: Iterable[Pause]) -> Pause | None:
    """The longest pause that its site asked for, for this address or altogether."""
    hosts = {feed.host, urlsplit(feed.url).hostname or ""} - {""}
    mine = [one for one in pauses if one.url == feed.url or (not one.url and one.host in hosts)]
    return max(mine, key=lambda one: one.until, default=None)


def _intakes(now: datetime, only: Feed | None) -> dict[tuple[int, int | None], Intake]:
    """What came in, by source and feed. Counted from each midnight to now, so that one pass serves for every day."""
    first = first_day(now)
    midnights = [timezone.make_aware(datetime.combine(first + timedelta(days=n), time.min)) for n in range(DAYS)]
    new = Q(version=1)
    counts = {f"from_{n}": Count("pk", filter=new & Q(at__gte=start)) for n, start in enumerate(midnights)}
    captures = Capture.objects.filter(at__gte=midnights[0], version__gte=1)
    if only:
        captures = captures.filter(feed=only)
    # Without "+ 0", SQLite would walk through all captures there are in the order of their source's index.
    grouped = captures.order_by().annotate(outlet=F("source_id") + 0, channel=F("feed_id") + 0)
    rows = grouped.values("outlet", "channel").annotate(
        **counts,
        last_day=Count("pk", filter=new & Q(at__gte=now - timedelta(days=1))),
        read=Count("pk"),
        full=Count("pk", filter=Q(label="article", agreement__gte=TRUSTED)),
    )
    return {(row["outlet"], row["channel"]): _intake(row) for row in rows}


def _intake(row: Any) -> Intake:
    since = [row[f"from_{n}"] for n in range(DAYS)] + [0]
    days = [since[n] - since[n + 1] for n in range(DAYS)]
    return Intake(days, row["last_day"], row["read"], row["full"])


def _decided(now: datetime) -> dict[int, tuple[int, int]]:
    """How many stories of each source people took and rejected; what the machine let expire is nobody's judgement.

    A story that was decided upon twice counts once, as it stands now.
    """
    people = get_user_model().objects.exclude(username=settings.SYSTEM_ACCOUNT).values("pk")
    decisions = Change.objects.filter(
        by__in=people,
        at__gte=now - DECIDED_WITHIN,
        old__in=WAITING,
        new__in=(Status.SCHEDULED, Status.PUBLISHED, Status.REJECTED),
        article__source__isnull=False,
    )
    rows = (
        decisions.order_by()
        .values_list("article__source")
        .annotate(
            taken=Count("article", filter=Q(article__status__in=TAKEN), distinct=True),
            rejected=Count("article", filter=Q(article__status=Status.REJECTED), distinct=True),
        )
    )
    return {source: (taken, rejected) for source, taken, rejected in rows}
