"""One channel of stories written as RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1. Knows no model and asks no database."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles.absolute import Illustration

MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One story. `summary` is plain text; `html` is whole and sanitised, and empty for what belongs to others."""

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    language: str
    html: str = ""
    authors: tuple[tuple[str, str], ...] = ()
    outlet: str = ""
    outlet_url: str = ""
    original_url: str = ""
    labels: tuple[str, ...] = ()
    illustration: Illustration | None = None


@dataclass(frozen=True)
class Channel:
    """A list of stories as it is offered: names, absolute addresses, when it last changed, and the ids of what left."""

    title: str
    url: str
    self_url: str
    description: str
    language: str
    updated: datetime
    hub: str = ""
    entries: tuple[Entry, ...] = field(default=())
    deleted: tuple[tuple[str, datetime], ...] = ()


class _Rss(Rss201rev2Feed):
    """RSS with the outlet of each story, our own texts in full, pictures with credit, and the hub."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": MEDIA,
        }

    def latest_post_date(self) -> datetime:
        return self.feed["updated"]  # type: ignore[no-any-return]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for name, _url in entry.authors:
            handler.addQuickElement("dc:creator", legal(name))
        if entry.outlet:
            handler.addQuickElement("source", legal(entry.outlet), {"url": entry.outlet_url})
        if entry.original_url:
            handler.addQuickElement("atom:link", None, {"rel": "via", "href": entry.original_url})
        if entry.html:
            handler.addQuickElement("content:encoded", legal(entry.html))
        if entry.illustration:
            _media(handler, entry.illustration)


class _Atom(Atom1Feed):
    """Atom with every author, the way to the original, our own texts in full, the hub, and what was deleted."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | ({"xmlns:at": TOMBSTONES} if self.feed["deleted"] else {})

    def latest_post_date(self) -> datetime:
        return self.feed["updated"]  # type: ignore[no-any-return]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        # A feed needs an author where no entry of its own brings one: an empty one too (RFC 4287 §4.1.1).
        handler.startElement("author", AttributesImpl({}))
        handler.addQuickElement("name", legal(settings.SITE_NAME))
        handler.endElement("author")
        if self.feed["hub"]:
            handler.addQuickElement("link", None, {"rel": "hub", "href": self.feed["hub"]})
        # Readers that hold such an entry drop it (RFC 6721); no title and no address is said.
        for ident, at in self.feed["deleted"]:
            handler.addQuickElement("at:deleted-entry", None, {"ref": ident, "when": rfc3339_date(at)})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for name, url in entry.authors or ((entry.outlet, entry.outlet_url),):
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", legal(name))
            if url:
                handler.addQuickElement("uri", url)
            handler.endElement("author")
        if entry.original_url:
            handler.addQuickElement("link", None, {"rel": "via", "href": entry.original_url})
        if entry.html:
            handler.addQuickElement("content", legal(entry.html), {"type": "html"})


def rss(channel: Channel) -> str:
    """The channel as RSS 2.0."""
    return _xml(_Rss, channel)


def atom(channel: Channel) -> str:
    """The channel as Atom."""
    return _xml(_Atom, channel)


def json_feed(channel: Channel) -> str:
    """The channel as JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": channel.self_url,
        "description": channel.description,
        "language": channel.language,
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else None,
        "items": [_item(entry) for entry in channel.entries],
    }
    return json.dumps(_filled(feed) | {"items": feed["items"]}, ensure_ascii=False)


SHAPES: dict[str, tuple[Callable[[Channel], str], str]] = {
    "rss": (rss, "application/rss+xml; charset=utf-8"),
    "atom": (atom, "application/atom+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json"),
}


def legal(text: str) -> str:
    """The text without characters that XML 1.0 §2.2 forbids."""
    return ILLEGAL.sub("", text)


def _xml(shape: type[Rss201rev2Feed | Atom1Feed], channel: Channel) -> str:
    feed = shape(
        title=legal(channel.title),
        link=channel.url,
        description=legal(channel.description),
        language=channel.language,
        feed_url=channel.self_url,
        updated=channel.updated,
        hub=channel.hub,
        deleted=channel.deleted,
    )
    for entry in channel.entries:
        feed.add_item(
            title=legal(entry.title),
            link=entry.url,
            description=escape(legal(entry.summary)),
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[legal(label) for label in entry.labels],
            entry=entry,
        )
    return feed.writeString("utf-8")


def _media(handler: SimplerXMLGenerator, picture: Illustration) -> None:
    size = {"width": str(picture.width), "height": str(picture.height)}
    place = {"url": picture.url, "medium": "image", "type": picture.type}
    handler.startElement("media:content", AttributesImpl(place | size))
    handler.addQuickElement("media:credit", legal(picture.credit))
    handler.endElement("media:content")


def _item(entry: Entry) -> dict[str, Any]:
    authors = entry.authors or ((entry.outlet, entry.outlet_url),)
    text = {"content_html": entry.html} if entry.html else {"content_text": entry.summary or entry.title}
    item = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.original_url,
        "title": entry.title,
        "summary": entry.summary,
        "image": entry.illustration.url if entry.illustration else "",
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [_filled({"name": name, "url": url}) for name, url in authors if name],
        "tags": list(entry.labels),
        "language": entry.language,
    }
    return _filled(item) | text


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
