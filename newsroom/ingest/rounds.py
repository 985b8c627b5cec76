"""Rounds beside the polling: looks at originals, hubs to be asked; and the daily one that shortens what is kept."""

import logging
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from newsroom.ingest import coverage, learning, retention, upstream, watching, websub
from newsroom.ingest.models import Watch

logger = logging.getLogger(__name__)


@task()
def look_upstream(watch_id: int) -> str:
    """Look once at an original that was claimed, and say what was found. A late or doubled message finds no lease."""
    now = timezone.now()
    watch = Watch.objects.select_related("article__source").filter(pk=watch_id).first()
    if watch is None or not watching.is_held(watch, now):
        return ""
    try:
        return upstream.look(watch, now)
    except Exception:
        # A fault of ours on one page must neither stop the others nor be repeated at every tick.
        logger.exception("A look at %s broke off", watch.article.source_url)
        watching.looked(watch, now, missing=watch.missing)
        return "silent"


@task()
def keep_house() -> int:
    """Shrink, expire and thin what is old; the number of rows that were touched."""
    kept = retention.keep_house(timezone.now())
    return kept.reduced + kept.expired + kept.visits + kept.pauses + kept.hosts


@task()
def look_at_coverage() -> int:
    """Group what was left ungrouped and put right what has changed since; the number of things put right."""
    return coverage.sweep(timezone.now())


@task()
def learn_tags(until: str) -> int:
    """Learn tags anew, if the lease until then (ISO 8601) still stands; the number of the version, 0 for none."""
    moment = datetime.fromisoformat(until)
    if not learning.is_held(moment, timezone.now()):
        return 0
    try:
        model = learning.renew()
    finally:
        learning.let_go(moment)
    return model.pk if model else 0


def enqueue_due(now: datetime) -> int:
    """Claim what is due and hand it to the queue; the number of looks handed over."""
    watching.follow(now)
    claimed = [watch_id for watch_id in watching.due(now) if watching.claim(watch_id, now)]
    for watch_id in claimed:
        look_upstream.enqueue(watch_id)
    if coverage.claim(now):
        look_at_coverage.enqueue()
    if (until := learning.claim(now)) is not None:
        learn_tags.enqueue(until.isoformat())
    return len(claimed) + websub.attend(now)
