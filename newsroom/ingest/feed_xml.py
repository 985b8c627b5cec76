"""RSS, RDF and Atom read through feedparser, with its cleaning and link resolution off. Pure; no network, no files."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import feedparser

from articles.markup import visible_text
from newsroom.ingest import dates
from newsroom.ingest.entry import Enclosure, Entry, FeedKind, ParsedFeed
from newsroom.ingest.feed_bytes import CAPTION
from newsroom.ingest.links import absolute, first_image, with_absolute_links

_PASSED_ON = ("content-type", "content-language", "content-location", "content-base")
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
_BARELY = {"sanitize_html": False, "resolve_relative_uris": False}
_OF_NO_USE = re.compile(rb"(?i)\A\s*<\?xml[^>]{0,400}>|</?(?:(?:gml|georss):[\w-]{1,40}|width|height)(?![\w:-])[^<>]*>")
_CAPTION = f"_{CAPTION.decode()}"
_MAIL_AND_NAME = re.compile(r"^\S+@\S+\s*\((.+)\)$")
_NAME_AND_MAIL = re.compile(r"\s*[<(]?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b[>)]?\s*$")


def read(body: bytes, headers: Mapping[str, str], url: str) -> ParsedFeed:
    """The feed in `body`, as far as it can be read."""
    given = {name: value for name, value in headers.items() if name in _PASSED_ON}
    given.setdefault("content-location", url)
    found = _found(body, given)
    feed = found.get("feed", {})
    kind = _kind(str(found.get("version", "")), found.get("entries"))
    entries = tuple(_entry_or_stump(item, feed, url) for item in found.get("entries", []))
    return ParsedFeed(
        kind=kind,
        title=_line(feed.get("title")),
        home_page=absolute(url, feed["link"]) if feed.get("link") else "",
        language=str(feed.get("language") or ""),
        entries=entries,
        hub=next((absolute(url, link["href"]) for link in _links(feed, "hub")), ""),
        topic=next((absolute(url, link["href"]) for link in _links(feed, "self")), ""),
        problem=_problem(found, kind, entries),
        next_url=next((absolute(url, link["href"]) for link in _links(feed, "next")), ""),
        ttl=_ttl(feed),
    )


def _found(body: bytes, headers: Mapping[str, str]) -> Any:
    """What feedparser finds; where it stumbles over a place, a size or a declaration, what it finds without them."""
    try:
        return feedparser.parse(BytesIO(body), response_headers=headers, **_BARELY)
    except Exception:
        # An oddity in what is of no use to us must not cost the feed. What it raises now is the caller's to tell.
        return feedparser.parse(BytesIO(_OF_NO_USE.sub(b"", body)), response_headers=headers, **_BARELY)


def _ttl(feed: Any) -> int:
    """Minutes between two visits, as the feed wishes: ttl of RSS 2.0, or the module Syndication of RSS 1.0."""
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower(), 0)
    often = max(_number(feed.get("sy_updatefrequency")), 1)
    return max(_number(str(feed.get("ttl") or "").strip()), period // often)


def _kind(version: str, entries: Any) -> FeedKind:
    """Its family; what holds stories without saying what it is, is taken for RSS."""
    if version.startswith("atom"):
        return "atom"
    if version in ("rss10", "rss090"):
        return "rdf"
    return "rss" if version.startswith("rss") or entries else "unknown"


def _problem(found: Any, kind: FeedKind, entries: tuple[Entry, ...]) -> str | None:
    if kind == "unknown" and not entries:
        return "The answer is neither a feed nor a sitemap nor a web page."
    fault = found.get("bozo_exception")
    if isinstance(fault, feedparser.NonXMLContentType):  # a wrong or missing Content-Type is no fault of the feed
        return None
    if found.get("bozo") and not entries and fault is not None:
        return f"The feed is broken and no story in it could be read ({str(fault)[:200]})."
    return None


def _entry_or_stump(item: Any, feed: Any, url: str) -> Entry:
    """An entry, or as much of it as tells it apart where something in it cannot be read: the others must not suffer."""
    try:
        return _entry(item, feed, url)
    except Exception:
        # Whatever a publisher puts there, it costs one entry its details and no more.
        return Entry(guid=str(item.get("id") or ""), url=_address(item, url), title=_line(item.get("title")))


def _entry(item: Any, feed: Any, url: str) -> Entry:
    content, summary = _html(item.get("content"), url), _html([item.get("summary_detail") or _caption(item)], url)
    raw = str(item.get("published") or item.get("updated") or item.get("created") or "")
    enclosures = tuple(_enclosures(item, url))
    image = _image(item, enclosures) or first_image(content or summary)
    source = item.get("source") or {}
    return Entry(
        guid=str(item.get("id") or ""),
        url=_address(item, url),
        title=_line(item.get("title")),
        author=_author(item) or _author(feed),
        summary_html=summary,
        content_html=content,
        published=_published(item, raw),
        published_raw=raw,
        updated=dates.of_struct(dict.get(item, "updated_parsed")),
        language=_language(item, feed),
        tags=_tags(item),
        image_url=absolute(url, image) if image else "",
        image_credit=_credit(item),
        image_licence=_licence(item),
        enclosures=enclosures,
        source_name=_line(source.get("title")),
        source_url=absolute(url, str(source.get("href") or source.get("link") or "")) if source else "",
    )


def _links(holder: Any, relation: str) -> list[Any]:
    return [link for link in holder.get("links", []) if link.get("rel") == relation and link.get("href")]


def _address(item: Any, url: str) -> str:
    """The story's address: its link, else the first alternate one, else a guid that is an address."""
    candidates = [item.get("feedburner_origlink"), item.get("link")]
    candidates += [link["href"] for link in _links(item, "alternate")]
    guid = str(item.get("id") or "")
    candidates += [guid] if guid.startswith(("http://", "https://")) else []
    return next((found for one in candidates if one and (found := absolute(url, str(one)))), "")


def _line(text: Any) -> str:
    """Markup and doubly escaped markup reduced to one line of words."""
    return " ".join(visible_text(str(text or "")).split())


def _html(parts: Any, url: str) -> str:
    """The longest HTML or text part, its addresses made absolute; plain text is escaped."""
    given = [part for part in parts or [] if part and part.get("value")]
    best = max(given, key=lambda part: len(part["value"]), default=None)
    if best is None or str(best.get("type", "")).startswith(("image/", "audio/", "video/", "application/octet")):
        return ""
    value = str(best["value"])
    if best.get("type") == "text/plain" and not re.search(r"</?[a-zA-Z]", value):
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return with_absolute_links(value, absolute(url, str(best.get("base") or "")) or url)


def _caption(item: Any) -> dict[str, str]:
    """What a picture or film of the entry is said to show: its text where it has no other."""
    return {"type": "text/html", "value": next((item[name] for name in item if name.endswith(_CAPTION)), "")}


def _published(item: Any, raw: str) -> Any:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        # dict.get, because feedparser's own get still answers "updated" with what was "published"
        if (found := dates.of_struct(dict.get(item, name))) is not None:
            return found
    return dates.moment(raw) if raw else None


def _author(holder: Any) -> str:
    """All names, without mail addresses: where there is one, feedparser's own split ends some domains early."""
    given = str(holder.get("author") or "")
    if "@" in given:
        return _name(given)
    names = [str(author.get("name") or "") for author in holder.get("authors", []) if author]
    names = [name for name in names if name] or [str(holder.get("author") or "")]
    return ", ".join(dict.fromkeys(cleaned for name in names if (cleaned := _name(name))))


def _name(name: str) -> str:
    name = _line(name)[:300]
    if found := _MAIL_AND_NAME.match(name):
        return found.group(1).strip()
    return _NAME_AND_MAIL.sub("", name).strip()


def _language(item: Any, feed: Any) -> str:
    details = [*(item.get("content") or []), item.get("summary_detail"), item.get("title_detail")]
    own = next((str(part["language"]) for part in details if part and part.get("language")), "")
    return str(item.get("dc_language") or item.get("language") or own or feed.get("language") or "")


def _tags(item: Any) -> tuple[str, ...]:
    names = (_line(tag.get("label") or tag.get("term")) for tag in item.get("tags", []) if tag)
    return tuple(dict.fromkeys(name for name in names if name))[:50]


def _enclosures(item: Any, url: str) -> list[Enclosure]:
    given = [*(item.get("media_content") or []), *_links(item, "enclosure")]
    found = [
        Enclosure(
            url=absolute(url, str(part.get("url") or part.get("href") or "")),
            media_type=str(part.get("type") or (f"{part['medium']}/*" if part.get("medium") else "")),
            length=_number(part.get("length") or part.get("filesize")),
            width=_number(part.get("width")),
            height=_number(part.get("height")),
        )
        for part in given
    ]
    return [part for part in {part.url: part for part in found}.values() if part.url != absolute(url, "")][:20]


def _number(value: Any) -> int:
    return int(value) if str(value or "").isascii() and str(value or "").isdigit() and len(str(value)) < 12 else 0


def _image(item: Any, enclosures: tuple[Enclosure, ...]) -> str:
    """The largest picture that comes with the entry, else its thumbnail."""
    pictures = [part for part in enclosures if _is_picture(part)]
    if pictures:
        return max(pictures, key=lambda part: part.width).url
    thumbnails = [str(one["url"]) for one in item.get("media_thumbnail") or [] if one.get("url")]
    return (thumbnails or [str((item.get("image") or {}).get("href") or "")])[0]


def _is_picture(part: Enclosure) -> bool:
    if part.media_type:
        return part.media_type.startswith("image/")
    return bool(re.search(r"(?i)\.(?:jpe?g|png|webp|gif|avif)(?:\?|$)", part.url))


def _credit(item: Any) -> str:
    given = item.get("media_credit") or []
    return _line(given[0].get("content")) if given and hasattr(given[0], "get") else ""


def _licence(item: Any) -> str:
    """What the feed says of the rights: the licence of the media, their copyright, or the rights in the entry."""
    licence, copyright_ = item.get("media_license"), item.get("media_copyright")
    named = licence.get("content") or licence.get("href") if hasattr(licence, "get") else licence
    return _line(named or (copyright_ if isinstance(copyright_, str) else "") or item.get("rights"))
