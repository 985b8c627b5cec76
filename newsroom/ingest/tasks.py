"""Work of ingest that a queue spreads over workers; the database stays the truth about what is due."""

import logging
import time
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from newsroom.ingest import health, lease, pipeline, rounds
from newsroom.ingest.models import Feed

logger = logging.getLogger(__name__)

ATTEMPTS = 5


@task()
def poll_feed(feed_id: int) -> int | None:
    """Visit one feed that was claimed; the id of the visit. A late or doubled message finds no lease."""
    feed = Feed.objects.select_related("source__country", "source__recipe", "country").filter(pk=feed_id).first()
    if feed is None or not lease.is_held(feed, timezone.now()):
        return None
    if feed.attempts > ATTEMPTS:
        sentence = _("The last visits broke off before their end; something in this feed stops the worker.")
        return health.failed(feed, sentence, time.monotonic()).pk
    return _visited(feed)


def _visited(feed: Feed) -> int:
    """One visit; a fault of our own is a failed visit as well, or the clock would hand the feed over at every tick.

    The lease is let go where the outcome is written. If not even that succeeds, it runs out, and the attempt counts.
    """
    started = time.monotonic()
    try:
        return pipeline.visit(feed).pk
    except Exception as error:
        logger.exception("A visit broke off: %s", feed.url)
        sentence = _("The visit broke off by a fault of ours (%(kind)s).") % {"kind": type(error).__name__}
        return health.failed(feed, sentence, started).pk


def poll_now(feed: Feed) -> bool:
    """Claim one feed and hand it to the queue, due or not; False when somebody is looking at it already."""
    if not lease.claim(feed.pk, timezone.now()):
        return False
    poll_feed.enqueue(feed.pk)
    return True


def enqueue_due(now: datetime | None = None) -> int:
    """Claim what is due and hand it to the queue; called by the clock. The number of things handed over."""
    now = now or timezone.now()
    claimed = lease.claim_due(now)
    for feed_id in claimed:
        poll_feed.enqueue(feed_id)
    return len(claimed) + rounds.enqueue_due(now)
