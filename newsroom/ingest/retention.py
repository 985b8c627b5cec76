"""What is kept how long: captures shrink to their keys, forgotten stories expire, old rows are thinned.

In batches, each its own short transaction; told again, or broken off in the middle, it does no harm. Keys always stay.
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Change
from articles.models.article import Priority
from articles.refusals import Refused
from articles.status import Status
from newsroom.ingest import duplicates
from newsroom.ingest.models import Answer, Capture, Feed, Fetch, Host, Notice, Pause, Suggestion

logger = logging.getLogger(__name__)

BATCH = 500
SECONDS = 300
"""So long one round goes on; the rest waits for tomorrow's."""
VISITS, VISIT_DAYS = 200, timedelta(days=90)
HOST_DAYS = timedelta(days=90)
NEEDED = (Status.INCOMING, Status.IN_REVIEW, Status.SCHEDULED, Status.WITHHELD)
EMPTIED: dict[str, Any] = {
    "entry": b"", "page": b"", "unmended": b"", "page_url": "", "page_headers": {}, "full_text": "", "full_html": "",
    "mends": [], "author": "", "published_raw": "", "image_url": "", "image_credit": "",
}  # fmt: skip


@dataclass(slots=True)
class Kept:
    """What one round did, in numbers."""

    reduced: int = 0
    expired: int = 0
    visits: int = 0
    pauses: int = 0
    hosts: int = 0
    suggestions: int = 0
    sketches: int = 0


def keep_house(now: datetime) -> Kept:
    """One round through all of it, with one line in the log."""
    ends = time.monotonic() + SECONDS
    kept = Kept(
        expired=_all(lambda last: _expire(now, last), ends),
        reduced=_all(lambda last: _reduce(now, last), ends),
        visits=_thin_visits(now, ends),
        pauses=_delete(Pause.objects.filter(until__lt=now), ends),
        hosts=_delete(Host.objects.filter(free_at__lt=now - HOST_DAYS), ends),
        suggestions=_delete(_unanswered(now), ends),
        sketches=_delete(duplicates.outdated(now), ends),
    )
    logger.info("Kept house: %s", ", ".join(f"{name} {count}" for name, count in asdict(kept).items()))
    return kept


def _all(batch: Callable[[int], tuple[int, int]], ends: float) -> int:
    """Batch after batch, each beginning after the last row of the one before it; how many were done."""
    done = last = 0
    while time.monotonic() < ends:
        count, reached = batch(last)
        done += count
        if reached <= last:
            break
        last = reached
    return done


def _reduce(now: datetime, last: int) -> tuple[int, int]:
    """Empty one batch of old captures; what they are recognised by stays, and what is still needed stays whole."""
    found = list(_reducible(now).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not found:
        return 0, last
    return Capture.objects.filter(pk__in=found, reduced_at=None).update(reduced_at=now, **EMPTIED), found[-1]


def _reducible(now: datetime) -> QuerySet[Capture]:
    """Old captures of what is decided. Those of a story that waits, is held, is watched or has news are needed."""
    told = Notice.objects.open().filter(article=OuterRef("article"))
    needed = Q(article__status__in=NEEDED) | Q(article__watch__next_at__isnull=False)
    old = Capture.objects.filter(reduced_at=None, at__lt=now - timedelta(days=settings.INGEST_KEEP_DAYS))
    return old.exclude(needed).exclude(Exists(told))


def _expire(now: datetime, last: int) -> tuple[int, int]:
    """Reject one batch of stories that came in long ago and that no person ever touched; no feed brings them back."""
    found = list(_forgotten(now).filter(pk__gt=last).order_by("pk")[:BATCH])
    expired = sum(_rejected(article) for article in found)
    return expired, found[-1].pk if found else last


def _forgotten(now: datetime) -> QuerySet[Article]:
    """Incoming, old, of ordinary priority, assigned to nobody, and with no act of a person in their history."""
    by_people = Change.objects.filter(article=OuterRef("pk")).exclude(by=system_account())
    old = Article.objects.filter(
        status=Status.INCOMING,
        arrived_at__lt=now - timedelta(days=settings.INGEST_EXPIRE_DAYS),
        priority=Priority.NORMAL,
        assigned_to=None,
    )
    return old.exclude(Exists(by_people))


def _rejected(article: Article) -> bool:
    reason = _("expired: nobody looked at it in %(days)d days") % {"days": settings.INGEST_EXPIRE_DAYS}
    try:
        lifecycle.move(article, Status.REJECTED, by=system_account(), reason=reason)
    except Refused as refusal:
        logger.info("Did not expire: %s", refusal)
        return False
    return True


def _unanswered(now: datetime) -> QuerySet[Suggestion]:
    """What was suggested long ago of stories that were rejected, and never answered: it measures nothing."""
    long_ago = now - timedelta(days=settings.INGEST_KEEP_DAYS)
    return Suggestion.objects.filter(answer=Answer.OPEN, at__lt=long_ago, article__status=Status.REJECTED)


def _thin_visits(now: datetime, ends: float) -> int:
    """Forget visits older than ninety days, but for the last two hundred of each feed."""
    old = Fetch.objects.filter(at__lt=now - VISIT_DAYS)
    feeds = Feed.objects.filter(Exists(old.filter(feed=OuterRef("pk")))).values_list("pk", flat=True)
    gone = 0
    for feed in list(feeds):
        newest = Fetch.objects.filter(feed=feed).order_by("-at", "-id").values_list("pk", flat=True)
        gone += _delete(old.filter(feed=feed).exclude(pk__in=list(newest[:VISITS])), ends)
    return gone


def _delete(rows: QuerySet[Any], ends: float) -> int:
    """Delete them batch by batch."""
    return sum(_batches(rows, ends))


def _batches(rows: QuerySet[Any], ends: float) -> Iterator[int]:
    while time.monotonic() < ends and (found := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])):
        yield rows.model._default_manager.filter(pk__in=found).delete()[0]  # noqa: SLF001 - Django's own way
