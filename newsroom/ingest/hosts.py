"""Whose turn it is at a host, and what asked us to come back later; shared by all workers through the database.

All who visit one registrable host stand in one queue. A pause counts for the address that asked for it, and for a whole
host once two of its addresses did: one bad route must not stall the others.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.utils import timezone

from newsroom.ingest.links import registrable
from newsroom.ingest.models import Host, Pause

TOO_MANY_REQUESTS = 429
PATIENCE = 10.0
"""So many seconds do we stand in a queue; a longer one is left, and stood in again later."""
USUAL_PAUSE = 60
"""Seconds, where a host says that we ask too often, and not when to come back."""
LONGEST_PAUSE = 24 * 3600
LONGEST_HOST_PAUSE = 3600
TRIES = 50
_LONGEST_QUEUE = timedelta(minutes=5)

sleep: Callable[[float], None] = time.sleep
"""How we wait for our turn: a seam for tests."""


def own_hosts() -> tuple[str, ...]:
    """The hosts of our own site, whose addresses have no place in a source's text."""
    return (urlsplit(settings.SITE_URL).hostname or "",)


class NotNow(Exception):
    """We are to come back at `until`. `status` is what the host answered; None where others of ours are before us."""

    def __init__(self, host: str, until: datetime, status: int | None = None) -> None:
        super().__init__(f"{host}: not before {until:%Y-%m-%d %H:%M:%S}")
        self.host = host
        self.until = until
        self.status = status

    @property
    def seconds(self) -> int:
        """How long that is from now, at least one second."""
        return max(1, -int((timezone.now() - self.until) // timedelta(seconds=1)))


def take_turn(url: str, gap: float) -> None:
    """Reserve the next free moment at the host of `url`, `gap` seconds after the one before, and wait until it comes.

    Raises NotNow where that would take longer than PATIENCE, or than the gap itself; then nothing is reserved.
    """
    name = registrable(url)
    for _attempt in range(TRIES):
        now = timezone.now()
        host, _made = Host.objects.get_or_create(name=name, defaults={"free_at": now})
        turn = _next(host.free_at, now)
        wait = (turn - now).total_seconds()
        if wait > max(PATIENCE, gap):
            raise NotNow(name, turn)
        # Where somebody was first, the moment is theirs, and we look for the next one.
        if Host.objects.filter(pk=host.pk, free_at=host.free_at).update(free_at=turn + timedelta(seconds=gap)):
            if wait > 0:
                sleep(wait)
            return
    raise NotNow(name, timezone.now() + timedelta(seconds=gap))


def _next(free_at: datetime, now: datetime) -> datetime:
    """The next free moment. One far ahead was written by a clock that ran wrong, and is not waited for."""
    return free_at if now < free_at < now + _LONGEST_QUEUE else now


def respect_pause(url: str) -> None:
    """Raise NotNow while the address, or its whole host, has asked us to wait. One query."""
    keys = (_key(_plain(url)), _key(f"host:{_host(url)}"))
    pause = Pause.objects.filter(key__in=keys, until__gt=timezone.now()).order_by("-until").first()
    if pause:
        raise NotNow(pause.host, pause.until, pause.status)


def pause(url: str, answered_by: str, status: int, seconds: int) -> None:
    """Leave `url` alone for some time, at most a day, because the address it led to, `answered_by`, said so.

    429 is about us: when a second address of the host says it while the first still waits, the whole host rests, until
    the later of both, at most an hour. 503 may be one broken route, so only that waits.
    """
    now, host, url = timezone.now(), _host(answered_by), _plain(url)
    until = now + timedelta(seconds=min(seconds, LONGEST_PAUSE))
    Pause.objects.filter(until__lte=now).delete()
    _write(_key(url), host, url[:2000], status, now, until)
    if status != TOO_MANY_REQUESTS:
        return
    others = Pause.objects.filter(host=host, status=status, until__gt=now).exclude(key=_key(url))
    other = others.order_by("-until").first()
    if other:
        latest = min(max(until, other.until), now + timedelta(seconds=LONGEST_HOST_PAUSE))
        _write(_key(f"host:{host}"), host, "", status, now, latest)


def _write(key: str, host: str, url: str, status: int, now: datetime, until: datetime) -> None:
    values = {"host": host, "url": url, "status": status, "since": now, "until": until}
    Pause.objects.update_or_create(key=key, defaults=values)


def _plain(url: str) -> str:
    return urldefrag(url).url


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()[:255]


def _key(value: str) -> str:
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
