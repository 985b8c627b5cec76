"""When we look again at the original of a published story: planned from the paper's Change log, claimed by lease.

Ever more seldom, then no more. Publication needs to know nothing of it; what is taken off the site is not looked at.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q

from articles.accounts import system_account
from articles.models import Article, Change
from newsroom.ingest import notices
from newsroom.ingest.models import Watch
from newsroom.outbox.models import Cursor
from newsroom.outbox.pings import LOOK_BACK, newest_change

HOURS = (1, 6, 24, 3 * 24, 7 * 24, 14 * 24, 30 * 24)
"""After publication, so many hours each."""
STEPS = tuple(timedelta(hours=hours) for hours in HOURS)
CONFIRM = timedelta(hours=6)
"""After a look that found nothing there, we look once more before we say so."""
OVER = STEPS[-1] + timedelta(days=2)
MOST_LOOKS = 40
"""However often a site puts us off, or a worker dies of its page."""
LEASE = timedelta(minutes=10)
CHANGES, BATCH = 500, 100


def follow(now: datetime) -> int:
    """Plan looks at what was published since the last reading of the log, and end those at what left the site.

    A change that commits late, with a smaller id than one already read, is not lost: each reading goes back a little.
    """
    cursor = Cursor.objects.filter(name="upstream").first()
    if cursor is None:
        Cursor.objects.get_or_create(name="upstream", defaults={"change_id": newest_change()})
        recent = list(Article.objects.published().filter(published_at__gt=now - STEPS[-1]).values_list("pk", flat=True))
        return sum(plan(recent[at : at + CHANGES], now) for at in range(0, len(recent), CHANGES))
    if not Change.objects.filter(id__gt=cursor.change_id).exists():
        return 0
    read = Change.objects.filter(id__gt=max(0, cursor.change_id - LOOK_BACK)).order_by("id")
    changes = list(read.values_list("id", "article", "old", "new")[:CHANGES])
    planned = plan({article for _id, article, old, new in changes if old != new and "published" in (old, new)}, now)
    Cursor.objects.filter(pk=cursor.pk).update(change_id=max(cursor.change_id, changes[-1][0]))
    return planned


def plan(articles: Iterable[int], now: datetime) -> int:
    """Let the original of each of these articles be looked at, or no more, as it stands now; how many are new."""
    names = ("pk", "published_at", "source_url", "source__opted_out")
    wanted = list(articles)
    shown = Article.objects.published().filter(pk__in=wanted).values_list(*names)
    times = {pk: next_step(at, now) for pk, at, url, opted_out in shown if at and url and not opted_out}
    known = set(Watch.objects.filter(article__in=wanted).values_list("article", flat=True))
    fresh = [Watch(article_id=pk, next_at=at) for pk, at in times.items() if at and pk not in known]
    Watch.objects.bulk_create(fresh, ignore_conflicts=True)
    for pk in known & times.keys():
        Watch.objects.filter(article=pk, next_at=None, step__lt=MOST_LOOKS).update(next_at=times[pk])
    left = [pk for pk in known if pk not in times]
    if left:
        Watch.objects.filter(article__in=left).exclude(next_at=None).update(next_at=None, lease_until=None)
        notices.close(left, system_account())
    return len(fresh)


def next_step(published_at: datetime, now: datetime) -> datetime | None:
    """The next look after `now`, None when there is none to come."""
    return next((published_at + step for step in STEPS if published_at + step > now), None)


def due(now: datetime) -> list[int]:
    """The watches whose time has come, the longest waiting first."""
    return list(Watch.objects.due(now).values_list("pk", flat=True)[:BATCH])


def claim(watch_id: int, now: datetime) -> bool:
    """Take a watch; False when somebody holds it. The look is counted first: it may be its end."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    rows = Watch.objects.filter(free, pk=watch_id, next_at__lte=now)
    return bool(rows.update(lease_until=now + LEASE, step=F("step") + 1))


def is_held(watch: Watch, now: datetime) -> bool:
    """Whether a claim stands; without one, a message about the watch is late or doubled."""
    return watch.lease_until is not None and watch.lease_until >= now


def looked(watch: Watch, now: datetime, *, missing: int, wait: int | None = None, **found: object) -> None:
    """Write down a look and when the next one is. `wait` is for how many seconds we were asked to stay away."""
    published_at = watch.article.published_at or now
    at = next_step(published_at, now)
    if now < published_at + OVER and wait is not None:
        at = now + timedelta(seconds=max(wait, 60))
    elif now < published_at + OVER and missing == 1:
        at = min(at or now + CONFIRM, now + CONFIRM)
    if watch.step >= MOST_LOOKS:
        at = None
    values = {"next_at": at, "lease_until": None, "last_at": now, "missing": missing} | found
    Watch.objects.filter(pk=watch.pk).update(**values)


def put_off(watch: Watch, now: datetime, wait: int | None) -> None:
    """Others of ours are at this host, or it rests: no look was made, so none is counted."""
    looked(watch, now, missing=watch.missing, wait=wait or 60, step=max(0, watch.step - 1))


def end(watch: Watch) -> None:
    """Look no more."""
    Watch.objects.filter(pk=watch.pk).update(next_at=None, lease_until=None)
