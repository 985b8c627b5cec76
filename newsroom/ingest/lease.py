"""Who is looking at a feed now: claimed by conditional UPDATE, so that two workers never take the same feed.

A lease that ran out is simply due again: a killed worker loses nothing. The moment until which a feed was claimed goes
with the message, and is changed when the visit begins; so of all messages about a feed, one alone is obeyed.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from newsroom.ingest.links import registrable
from newsroom.ingest.models import Feed

LENGTH = timedelta(minutes=10)
BATCH = 200
LOOKED_AT = (Feed.State.ACTIVE, Feed.State.MANUAL)


def due(now: datetime) -> list[int]:
    """The feeds whose time has come, the longest waiting first."""
    return list(Feed.objects.due(now).values_list("pk", flat=True)[:BATCH])


def claim_due(now: datetime) -> list[int]:
    """Take the feeds whose time has come, at most one of each registrable host; the next when that one is let go.

    Where hosts are not given their turns (INGEST_GAP is 0), all of them.
    """
    wanted = _one_of_each_host(now) if settings.INGEST_GAP else due(now)
    chosen = Feed.objects.filter(pk__in=wanted)
    # Two clocks at the same instant may both see nobody at a host; then the host's queue keeps their visits apart.
    _take(chosen.filter(~Exists(_held_at(OuterRef("host"), now))) if settings.INGEST_GAP else chosen, now)
    taken = set(chosen.filter(lease_until=claimed_until(now)).values_list("pk", flat=True)) if wanted else set()
    return [feed_id for feed_id in wanted if feed_id in taken]


def _one_of_each_host(now: datetime) -> list[int]:
    """The feed that has waited longest at each host where nobody is. One query."""
    # Feeds whose host is not known yet are told apart by their key; the name is found out on the way.
    place = Window(
        RowNumber(),
        partition_by=[F("host"), Case(When(host="", then=F("pk")), default=0)],
        order_by=[F("next_poll_at"), F("pk")],
    )
    there = _held_at(OuterRef("host"), now).exclude(host="")
    waiting = Feed.objects.due(now).filter(~Exists(there)).annotate(place=place).filter(place=1)
    found = waiting.order_by("next_poll_at").values_list("pk", "host", "url")[:BATCH]
    first: dict[str, int] = {}
    for feed_id, host, url in found:
        first.setdefault(host or _named(feed_id, url), feed_id)
    return list(first.values())


def _named(feed_id: int, url: str) -> str:
    """The host of a feed, written down: the feed is new, or its address was changed."""
    host = registrable(url) or str(feed_id)
    Feed.objects.filter(pk=feed_id, url=url).update(host=host)
    return host


def _held_at(host: object, now: datetime) -> QuerySet[Feed]:
    return Feed.objects.filter(host=host, lease_until__gte=now)


def claim(feed_id: int, now: datetime) -> bool:
    """Take a feed; False when it is held, or rests."""
    return _take(Feed.objects.filter(pk=feed_id), now)


def _take(feeds: QuerySet[Feed], now: datetime) -> bool:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return bool(feeds.filter(free, state__in=LOOKED_AT).update(lease_until=claimed_until(now)))


def claimed_until(now: datetime) -> datetime:
    """Until when what is claimed `now` is held."""
    return now + LENGTH


def begin(feed: Feed, until: datetime, now: datetime) -> bool:
    """Begin the visit of a feed that was claimed `until` then; False where the message is late, or doubled.

    The attempt is counted before the visit, which may be the worker's end. Waiting in the queue is none: after a long
    outage a feed may be handed over several times before its turn comes.
    """
    held = Feed.objects.filter(pk=feed.pk, lease_until=until)
    began = until >= now and bool(held.update(lease_until=claimed_until(now), attempts=F("attempts") + 1))
    if began:
        feed.lease_until, feed.attempts = claimed_until(now), feed.attempts + 1
    return began


def renew(feed: Feed, now: datetime) -> None:
    """Hold the lease for longer when half of it has passed."""
    if feed.lease_until and feed.lease_until - now < LENGTH / 2:
        feed.lease_until = now + LENGTH
        Feed.objects.filter(pk=feed.pk).update(lease_until=feed.lease_until)


def release(feed_id: int) -> None:
    """Let go, and forget the attempts: the visit came to its end."""
    Feed.objects.filter(pk=feed_id).update(lease_until=None, attempts=0)
