"""A small outlet on loopback: a feed and its pages, which a test can change while the newsroom runs."""

from email.utils import formatdate
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Self

PARAGRAPHS = (
    "The old ferry of Lake Khankh left the pier at seven in the morning with sixty passengers and a piano on board.",
    """It was the first crossing since the ice went. The captain, who has made the journey for thirty years, said that
    he had never carried an instrument before, and that he would have liked to hear it played on the water.""",
    "The piano belongs to the school on the far side. Its pupils stood on the shore and sang until the ferry landed.",
)


ICE = (
    "The ice broke with a sound that woke the village at four, ten days before the date in the elders' list.",
    """By noon the bay was open. Two fishermen rowed out to look for their markers and found one of them, with a gull
    sitting on it that did not want to leave.""",
    "The lake is measured by the school. Its teacher keeps a list that begins before anybody here was born.",
)


class Outlet:
    """Serves `/feed.xml`, one page for each story, and nothing else."""

    def __init__(self) -> None:
        self.stories: dict[str, tuple[str, tuple[str, ...]]] = {}
        outlet = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outlet.answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given
                """Stay silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    def publish(self, slug: str, headline: str, paragraphs: tuple[str, ...] = PARAGRAPHS) -> None:
        """A new story; the slug may carry a query."""
        self.stories[slug] = headline, paragraphs

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """The feed, a story, or 404."""
        slug = request.path.strip("/")
        if request.path == "/feed.xml":
            self.send(request, "application/rss+xml", self.feed())
        elif slug in self.stories:
            self.send(request, "text/html; charset=utf-8", self.story(slug))
        else:
            request.send_error(404)

    def send(self, request: BaseHTTPRequestHandler, kind: str, text: str) -> None:
        """Answer 200."""
        body = text.encode()
        request.send_response(200)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def feed(self) -> str:
        """The feed as RSS 2.0."""
        items = "".join(
            f"<item><title>{escape(headline)}</title><link>{self.url}/{slug}</link><guid>{self.url}/{slug}</guid>"
            f"<pubDate>{formatdate(usegmt=True)}</pubDate><description>{escape(paragraphs[0])}</description></item>"
            for slug, (headline, paragraphs) in self.stories.items()
        )
        return (
            f'<rss version="2.0"><channel><title>The Khankh Ferryman</title><link>{self.url}/</link>'
            f"<description>News from the lake</description><language>en</language>{items}</channel></rss>"
        )

    def story(self, slug: str) -> str:
        """A story's page."""
        headline, paragraphs = escape(self.stories[slug][0]), self.stories[slug][1]
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
        return (
            f'<!doctype html><html lang="en"><head><title>{headline}</title></head><body>'
            f'<nav><a href="/">Home</a></nav>'
            f"<article><h1>{headline}</h1>{text}</article><footer>The Khankh Ferryman</footer></body></html>"
        )
