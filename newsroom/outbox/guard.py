"""The one guarded way to the network, for what comes in (ingest) and what goes out (outbox). Knows no settings.

A host is resolved once, every address it gives is checked, and exactly the checked address is dialled; each redirect
goes through the same gate. Two seams for tests: `resolve` and `make_transport`.
"""

import ipaddress
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from newsroom.outbox.addresses import PORTS, Refused, check_url, why_not_public

__all__ = [
    "PORTS",
    "Hop",
    "Refused",
    "Timeouts",
    "TooManyRedirects",
    "Visit",
    "check_url",
    "make_transport",
    "resolve",
    "visit",
]

logging.getLogger("httpx2").setLevel(logging.WARNING)  # it logs whole addresses, and some carry a reader's key

REDIRECTS = 5
_FOLLOWED = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


class TooManyRedirects(Exception):
    """The address led on and on, or in a circle."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: until connected, between two pieces of an answer, and for the whole visit."""

    connect: float = 10.0
    idle: float = 15.0
    total: float = 60.0


USUAL = Timeouts()


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the status given and the address it led to."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An answer whose body has not been read yet, with the way that led to it.

    `deadline` is on the monotonic clock. `downgraded` notes that a redirect led from https to http.
    """

    response: httpx2.Response
    url: str
    hops: tuple[Hop, ...]
    downgraded: bool
    deadline: float

    @property
    def permanent_moves(self) -> tuple[str, ...]:
        """The addresses reached by permanent redirects alone, from the first hop on."""
        moves: list[str] = []
        for hop in self.hops:
            if hop.status not in _PERMANENT:
                break
            moves.append(hop.url)
        return tuple(moves)


def resolve(host: str, port: int) -> list[str]:
    """All addresses of `host`, as the system resolves them. Raises OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def make_transport(allow_hosts: frozenset[str] = frozenset(), deadline: float | None = None) -> httpx2.BaseTransport:
    """The transport that really connects, checking and pinning every address."""
    return _GuardedTransport(_PinningBackend(allow_hosts, deadline))


@contextmanager
def visit(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
    allow_hosts: frozenset[str] = frozenset(),
    transport: httpx2.BaseTransport | None = None,
    timeouts: Timeouts = USUAL,
    approach: Callable[[str], None] = lambda _url: None,
) -> Iterator[Visit]:
    """Open `url`, following redirects of GET and HEAD, and give the unread answer; close all at the end.

    `approach` is called with the address of each redirect before it is followed; what it raises ends the visit.
    Raises `Refused` before anything is opened, `TooManyRedirects`, or httpx2's own errors.
    """
    deadline = time.monotonic() + timeouts.total
    check_url(url, allow_hosts)
    limits = httpx2.Timeout(timeouts.idle, connect=timeouts.connect)
    transport = transport or make_transport(allow_hosts, deadline)
    cookies = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    with httpx2.Client(transport=transport, trust_env=False, timeout=limits, cookies=cookies) as client:
        opened = _follow(client, url, method, dict(headers or {}), content, allow_hosts, approach, deadline)
        try:
            yield opened
        finally:
            opened.response.close()


def _follow(
    client: httpx2.Client,
    url: str,
    method: str,
    headers: dict[str, str],
    content: bytes | None,
    allow_hosts: frozenset[str],
    approach: Callable[[str], None],
    deadline: float,
) -> Visit:
    hops: list[Hop] = []
    downgraded = False
    while True:
        request = client.build_request(method, url, headers=headers, content=content)
        response = client.send(request, stream=True, follow_redirects=False)
        target = _redirect_target(response, url) if method in ("GET", "HEAD") else ""
        if not target:
            return Visit(response, url, tuple(hops), downgraded, deadline)
        response.close()
        if len(hops) >= REDIRECTS:
            raise TooManyRedirects(f"The address led through more than {REDIRECTS} redirects.")
        check_url(target, allow_hosts)
        approach(target)
        downgraded = downgraded or (url.startswith("https:") and target.startswith("http:"))
        hops.append(Hop(response.status_code, target))
        url = target


def _redirect_target(response: httpx2.Response, url: str) -> str:
    location = response.headers.get("location", "").strip()
    if response.status_code not in _FOLLOWED or not location:
        return ""
    try:
        return urlsplit(urljoin(url, location.replace(" ", "%20")))._replace(fragment="").geturl()
    except ValueError:
        raise Refused(location, "It leads on to something that is no complete web address.") from None


class _GuardedTransport(httpx2.HTTPTransport):
    """httpx2's transport over a pool that connects through our backend. `_pool` is private to httpx2: tests hold it."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        super().__init__(verify=_ssl_context(), trust_env=False)
        self._pool.close()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_ssl_context(), max_connections=4, max_keepalive_connections=0, network_backend=backend
        )


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx2.create_ssl_context(verify=True, trust_env=False)


class _PinningBackend(httpcore2.NetworkBackend):
    """Dials only addresses that were checked a moment ago, by number; TLS still sees the name."""

    def __init__(self, allow_hosts: frozenset[str], deadline: float | None) -> None:
        self._dialler = httpcore2.SyncBackend()
        self._allow_hosts = allow_hosts
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Resolve once, refuse unless every address is public, and dial them in turn; all within `timeout` seconds."""
        problem: Exception = httpcore2.ConnectError(f"{host} has no address.")
        until = _deadline(timeout, self._deadline)
        found = self._checked(host, port, until)
        for place, address in enumerate(found):
            # A dead address must leave time for the ones after it.
            share = None if (left := _left(None, until)) is None else left / (len(found) - place)
            try:
                stream = self._dialler.connect_tcp(address, port, share, None, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                problem = error
        raise problem

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Refused: a socket file is never a public address."""
        raise Refused(path, "Socket files are not visited.")

    def _checked(self, host: str, port: int, until: float | None) -> list[str]:
        try:
            found = _resolved(host, port, _left(None, until))
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"The name {host} could not be resolved.") from error
        if self._allow_hosts & {host, f"{host}:{port}"}:
            return found
        for address in found:
            if reason := why_not_public(ipaddress.ip_address(address.partition("%")[0])):
                raise Refused(host, f"{host} leads into a private network: {reason}")
        return found


def _resolved(host: str, port: int, seconds: float | None) -> list[str]:
    """What `resolve` finds within so many seconds. The system's resolver knows no limit, so a thread waits for it."""
    outcome: list[list[str] | Exception] = []

    def ask() -> None:
        try:
            outcome.append(resolve(host, port))
        except Exception as error:
            outcome.append(error)  # raised again where somebody waits for it

    asking = threading.Thread(target=ask, name="resolve", daemon=True)
    asking.start()
    asking.join(seconds)
    if not outcome:
        raise httpcore2.ConnectTimeout(f"The name {host} was not resolved in time.")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _deadline(timeout: float | None, deadline: float | None) -> float | None:
    """The end of a timeout that begins now, or the visit's deadline if that is sooner."""
    end = None if timeout is None else time.monotonic() + timeout
    return min((moment for moment in (end, deadline) if moment is not None), default=None)


def _left(timeout: float | None, deadline: float | None) -> float | None:
    """The shorter of a timeout and what is left until the deadline."""
    if deadline is None:
        return timeout
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("The visit took too long altogether.")
    return left if timeout is None else min(timeout, left)


class _TimedStream(httpcore2.NetworkStream):
    """A stream that ends at the visit's deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float | None) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout, self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(timeout, self._deadline))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
