"""A server that misbehaves as it is told, over real sockets. What it is told is in `hostile_cases`."""

import itertools
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import format_datetime
from unittest import mock

import stamina
from django.test import override_settings
from django.utils import timezone

from newsroom.ingest import fetch, pipeline, secluded
from newsroom.ingest.models import Fetch
from newsroom.outbox import guard
from tests.ingest.press import Story, make_feed, rss
from tests.world import make_source

XML = "Content-Type: application/rss+xml\r\n"
INNER = "inner.example"
"""A name that leads into a private network."""
HTML = "Content-Type: text/html; charset=utf-8\r\n"


@dataclass
class Talk:
    """One conversation, after its question was read. What is said to nobody ends it quietly."""

    link: socket.socket
    path: str
    server: "HostileServer"

    def say(self, *pieces: bytes | str) -> None:
        for piece in pieces:
            self.link.sendall(piece.encode() if isinstance(piece, str) else piece)

    def answer(self, body: bytes | str = b"", headers: str = XML, status: str = "200 OK") -> None:
        content = body.encode() if isinstance(body, str) else body
        self.say(f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(content)}\r\n\r\n", content)

    def redirect(self, to: str, status: str = "302 Found") -> None:
        self.answer(headers=f"Location: {to}\r\n", status=status)

    def wait(self, seconds: float) -> None:
        """Say nothing for so long, or until the other side has gone."""
        self.link.settimeout(seconds)
        try:
            if not self.link.recv(1):
                raise ConnectionResetError
        except TimeoutError:
            self.link.settimeout(20)


@dataclass(frozen=True)
class Case:
    """One way to misbehave. `says` must stand in the feed's history; with `page`, the feed is sound but no page is."""

    name: str
    limit: str
    says: str
    play: Callable[[Talk], None]
    page: bool = False
    scheme: str = "http"


class HostileServer(socketserver.ThreadingTCPServer):
    """Plays the case that the path names by its number; `/good/…` is a sound feed of one story."""

    allow_reuse_address = True

    def __init__(self, cases: Sequence[Case]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.cases = cases

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def url(self, case: Case) -> str:
        return f"{case.scheme}://{self.host}/{self.cases.index(case)}/feed"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up on us has every reason."""


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.settimeout(20)
        head = b""
        while b"\r\n\r\n" not in head:
            if not (piece := self.request.recv(65536)):
                return
            head += piece
            if head.startswith(b"\x16"):  # a TLS greeting
                self.request.sendall(b"\x15\x07\x07garbage" * 9)
                return
        path = head.split(b" ")[1].decode()
        assert isinstance(self.server, HostileServer)
        with suppress(OSError):
            _play(Talk(self.request, path, self.server))


def _play(talk: Talk) -> None:
    first, _slash, rest = talk.path.strip("/").partition("/")
    if first == "robots.txt":
        talk.answer(b"", "Content-Type: text/plain\r\n")
    elif first == "good":
        _sound(talk, f"good/{rest.partition('/')[0]}")
    elif talk.server.cases[int(first)].page and rest == "feed":
        _sound(talk, first)
    else:
        talk.server.cases[int(first)].play(talk)


def _sound(talk: Talk, place: str) -> None:
    """A feed of one story, or that story's page."""
    link, now = f"http://{talk.server.host}/{place}/page", format_datetime(timezone.now())
    story = Story(slug=place, title=f"Boats of {place}", link=link, date=now)
    if talk.path.endswith("/page"):
        talk.answer(story.page, HTML)
    else:
        talk.answer(rss(story))


@contextmanager
def serving(cases: Sequence[Case] = ()) -> Iterator[HostileServer]:
    """A server that runs meanwhile."""
    with HostileServer(cases) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Played:
    """How a visit of ours ended, and the visit of the neighbour's feed after it."""

    seconds: float
    ended: Fetch
    neighbour: Fetch


_numbers = itertools.count(1)


def play(case: Case, server: HostileServer, neighbour: HostileServer) -> Played:
    """Visit the feed of a case, through the real guard, and then a sound one at another place."""
    feed = make_feed(make_source(f"Hostile {next(_numbers)}"), server.url(case))
    started = time.monotonic()
    ended = pipeline.visit(feed)
    seconds = time.monotonic() - started
    good = make_feed(make_source("Neighbour"), f"http://{beside(neighbour)}/good/{next(_numbers)}/feed")
    return Played(seconds, ended, pipeline.visit(good))


def beside(server: HostileServer) -> str:
    """The neighbour's name for the same machine."""
    return server.host.replace("127.0.0.1", "localhost")


@contextmanager
def little_time(server: HostileServer, neighbour: HostileServer) -> Iterator[None]:
    """The two servers may be visited, and everything that waits waits less."""
    plain = guard.resolve
    with (
        override_settings(INGEST_ALLOW_HOSTS=frozenset({server.host, beside(neighbour)}), INGEST_GAP=0),
        mock.patch.dict(fetch.get.__kwdefaults__, {"timeouts": guard.Timeouts(connect=1, idle=1, total=3)}),
        mock.patch.object(guard, "resolve", lambda host, port: ["10.0.0.7"] if host == INNER else plain(host, port)),
        mock.patch.object(secluded, "PAGE", 2.0),
        stamina.set_testing(True, attempts=2),
    ):
        yield
