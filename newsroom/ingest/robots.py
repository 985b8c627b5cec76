"""What a host's robots.txt lets us fetch (RFC 9309), kept in the cache. Fetches only by the function it is given."""

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlsplit

from django.core.cache import cache
from protego import Protego

LIMIT = 512 * 1024
_KEEP = 24 * 3600
_KEEP_AFTER_FAULT = 3600
_NOTHING = "User-agent: *\nDisallow: /\n"

Fetch = Callable[[str], tuple[int | None, bytes]]
"""Brings an address's status (None when nobody answered) and body; never raises."""


def allows(url: str, user_agent: str, fetch: Fetch) -> bool:
    """Whether `user_agent` may fetch `url`. A missing file allows all; a server fault (5xx) forbids all for an hour.

    A host that cannot be reached at all is left to the visit itself, which says it better.
    """
    rules = _rules(url, fetch)
    return not rules or bool(Protego.parse(rules).can_fetch(url, product_token(user_agent)))


def product_token(user_agent: str) -> str:
    """The name that robots.txt files know us by: "Newsroom" of "Newsroom/0.1 (+https://…)"."""
    return user_agent.partition("/")[0].partition(" ")[0].strip() or "Newsroom"


def _rules(url: str, fetch: Fetch) -> str:
    parts = urlsplit(url)
    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
    key = f"ingest-robots:{cache_safe(address)}"
    known = cache.get(key)
    if known is None:
        known, seconds = _read(address, fetch)
        cache.set(key, known, seconds)
    return str(known)


def _read(address: str, fetch: Fetch) -> tuple[str, int]:
    status, body = fetch(address)
    if status == 200:
        return body.decode("utf-8", "replace"), _KEEP
    if status is not None and status >= 500:
        return _NOTHING, _KEEP_AFTER_FAULT
    return "", _KEEP if status is not None else _KEEP_AFTER_FAULT


def cache_safe(value: str) -> str:
    """A key that every cache accepts, whatever its length and letters."""
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
