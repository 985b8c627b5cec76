"""Work of ingest that a queue spreads over workers; the database stays the truth about what is due."""

import logging
import time
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from newsroom.ingest import health, lease, pipeline, rounds
from newsroom.ingest.models import Feed, Fetch

logger = logging.getLogger(__name__)

ATTEMPTS = 5
MESSAGES, MOST_IN_ONE = 20, 8
"""So many messages a tick keep all workers busy; and so many feeds at most are late when one of them is slow."""


@task()
def poll(feed_ids: list[int], until: str) -> int:
    """Visit feeds that were claimed `until` then (ISO 8601), one after another; how many were visited."""
    feeds = Feed.objects.select_related("source__country", "source__recipe", "country")
    visited = 0
    for feed_id in feed_ids:
        feed = feeds.filter(pk=feed_id).first()
        if feed is not None and lease.begin(feed, datetime.fromisoformat(until), timezone.now()):
            visit(feed)
            visited += 1
    return visited


def visit(feed: Feed) -> Fetch:
    """Visit a feed whose visit has begun; one that ended its worker again and again is set back instead."""
    if feed.attempts > ATTEMPTS:
        sentence = _("The last visits broke off before their end; something in this feed stops the worker.")
        return health.failed(feed, sentence, time.monotonic())
    return _visited(feed)


def _visited(feed: Feed) -> Fetch:
    """One visit; a fault of our own is a failed visit as well, or the clock would hand the feed over at every tick.

    The lease is let go where the outcome is written. If not even that succeeds, it runs out, and the attempt counts.
    """
    started = time.monotonic()
    try:
        return pipeline.visit(feed)
    except Exception as error:
        logger.exception("A visit broke off: %s", feed.url)
        sentence = _("The visit broke off by a fault of ours (%(kind)s).") % {"kind": type(error).__name__}
        return health.failed(feed, sentence, started)


def poll_now(feed: Feed) -> bool:
    """Claim one feed and hand it to the queue, due or not; False when somebody is looking at it already."""
    now = timezone.now()
    if not lease.claim(feed.pk, now):
        return False
    _hand_over([feed.pk], now)
    return True


def enqueue_due(now: datetime | None = None) -> int:
    """Claim what is due and hand it to the queue; called by the clock. The number of things handed over."""
    now = now or timezone.now()
    claimed = lease.claim_due(now)
    # Where many are due, several go in one message: each message costs the database more than an unchanged feed does.
    several = min(max(len(claimed) // MESSAGES, 1), MOST_IN_ONE)
    for first in range(0, len(claimed), several):
        _hand_over(claimed[first : first + several], now)
    return len(claimed) + rounds.enqueue_due(now)


def _hand_over(feed_ids: list[int], now: datetime) -> None:
    poll.enqueue(feed_ids, lease.claimed_until(now).isoformat())
