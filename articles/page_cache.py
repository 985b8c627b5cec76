"""Public pages are composed once an edition and then served from the cache, compressed, before any other work is done.

The key holds the edition, which changes in the transaction of whatever readers see change: what is withdrawn is gone
from every page, in every process, at the next request. Only what `caching` marks is kept, and only at addresses that
the paper itself links to, so that nobody can fill the cache with invented ones. Searches may be about anything: each
process keeps some, apart from the pages, and browsers none.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import brotli
from django.conf import settings
from django.core.cache import BaseCache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import has_vary_header, patch_vary_headers

from articles import front_files
from articles.caching import KEPT, Marked, current_edition, digest_of, matches, moment_now

Handler = Callable[[HttpRequest], HttpResponse]
ALIAS = "pages"
SECONDS = 24 * 3600
ASKS_NOTHING = ("/robots.txt", "/ads.txt", "/humans.txt", "/.well-known/")
SEARCH, LONGEST_SEARCH = "/search/", 300
SEARCHES = LocMemCache("searches", {"OPTIONS": {"MAX_ENTRIES": 600}})  # some 25 MB of every web process
FORMS = (SEARCH, "/contact/", "/takedown/", "/preview/")
NEVER = ("/admin/", "/health/", "/media/", "/card/", "/websub/", *FORMS, *ASKS_NOTHING)
# As templates write them, and no other way: each further spelling would be one more page to keep.
LINKED_QUERY = re.compile(r"(?:page=[1-9]\d{0,6}|view=text(?:&page=[1-9]\d{0,6})?)?")
LONGEST_ADDRESS = 400
WORTH_COMPRESSING = 600
TEXT = ("text/", *(f"application/{kind}" for kind in ("xml", "rss+xml", "atom+xml", "feed+json", "json")))


@dataclass
class KeptPage:
    """A composed page: its headers and its bytes in the encodings that somebody has asked for."""

    mark: Marked
    moment: str
    headers: list[tuple[str, str]]
    bodies: dict[str, bytes] = field(default_factory=dict)

    @property
    def is_page(self) -> bool:
        """Whether it is a page, and no feed or map."""
        return dict(self.headers).get("Content-Type", "").startswith("text/html")

    def answer(self, request: HttpRequest) -> tuple[HttpResponse, bool]:
        """The page for this request, or 304; and whether an encoding was made that was not there before."""
        encoding = _encoding(request, self.bodies[""])
        etag = f'{self.mark.etag[:-1]}-{encoding}"' if encoding and self.mark.etag else self.mark.etag
        if self.mark.etag and matches(request, self.mark.etag, stands=True):
            response: HttpResponse = HttpResponseNotModified()
            for name in ("Cache-Control", "Vary"):
                response.headers[name] = dict(self.headers).get(name, "")
            response.headers["ETag"] = etag
            return response, False
        fresh = encoding not in self.bodies
        if fresh:
            self.bodies[encoding] = compress(self.bodies[""], encoding)
        response = HttpResponse(self.bodies[encoding])
        for name, value in self.headers:
            response.headers[name] = value
        if etag:
            response.headers["ETag"] = etag
        response.headers["Content-Length"] = str(len(self.bodies[encoding]))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response, fresh


class PageCache:
    """The middleware. It stands inside the redirect to https and outside all that a composed page does not need."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept page, else a composed one, which is kept where it may be."""
        store = _store_for(request)
        if store is None:
            return compressed(request, self.get_response(request))
        # Comes first: a host that is not ours is refused here, before the database is asked for anything.
        digest = digest_of(request)
        edition = current_edition(request)
        # Named before the page is composed: what becomes old meanwhile is written among what is old.
        folder = front_files.folder_of(edition.number) if front_files.is_on() else ""
        key = f"page:{edition.key}:{digest}"
        kept: KeptPage | None = store.get(key)
        if kept is None or kept.moment != moment_now(kept.mark.rhythm):
            response = self.get_response(request)
            mark: Marked | None = getattr(response, KEPT, None)
            if mark is None or response.cookies or response.streaming:
                return compressed(request, response)
            headers = [(name, value) for name, value in response.headers.items() if name != "Content-Length"]
            kept = KeptPage(mark, moment_now(mark.rhythm), headers, {"": response.content})
        answer, fresh = kept.answer(request)
        if fresh or len(kept.bodies) == 1:
            store.set(key, kept, SECONDS)
        if folder and kept.mark.etag and kept.is_page and request.get_host() == urlsplit(settings.SITE_URL).netloc:
            front_files.write(folder, request.path, request.META.get("QUERY_STRING", ""), kept.bodies[""])
        return answer


def _store_for(request: HttpRequest) -> BaseCache | None:
    """Where the answer may be kept; None where it may not be."""
    query = request.META.get("QUERY_STRING", "")
    if request.method not in {"GET", "HEAD"} or len(request.get_full_path()) > LONGEST_ADDRESS:
        return None
    if request.path == SEARCH:
        return SEARCHES if settings.PAGE_CACHE and len(query) <= LONGEST_SEARCH else None
    return caches[ALIAS] if not request.path.startswith(NEVER) and LINKED_QUERY.fullmatch(query) else None


def compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A text that is not kept, compressed for whoever takes it; never a form, whose secret its length would tell.

    (BREACH: a page that repeats what somebody typed beside a secret can be guessed.)
    """
    secret = response.cookies or has_vary_header(response, "Cookie") or request.path.startswith("/admin/")
    if secret or response.streaming or response.has_header("Content-Encoding") or response.status_code in {204, 304}:
        return response
    encoding = _encoding(request, response.content) if _is_text(response) else ""
    if not encoding:
        return response
    response.content = compress(response.content, encoding)
    response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ["Accept-Encoding"])
    if (etag := response.headers.get("ETag", "")).startswith('"'):
        response.headers["ETag"] = f'{etag[:-1]}-{encoding}"'
    return response


def compress(body: bytes, encoding: str) -> bytes:
    """A body in an encoding; "" leaves it."""
    if encoding == "br":
        found: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
        return found
    return gzip.compress(body, compresslevel=6, mtime=0) if encoding == "gzip" else body


def _is_text(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith(TEXT)


def _encoding(request: HttpRequest, body: bytes) -> str:
    """The best encoding that the client takes (RFC 9110 §12.5.3), "" for none."""
    if len(body) < WORTH_COMPRESSING:
        return ""
    taken = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _semicolon, quality = part.partition(";")
        taken[name.strip()] = quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ("br", "gzip") if taken.get(name)), "")
