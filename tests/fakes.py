"""The one stand-in for the world outside: a small web that answers from memory and remembers what it was asked."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx2

Answer = Callable[[httpx2.Request], httpx2.Response]


@dataclass
class FakeWeb:
    """Addresses and what they answer. Unknown addresses answer 404.

    Its `transport` takes the place of `newsroom.outbox.guard.make_transport`, for ingest and outbox alike; the guard's
    checks of scheme, port and literal addresses stay in force.
    """

    pages: dict[str, Answer] = field(default_factory=dict)
    requests: list[httpx2.Request] = field(default_factory=list)
    texts: dict[str, list[str] | Exception] = field(default_factory=dict)

    def serve(
        self,
        url: str,
        body: bytes | str = b"",
        headers: Mapping[str, str] | None = None,
        status: int = 200,
        *,
        compress: bool = False,
    ) -> None:
        """Answer `url` with `body`; a later call replaces an earlier one. Validators in `headers` are honoured."""
        content = body.encode() if isinstance(body, str) else body
        given = {name.lower(): value for name, value in (headers or {}).items()}
        if compress:
            content, given["content-encoding"] = gzip.compress(content), "gzip"

        def answer(request: httpx2.Request) -> httpx2.Response:
            if status == 200 and _unchanged(request, given):
                return httpx2.Response(304, headers=given)
            return httpx2.Response(status, headers=given, stream=httpx2.ByteStream(content))

        self.pages[_spelling(url)] = answer

    def redirect(self, url: str, to: str, status: int = 301) -> None:
        """Send visitors of `url` on to `to`."""
        self.serve(url, headers={"location": to}, status=status)

    def fail(self, url: str, error: Exception) -> None:
        """Let the connection to `url` break with `error`."""

        def answer(request: httpx2.Request) -> httpx2.Response:
            raise error

        self.pages[_spelling(url)] = answer

    def transport(self, *_arguments: object, **_options: object) -> httpx2.BaseTransport:
        """What `guard.make_transport` is replaced with."""
        return _Memory(self)

    def lookup(self, name: str) -> list[str]:
        """What `newsroom.takedowns.txt.lookup` is replaced with: the TXT records that a test has set."""
        found = self.texts.get(name, [])
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def asked(self) -> list[str]:
        """The addresses asked for, in order, without the robots.txt files."""
        return [str(request.url) for request in self.requests if request.url.path != "/robots.txt"]

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request and remember it."""
        self.requests.append(request)
        page = self.pages.get(_spelling(str(request.url)))
        return page(request) if page else httpx2.Response(404, stream=httpx2.ByteStream(b"nothing here"))


class _Memory(httpx2.BaseTransport):
    def __init__(self, web: FakeWeb) -> None:
        self._web = web

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return self._web.answer(request)


def _spelling(url: str) -> str:
    return str(httpx2.URL(url).copy_with(fragment=None))


def _unchanged(request: httpx2.Request, headers: Mapping[str, str]) -> bool:
    etag, modified = headers.get("etag"), headers.get("last-modified")
    asked = request.headers
    return bool(
        (etag and asked.get("if-none-match") == etag) or (modified and asked.get("if-modified-since") == modified)
    )
