"""The clock: looks what is due in every room, claims it, and hands it to the queue. Several may run.

The database says what is due; a room's `enqueue_due` claims rows by conditional UPDATE. So two clocks do nothing
twice, and what a dead worker held is due again when its lease runs out.
"""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

from articles import tasks as paper
from newsroom.desk import bulk
from newsroom.desk import tasks as desk
from newsroom.ingest import tasks as ingest
from newsroom.operations import health, housekeeping
from newsroom.operations.models import Heartbeat
from newsroom.outbox import tasks as outbox
from newsroom.takedowns import heartbeat
from newsroom.takedowns import tasks as takedowns

log = logging.getLogger(__name__)

ROOMS: Mapping[str, Callable[[datetime], int]] = {
    "desk": desk.enqueue_due,
    "bulk": bulk.enqueue_due,
    "takedowns": takedowns.enqueue_due,
    "ingest": ingest.enqueue_due,
    "outbox": outbox.enqueue_due,
    "paper": paper.enqueue_due,
    "house": housekeeping.enqueue_due,
}
# Rooms whose deadlines people rely on: each gives its own sign of life, and none while it fails.
WATCHED = frozenset({heartbeat.NAME})


def tick(now: datetime | None = None) -> dict[str, int]:
    """One look around the house: how much each room handed to the queue.

    A room that fails is logged and looked at again at the next tick; the others are not disturbed.
    """
    now = now or timezone.now()
    handed = {}
    for room, enqueue_due in ROOMS.items():
        try:
            handed[room] = enqueue_due(now)
        except Exception:
            log.exception("the clock could not look after %s; it tries again at the next tick", room)
            handed[room] = 0
        else:
            if room in WATCHED:
                beat(room)
    beat("clock", ", ".join(f"{room} {count}" for room, count in handed.items() if count))
    return handed


def beat(name: str, word: str = "") -> None:
    """Give a sign of life."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now(), "word": word[:200]})


def run(interval: float, *, still_running: Callable[[], bool], sleep: Callable[[float], None] = time.sleep) -> None:
    """Tick every `interval` seconds until told to stop; hand out nothing while removals are forgotten."""
    while still_running():
        close_old_connections()
        if problem := health.what_is_forgotten():
            log.error("the clock stands still: %s", problem)
        else:
            tick()
        if still_running():
            sleep(interval)
