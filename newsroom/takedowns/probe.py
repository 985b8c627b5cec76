"""Asks our own site for a page, as a stranger would, and says whether a story can still be seen in the answer.

It runs the real middleware, address table, views and templates in this process; it opens no connection.
"""

import html
import re
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix

TOMBSTONES = frozenset({404, 410, 451})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
STEPS = 3
# The front of a page tells all that matters; a picture or an export of many megabytes is not read to its end.
LIMIT = 3_000_000


@dataclass(frozen=True)
class Answer:
    """What our site said: the status, the text, where it sends on to."""

    status: int
    text: str = ""
    location: str = ""


@dataclass(frozen=True)
class Marks:
    """By what a story is recognised in a page: its slugs, its picture files and, on its own address, its headline."""

    slugs: tuple[str, ...]
    files: tuple[str, ...] = ()
    headline: str = ""

    def found_in(self, text: str) -> str:
        """The first mark of an address or a file that stands in a text, "" for none."""
        plain = unquote(html.unescape(text))
        for slug in self.slugs:
            if re.search(rf"(?<![\w-]){re.escape(slug)}(?![\w-])", plain):
                return slug
        for file in self.files:
            if file in plain:
                return file
        return ""

    def title_in(self, text: str) -> str:
        """The headline where it stands in a text; that an answer repeats the address that was asked is no leak."""
        return self.headline if self.headline and self.headline in html.unescape(text) else ""


class Site:
    """Our own site, asked from inside."""

    def get(self, address: str) -> Answer:
        """The answer to GET, without cookies; status 0 with the reason where the page broke."""
        prefix = get_script_prefix()
        try:
            response = _handler().get_response(WSGIRequest(environ(address)))
            return Answer(response.status_code, _text_of(response), response.headers.get("Location", ""))
        except Exception as error:  # a page that breaks is a surface that could not be looked at, whatever broke it
            return Answer(0, f"{type(error).__name__}: {error}"[:200])
        finally:
            set_script_prefix(prefix)

    def reach(self, address: str) -> Answer:
        """The answer where an address leads to in the end, with the addresses that stood on the way.

        A way off our site, and one that goes on and on, ends with the redirect itself.
        """
        answer, passed = self.get(address), ""
        for _step in range(STEPS):
            onward = _path_of(answer.location) if answer.status in REDIRECTS else ""
            if not onward:
                break
            passed += f"{answer.location} "
            answer = self.get(onward)
        return replace(answer, location=passed + answer.location)


def _path_of(location: str) -> str:
    """The path and query that a redirect leads to, empty where that is no address of ours."""
    here, there = urlsplit(settings.SITE_URL), urlsplit(location)
    if there.netloc not in {"", here.netloc} or not there.path.startswith("/"):
        return ""
    return f"{there.path}?{there.query}" if there.query else there.path


@cache
def _handler() -> BaseHandler:
    """The middleware and views of this process, set up once, as a server does."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def environ(address: str) -> dict[str, Any]:
    """A request for an address of ours, as a server would hand it over (PEP 3333)."""
    site, parts = urlsplit(settings.SITE_URL), urlsplit(address)
    secure = site.scheme == "https"
    values: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "QUERY_STRING": quote(parts.query, safe="=&%+"),
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if secure else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(b""),
        "wsgi.errors": BytesIO(),
    }
    proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    return values | ({proxy[0]: proxy[1]} if secure and proxy else {})


def _text_of(response: HttpResponseBase) -> str:
    if not getattr(response, "streaming", False):
        return bytes(response.content[:LIMIT]).decode("utf-8", "replace")  # type: ignore[attr-defined]
    read = b""
    for part in response:  # a stream
        read += part
        if len(read) >= LIMIT:
            break
    return read.decode("utf-8", "replace")
