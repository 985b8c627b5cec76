"""What will happen, and what should have happened and has not: a few queries, each along an index of its own. Reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.enums import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.status import WAITING, Status
from newsroom.takedowns.models import Case

LATE = timedelta(minutes=2)
MOST = 400
"""How many of one kind are read; a desk that has more in six weeks filters by section."""
NAMED_LATE = 5
CARD = (
    "headline",
    "source_headline",
    "status",
    "publish_at",
    "published_at",
    "arrived_at",
    "slug",
    "language",
    "country",
    "assigned_to",
    "country__name",
    "assigned_to__username",
    "assigned_to__first_name",
    "assigned_to__last_name",
    "embargo_until",
    "expires_at",
    "pinned_until",
    "due_at",
    "coverage_id",
)


class What(TextChoices):
    """What happens."""

    GOES_OUT = "goes_out", _("goes out")
    EMBARGO = "embargo", _("embargo ends")
    ENDS = "ends", _("goes off the site")
    PIN = "pin", _("pin ends")
    DUE = "due", _("is due")
    TAKEDOWN = "takedown", _("takedown deadline")


# The date that says when, and the states in which it still means anything.
DATES: tuple[tuple[What, str, tuple[Status, ...]], ...] = (
    (What.GOES_OUT, "publish_at", (Status.SCHEDULED,)),
    (What.EMBARGO, "embargo_until", (*WAITING, Status.SCHEDULED)),
    (What.ENDS, "expires_at", (Status.PUBLISHED,)),
    (What.ENDS, "expires_at", (Status.SCHEDULED,)),
    (What.PIN, "pinned_until", (Status.PUBLISHED,)),
    (What.DUE, "due_at", WAITING),
)


@dataclass(frozen=True)
class Event:
    """One thing that happens at a moment, to an article or to a case."""

    what: What
    at: datetime
    article: Article | None = None
    case: Case | None = None

    @property
    def is_late(self) -> bool:
        """Whether a person should have seen to it, or the machine done it, by now."""
        overdue = {What.GOES_OUT, What.DUE, What.TAKEDOWN}
        return self.what in overdue and self.at < timezone.now() - (LATE if self.what == What.GOES_OUT else timedelta())

    @property
    def day(self) -> Any:
        """The day in the site's time zone."""
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class Wanted:
    """What is asked for: of which kind, of which section (its key), of whom (their key); nothing asks for all."""

    what: str = ""
    section: int = 0
    person: int = 0

    def kinds(self) -> Iterable[What]:
        """The kinds that are asked for."""
        return [What(self.what)] if self.what in What.values else list(What)


def late(now: datetime) -> ArticleQuerySet:
    """Scheduled articles that are late by more than two minutes: the clock or the workers stand still."""
    return Article.objects.due(now - LATE).order_by("publish_at")


def late_for(user: Any) -> list[Article]:
    """The late ones that a person could publish; the first few, in one query along the index of what is due."""
    if not user.has_perm("articles.publish_article"):
        return []
    found = late(timezone.now()).only("headline", "source_headline", "publish_at", "country", "assigned_to", "status")
    return [article for article in found[:NAMED_LATE] if user.has_perm("articles.publish_article", article)]


def over(now: datetime) -> ArticleQuerySet:
    """Published articles whose time is over."""
    return Article.objects.filter(status=Status.PUBLISHED, expires_at__lte=now)


def between(start: datetime, end: datetime, user: Any, wanted: Wanted) -> list[Event]:
    """What happens from one moment to another, as far as a person may know, in its order. One query for each date."""
    found = list(_of_articles(start, end, wanted)) if user.has_perm("articles.view_article") else []
    if What.TAKEDOWN in wanted.kinds() and not (wanted.section or wanted.person):
        found += _of_cases(start, end) if user.has_perm("takedowns.view_case") else []
    return sorted(found, key=lambda event: (event.at, event.what, event.article.pk if event.article else 0))


def _of_articles(start: datetime, end: datetime, wanted: Wanted) -> Iterator[Event]:
    for what, name, states in DATES:
        if what not in wanted.kinds():
            continue
        dated = Article.objects.filter(**{f"{name}__gte": start, f"{name}__lt": end})
        dated = dated.filter(status=states[0]) if len(states) == 1 else dated.filter(status__in=states)
        if wanted.section:
            dated = dated.filter(country=wanted.section)
        if wanted.person:
            dated = dated.filter(Q(assigned_to=wanted.person) | Q(reviewed_by=wanted.person))
        shown = dated.select_related("country", "assigned_to").only(*CARD).order_by(name)[:MOST]
        for article in shown:
            yield Event(what, getattr(article, name), article)


def _of_cases(start: datetime, end: datetime) -> list[Event]:
    cases = Case.objects.working().filter(due_at__gte=start, due_at__lt=end).order_by("due_at")[:MOST]
    return [Event(What.TAKEDOWN, case.due_at, case=case) for case in cases if case.due_at]
