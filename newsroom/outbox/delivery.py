"""Sends what waits in the outbox: claims it by a conditional UPDATE, tries, and tries again with growing pauses."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from newsroom.outbox import indexnow, letters, pings, purging
from newsroom.outbox.models import Letter, Ping, Purge, State

log = logging.getLogger(__name__)

Item = Letter | Ping | Purge
LEASE = timedelta(minutes=5)
# Minutes until the next try; after the last the item is given up and shown to the desk: about three days in all.
PAUSES = (1, 5, 15, 60, 180, 360, 720, 1440, 1440)
# Seconds until a purge is tried again. It is never given up: what was taken down may still stand in the cache.
PURGE_PAUSES = (5, 10, 15, 30, 60, 120, 300)


def _tell(ping: Ping) -> None:
    """A ping to a search engine or to a hub."""
    (indexnow.send if ping.key.startswith(indexnow.PREFIX) else pings.send)(ping)


SENDERS: dict[type[Any], Callable[[Any], None]] = {Letter: letters.send, Ping: _tell, Purge: purging.send}


def claim(model: type[Item], pk: int, now: datetime) -> bool:
    """Take the lease on one item; False where another worker has it or it is no longer due."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    rows = model.objects.filter(free, pk=pk, state=State.WAITING, next_try_at__lte=now)
    return bool(rows.update(lease_until=now + LEASE))


def deliver(model: type[Item], pk: int) -> bool:
    """Send one claimed item and write down what came of it; True when it went out.

    A worker that dies between sending and writing leaves the lease to run out; the item is then sent once more, which
    is the least that mail allows: a letter may double at that one instant, but it is never lost.
    """
    item = model.objects.filter(pk=pk, state=State.WAITING).first()
    if item is None:
        return False
    try:
        SENDERS[model](item)
    except Exception as error:  # whatever a mail server, a hub or a cache does, the item stays
        note_failure(item, error)
        return False
    model.objects.filter(pk=pk).update(
        state=State.SENT, sent_at=timezone.now(), lease_until=None, problem="", attempts=item.attempts + 1
    )
    return True


def note_failure(item: Item, error: Exception) -> None:
    """Keep the item, say why, and choose the next time; the last failure gives up, in sight of the desk."""
    attempts = item.attempts + 1
    pause, last = _pause_after(item, attempts)
    type(item).objects.filter(pk=item.pk).update(
        attempts=attempts,
        state=State.FAILED if last else State.WAITING,
        next_try_at=timezone.now() + pause,
        lease_until=None,
        problem=f"{type(error).__name__}: {error}"[:500],
    )
    log.warning("%s %s did not go out (try %s): %s", type(item).__name__, item.pk, attempts, error)


def _pause_after(item: Item, attempts: int) -> tuple[timedelta, bool]:
    """How long to wait after so many failures, and whether there were enough of them."""
    if isinstance(item, Purge):
        return timedelta(seconds=PURGE_PAUSES[min(attempts, len(PURGE_PAUSES)) - 1]), False
    return timedelta(minutes=PAUSES[min(attempts, len(PAUSES)) - 1]), attempts > len(PAUSES)


def hold_back(why: str) -> int:
    """Send no letter that waits, until somebody in the admin lets it go; how many those are.

    For a database that was put back: it does not know what has gone out since, and a letter in doubt is a person's to
    decide. Pings and purges may go out twice.
    """
    return Letter.objects.filter(state=State.WAITING).update(state=State.FAILED, lease_until=None, problem=why[:500])


def retry(item: Item) -> None:
    """Let an item that was given up go out again now."""
    type(item).objects.filter(pk=item.pk).exclude(state=State.SENT).update(
        state=State.WAITING, next_try_at=timezone.now(), lease_until=None, attempts=0
    )
