"""A small outlet on the fake web: its feed and its pages, built from a few plainly invented stories."""

from dataclasses import dataclass, field
from html import escape

from articles.models import Article, Source
from articles.models.source import Rights
from newsroom.ingest import pipeline
from newsroom.ingest.models import Feed, Fetch
from tests.fakes import FakeWeb
from tests.world import make_country, make_source

FEED = "https://harbour-gazette.example/feed.xml"
PICTURE = "https://harbour-gazette.example/pier.png"
PARAGRAPHS = (
    "The new pier at Saltmarsh opened on Monday after three winters of work, and forty boats tied up before noon.",
    "Harbour master Odval Bat said the old timbers had been kept for a small museum beside the fish market.",
    "Two ferries a day will now reach the outer islands, where the school has asked for a library boat as well.",
    "The harbour board expects the first container ship in spring, once the dredgers from Ulaanbaatar Works have left.",
    "Until then the fishermen have the long quay to themselves, and the children have found that it is good for kites.",
)


@dataclass
class Story:
    """One story as its outlet tells it."""

    slug: str = "pier"
    title: str = "Mongolia's lake harbour opens a new pier"
    paragraphs: tuple[str, ...] = PARAGRAPHS
    guid: str = ""
    link: str = ""
    date: str = "Mon, 02 Jun 2025 08:00:00 GMT"
    author: str = "Odval Bat"
    summary: str = "The new pier opened on Monday."
    content: str = ""

    def __post_init__(self) -> None:
        """A story about something else has other words."""
        if self.slug != "pier" and self.paragraphs is PARAGRAPHS:
            self.paragraphs = tuple(f"{self.title}, {number}: {text}" for number, text in enumerate(PARAGRAPHS))

    @property
    def url(self) -> str:
        return self.link or f"https://harbour-gazette.example/{self.slug}"

    @property
    def page(self) -> str:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        return (
            f"<!doctype html><html lang=en><head><title>{escape(self.title)}</title></head><body><nav><a href=/>Home"
            f"</a></nav><main><article><h1>{escape(self.title)}</h1>{text}</article></main><footer>Imprint</footer></body></html>"
        )

    @property
    def item(self) -> str:
        content = f"<content:encoded>{escape(self.content)}</content:encoded>" if self.content else ""
        return (
            f"<item><title>{escape(self.title)}</title><link>{escape(self.url)}</link>"
            f"<guid isPermaLink='false'>{escape(self.guid or self.slug)}</guid><pubDate>{self.date}</pubDate>"
            f"<dc:creator>{escape(self.author)}</dc:creator><description>{escape(self.summary)}</description>{content}</item>"
        )


def rss(*stories: Story, title: str = "Harbour Gazette") -> str:
    """The feed of these stories."""
    items = "".join(story.item for story in stories)
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        " xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>{escape(title)}</title><link>https://harbour-gazette.example/</link>{items}</channel></rss>"
    )


@dataclass
class Outlet:
    """An outlet with one feed, served by the fake web."""

    web: FakeWeb
    feed: Feed
    stories: list[Story] = field(default_factory=list)

    def tells(self, *stories: Story, pages: bool = True) -> None:
        """Let the feed hold these stories, and serve their pages."""
        self.stories = list(stories)
        self.web.serve(self.feed.url, rss(*stories), {"content-type": "application/rss+xml"})
        for story in stories if pages else ():
            self.web.serve(story.url, story.page, {"content-type": "text/html; charset=utf-8"})


def make_outlet(web: FakeWeb, name: str = "Harbour Gazette", rights: Rights = Rights.LICENSED) -> Outlet:
    """An outlet at home in Mongolia, with its feed."""
    source = make_source(name, rights, country=make_country("MN"))
    return Outlet(web, make_feed(source))


def make_feed(source: Source, url: str = "") -> Feed:
    """A feed of a source."""
    return Feed.objects.create(source=source, url=url or f"https://{source.host}/feed.xml")


def poll(outlet: Outlet) -> Fetch:
    """Look at the outlet's feed as it is known now."""
    outlet.feed.refresh_from_db()
    return pipeline.visit(outlet.feed)


def bring(web: FakeWeb, *stories: Story, rights: Rights = Rights.LICENSED) -> Outlet:
    """An outlet whose stories have come in."""
    outlet = make_outlet(web, rights=rights)
    outlet.tells(*stories)
    poll(outlet)
    return outlet


def codes(article: Article) -> set[str]:
    """The remarks that an article carries."""
    return {finding["code"] for finding in article.findings}
