"""The caches in front that can be told to drop pages: one interface, and a class for each kind of cache.

To add one, write a class with the two methods of `Purger` and name its path in CDN_PURGE. It raises whatever goes
wrong; `delivery` keeps the purge and tries again. No error may repeat the secret: it is logged and shown.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from newsroom.outbox import guard

TIMEOUTS = guard.Timeouts(connect=5.0, idle=10.0, total=20.0)
NAMES = {"http": "newsroom.outbox.purgers.Http", "cloudflare": "newsroom.outbox.purgers.Cloudflare"}


class Purger(Protocol):
    """A cache in front. Both methods return when the cache has said that it did it, and raise otherwise."""

    def purge(self, addresses: Sequence[str]) -> None:
        """Drop these whole addresses, in every encoding."""

    def purge_everything(self) -> None:
        """Drop all that is kept of this site."""


class CacheSaidNo(Exception):
    """The cache in front answered something else than success."""


def chosen() -> Purger:
    """The purger that the settings name. Raises ImproperlyConfigured with a sentence for an operator."""
    try:
        made: Purger = import_string(NAMES.get(settings.CDN_PURGE, settings.CDN_PURGE))()
    except ImportError:
        raise ImproperlyConfigured("CDN_PURGE names no class that can be loaded.") from None
    return made


class Http:
    """A cache that takes `PURGE <address>`, such as Varnish; `docs/serving.md` has its side.

    CDN_URL is where it listens; CDN_TOKEN goes along as `X-Purge-Token`. All is dropped by `X-Purge: everything`.
    """

    def __init__(self) -> None:
        """Read the settings."""
        self.url, self.token = _address(), _secret()

    def purge(self, addresses: Sequence[str]) -> None:
        """One call for each address; that it is not kept (404) is as good."""
        for address in addresses:
            parts = urlsplit(address)
            self._call(parts._replace(scheme="", netloc="").geturl(), parts.netloc, {}, frozenset({404}))

    def purge_everything(self) -> None:
        """One call."""
        self._call("/", urlsplit(settings.SITE_URL).netloc, {"X-Purge": "everything"})

    def _call(self, path: str, host: str, more: Mapping[str, str], fine: frozenset[int] = frozenset()) -> None:
        headers = {"Host": host, "X-Purge-Token": self.token, **more}
        _call("PURGE", self.url.rstrip("/") + path, headers, fine=fine)


class Cloudflare:
    """Cloudflare's API. CDN_URL is the address with the zone in it; CDN_TOKEN may do no more than purge its cache."""

    AT_ONCE = 30

    def __init__(self) -> None:
        """Read the settings."""
        self.url, self.token = _address(), _secret()

    def purge(self, addresses: Sequence[str]) -> None:
        """Thirty addresses a call, which every plan allows."""
        for start in range(0, len(addresses), self.AT_ONCE):
            self._call({"files": list(addresses[start : start + self.AT_ONCE])})

    def purge_everything(self) -> None:
        """One call."""
        self._call({"purge_everything": True})

    def _call(self, asked: Mapping[str, object]) -> None:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        _call("POST", self.url, headers, json.dumps(asked).encode())


def _call(
    method: str, url: str, headers: Mapping[str, str], content: bytes | None = None, fine: frozenset[int] = frozenset()
) -> None:
    """Call the cache. Its host may lie in a private network: an operator named it, and no stranger can."""
    parts = urlsplit(url)
    own = frozenset({parts.netloc.lower(), (parts.hostname or "").lower()})
    named = {"User-Agent": settings.INGEST_USER_AGENT, **headers}
    with guard.visit(url, method=method, headers=named, content=content, allow_hosts=own, timeouts=TIMEOUTS) as visit:
        status = visit.response.status_code
    if not 200 <= status < 300 and status not in fine:
        raise CacheSaidNo(f"the cache in front answered {status}")


def _address() -> str:
    if urlsplit(settings.CDN_URL).scheme not in {"http", "https"}:
        raise ImproperlyConfigured("CDN_URL must be the http:// or https:// address at which the cache takes purges.")
    return str(settings.CDN_URL)


def _secret() -> str:
    """The token, if it can be sent: what cannot would be repeated by the error that says so."""
    token = str(settings.CDN_TOKEN)
    if not token.isascii() or not token.isprintable() or not token or " " in token:
        raise ImproperlyConfigured("CDN_TOKEN must be the secret of the cache in front, in plain letters and signs.")
    return token
