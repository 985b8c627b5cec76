"""Digests: a letter that tells a person how many stories are in a saved queue, and names the newest of them.

A digest is due at its `next_at`. Moving that on and writing the letter are one transaction, so that whatever dies or
comes twice, a letter is neither lost nor doubled.
"""

import logging
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.desk import saved_queues
from newsroom.desk.forms import minutes
from newsroom.desk.models import Every, QueueDigest, SavedQueue
from newsroom.outbox import letters

log = logging.getLogger(__name__)

NAMED = 10
A_TICK = 20
"""How many are looked after at one tick of the clock, which has other things to do; the rest wait for the next."""
WEEKDAYS: dict[str, range] = {Every.DAY: range(7), Every.WORKDAY: range(5), Every.WEEK: range(1)}


def next_moment(every: str, hour: int, after: datetime, zone: tzinfo | None = None) -> datetime:
    """The first moment after `after` (aware) at which a letter is due, in UTC; `hour` is that of the zone's clock.

    An hour that the clock shows twice counts once, the first time; for one that it leaves out, the minute after the
    jump stands in.
    """
    zone = zone or timezone.get_current_timezone()
    today = after.astimezone(zone).date()
    for ahead in range(9):
        day = today + timedelta(days=ahead)
        wall = datetime.combine(day, time(hour))
        moment = (minutes.candidates(wall, zone) or minutes.around(wall, zone)[1:])[0].astimezone(UTC)
        if day.weekday() in WEEKDAYS[every] and moment > after:
            return moment
    raise AssertionError(every)


def choose(queue: SavedQueue, to: User, every: str, hour: int) -> QueueDigest:
    """Let a letter come to a person from now on; one that came already comes as is chosen now."""
    values = {"every": every, "hour": hour, "next_at": next_moment(every, hour, timezone.now())}
    digest, _made = QueueDigest.objects.update_or_create(queue=queue, to=to, defaults=values)
    return digest


def stop(queue: SavedQueue, to: User) -> None:
    """Let no letter come any more."""
    QueueDigest.objects.filter(queue=queue, to=to).delete()


def shortly(digest: QueueDigest) -> str:
    """Such as “every day, 07:00”."""
    return f"{Every(digest.every).label}, {digest.hour:02}:00"


def in_words(digest: QueueDigest) -> str:
    """What was chosen, as a sentence."""
    zone = timezone.get_current_timezone_name()
    return _("A letter comes to %(to)s: %(when)s (%(zone)s).") % {
        "to": digest.to.email,
        "when": shortly(digest),
        "zone": zone,
    }


def enqueue_due(now: datetime | None = None) -> int:
    """Write the letters that are due into the outbox, and move each digest on; called by the clock. How many letters.

    One that fails is logged and tried again at the next tick; it holds up no other.
    """
    now = now or timezone.now()
    written = 0
    due = QueueDigest.objects.filter(next_at__lte=now).order_by("next_at", "pk").select_related("queue", "to")
    for digest in due[:A_TICK]:
        try:
            written += _look_after(digest, now)
        except Exception:
            log.exception("The digest %s could not be written; it is tried again at the next tick", digest.pk)
    return written


def _look_after(digest: QueueDigest, now: datetime) -> bool:
    """Move a digest on and write its letter; False where another clock was first or there is nothing to tell."""
    then = next_moment(digest.every, digest.hour, now)
    with transaction.atomic():
        mine = QueueDigest.objects.filter(pk=digest.pk, next_at=digest.next_at)
        if not mine.update(next_at=then) or not _may_have(digest):
            return False
        context = _told(digest, now)
        if not context["newest"]:
            return False
        QueueDigest.objects.filter(pk=digest.pk).update(sent_at=now)
        key = f"digest-{digest.queue_id}-{digest.to_id}-{digest.next_at.timestamp():.0f}"
        letters.write(key=key, to=digest.to.email, template="queue_digest", context=context)
    return True


def _may_have(digest: QueueDigest) -> bool:
    """Whether the person works here, may see stories, can be reached, and still sees the queue."""
    to, queue = digest.to, digest.queue
    works = to.is_active and to.is_staff and bool(to.email) and to.has_perms(saved_queues.SEE)
    return works and (queue.shared or queue.owner_id == to.pk)


def _told(digest: QueueDigest, now: datetime) -> dict[str, Any]:
    """What the letter says."""
    queue, reader = digest.queue, saved_queues.Reader(digest.to)
    found = reader.stories(queue.query).select_related("source", "country")
    sifted = reader.sift(queue.query)
    return {
        "name": saved_queues.on_one_line(queue.name),
        "number": reader.count(queue.query, whole=True),
        "filters": [f"{title}: {saved_queues.on_one_line(value)}" for title, value in reader.in_words(queue.query)],
        "lost": sifted.lost,
        "newest": [_line(one, sifted.kept, now) for one in found.order_by("-arrived_at", "-id")[:NAMED]],
        "link": _link("admin:desk_savedqueue_open", queue.pk),
        "settings": _link("admin:desk_savedqueue_change", queue.pk),
        "when": shortly(digest),
    }


def _line(article: Article, kept: saved_queues.Kept, now: datetime) -> dict[str, str]:
    """A story in the letter; each text on one line, so that no headline can pass for a line of ours."""
    return {
        "headline": saved_queues.on_one_line(str(article)),
        "source": saved_queues.on_one_line(article.source.name) if article.source else _("our own"),
        "section": saved_queues.on_one_line(article.country.name) if article.country else _("no country yet"),
        "age": timesince(article.arrived_at, now, depth=1),
        "link": _story_link(article, kept),
    }


def _story_link(article: Article, kept: saved_queues.Kept) -> str:
    """Into triage among the stories of the queue, or to the review screen of what triage does not list."""
    if kept.screen == saved_queues.STORIES:
        return _link("admin:articles_article_change", article.pk)
    return settings.SITE_URL + f"{kept.address}&{urlencode({saved_queues.STORY: article.pk})}"


def _link(name: str, key: int) -> str:
    return settings.SITE_URL + reverse(name, args=[key])
