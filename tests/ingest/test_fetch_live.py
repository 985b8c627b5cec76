"""Visits over real sockets: an answer that ends too early, one that never ends, and a name that is never resolved."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import brotli
import httpcore2
import pytest
import stamina

from newsroom.ingest import fetch
from newsroom.outbox import guard

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
BODY = b"The pier is open. " * 500
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SHORT = guard.Timeouts(connect=2.0, idle=1.0, total=1.5)


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that reads one request after the other and lets `answer` say the rest."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                visitor, _address = server.accept()
            except OSError:
                return
            with visitor:
                visitor.recv(65536)
                try:
                    answer(visitor)
                except OSError:
                    continue  # the visitor has left

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        server.close()


@pytest.fixture(autouse=True)
def _loopback(settings: Any) -> Iterator[None]:
    settings.INGEST_ALLOW_HOSTS = frozenset({"127.0.0.1"})
    with stamina.set_testing(True, attempts=1):
        yield


def get(url: str) -> bytes:
    return fetch.get(url, obey_robots=False, timeouts=SHORT).body


@pytest.mark.parametrize(("coding", "do"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_what_is_packed_is_unpacked(coding: str, do: Callable[[bytes], bytes]) -> None:
    packed = do(BODY)
    head = HEAD + f"Content-Encoding: {coding}\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    with answering(lambda visitor: visitor.sendall(head + packed)) as url:
        assert get(url) == BODY


@pytest.mark.parametrize(
    "said",
    [
        HEAD + b"Content-Length: 9000\r\n\r\n" + BODY[:5000],
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1000\r\n" + BODY[:100],
        HEAD + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + gzip.compress(BODY)[:40],
    ],
)
def test_a_body_that_ends_before_its_length_is_not_taken_for_the_whole(said: bytes) -> None:
    with answering(lambda visitor: visitor.sendall(said)) as url, pytest.raises(fetch.FetchError):
        get(url)


@pytest.mark.parametrize("head", [b"", HEAD, HEAD + b"Content-Length: 9000\r\n\r\n"])
def test_a_server_that_drips_ends_at_the_deadline_wherever_it_drips(head: bytes) -> None:
    def drip(visitor: socket.socket) -> None:
        visitor.sendall(head)
        for letter in b"X-Long: " + b"a" * 100:
            visitor.sendall(bytes([letter]))
            time.sleep(0.2)

    with answering(drip) as url, pytest.raises(fetch.FetchError, match="did not answer in time"):
        get(url)


def test_a_bomb_over_the_wire_is_left_at_the_limit() -> None:
    packed = brotli.compress(b"\0" * 300_000_000, quality=1)
    head = HEAD + f"Content-Encoding: br\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    answer = answering(lambda visitor: visitor.sendall(head + packed))
    with answer as url, pytest.raises(fetch.FetchError, match="larger than 2048 KiB"):
        get(url)


def test_a_name_that_is_never_resolved_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        never.wait(60)
        return []

    monkeypatch.setattr(guard, "resolve", resolve)
    with pytest.raises(fetch.FetchError, match=r"paper\.example did not answer in time"):
        get("https://paper.example/")
    never.set()


def test_a_dead_address_leaves_time_for_the_next(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:

    shares: list[float] = []

    def dial(self: object, host: str, port: int, timeout: float, *_arguments: object) -> httpcore2.NetworkStream:
        shares.append(timeout)
        raise httpcore2.ConnectTimeout("dead")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", dial)
    monkeypatch.setattr(guard, "resolve", lambda host, port: ["93.184.215.14", "93.184.215.15"])
    with pytest.raises(fetch.FetchError, match="did not answer in time"):
        get("https://paper.example/")
    assert shares[0] < 1.0
    assert shares[1] > shares[0]
