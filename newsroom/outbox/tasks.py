"""Work of the outbox that a queue spreads over workers; the database stays the truth about what is due."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from newsroom.outbox import delivery, pings
from newsroom.outbox.models import Letter, Ping

BATCH = 50


@task()
def send_letter(pk: int) -> bool:
    """Send one letter that the clock has claimed."""
    return delivery.deliver(Letter, pk)


@task()
def send_ping(pk: int) -> bool:
    """Send one ping that the clock has claimed."""
    return delivery.deliver(Ping, pk)


def enqueue_due(now: datetime | None = None) -> int:
    """Claim what is due and hand it to the queue; called by the clock. The number of items handed over."""
    pings.read_changes()
    now = now or timezone.now()
    handed = 0
    for model, send in ((Letter, send_letter), (Ping, send_ping)):
        for pk in list(model.objects.due(now).values_list("pk", flat=True)[:BATCH]):
            if delivery.claim(model, pk, now):
                send.enqueue(pk)
                handed += 1
    return handed
