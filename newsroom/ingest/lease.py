"""Who is looking at a feed now: claimed by conditional UPDATE, so that two workers never take the same feed.

A lease that ran out is simply due again: a killed worker loses nothing.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q

from newsroom.ingest.models import Feed

LENGTH = timedelta(minutes=10)
BATCH = 200


def due(now: datetime) -> list[int]:
    """The feeds whose time has come, the longest waiting first."""
    return list(Feed.objects.due(now).values_list("pk", flat=True)[:BATCH])


def claim(feed_id: int, now: datetime) -> bool:
    """Take a feed; False when somebody holds it. The attempt is counted first: the visit may be its end."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    rows = Feed.objects.filter(free, pk=feed_id).update(lease_until=now + LENGTH, attempts=F("attempts") + 1)
    return bool(rows)


def is_held(feed: Feed, now: datetime) -> bool:
    """Whether a claim stands; without one, a message about the feed is late or doubled."""
    return feed.lease_until is not None and feed.lease_until >= now


def renew(feed: Feed, now: datetime) -> None:
    """Hold the lease for longer when half of it has passed."""
    if feed.lease_until and feed.lease_until - now < LENGTH / 2:
        feed.lease_until = now + LENGTH
        Feed.objects.filter(pk=feed.pk).update(lease_until=feed.lease_until)


def release(feed_id: int) -> None:
    """Let go, and forget the attempts: the visit came to its end."""
    Feed.objects.filter(pk=feed_id).update(lease_until=None, attempts=0)
