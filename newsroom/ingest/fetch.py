"""One polite, guarded visit: conditional GET in, a `Response` out. The only way from ingest to the network.

Reads no feed and no page. Writes down nothing but what a host wants of us: its robots.txt, its pauses, its queue.
"""

import math
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2
import stamina
from django.conf import settings
from django.utils.module_loading import import_string

from newsroom.ingest import hosts, robots
from newsroom.ingest.decoding import CODINGS, TooLarge, decoded
from newsroom.ingest.entry import Response
from newsroom.ingest.failures import FetchError, host_of, in_sentences, said
from newsroom.outbox import guard

__all__ = [
    "ACCEPT_FEED",
    "ACCEPT_PAGE",
    "FEED_LIMIT",
    "PAGE_LIMIT",
    "PICTURE_LIMIT",
    "FetchError",
    "get",
    "robots_word",
]

FEED_LIMIT = 10 * 1024 * 1024
PAGE_LIMIT = 2 * 1024 * 1024
PICTURE_LIMIT = 12 * 1024 * 1024
ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.3"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.3"
VALIDATORS = {"etag": 300, "last-modified": 100}
"""How long they may be: one that has to be cut to be kept is worthless."""
_FOR_ROBOTS_TXT = guard.Timeouts(connect=5.0, idle=10.0, total=20.0)


def get(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    limit_bytes: int = PAGE_LIMIT,
    accept: str = ACCEPT_PAGE,
    timeouts: guard.Timeouts = guard.USUAL,
    obey_robots: bool = True,
    whole: bool = True,
) -> Response:
    """Fetch `url` unless it is unchanged since the given validators. Raises `FetchError`.

    1. Wait no longer than the host asked us to: an address that is paused is not visited.
    2. Ask the host's robots.txt, unless told not to.
    3. Stand in the host's queue until it is our turn.
    4. Visit, following redirects (each goes through 1 to 3 too), with one quick retry where no connection came about.
    5. Read the body, decompressed, up to `limit_bytes`; a longer one is an error, unless it need not be `whole`.
    """
    headers = _request_headers(accept, etag, last_modified)

    def approach(address: str) -> None:
        _approach(address, obey_robots=obey_robots)

    def visit_once() -> Response:
        return _visit_once(url, headers, limit_bytes, timeouts, approach, whole=whole)

    with in_sentences(url):
        guard.check_url(url, settings.INGEST_ALLOW_HOSTS)
        approach(url)
        return _with_one_retry(visit_once)


def robots_word(url: str) -> robots.Word:
    """What the robots.txt of its host says of `url`. Raises `FetchError` where it cannot be asked for now."""
    with in_sentences(url):
        return robots.word_on(url, settings.INGEST_USER_AGENT, _robots_txt)


def _request_headers(accept: str, etag: str, last_modified: str) -> dict[str, str]:
    headers = {"user-agent": settings.INGEST_USER_AGENT, "accept": accept, "accept-encoding": CODINGS}
    if etag := _validator("etag", etag):
        headers["if-none-match"] = etag
    if last_modified := _validator("last-modified", last_modified):
        headers["if-modified-since"] = last_modified
    return headers


def _validator(name: str, value: str) -> str:
    """A validator as it came, "" for one that cannot be kept or sent back as it came."""
    value = value.strip()
    return value if len(value) <= VALIDATORS[name] and value.isascii() and value.isprintable() else ""


def _approach(url: str, *, obey_robots: bool) -> None:
    """What comes before a request. The demo's press, which answers from memory, knows no pause and no queue."""
    live = _transport(url) is None
    if live:
        hosts.respect_pause(url)
    word = robots_word(url) if obey_robots else robots.Word(allowed=True)
    if not word.allowed:
        raise _kept_out(url, word)
    if live and settings.INGEST_GAP:
        hosts.take_turn(url, max(settings.INGEST_GAP, word.delay))


def _kept_out(url: str, word: robots.Word) -> FetchError:
    if word.unreadable:
        sentence = f"The robots.txt of {host_of(url)} cannot be read at the moment; until it can, we stay away."
        return FetchError(url, sentence, refused=True)
    return FetchError(url, f"The robots.txt of {host_of(url)} asks us not to fetch this address.", refused=True)


def _with_one_retry(visit_once: Callable[[], Response]) -> Response:
    for attempt in stamina.retry_context(on=httpx2.ConnectError, attempts=2, wait_initial=0.2, wait_jitter=0.2):
        with attempt:
            return visit_once()
    raise AssertionError("The last attempt raises its own error.")


def _visit_once(
    url: str,
    headers: dict[str, str],
    limit_bytes: int,
    timeouts: guard.Timeouts,
    approach: Callable[[str], None],
    *,
    whole: bool,
) -> Response:
    transport, allowed = _transport(url), settings.INGEST_ALLOW_HOSTS
    with guard.visit(
        url, headers=headers, allow_hosts=allowed, transport=transport, timeouts=timeouts, approach=approach
    ) as visit:
        answer = visit.response
        unchanged = answer.status_code == 304
        if answer.status_code not in (200, 203, 304) or (unchanged and not _asked_for_changes(headers)):
            raise _refusal(url, visit)
        return Response(
            asked=url,
            url=visit.url,
            status=answer.status_code,
            headers={name.lower(): value for name, value in answer.headers.items()},
            body=b"" if unchanged else _body(visit, limit_bytes, whole=whole),
            permanent_moves=visit.permanent_moves,
            etag=_validator("etag", answer.headers.get("etag", "")),
            last_modified=_validator("last-modified", answer.headers.get("last-modified", "")),
            not_modified=unchanged,
        )


def _asked_for_changes(headers: dict[str, str]) -> bool:
    return "if-none-match" in headers or "if-modified-since" in headers


def _transport(url: str) -> httpx2.BaseTransport | None:
    """The demo's press for `*.example`, where the settings name one; None for the real network."""
    if not settings.INGEST_TRANSPORT or not host_of(url).endswith(".example"):
        return None
    make: Callable[[], httpx2.BaseTransport] = import_string(settings.INGEST_TRANSPORT)
    return make()


def _body(visit: guard.Visit, limit_bytes: int, *, whole: bool) -> bytes:
    """The body; where it need not be whole, as much of it as the limit allows."""
    read = bytearray()
    try:
        for piece in _pieces(visit, limit_bytes):
            read += piece
    except TooLarge:
        if whole:
            raise
    return bytes(read)


def _pieces(visit: guard.Visit, limit_bytes: int) -> Iterator[bytes]:
    """The decompressed body piece by piece, no longer than the limit and the deadline allow."""
    answer = visit.response
    if answer.is_stream_consumed:  # a transport that answers from memory has decompressed already
        yield from decoded(iter([answer.content]), "identity", limit_bytes)
        return
    for piece in decoded(answer.iter_raw(65536), answer.headers.get("content-encoding", ""), limit_bytes):
        if time.monotonic() > visit.deadline:
            raise httpx2.ReadTimeout("The visit took too long altogether.")
        yield piece


def _refusal(url: str, visit: guard.Visit) -> FetchError:
    """What an answer that brings nothing says; where it asks us to wait, that is written down."""
    status = visit.response.status_code
    asked = _retry_after(visit.response.headers.get("retry-after", "")) if status in (429, 503) else None
    wait = asked or (hosts.USUAL_PAUSE if status == 429 else 0)
    if wait and _transport(url) is None:
        hosts.pause(url, visit.url, status, wait)
    return FetchError(url, said(status, visit.response.headers), status=status, retry_after=asked)


def _retry_after(value: str) -> int | None:
    """Seconds to wait by a Retry-After header (RFC 9110, section 10.2.3), at most a day; None when it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), hosts.LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    seconds = math.ceil((until - datetime.now(UTC)).total_seconds())
    return min(max(seconds, 0), hosts.LONGEST_PAUSE)


def _robots_txt(url: str) -> tuple[int | None, bytes]:
    """The status and body of a robots.txt, which needs nobody's leave to be fetched. A busy host is asked later."""
    accept = "text/plain, */*;q=0.1"
    try:
        answer = get(
            url, limit_bytes=robots.LIMIT, accept=accept, timeouts=_FOR_ROBOTS_TXT, obey_robots=False, whole=False
        )
    except FetchError as error:
        if error.busy:
            raise
        return error.status, b""
    return 200, answer.body
