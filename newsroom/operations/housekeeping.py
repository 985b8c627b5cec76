"""Sweeps up what the queue leaves behind: the rooms' own rows say what was done, a finished task adds nothing.

Without it a newsroom of 300 feeds would keep some fifteen thousand rows a day for ever.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from newsroom.operations.models import Heartbeat

NAME = "housekeeping"
EVERY = timedelta(minutes=10)
KEPT = timedelta(days=1)
BATCH = 5_000


def enqueue_due(now: datetime) -> int:
    """Sweep, where nobody has within ten minutes; how many rows went. Done by the clock itself: a task leaves a row."""
    if settings.TASKS_ENGINE != "db" or not _claim(now):
        return 0
    old = DBTaskResult.objects.filter(Q(finished_at__lt=now - KEPT) | Q(finished_at=None, started_at__lt=now - KEPT))
    rows = list(old.order_by().values_list("pk", flat=True)[:BATCH])
    return DBTaskResult.objects.filter(pk__in=rows).delete()[0] if rows else 0


def _claim(now: datetime) -> bool:
    """Take the turn by conditional UPDATE; two clocks never sweep at once."""
    if Heartbeat.objects.filter(name=NAME, at__lt=now - EVERY).update(at=now):
        return True
    return Heartbeat.objects.get_or_create(name=NAME, defaults={"at": now})[1]
