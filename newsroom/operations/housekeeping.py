"""What the house does once in a while: sweeps up what the queue leaves, shortens what ingest has kept, measures tables.

The rooms' own rows say what was done, a finished task adds nothing: without the sweeping a newsroom of 300 feeds would
keep some fifteen thousand rows a day for ever.
"""

from datetime import datetime, timedelta

from axes.models import AccessFailureLog, AccessLog
from django.conf import settings
from django.db import connection
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from articles import counts
from newsroom.desk import alerts
from newsroom.ingest.rounds import keep_house
from newsroom.operations.models import Heartbeat
from newsroom.outbox import purging

SWEEPING, KEEPING, MEASURING = "sweeping", "keeping", "measuring"
EVERY = {SWEEPING: timedelta(minutes=10), KEEPING: timedelta(days=1), MEASURING: timedelta(hours=6)}
OLD = timedelta(days=1)
SIGN_INS_KEPT = timedelta(days=180)
BATCH = 5_000


def enqueue_due(now: datetime) -> int:
    """Do what nobody has done for long enough; how many tasks were handed over and rows swept up."""
    handed = _claim(KEEPING, now)
    if handed:
        keep_house.enqueue()
        _forget_sign_ins(now)
        alerts.forget(now)
        purging.forget(now)
        counts.tidy()
    if connection.vendor == "sqlite" and _claim(MEASURING, now):
        _measure()
    # The clock sweeps by itself: a task would leave a row.
    return handed + (_sweep(now) if settings.TASKS_ENGINE == "db" and _claim(SWEEPING, now) else 0)


def _measure() -> None:
    """Let SQLite look how its rows are spread (44 ms for 300,000 articles), as PostgreSQL does by itself.

    Not knowing, it walks through all published stories to find the two that are pinned or the one that ends today:
    574 ms instead of 17 for the front page's pins, 344 instead of 7 for the clock's look at what is over.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")


def _sweep(now: datetime) -> int:
    """Delete tasks that ended, or lost their worker, a day ago."""
    old = DBTaskResult.objects.filter(Q(finished_at__lt=now - OLD) | Q(finished_at=None, started_at__lt=now - OLD))
    rows = list(old.order_by().values_list("pk", flat=True)[:BATCH])
    return DBTaskResult.objects.filter(pk__in=rows).delete()[0] if rows else 0


def _forget_sign_ins(now: datetime) -> None:
    """Delete the log of sign-ins beyond its age, a batch a day; it names people and addresses."""
    for log in (AccessLog, AccessFailureLog):
        old = log.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT).order_by()
        log.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:BATCH])).delete()


def _claim(name: str, now: datetime) -> bool:
    """Take the turn by conditional UPDATE; of several clocks one does it."""
    if Heartbeat.objects.filter(name=name, at__lte=now - EVERY[name]).update(at=now):
        return True
    return Heartbeat.objects.get_or_create(name=name, defaults={"at": now})[1]
