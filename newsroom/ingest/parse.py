"""Feed bytes in, `ParsedFeed` out: RSS, RDF, Atom, JSON Feed, sitemaps. Pure; never raises, never reaches out.

A feed that cannot be read is a value with a `problem`; cleaning and repairing its HTML is for later steps.
"""

import codecs
import re
from collections.abc import Mapping
from io import BytesIO
from itertools import chain

from lxml import etree

from newsroom.ingest import feed_bytes, feed_json, feed_sitemap, feed_xml, labels
from newsroom.ingest.decoding import TooLarge, Undecodable, decoded
from newsroom.ingest.entry import ParsedFeed
from newsroom.ingest.links import discover

__all__ = ["discover", "parse"]

BYTES = 10 * 1024 * 1024
DEPTH = 256
ATTRIBUTES = 100
HTML_BYTES = 1024 * 1024
"""So much of a web page is searched for the feeds it names: they stand in its head."""
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"), (b"{\x00", "utf-16-le"),
)  # fmt: skip
_ROOT = re.compile(r"<(?![?!])\s*([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_HTML_ROOTS = frozenset(["html", "head", "body", "div", "p", "script", "meta", "title", "center"])
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
    if start[0] in "{[":
        return feed_json.read(body, url)
    root = _root_name(start)
    if root in _HTML_ROOTS or re.match(r"(?i)<!doctype\s+html", start):
        return _web_page(body, url)
    if (plain := feed_bytes.as_utf8(body)) is not None:
        body, headers = plain, {name: value for name, value in headers.items() if name != "content-type"}
    body = feed_bytes.tidied(body)
    if problem := _hostility(body):
        return ParsedFeed(problem=problem)
    sitemap = root in ("urlset", "sitemapindex")
    return feed_sitemap.read(body, url) if sitemap else feed_xml.read(body, headers, url)


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
    encoding = next((name for mark, name in _BOMS if body.startswith(mark)), "latin-1")
    text = body[:16384].decode(encoding, "replace")
    return text.lstrip("\ufeff \t\r\n\f\v\x00").removeprefix("ï»¿").lstrip()


def _root_name(start: str) -> str:
    found = _ROOT.search(_SKIPPED.sub("", start))
    return found.group(2).lower() if found else ""


def _hostility(body: bytes) -> str | None:
    """Why an XML parser in Python must not see `body`: it would be held for seconds. Measured by libxml2 in C."""
    if b"<!ENTITY" in body[:65536] and body.count(b"<!ENTITY") > 50:
        return "The feed declares too many entities."
    if max(map(len, chain([b""], re.findall(rb"<[A-Za-z][^<>]{65536,}", body))), default=0):
        return "A tag of the feed is longer than 64 KiB."
    reader = etree.iterparse(
        BytesIO(body), events=("start", "end"), recover=True, huge_tree=True, resolve_entities=False, no_network=True,
        load_dtd=False,
    )  # fmt: skip
    depth = 0
    try:
        for event, element in reader:
            depth += 1 if event == "start" else -1
            if problem := _element_hostility(event, element, depth):
                return problem
            if event == "end" and depth > 3:
                element.clear()
    except etree.XMLSyntaxError:
        return None
    return None


def _element_hostility(event: str, element: etree._Element, depth: int) -> str | None:
    if depth > DEPTH:
        return f"The feed nests its elements more than {DEPTH} deep."
    if event == "start" and len(element.attrib) > ATTRIBUTES:
        return f"A tag of the feed carries more than {ATTRIBUTES} attributes."
    if event == "end" and _is_byline(element) and len(element.text or "") > feed_bytes.BYLINE:
        return f"A byline of the feed is longer than {feed_bytes.BYLINE} characters."
    return None


def _is_byline(element: etree._Element) -> bool:
    names = ("author", "creator", "contributor", "editor", "webmaster", "publisher", "owner", "name", "email")
    return isinstance(element.tag, str) and element.tag.lower().endswith(names)


def _web_page(body: bytes, url: str) -> ParsedFeed:
    html = body[:HTML_BYTES].decode("utf-8", "replace")
    found = discover(html, url)
    if labels.is_challenge(html):
        sentence = "The site answered with a check for robots instead of the feed."
    elif found:
        sentence = f"This is a web page, not a feed; it names {found[0]} as its feed."
    elif labels.is_login(html):
        sentence = "The site answered with a login form instead of the feed."
    else:
        sentence = "This is a web page, not a feed, and it names none."
    return ParsedFeed(kind="html", problem=sentence, next_url=found[0] if found else "")
