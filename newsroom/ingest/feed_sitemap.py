"""Sitemaps and news sitemaps (sitemaps.org 0.9) read into entries. Pure; expands no entity, loads nothing."""

from lxml import etree

from newsroom.ingest import dates
from newsroom.ingest.entry import Entry, ParsedFeed
from newsroom.ingest.links import absolute


def read(body: bytes, url: str) -> ParsedFeed:
    """The sitemap in `body`, newest addresses first; of an index, the part to read next."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    root = etree.fromstring(body, parser)
    if root is None:
        return ParsedFeed(problem="The sitemap is too broken to read.")
    if _name(root) == "sitemapindex":
        return _index(root, url)
    entries = [_entry(node, url) for node in root if _name(node) == "url"]
    entries.sort(key=lambda entry: entry.published.timestamp() if entry.published else 0.0, reverse=True)
    news = any(entry.title for entry in entries)
    return ParsedFeed(
        kind="news-sitemap" if news else "sitemap",
        title=next((entry.source_name for entry in entries if entry.source_name), ""),
        language=next((entry.language for entry in entries if entry.language), ""),
        entries=tuple(entry for entry in entries if entry.url),
        problem=None if entries else "The sitemap lists no address.",
    )


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _texts(node: etree._Element) -> dict[str, str]:
    """The texts of all elements below `node` by local name; the first of a name wins."""
    found: dict[str, str] = {}
    for child in node.iterdescendants():
        parent = child.getparent()
        name = _name(child)
        if name == "loc" and parent is not None and _name(parent) == "image":
            name = "image-loc"
        found.setdefault(name, " ".join((child.text or "").split()))
    return found


def _entry(node: etree._Element, url: str) -> Entry:
    given = _texts(node)
    raw = given.get("publication_date") or given.get("lastmod", "")
    address = absolute(url, given["loc"]) if given.get("loc") else ""
    return Entry(
        guid=address,
        url=address,
        title=given.get("title", ""),
        published=dates.moment(raw),
        published_raw=raw,
        updated=dates.moment(given.get("lastmod", "")),
        language=given.get("language", ""),
        tags=tuple(tag.strip() for tag in given.get("keywords", "").split(",") if tag.strip()),
        image_url=absolute(url, given["image-loc"]) if given.get("image-loc") else "",
        source_name=given.get("name", ""),
    )


def _index(root: etree._Element, url: str) -> ParsedFeed:
    """The part to read next: one for news if there is one, else the newest."""
    parts = [_texts(node) for node in root if _name(node) == "sitemap"]
    parts = [part for part in parts if part.get("loc")]
    parts.sort(key=lambda part: ("news" in part["loc"].lower(), part.get("lastmod", "")), reverse=True)
    following = absolute(url, parts[0]["loc"]) if parts else ""
    sentence = f"This is an index of {len(parts)} sitemaps; {following} is the first."
    problem = sentence if following else "The sitemap index lists no sitemap."
    return ParsedFeed(kind="sitemap", next_url=following, problem=problem)
