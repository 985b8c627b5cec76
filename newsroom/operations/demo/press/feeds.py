"""The outlets' feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, each with all stories of its outlet."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from newsroom.operations.demo.press import markup
from newsroom.operations.demo.press.content import FeedKind, Outlet, Story, stories

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
for prefix, namespace in {"content": CONTENT, "dc": DC, "media": MEDIA}.items():
    ET.register_namespace(prefix, namespace)

CONTENT_TYPES: dict[FeedKind, str] = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


def of(outlet: Outlet) -> tuple[Story, ...]:
    """The stories of one outlet, newest first."""
    return tuple(story for story in stories() if story.outlet is outlet)


def render(outlet: Outlet, now: datetime) -> bytes:
    """The outlet's feed, dated from `now`."""
    writers: dict[FeedKind, Callable[[Outlet, datetime], bytes]] = {"rss": rss, "atom": atom, "json": json_feed}
    return writers[outlet.feed_kind](outlet, now)


def carried(story: Story) -> str:
    """The HTML that the feed carries for this story: all of it, two paragraphs, or nothing."""
    if story.outlet.feed_text == "full":
        return markup.html(story)
    if story.outlet.feed_text == "lead":
        return markup.lead(story) + f'\n<p><a href="{story.feed_link}">Read the whole story</a></p>'
    return ""


def rss(outlet: Outlet, now: datetime) -> bytes:
    """RSS 2.0 with content:encoded, dc:creator and media:content."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _text(channel, "title", outlet.name)
    _text(channel, "link", outlet.home_page)
    _text(channel, "description", outlet.tagline)
    _text(channel, "language", outlet.language)
    _text(channel, "copyright", f"Copyright {outlet.name}")
    _text(channel, "lastBuildDate", format_datetime(of(outlet)[0].published(now)))
    for story in of(outlet):
        _rss_item(channel, story, now)
    return _xml(root)


def _rss_item(channel: ET.Element, story: Story, now: datetime) -> None:
    item = ET.SubElement(channel, "item")
    _text(item, "title", story.title)
    _text(item, "link", story.feed_link)
    _text(item, "guid", f"{story.outlet.host}:{story.slug}", isPermaLink="false")
    _text(item, "pubDate", format_datetime(story.published(now)))
    if story.byline:
        _text(item, f"{{{DC}}}creator", story.byline)
    for tag in story.tags:
        _text(item, "category", tag)
    _text(item, "description", story.summary)
    _text(item, f"{{{CONTENT}}}encoded", carried(story))
    media = ET.SubElement(
        item,
        f"{{{MEDIA}}}content",
        url=story.picture_url,
        medium="image",
        type="image/jpeg",
        width="1200",
        height="675",
    )
    _text(media, f"{{{MEDIA}}}credit", story.credit, role="photographer")


def atom(outlet: Outlet, now: datetime) -> bytes:
    """Atom 1.0 with media:content."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": outlet.language})
    _text(root, "title", outlet.name)
    _text(root, "subtitle", outlet.tagline)
    _text(root, "id", outlet.home_page)
    _text(root, "updated", of(outlet)[0].published(now).isoformat())
    _text(root, "rights", f"Copyright {outlet.name}")
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=outlet.feed_url)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=outlet.home_page)
    for story in of(outlet):
        _atom_entry(root, story, now)
    return _xml(root)


def _atom_entry(root: ET.Element, story: Story, now: datetime) -> None:
    entry = ET.SubElement(root, "entry", {"xml:lang": story.language})
    _text(entry, "title", story.title)
    _text(entry, "id", f"tag:{story.outlet.host},2020:{story.slug}")
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=story.feed_link)
    _text(entry, "published", story.published(now).isoformat())
    _text(entry, "updated", story.published(now).isoformat())
    _text(ET.SubElement(entry, "author"), "name", story.byline or story.outlet.name)
    for tag in story.tags:
        ET.SubElement(entry, "category", term=tag)
    _text(entry, "summary", story.summary)
    if content := carried(story):
        _text(entry, "content", content, type="html")
    picture = ET.SubElement(entry, f"{{{MEDIA}}}content", url=story.picture_url, medium="image", type="image/jpeg")
    _text(picture, f"{{{MEDIA}}}credit", story.credit, role="photographer")


def json_feed(outlet: Outlet, now: datetime) -> bytes:
    """JSON Feed 1.1; the picture's credit stands in an extension."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.tagline,
        "home_page_url": outlet.home_page,
        "feed_url": outlet.feed_url,
        "language": outlet.language,
        "items": [_json_item(story, now) for story in of(outlet)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _json_item(story: Story, now: datetime) -> dict[str, object]:
    item: dict[str, object] = {
        "id": story.url,
        "url": story.feed_link,
        "title": story.title,
        "summary": story.summary,
        "date_published": story.published(now).astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "language": story.language,
        "tags": list(story.tags),
        "image": story.picture_url,
        "_media": {"credit": story.credit, "description": story.caption},
    }
    if story.byline:
        item["authors"] = [{"name": story.byline}]
    content = carried(story)
    return item | ({"content_html": content} if content else {"content_text": story.summary})


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document
