"""The whole web of `*.example`: answers an address as the outlet's server would, and plugs into the HTTP client.

Nothing here opens a connection; whatever lies outside `*.example` is refused.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from urllib.parse import urlsplit

import httpx2

from newsroom.operations.demo.press import feeds, pictures, render
from newsroom.operations.demo.press.content import Outlet, PressError, Story, outlets

HTML = "text/html; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /search/\nDisallow: /login/\n"
# When set (ISO 8601 with zone), the press is dated from this moment in every process and on every day.
DATE_VARIABLE = "DEMO_PRESS_DATE"


@dataclass(frozen=True, slots=True)
class Served:
    """An answer: status, headers, and the body as bytes."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def serve(url: str, now: datetime, headers: Mapping[str, str] | None = None) -> Served:
    """Answer a GET for `url`, with the press dated from `now` (aware).

    `headers` are the request's; If-None-Match and If-Modified-Since (RFC 9110, section 13) may lead to a 304. Unknown
    hosts and paths are answered with 404. The same `now` gives the same bytes.
    """
    place = urlsplit(url)
    outlet = next((outlet for outlet in outlets() if outlet.host == (place.hostname or "").removeprefix("www.")), None)
    answer = outlet and _resource(outlet, place.path or "/", now)
    if not answer:
        return Served(404, {"content-type": HTML}, b"<!DOCTYPE html><title>Not found</title><h1>Not found</h1>")
    return _conditional(answer, headers or {})


class Transport(httpx2.BaseTransport):
    """Stands in for the network: serves `*.example` and refuses any other host."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer from the press; raises httpx2.ConnectError for a host outside `*.example`."""
        if not request.url.host.endswith(".example"):
            message = (
                f"The demo press serves only *.example, not {request.url.host}. Set DEMO=0 to use the real network."
            )
            raise httpx2.ConnectError(message, request=request)
        if request.method not in {"GET", "HEAD"}:
            return httpx2.Response(405, headers={"allow": "GET, HEAD"}, request=request)
        served = serve(str(request.url), self.now, request.headers)
        body = served.body if request.method == "GET" else b""
        return httpx2.Response(served.status, headers=dict(served.headers), content=body, request=request)


def transport(now: datetime | None = None) -> Transport:
    """The transport that settings name as INGEST_TRANSPORT.

    The press is dated from `now`, else from the environment's DEMO_PRESS_DATE, else from the last full hour, so that
    processes started together agree. Raises PressError when the variable is no date with a zone.
    """
    return Transport(now or _dated())


def _dated() -> datetime:
    text = os.environ.get(DATE_VARIABLE, "")
    if not text:
        return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 - has no zone either, and is refused below
    if moment.tzinfo is None:
        raise PressError(f"{DATE_VARIABLE}={text!r} is no date with a zone; write it like 2030-01-31T12:00:00+00:00")
    return moment


def _resource(outlet: Outlet, path: str, now: datetime) -> Served | None:
    """What lies at a path of an outlet's site, or None."""
    newest = feeds.of(outlet)[0].published(now)
    fixed: dict[str, Callable[[], Served]] = {
        "/": lambda: _found(HTML, render.home(outlet, now).encode(), newest),
        "/robots.txt": lambda: _found("text/plain; charset=utf-8", ROBOTS.encode(), newest),
        urlsplit(outlet.feed_url).path: lambda: _found(
            feeds.CONTENT_TYPES[outlet.feed_kind], feeds.render(outlet, now), newest
        ),
    }
    if path in fixed:
        return fixed[path]()
    for story in feeds.of(outlet):
        if path in {urlsplit(story.url).path, urlsplit(story.picture_url).path}:
            return _of_story(story, path, now)
    return None


def _of_story(story: Story, path: str, now: datetime) -> Served:
    if path.endswith(".jpg"):
        return _found("image/jpeg", pictures.picture(story.picture_name, story.scene), story.published(now))
    return _found(HTML, render.article(story, now).encode(), story.published(now))


def _found(content_type: str, body: bytes, modified: datetime) -> Served:
    headers = {
        "content-type": content_type,
        "etag": f'"{sha256(body).hexdigest()[:20]}"',
        "last-modified": format_datetime(modified.astimezone(UTC), usegmt=True),
        "cache-control": "max-age=60",
    }
    return Served(200, headers, body)


def _conditional(answer: Served, headers: Mapping[str, str]) -> Served:
    """304 where the client already has it; If-None-Match goes before If-Modified-Since."""
    asked = {name.lower(): value for name, value in headers.items()}
    if tags := asked.get("if-none-match"):
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        unchanged = answer.headers["etag"] in known or "*" in known
    else:
        unchanged = _not_newer(answer.headers["last-modified"], asked.get("if-modified-since", ""))
    if not unchanged:
        return answer
    kept = {name: value for name, value in answer.headers.items() if name != "content-type"}
    return Served(304, kept)


def _not_newer(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
