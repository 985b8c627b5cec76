"""Work of the outbox that a queue spreads over workers; the database stays the truth about what is due."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from newsroom.outbox import delivery, indexnow, pings, purging
from newsroom.outbox.models import Letter, Ping, Purge

BATCH = 50
FIRST = 50


@task()
def send_letter(pk: int) -> bool:
    """Send one letter that the clock has claimed."""
    return delivery.deliver(Letter, pk)


@task()
def send_ping(pk: int) -> bool:
    """Send one ping that the clock has claimed."""
    return delivery.deliver(Ping, pk)


@task()
def send_purge(pk: int) -> bool:
    """Send one purge that the clock has claimed."""
    return delivery.deliver(Purge, pk)


def enqueue_due(now: datetime | None = None) -> int:
    """Claim what is due and hand it to the queue; called by the clock. The number of items handed over.

    Purges go first, and past all else that waits where the queue knows what is urgent: readers still see what was
    taken down.
    """
    pings.read_changes()
    indexnow.read_changes()
    now = now or timezone.now()
    purging.read_editions(now)
    handed = 0
    for model, send in ((Purge, _urgent(send_purge)), (Letter, send_letter), (Ping, send_ping)):
        for pk in list(model.objects.due(now).values_list("pk", flat=True)[:BATCH]):
            if delivery.claim(model, pk, now):
                send.enqueue(pk)
                handed += 1
    return handed


def _urgent(send: Task[Any, Any]) -> Task[Any, Any]:
    return send.using(priority=FIRST) if send.get_backend().supports_priority else send
