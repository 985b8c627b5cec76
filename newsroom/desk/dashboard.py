"""What needs a person now, gathered in a few queries for the first page of the admin. Reads; decides nothing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Country
from articles.status import WAITING, Status
from newsroom.desk import figures, hygiene, vocabulary
from newsroom.desk.filters import of_queue
from newsroom.desk.roles import sections_of
from newsroom.ingest import notices
from newsroom.ingest.models import Answer, Feed, Suggestion, SuggestionKind
from newsroom.outbox.models import Letter, Purge, State
from newsroom.takedowns import clock
from newsroom.takedowns.models import Case

SECTIONS = 8
LISTED = 5
DAYS = 14
LATE = timedelta(minutes=2)
PLOT = (280, 64)
CARD = ("headline", "source_headline", "publish_at", "status", "arrived_at", "country")


@dataclass
class Plot:
    """A small plot: bars as (x, y, width, height) in units of its box, and the same figures for its table."""

    days: list[tuple[date, int]]
    bars: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All together."""
        return sum(count for _day, count in self.days)


def of(user: Any) -> dict[str, Any]:
    """Everything that the dashboard shows to a person; what they may not see is left out."""
    now = timezone.now()
    found: dict[str, Any] = {"cases": None, "sick_feeds": None, "now": now, "published": published_by_day(now)}
    if user.has_perm("articles.view_article"):
        found |= _stories(user, now)
    if user.has_perm("articles.review_article"):
        found["figures"] = figures.of(beat_of(user), now)
    if user.has_perm("ingest.view_suggestion"):
        found["copies"] = possible_copies()
    if user.has_perm("ingest.view_feed"):
        found["sick_feeds"] = list(
            Feed.objects.filter(failures__gt=0).select_related("source").order_by("-failures")[:LISTED]
        )
    if user.has_perm("ingest.view_notice"):
        found["upstream"] = upstream_changes()
    if user.has_perm("takedowns.view_case"):
        found["cases"] = cases(now)
    if user.has_perms(vocabulary.PERMISSIONS):
        found["tag_remarks"] = hygiene.number()
    if user.has_perm("outbox.view_letter"):
        found["lost_letters"] = lost_letters()
    if user.has_perm("outbox.view_purge"):
        found["purges"] = failing_purges()
    return found


def _stories(user: Any, now: datetime) -> dict[str, Any]:
    scheduled = Article.objects.filter(status=Status.SCHEDULED).only(*CARD).order_by("publish_at")
    return {
        "sections": waiting_by_section(beat_of(user)),
        "due": list(due(user).only(*CARD, "due_at")[:LISTED]),
        "oldest": Article.objects.waiting().only(*CARD).order_by("arrived_at").first(),
        "mine": list(of_queue(Article.objects.all(), "mine", user).only(*CARD).order_by("arrived_at")[:LISTED]),
        "next": list(scheduled.filter(publish_at__gte=now - LATE)[:LISTED]),
        "missed": list(scheduled.filter(publish_at__lt=now - LATE)[:LISTED]),
    }


def beat_of(user: Any) -> frozenset[int]:
    """The sections that the figures are about: those of an editor's beat; a chief's are all."""
    return frozenset() if user.has_perm("articles.override_gate") else sections_of(user)


def due(user: Any) -> QuerySet[Article]:
    """What was given to a person and has a time, the nearest first."""
    return Article.objects.waiting().filter(assigned_to=user, due_at__isnull=False).order_by("due_at")


def waiting_by_section(sections: frozenset[int] = frozenset()) -> dict[str, Any]:
    """How many stories wait, in all and in the fullest sections; of a beat, those of no section too."""
    names: dict[int | None, str] = dict(Country.objects.values_list("pk", "name"))
    # Counted here: grouped by the database, all stories of each section would be read.
    waiting: Counter[int | None] = Counter(Article.objects.waiting().values_list("country", flat=True))
    kept = [one for one in waiting if not sections or one is None or one in sections]
    rows = sorted(((one, names.get(one, ""), waiting[one]) for one in kept), key=lambda row: (-row[2], row[1]))
    shown = [
        {
            "name": name or _("no country yet"),
            "value": country or "none",
            "n": n,
            "share": round(100 * n / rows[0][2]),
        }
        for country, name, n in rows[:SECTIONS]
    ]
    return {"total": sum(row[2] for row in rows), "rows": shown, "others": max(0, len(rows) - SECTIONS)}


def published_by_day(now: datetime) -> Plot:
    """How many stories went out on each of the last fourteen days, in the site's time zone."""
    today = timezone.localdate(now)
    first = today - timedelta(days=DAYS - 1)
    start = timezone.make_aware(datetime.combine(first, time.min))
    counted = (
        Article.objects.published()
        .filter(published_at__gte=start)
        .order_by()
        .annotate(day=TruncDate("published_at"))
        .values_list("day")
        .annotate(n=Count("pk"))
    )
    found = dict(counted)
    days = [(first + timedelta(days=step), found.get(first + timedelta(days=step), 0)) for step in range(DAYS)]
    return Plot(days, _bars([count for _day, count in days]))


def _bars(counts: list[int]) -> list[tuple[float, float, float, float]]:
    width, height = PLOT
    step, most = width / len(counts), max(counts) or 1
    return [
        (round(place * step + 2, 1), round(height - tall, 1), round(step - 4, 1), tall)
        for place, count in enumerate(counts)
        for tall in [round(max(1.5, count / most * (height - 4)), 1)]
    ]


def possible_copies() -> dict[str, Any]:
    """How many waiting stories may be copies of others, and the surest of them."""
    told = Suggestion.objects.filter(kind=SuggestionKind.DUPLICATE, answer=Answer.OPEN, article__status__in=WAITING)
    rows = told.select_related("article").only("value", "article__headline", "article__source_headline")
    return {
        "total": told.count(),
        "rows": [one for one in rows.order_by("-score", "-id")[:LISTED] if one.value.isdigit()],
    }


def lost_letters() -> dict[str, Any]:
    """How many letters were given up, and the newest of them without their texts, which hold secret links."""
    lost = Letter.objects.filter(state=State.FAILED)
    return {"total": lost.count(), "rows": list(lost.defer("body").order_by("-written_at")[:LISTED])}


def failing_purges() -> dict[str, Any]:
    """The purges that the cache in front has not done yet though it was asked, the one asked most often first."""
    failing = Purge.objects.filter(state=State.WAITING, attempts__gt=0)
    return {"rows": list(failing.order_by("-attempts")[:LISTED])}


def upstream_changes() -> dict[str, Any]:
    """How many changes at sources touch what we show, and the newest of them."""
    open_now = notices.to_settle()
    return {"total": open_now.count(), "rows": list(open_now.order_by("-at")[:LISTED])}


def cases(now: datetime) -> list[dict[str, Any]]:
    """The open takedown cases with the nearest deadlines, each with its clock in words."""
    return [
        {"case": case, "clock": clock.read(case.confirmed_at, case.due_at, case.decided_at, now)}
        for case in Case.objects.working().order_by("due_at")[:LISTED]
    ]
