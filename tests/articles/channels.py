"""A channel and an entry for tests of the feed formats."""

from datetime import UTC, datetime
from typing import Any

from articles.feed_formats import Channel, Entry

NOON = datetime(2026, 6, 5, 12, tzinfo=UTC)


def make_entry(**values: Any) -> Entry:
    """A story with whatever the test is about."""
    facts: dict[str, Any] = {
        "id": "tag:paper.example,2026-06-05:article-1",
        "url": "https://paper.example/2026/06/05/boats/",
        "title": "Boats out early",
        "summary": "Forty boats.",
        "published": NOON,
        "updated": NOON,
        "language": "en",
        "outlet": "Harbour Gazette",
        "outlet_url": "https://harbour-gazette.example/",
    }
    return Entry(**(facts | values))


def make_channel(*entries: Entry) -> Channel:
    """A channel of these stories."""
    return Channel(
        title="The Test Paper",
        url="https://paper.example/",
        self_url="https://paper.example/feed/",
        description="News",
        language="en",
        updated=NOON,
        entries=entries,
    )
