"""One polite, guarded visit: conditional GET in, a `Response` out. The only way from ingest to the network.

Reads no feed and no page. Writes nothing but the cache: what a host's robots.txt says, how long it asked us to wait.
"""

import math
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx2
import stamina
from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

from newsroom.ingest import robots
from newsroom.ingest.decoding import TooLarge, Undecodable, decoded
from newsroom.ingest.entry import Response
from newsroom.outbox import guard

FEED_LIMIT = 10 * 1024 * 1024
PAGE_LIMIT = 2 * 1024 * 1024
PICTURE_LIMIT = 12 * 1024 * 1024
ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.3"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.3"
LONGEST_WAIT = 24 * 3600
LONGEST_HOST_WAIT = 3600

_SENTENCES = {
    401: "The address asks for a login (401).",
    402: "The address asks for payment (402).",
    403: "The site refuses us (403).",
    404: "There is nothing at this address (404).",
    410: "The site says that this address is gone for good (410).",
    429: "The site says that we ask too often (429).",
    451: "The site withholds this for legal reasons (451).",
    503: "The site is not available at the moment (503).",
}


class FetchError(Exception):
    """A visit that brought nothing. `sentence` is for an editor; `retry_after` is in seconds, as the site asked."""

    def __init__(
        self,
        url: str,
        sentence: str,
        status: int | None = None,
        retry_after: int | None = None,
        *,
        refused: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.url = url
        self.sentence = sentence
        self.status = status
        self.retry_after = retry_after
        self.refused = refused


def get(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    limit_bytes: int = PAGE_LIMIT,
    accept: str = ACCEPT_PAGE,
    timeouts: guard.Timeouts = guard.USUAL,
    obey_robots: bool = True,
) -> Response:
    """Fetch `url` unless it is unchanged since the given validators. Raises `FetchError`.

    1. Wait no longer than the host asked us to: a host that is paused is not visited.
    2. Ask the host's robots.txt, unless told not to.
    3. Visit, following redirects, with one quick retry where no connection came about.
    4. Read the body, decompressed, up to `limit_bytes`.
    """
    _respect_pause(url)
    if obey_robots and not robots.allows(url, settings.INGEST_USER_AGENT, _robots_txt):
        raise FetchError(url, f"The robots.txt of {_host(url)} asks us not to fetch this address.", refused=True)
    headers = _request_headers(accept, etag, last_modified)
    return _translating_errors(url, lambda: _visit(url, headers, limit_bytes, timeouts))


def _request_headers(accept: str, etag: str, last_modified: str) -> dict[str, str]:
    headers = {"user-agent": settings.INGEST_USER_AGENT, "accept": accept, "accept-encoding": "gzip, deflate"}
    if etag:
        headers["if-none-match"] = etag
    if last_modified:
        headers["if-modified-since"] = last_modified
    return headers


def _visit(url: str, headers: dict[str, str], limit_bytes: int, timeouts: guard.Timeouts) -> Response:
    for attempt in stamina.retry_context(on=httpx2.ConnectError, attempts=2, wait_initial=0.2, wait_jitter=0.2):
        with attempt:
            return _visit_once(url, headers, limit_bytes, timeouts)
    raise AssertionError("The last attempt raises its own error.")


def _visit_once(url: str, headers: dict[str, str], limit_bytes: int, timeouts: guard.Timeouts) -> Response:
    with guard.visit(
        url, headers=headers, allow_hosts=settings.INGEST_ALLOW_HOSTS, transport=_transport(url), timeouts=timeouts
    ) as visit:
        answer = visit.response
        if answer.status_code not in (200, 203, 304):
            raise _refusal(url, answer)
        body = b"" if answer.status_code == 304 else b"".join(_pieces(visit, limit_bytes))
        return Response(
            asked=url,
            url=visit.url,
            status=answer.status_code,
            headers={name.lower(): value for name, value in answer.headers.items()},
            body=body,
            permanent_moves=visit.permanent_moves,
            etag=answer.headers.get("etag", ""),
            last_modified=answer.headers.get("last-modified", ""),
            not_modified=answer.status_code == 304,
        )


def _transport(url: str) -> httpx2.BaseTransport | None:
    """The demo's press for `*.example`, where the settings name one; None for the real network."""
    if not settings.INGEST_TRANSPORT or not _host(url).endswith(".example"):
        return None
    make: Callable[[], httpx2.BaseTransport] = import_string(settings.INGEST_TRANSPORT)
    return make()


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


def _translating_errors(url: str, fetch: Callable[[], Response]) -> Response:
    """Run `fetch`, with every failure of the network turned into a sentence."""
    try:
        return fetch()
    except guard.Refused as error:
        raise FetchError(url, f"We do not visit this address: {error.reason}", refused=True) from error
    except guard.TooManyRedirects as error:
        raise FetchError(url, str(error)) from error
    except TooLarge as error:
        raise FetchError(url, f"The answer is larger than {error.limit // 1024} KiB; it was not read.") from error
    except Undecodable as error:
        raise FetchError(url, f"The answer is compressed in a way we cannot read ({error}).") from error
    except httpx2.TimeoutException as error:
        raise FetchError(url, f"{_host(url)} did not answer in time.") from error
    except httpx2.ConnectError as error:
        raise FetchError(url, _connection_sentence(url, str(error))) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        raise FetchError(url, f"The conversation with {_host(url)} broke off ({type(error).__name__}).") from error


def _connection_sentence(url: str, detail: str) -> str:
    if "could not be resolved" in detail:
        return f"There is no host named {_host(url)}; is the address spelt right?"
    if "CERTIFICATE" in detail.upper() or "certificate" in detail:
        return f"The certificate of {_host(url)} is not valid, so the connection is not safe."
    return f"No connection to {_host(url)} could be made."


def _refusal(url: str, answer: httpx2.Response) -> FetchError:
    status = answer.status_code
    wait = _retry_after(answer.headers.get("retry-after", "")) if status in (429, 503) else None
    if status == 429 and wait:
        # 429 is about us, so the whole host rests; 503 may be one broken route, so only this address does.
        cache.set(_pause_key(url), time.time() + min(wait, LONGEST_HOST_WAIT), min(wait, LONGEST_HOST_WAIT))
    sentence = _SENTENCES.get(status) or (
        f"The site has a fault of its own ({status})." if status >= 500 else f"The site answered {status}."
    )
    return FetchError(url, sentence, status=status, retry_after=wait)


def _retry_after(value: str) -> int | None:
    """Seconds to wait by a Retry-After header (RFC 9110, section 10.2.3), at most a day; None when it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    seconds = math.ceil((until - datetime.now(UTC)).total_seconds())
    return min(max(seconds, 0), LONGEST_WAIT)


def _respect_pause(url: str) -> None:
    until = cache.get(_pause_key(url))
    if until and (left := math.ceil(until - time.time())) > 0:
        raise FetchError(url, f"{_host(url)} asked us to wait.", status=429, retry_after=left)


def _pause_key(url: str) -> str:
    return f"ingest-pause:{robots.cache_safe(_host(url))}"


def _robots_txt(url: str) -> tuple[int | None, bytes]:
    """The status and body of a robots.txt, which needs nobody's leave to be fetched."""
    try:
        answer = get(url, limit_bytes=robots.LIMIT, accept="text/plain, */*;q=0.1", obey_robots=False)
    except FetchError as error:
        return error.status, b""
    return 200, answer.body


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower() or "the site"
    except ValueError:
        return "the site"
