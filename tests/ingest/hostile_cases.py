"""Every way to misbehave that we know of, each with the limit that ends it and what the history then says."""

import gzip
import zlib
from collections.abc import Callable
from functools import cache

import brotli

from tests.ingest.hostile import HTML, INNER, XML, Case, Talk
from tests.ingest.press import Story

MIB = 1024 * 1024
TOTAL = "3 s in all"
IDLE = "1 s between two pieces"
TEN = "10 MiB unpacked"
TWO = "2 MiB unpacked"
LENGTH = "as long as it says"
HOPS = "5 redirects"
PUBLIC = "public addresses"
PACKING = "the packing it names"
ENTITIES = "none is expanded"
LATE = "did not answer in time"
BROKE = "broke off"
TOO_LARGE = "larger than 10240 KiB"
UNPACKABLE = "compressed in a way we cannot read"
READ = "1 story, "
AGAIN = "1 to be read again"
UNREAD = "1 without the text of the page"
GZIP, BROTLI, ZSTD = (f"Content-Encoding: {name}\r\n" for name in ("gzip", "br", "zstd"))
CHUNKED = "Transfer-Encoding: chunked"
WAIT, WAIT_LONG = "Retry-After: 120\r\n", "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n"
FEED = "<rss><channel><item><title>Boats</title><description>Forty of them.</description></item></channel></rss>"
LOGIN = "<p>Sign in.</p><form><input name=u><input type='password' name=p></form>"
CHALLENGE = "<html><head><title>Just a moment...</title></head><body>Checking your browser.</body></html>"
PARKED = "<html><body><h1>saltmarsh.example</h1><p>This domain is for sale. Make an offer.</p></body></html>"


Play = Callable[[Talk], None]


def head(*headers: str) -> str:
    return "HTTP/1.1 200 OK\r\n" + XML + "".join(f"{header}\r\n" for header in headers) + "\r\n"


def says(*pieces: bytes | str) -> Play:
    return lambda talk: talk.say(*pieces)


def answers(body: bytes | str, headers: str = XML, status: str = "200 OK") -> Play:
    return lambda talk: talk.answer(body, headers, status)


def redirects(to: str, status: str = "302 Found") -> Play:
    return lambda talk: talk.redirect(to, status)


def falls_silent(*pieces: bytes | str) -> Play:
    def play(talk: Talk) -> None:
        talk.say(*pieces)
        talk.wait(20)

    return play


def drips(start: str, piece: str) -> Play:
    def play(talk: Talk) -> None:
        talk.say(start)
        while True:
            talk.say(piece)
            talk.wait(0.4)

    return play


def floods(start: str, piece: bytes) -> Play:
    def play(talk: Talk) -> None:
        talk.say(start)
        while True:
            talk.say(piece)

    return play


@cache
def bomb() -> bytes:
    """A gzip stream of 1 GiB of nothing, in about 1 MB: one packed MiB, a thousand times."""
    packer = zlib.compressobj(9, wbits=31)
    first = packer.compress(b" " * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * 1023


@cache
def brotli_bomb() -> bytes:
    return bytes(brotli.compress(b" " * (64 * MIB), quality=3))


def entities(*lines: str, use: str) -> str:
    declared = "".join(lines)
    return f"<!DOCTYPE rss [{declared}]><rss><channel><item><title>{use}</title></item></channel></rss>"


LAUGHS = entities(
    "<!ENTITY l0 'ha'>", *(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)), use="Boats &l9;"
)
QUADRATIC = entities(f"<!ENTITY a '{'a' * 50_000}'>", use="Boats " + "&a;" * 50_000)
EXTERNAL = entities("<!ENTITY x SYSTEM 'file:///etc/passwd'>", use="Boats &x;")
MANY_TAGS = "<a>" * 100_000
MANY_ATTRIBUTES = "<a " + " ".join(f"{number:x}" for number in range(300_000)) + ">x</a>"
LONG_PAGE = "<html><body><article>" + "<p>The tide tables of Saltmarsh.</p>" * 55_000


MANY_ATTRIBUTES_FEED = f"<rss><channel><item><title>Boats</title>{MANY_ATTRIBUTES}</item></channel></rss>"


def circle(talk: Talk) -> None:
    talk.redirect("feed/b" if talk.path.endswith("/feed") else "../feed")


def to(target: str, status: str = "302 Found") -> Case:
    return Case(f"redirects to {target}", PUBLIC, "We do not visit this address", redirects(target, status))


CASES: tuple[Case, ...] = (
    # time
    Case("sends one byte at a time, without end", TOTAL, LATE, drips(head(), "<")),
    Case("sends its headers one by one, without end", TOTAL, LATE, drips(head()[:-2], "X-A: b\r\n")),
    Case("says nothing at all", IDLE, LATE, falls_silent()),
    Case("stops in the middle", IDLE, LATE, falls_silent(head(), FEED[:300])),
    Case("never ends", TEN, TOO_LARGE, floods(head(), b" " * 65536)),
    # length
    Case("promises more than it sends", LENGTH, BROKE, says(head("Content-Length: 99999"), FEED)),
    Case("sends more than it promised", LENGTH, READ, says(head(f"Content-Length: {len(FEED)}"), FEED, "x" * 9999)),
    Case("promises less than nothing", LENGTH, BROKE, says(head("Content-Length: -1"), FEED)),
    Case("promises two lengths", LENGTH, BROKE, says(head("Content-Length: 9", "Content-Length: 99"), FEED)),
    Case("cuts its pieces wrongly", LENGTH, BROKE, says(head(CHUNKED), "5\r\nabc\r\nzz\r\n")),
    Case("promises a piece of 17 exabytes", LENGTH, BROKE, says(head(CHUNKED), "f" * 15 + "0\r\n", FEED)),
    Case("hangs up at once", "an answer", BROKE, says()),
    Case("sends nothing, with 200", "a feed", "answered with nothing", answers("")),
    # redirects
    Case("redirects in a circle", HOPS, "more than 5 redirects", circle),
    Case("redirects to itself for good", HOPS, "more than 5 redirects", redirects("feed", "301 Moved Permanently")),
    Case("redirects on and on", HOPS, "more than 5 redirects", lambda talk: talk.redirect(f"{talk.path}/x")),
    to("http://169.254.169.254/latest/meta-data/"),
    to("http://10.0.0.1/feed"),
    to("http://[::1]/feed"),
    to("http://2130706433/"),
    to(f"http://{INNER}/feed"),
    to("file:///etc/passwd"),
    to("http://saltmarsh.example:6379/"),
    to("http://reader:secret@saltmarsh.example/", "301 Moved Permanently"),
    # packing
    Case("packs 1 GiB into 1 MB", TEN, TOO_LARGE, lambda talk: talk.answer(bomb(), XML + GZIP)),
    Case("packs 1 GiB into 10 KB", TEN, TOO_LARGE, lambda talk: talk.answer(gzip.compress(bomb()), XML + GZIP)),
    Case("packs 64 MiB with brotli", TEN, TOO_LARGE, lambda talk: talk.answer(brotli_bomb(), XML + BROTLI)),
    Case("says that it is packed, and is not", PACKING, UNPACKABLE, answers(FEED, XML + GZIP)),
    Case("is packed in a way we did not ask for", PACKING, UNPACKABLE, answers(FEED, XML + ZSTD)),
    # headers
    Case("sends a header of 1 MB", "100 KiB of headers", BROKE, answers(FEED, XML + f"X-A: {'a' * MIB}\r\n")),
    Case("sends 100,000 headers", "100 KiB of headers", BROKE, answers(FEED, XML + "X-A: b\r\n" * 100_000)),
    Case("begins with rubbish", "HTTP", BROKE, says(b"\x00\xff\x00 rubbish\r\n\r\n")),
    Case("answers with TLS where none is", "HTTP", BROKE, says(b"\x15\x03\x01\x00\x02\x02\x28" * 99)),
    Case("answers a TLS greeting with rubbish", "TLS", "No connection", says(), scheme="https"),
    Case("calls a feed a picture", "none: it is one", READ, answers(FEED, "Content-Type: image/png\r\n")),
    Case("answers 429 with Retry-After", "its own wait", "we ask too often (429)", answers("", WAIT, "429 Slow Down")),
    Case("answers 503 with Retry-After", "its own wait", "at the moment (503)", answers("", WAIT_LONG, "503 Away")),
    # other things than a feed
    Case("answers 200 with a login", "a feed", "login form instead", answers(LOGIN, HTML)),
    Case("answers 200 with a check for robots", "a feed", "check for robots", answers(CHALLENGE, HTML)),
    Case("answers 200 with a parked domain", "a feed", "parked or for sale", answers(PARKED, HTML)),
    Case("calls a web page a feed", "a feed", "This is a web page", answers(Story().page, XML)),
    # markup
    Case("laughs a billion times", ENTITIES, READ, answers(LAUGHS)),
    Case("repeats a long entity 50,000 times", ENTITIES, READ, answers(QUADRATIC)),
    Case("names a file of ours as an entity", ENTITIES, READ, answers(EXTERNAL)),
    Case("nests 100,000 tags", "5,000 deep", "nests its elements", answers(f"<rss><channel>{MANY_TAGS}")),
    Case("puts 300,000 attributes into a tag", "64 KiB a tag", "longer than 64 KiB", answers(MANY_ATTRIBUTES_FEED)),
    # pages
    Case("has a page of 10 MB", TWO, AGAIN, answers(b"<p>x</p>" * 1_250_000, HTML), page=True),
    Case("has a page without end", TWO, AGAIN, floods(head(), b"<p>x</p>" * 9999), page=True),
    Case("has a page that drips", TOTAL, AGAIN, drips(head(), "<p>"), page=True),
    Case("has a page that is a bomb", TWO, AGAIN, lambda talk: talk.answer(bomb(), HTML + GZIP), page=True),
    Case("has a page of 100,000 nested tags", "512 deep", UNREAD, answers("<div>" * 100_000, HTML), page=True),
    Case("has a page with 300,000 attributes", "100 a tag", UNREAD, answers(MANY_ATTRIBUTES, HTML), page=True),
    Case("has a page of 55,000 paragraphs", "2 s of reading", UNREAD, answers(LONG_PAGE, HTML), page=True),
    Case("has a page that is a login", "an article", UNREAD, answers(LOGIN, HTML), page=True),
)  # fmt: skip
"""In the order of what is abused: time, length, redirects, packing, headers, markup, pages."""
