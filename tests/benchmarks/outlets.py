"""Invented outlets on loopback addresses, for benchmarks: `python -m tests.benchmarks.outlets FEEDS ENTRIES PORT`.

Each outlet has an address of its own (127.0.1.1, 127.0.1.2 …), so that one queue per host does not make one queue of
all. Feeds carry an ETag and answer 304; pages hold a headline, a date, menus and six paragraphs of invented words.
"""

import asyncio
import random
import re
import sys
from functools import lru_cache

WORDS = re.findall(
    r"\w+",
    """harbour river market council bridge school engine winter harvest ferry signal valley border museum station
    bakery lantern orchard tunnel festival glacier workshop library canal rooftop timber copper cotton sugar wheat
    engineers farmers teachers pilots sailors weavers bakers nurses opened closed repaired measured counted
    promised carried planted painted delayed welcomed repeated early late slowly again together northern southern
    wooden empty crowded""",
)
PARAGRAPHS, SENTENCES = 6, 4


def host(feed: int) -> str:
    """The loopback address of an outlet, counted from 0."""
    return f"127.0.{1 + feed // 200}.{1 + feed % 200}"


def feed_url(feed: int, port: int) -> str:
    """Where its feed is."""
    return f"http://{host(feed)}:{port}/feed.xml"


def _sentence(chance: random.Random) -> str:
    words = chance.choices(WORDS, k=chance.randint(9, 16))
    return f"The {' '.join(words)} on day {chance.randint(1, 9999)}.".capitalize()


def _title(feed: int, entry: int) -> str:
    return f"{_sentence(random.Random(f'title {feed} {entry}'))[:-1]} {feed}-{entry}"


def page(feed: int, entry: int) -> bytes:
    """The page of one story: about 330 words of text."""
    chance = random.Random(f"story {feed} {entry}")
    text = "".join(f"<p>{' '.join(_sentence(chance) for _ in range(SENTENCES))}</p>" for _number in range(PARAGRAPHS))
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in WORDS[:30])
    title = _title(feed, entry)
    return (
        f"<!doctype html><html lang=en><head><title>{title} | Outlet {feed}</title>"
        f"<meta property='article:published_time' content='2026-11-{1 + entry % 24:02}T08:00:00Z'></head>"
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>{text}</article></main>"
        f"<aside>Most read: {title}</aside><footer>Imprint</footer></body></html>"
    ).encode()


@lru_cache(maxsize=2048)
def feed_xml(feed: int, entries: int, port: int) -> bytes:
    """The feed of one outlet."""
    items = "".join(
        f"<item><title>{_title(feed, entry)}</title><link>http://{host(feed)}:{port}/{entry}.html</link>"
        f"<guid isPermaLink='false'>outlet-{feed}-{entry}</guid>"
        f"<pubDate>{1 + entry % 24:02} Nov 2026 08:00:00 GMT</pubDate>"
        f"<description>{_sentence(random.Random(f'lead {feed} {entry}'))}</description></item>"
        for entry in range(entries)
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Outlet {feed}</title>{items}</channel></rss>".encode()
    )


class Server:
    """All outlets in one process, which needs little of the machine: what is measured is the newsroom."""

    def __init__(self, feeds: int, entries: int, port: int) -> None:
        self.feeds, self.entries, self.port = feeds, entries, port
        self.places = {host(feed): feed for feed in range(feeds)}

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer, and the connection is closed."""
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
            feed = self.places[writer.get_extra_info("sockname")[0]]
            writer.write(self._response(feed, head.decode("latin-1")))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            pass
        finally:
            writer.close()

    def _response(self, feed: int, head: str) -> bytes:
        path = head.split(" ", 2)[1]
        etag = f'"outlet-{feed}-{self.entries}"'
        if path == "/feed.xml":
            if f"if-none-match: {etag}" in head.lower():
                return _raw("304 Not Modified", "", b"", etag)
            return _raw("200 OK", "application/rss+xml", feed_xml(feed, self.entries, self.port), etag)
        number = path.strip("/").removesuffix(".html")
        if number.isdigit() and int(number) < self.entries:
            return _raw("200 OK", "text/html; charset=utf-8", page(feed, int(number)))
        return _raw("404 Not Found", "text/plain", b"nothing here")

    async def run(self) -> None:
        """Listen on every outlet's address until the parent ends us."""
        server = await asyncio.start_server(self.answer, list(self.places), self.port, backlog=512)
        async with server:
            print("ready", flush=True)
            await server.serve_forever()


def _raw(status: str, kind: str, body: bytes, etag: str = "") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"ETag: {etag}"] if etag else []
    return "\r\n".join([*lines, "", ""]).encode() + body


if __name__ == "__main__":
    asyncio.run(Server(*(int(argument) for argument in sys.argv[1:4])).run())
