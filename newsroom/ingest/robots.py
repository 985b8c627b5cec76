"""What a host's robots.txt says to us (RFC 9309), kept in the cache. Fetches only by the function it is given."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from django.core.cache import cache
from protego import Protego

LIMIT = 512 * 1024
"""So many bytes are read; the rest of a longer file is not (RFC 9309, section 2.5, asks for 500 KiB)."""
LONGEST_DELAY = 30.0
_FRESH = 24 * 3600
_FRESH_AFTER_FAULT = 3600
_KEEP = 30 * 24 * 3600
_TOO_MANY_REQUESTS = 429

Fetch = Callable[[str], tuple[int | None, bytes]]
"""Brings an address's status (None when nobody answered) and body. What it raises goes through."""
_Copy = tuple[str, bool, float]
"""The text of a robots.txt, whether it could not be read, and until when that counts (seconds since 1970)."""


@dataclass(frozen=True, slots=True)
class Word:
    """What robots.txt says of one address. `delay` is in seconds, 0 for none.

    `unreadable`: the host has a fault, and until its file can be read we stay away (section 2.3.1.4).
    """

    allowed: bool
    delay: float = 0.0
    unreadable: bool = False


def word_on(url: str, user_agent: str, fetch: Fetch) -> Word:
    """Whether and how slowly `user_agent` may fetch `url`. A missing file (4xx) allows all, a fault (5xx, 429) nothing.

    A host that cannot be reached at all is left to the visit itself, which says it better.
    """
    text, unreadable = _rules(url, fetch)
    if unreadable:
        return Word(allowed=False, unreadable=True)
    if not text:
        return Word(allowed=True)
    parsed, token = _parsed(text), product_token(user_agent)
    delay = parsed.crawl_delay(token) or 0.0
    return Word(bool(parsed.can_fetch(url, token)), min(delay, LONGEST_DELAY) if delay > 0 else 0.0)


def product_token(user_agent: str) -> str:
    """The name that robots.txt files know us by: "Newsroom" of "Newsroom/0.1 (+https://…)"."""
    return user_agent.partition("/")[0].partition(" ")[0].strip() or "Newsroom"


@lru_cache(maxsize=64)
def _parsed(text: str) -> Protego:
    """The rules, read once for all pages of a visit."""
    return Protego.parse(text)


def _rules(url: str, fetch: Fetch) -> tuple[str, bool]:
    parts = urlsplit(url)
    address = f"{parts.scheme}://{parts.netloc}/robots.txt".lower()
    key = f"ingest-robots-copy:{sha256(address.encode('utf-8', 'surrogatepass')).hexdigest()}"
    known: _Copy | None = cache.get(key)
    if known is None or known[2] <= time.time():
        known = _renewed(known, address, fetch)
        cache.set(key, known, _KEEP)
    return known[0], known[1]


def _renewed(known: _Copy | None, address: str, fetch: Fetch) -> _Copy:
    """The file as it is now. Where it cannot be read, a copy from earlier still counts (section 2.4)."""
    status, body = fetch(address)
    if status == 200:
        return body.decode("utf-8-sig", "replace"), False, time.time() + _FRESH
    if status is not None and (status >= 500 or status == _TOO_MANY_REQUESTS):
        text, unreadable = (known[0], known[1]) if known else ("", True)
        return text, unreadable, time.time() + _FRESH_AFTER_FAULT
    return "", False, time.time() + (_FRESH if status is not None else _FRESH_AFTER_FAULT)
