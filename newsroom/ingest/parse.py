"""Feed bytes in, `ParsedFeed` out: RSS, RDF, Atom, JSON Feed, sitemaps. Pure; never raises, never reaches out.

A feed that cannot be read is a value with a `problem`; cleaning and repairing its HTML is for later steps.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from newsroom.ingest import feed_bytes, feed_encoding, feed_json, feed_sitemap, feed_xml, stand_ins
from newsroom.ingest.decoding import TooLarge, Undecodable, decoded
from newsroom.ingest.entry import Entry, ParsedFeed
from newsroom.ingest.links import absolute, discover

__all__ = ["discover", "parse"]

BYTES = 10 * 1024 * 1024
ENTRIES = 2000
"""So many stories of one feed are looked at, the newest ones where it dates them."""
HTML_BYTES = 1024 * 1024
"""So much of a web page is searched for the feeds it names: they stand in its head."""
_ROOT = re.compile(r"<(?![?!])\s*([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_HTML_ROOTS = re.compile(
    r"(?:a|article|b|body|br|center|div|font|footer|form|h[1-6]|head|header|html|i|img|link|main|meta|nav|noscript|p"
    r"|script|section|span|style|table|title)$"
)
_FEED_ROOT = re.compile(rb"(?i)<(?:[a-z_][\w.-]{0,30}:)?(?:rss|rdf|feed|channel)[\s>]")
_BEFORE = re.compile(
    rb"(?is)\A[^<]*(?=<\?xml|<rss|<feed|<rdf:rdf|<!--|<!doctype)|\A.{1,16384}?(?=<\?xml\s|<rss[\s>]|<feed[\s>]|<rdf:rdf\s)"
)
_LINK = re.compile(r"<([^<>]{1,2000})>([^,<]*)")
_SKIPPED = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\]\s*(?=>))*>", re.DOTALL | re.IGNORECASE)


def parse(body: bytes, headers: Mapping[str, str], url: str) -> ParsedFeed:
    """Read what came from `url` with the response `headers` (names in lower case)."""
    try:
        return _parse(body, {name.lower(): value for name, value in headers.items()}, url)
    except Exception as error:
        # Any other rule would let one publisher's oddity stop the poll: the problem is a value, and it is shown.
        return ParsedFeed(problem=f"The feed could not be read ({type(error).__name__}: {str(error)[:200]}).")


def _parse(body: bytes, headers: Mapping[str, str], url: str) -> ParsedFeed:
    """Unpack, recognise by what it is rather than by what it is called, and hand over."""
    body = _unpacked(body)
    start = _beginning(body)
    if len(body) > BYTES or not start:
        return _too_large_or_empty(body)
    if start[0] in "{[" and (found := feed_json.read(body, url)).kind == "json":
        return _announced(_newest(found), headers, url)
    root = _root_name(start)
    is_page = _HTML_ROOTS.match(root) is not None or re.match(r"(?i)<!doctype\s+html", start) is not None
    if is_page and not _FEED_ROOT.search(body):
        return _web_page(body, url)
    found = _xml(body, headers, url, root)
    if not found.entries and (is_page or start[0] in "{["):
        return _web_page(body, url) if is_page else feed_json.read(body, url)
    return _announced(_newest(found), headers, url)


def _xml(body: bytes, headers: Mapping[str, str], url: str, root: str) -> ParsedFeed:
    if (plain := feed_encoding.as_utf8(body, headers.get("content-type", ""))) is not None:
        body, headers = plain, {**headers, "content-type": "application/xml; charset=utf-8"}
    body = _BEFORE.sub(b"", body, count=1)
    if root in ("urlset", "sitemapindex"):
        return feed_sitemap.read(body, url)
    body = feed_bytes.tidied(body)
    if problem := feed_bytes.hostility(body):
        return ParsedFeed(problem=problem)
    return feed_xml.read(body, headers, url)


def _newest(feed: ParsedFeed) -> ParsedFeed:
    """The feed with no more than the newest of its entries, in its own order; without dates, its first and last."""
    count = len(feed.entries)
    if count <= ENTRIES:
        return feed
    order = sorted(range(count), key=lambda place: (_time(feed.entries[place]), abs(2 * place - count)), reverse=True)
    return replace(feed, entries=tuple(feed.entries[place] for place in sorted(order[:ENTRIES])))


def _time(entry: Entry) -> float:
    at = entry.published or entry.updated
    return at.timestamp() if at else 0.0


def _announced(feed: ParsedFeed, headers: Mapping[str, str], url: str) -> ParsedFeed:
    """With the hub and the topic that the answer's Link headers name: they count before the feed's (WebSub, 4)."""
    named: dict[str, str] = {}
    for target, parameters in _LINK.findall(headers.get("link", "")[:8192]):
        for relation in ("hub", "self"):
            if re.search(rf"""(?i)rel\s*=\s*(?:"[^"]*\b{relation}\b[^"]*"|'?{relation}\b)""", parameters):
                named.setdefault(relation, absolute(url, target.strip()))
    return replace(feed, hub=named.get("hub") or feed.hub, topic=named.get("self") or feed.topic)


def _too_large_or_empty(body: bytes) -> ParsedFeed:
    if len(body) > BYTES:
        return ParsedFeed(problem=f"The feed is larger than {BYTES // 1024} KiB.")
    return ParsedFeed(kind="empty", problem="The address answered with nothing.")


def _unpacked(body: bytes) -> bytes:
    """A file that is itself a gzip archive (sitemaps often are), unpacked under the cap."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return b"".join(decoded(iter([body]), "gzip", BYTES))
    except TooLarge:
        return b"\0" * (BYTES + 1)
    except Undecodable:
        return body


def _beginning(body: bytes) -> str:
    """The first characters of `body`, decoded well enough to tell what it is."""
    text = body[:16384].decode(feed_encoding.wide(body) or "latin-1", "replace")
    return text.lstrip("\ufeff \t\r\n\f\v\x00").removeprefix("ï»¿").lstrip()


def _root_name(start: str) -> str:
    found = _ROOT.search(_SKIPPED.sub("", start))
    return found.group(2).lower() if found else ""


def _web_page(body: bytes, url: str) -> ParsedFeed:
    html = body[:HTML_BYTES].decode("utf-8", "replace")
    found = discover(html, url)
    stand_in = stand_ins.recognised(html, url)
    sentence = stand_ins.SENTENCES[stand_in]
    if found and stand_in not in stand_ins.CLOSED:
        sentence = f"This is a web page, not a feed; it names {found[0]} as its feed."
    return ParsedFeed(kind="html", problem=sentence, next_url=found[0] if found else "")
