"""Conditional GET for public pages: an ETag that hangs on the edition, so a page that did not change costs one query.

Browsers and proxies keep the page and ask again each time; `page_cache` keeps what is marked here.
"""

import hashlib
import time
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from articles import edition

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
CACHE_CONTROL = "public, max-age=0, must-revalidate"
OURS = ("articles", "templates", "static")
SHOWN = (
    *("SITE_NAME", "SITE_TAGLINE", "SITE_URL", "FORMER_SITE_URLS", "SITE_CONTACT", "SITE_DENIAL", "SITE_INDEXED"),
    *("CDN_PURGE", "CDN_SECONDS", "ADS", "LANGUAGE_CODE", "TIME_ZONE", "SESSION_COOKIE_AGE", "CSRF_COOKIE_AGE"),
)


class Marked(NamedTuple):
    """What marks a response as one that may be kept: its strong ETag, and how long it holds beside the edition.

    Without an ETag it is kept by us alone: browsers and caches on the way are told to keep nothing.
    """

    etag: str
    rhythm: str


DAILY, HOURLY = "%Y-%m-%d", "%Y-%m-%dT%H"
# The attribute of a response that bears its mark.
KEPT = "kept_by_edition"


def cache_control() -> str:
    """What browsers and caches are told of a page: to ask each time; a cache that is purged may answer for a while."""
    return CACHE_CONTROL + (f", s-maxage={settings.CDN_SECONDS}" if settings.CDN_PURGE else "")


def by_edition(view: View[P]) -> View[P]:
    """A public view whose answer depends on the edition, the address, the date and the build alone.

    GET and HEAD with a matching If-None-Match get 304 after one query (RFC 9110 §13.1.2); only a 200 carries the ETag.
    """
    return _conditional(view, DAILY)


def by_edition_hourly(view: View[P]) -> View[P]:
    """The same for a page that also depends on the hour, such as the front page with its pins."""
    return _conditional(view, HOURLY)


def by_edition_unseen(view: View[P]) -> View[P]:
    """A view of the same kind whose answer nobody else keeps, such as a search, which is its reader's business."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            setattr(response, KEPT, Marked("", DAILY))
        return response

    return answer


def _conditional(view: View[P], rhythm: str) -> View[P]:
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        etag = etag_of(request, rhythm)
        if matches(request, etag, stands=False):
            return _labelled(HttpResponseNotModified(), etag)
        response = view(request, *args, **kwargs)
        if response.status_code == 301:
            # Browsers keep a permanent redirect for ever, and a merge of tags or events can be undone.
            response.headers.setdefault("Cache-Control", cache_control())
        if response.status_code != 200:
            return response
        setattr(response, KEPT, Marked(etag, rhythm))
        return _labelled(response, etag)

    # Nothing is taken in, so nothing has to be guarded: whoever posts is told that there is no posting.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def etag_of(request: HttpRequest, rhythm: str = DAILY) -> str:
    """The strong ETag of this address in this edition, at this moment of the site's time zone."""
    facts = (current_edition(request).key, digest_of(request), moment_now(rhythm))
    return f'"{_digest(*facts)}"'


def digest_of(request: HttpRequest) -> str:
    """What an answer depends on beside the edition and the moment: path and query, and what pages are made with.

    A host that is not ours is refused. How ours was spelled, and the port, change nothing: pages bear SITE_URL alone,
    and nobody can let one be kept a thousand times.
    """
    request.get_host()
    return _digest(request.get_full_path(), build())


def moment_now(rhythm: str) -> str:
    """The day or the hour of the site's time zone."""
    return timezone.localtime().strftime(rhythm)


def _digest(*facts: object) -> str:
    return hashlib.sha256("\n".join(map(str, facts)).encode()).hexdigest()[:32]


def current_edition(request: HttpRequest) -> edition.Current:
    """The edition that this request is answered from; asked of the database once."""
    if not hasattr(request, "edition"):
        request.edition = edition.current()  # type: ignore[attr-defined]
    found: edition.Current = request.edition  # type: ignore[attr-defined]
    return found


def build() -> str:
    """What the pages are made with: the same on every machine that runs the same files and settings."""
    return _build_in(int(time.monotonic())) if settings.DEBUG else _build_once()


@lru_cache(maxsize=1)
def _build_once() -> str:
    return _build_now()


@lru_cache(maxsize=1)
def _build_in(_second: int) -> str:
    """While templates are being written: looked at once a second, since a page asks several times."""
    return _build_now()


def _build_now() -> str:
    digest = hashlib.sha256()
    for name in SHOWN:
        digest.update(str(getattr(settings, name)).encode())
    for folder in OURS:
        for file in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(settings.BASE_DIR)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def matches(request: HttpRequest, etag: str, *, stands: bool) -> bool:
    """Whether the client has this page already, in whatever encoding.

    Weak comparison, as If-None-Match asks for: a proxy that compresses may have weakened ours. `*` is any page, but
    only where one `stands` there (RFC 9110 §13.1.2): what is gone is never “not modified”.
    """
    if "If-None-Match" not in request.headers:
        return False
    asked = parse_etags(request.headers["If-None-Match"])
    whole = {tag.removeprefix("W/").replace('-br"', '"').replace('-gzip"', '"') for tag in asked}
    return (stands and "*" in asked) or etag in whole


def _labelled(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache_control()
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
