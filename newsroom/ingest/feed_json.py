"""JSON Feed 1 and 1.1 (jsonfeed.org) read into entries. Pure; takes what is there and trips over nothing."""

import json
import re
from typing import Any

from articles.markup import visible_text
from newsroom.ingest import dates
from newsroom.ingest.entry import Enclosure, Entry, ParsedFeed
from newsroom.ingest.links import absolute, first_image, with_absolute_links

_ESCAPE = re.compile(
    r"(?i)\\(?:([^u])|(u(?!0000|d[89a-f])[0-9a-f]{4}|ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2})|u(?:0000|d[89a-f][0-9a-f]{2}))"
)


def read(body: bytes, url: str) -> ParsedFeed:
    """The JSON Feed in `body`; a problem when it is some other JSON, or none."""
    try:
        feed = json.loads(_storable(body.decode(json.detect_encoding(body), "replace").lstrip("\ufeff")), strict=False)
    except (ValueError, RecursionError):
        return ParsedFeed(problem="The answer begins like JSON but is broken.")
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return ParsedFeed(problem="The answer is JSON, but not a JSON Feed.")
    base = absolute(url, _text(feed, "home_page_url")) or url
    items = [item for item in feed["items"] if isinstance(item, dict)]
    hubs = [hub.get("url") for hub in _list(feed, "hubs") if isinstance(hub, dict)]
    return ParsedFeed(
        kind="json",
        title=_line(_text(feed, "title")),
        home_page=base if _text(feed, "home_page_url") else "",
        language=_text(feed, "language"),
        entries=tuple(_entry(item, feed, base) for item in items),
        hub=next((absolute(url, hub) for hub in hubs if isinstance(hub, str)), ""),
        next_url=absolute(url, _text(feed, "next_url")) if _text(feed, "next_url") else "",
        topic=absolute(url, _text(feed, "feed_url")) if _text(feed, "feed_url") else "",
    )


def _storable(text: str) -> str:
    """The JSON without escaped NULs and halves of surrogate pairs, which no database and no address takes."""
    return _ESCAPE.sub(lambda found: found.group() if found.group(1) or found.group(2) else "", text)


def _entry(item: dict[str, Any], feed: dict[str, Any], base: str) -> Entry:
    content = with_absolute_links(_text(item, "content_html"), base) or _paragraphs(_text(item, "content_text"))
    raw = _text(item, "date_published") or _text(item, "date_modified")
    image = _text(item, "image") or _text(item, "banner_image") or first_image(content)
    return Entry(
        guid=_text(item, "id") or _text(item, "url"),
        url=absolute(base, _text(item, "url") or _text(item, "external_url")) if _has_address(item) else "",
        title=_line(_text(item, "title")),
        author=_authors(item) or _authors(feed),
        summary_html=_paragraphs(_text(item, "summary")),
        content_html=content,
        published=dates.moment(raw),
        published_raw=raw,
        updated=dates.moment(_text(item, "date_modified")),
        language=_text(item, "language") or _text(feed, "language"),
        tags=tuple(dict.fromkeys(_line(tag) for tag in _list(item, "tags") if isinstance(tag, str) and tag.strip())),
        image_url=absolute(base, image) if image else "",
        enclosures=tuple(_enclosures(item, base)),
    )


def _has_address(item: dict[str, Any]) -> bool:
    return bool(_text(item, "url") or _text(item, "external_url"))


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _list(holder: dict[str, Any], name: str) -> list[Any]:
    value = holder.get(name)
    return value if isinstance(value, list) else []


def _line(text: str) -> str:
    return " ".join(visible_text(text).split())


def _authors(holder: dict[str, Any]) -> str:
    people = _list(holder, "authors") or [holder.get("author")]
    names = [_line(_text(person, "name")) for person in people if isinstance(person, dict)]
    return ", ".join(name for name in names if name)


def _paragraphs(text: str) -> str:
    """Plain text as HTML paragraphs."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]
    escaped = (block.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for block in blocks if block)
    return "".join(f"<p>{block}</p>" for block in escaped)


def _enclosures(item: dict[str, Any], base: str) -> list[Enclosure]:
    given = [part for part in _list(item, "attachments") if isinstance(part, dict) and _text(part, "url")]
    return [
        Enclosure(
            url=absolute(base, _text(part, "url")),
            media_type=_text(part, "mime_type"),
            length=int(size) if (size := _text(part, "size_in_bytes")).isdigit() else 0,
            title=_line(_text(part, "title")),
        )
        for part in given
    ]
