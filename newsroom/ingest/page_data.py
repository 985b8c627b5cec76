"""What a page tells machines: its meta tags and its schema.org objects. Pure; what is broken or hostile is skipped."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review|LiveBlog|VideoObject|Recipe)", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:(?:Web|About|FAQ|Item)Page|WebContent|MediaObject|CreativeWork)\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:/\*\s?)?(?://\s?)?(?:<!--|<!\[CDATA\[)(?:\s?\*/)?")
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
_BROKEN_FIELD = re.compile(r'"(datePublished|dateCreated|dateModified|headline)"\s{0,9}:\s{0,9}"([^"\n]{4,300})"')
_BROKEN_AUTHOR = re.compile(r'"author"\s{0,9}:[\s\[]{0,99}\{[^{}\[\]]{0,300}?"name"\s{0,9}:\s{0,9}"([^"\n]{2,120})"')
_SPACE = re.compile(r"\s+")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
MOST_THINGS = 500
DEEPEST = 8


class PageData(NamedTuple):
    """The meta tags; the main article and the dated web page as schema.org objects; all such objects by their @id.

    `fits` says whether the article is surely the page's own.
    """

    meta: dict[str, str]
    article: dict[str, Any]
    page: dict[str, Any]
    named: dict[str, dict[str, Any]]
    fits: bool


def read_data(tree: lxml_html.HtmlElement, url: str) -> PageData:
    """Collect all that is stated; of several articles, the one that the page itself is about."""
    meta, things = _meta(tree), list(_things(tree))
    articles = [thing for thing in things if _ARTICLE.search(_type(thing))]
    title = meta.get("og:title", "") or line("".join(tree.xpath("string(//title)")))
    addresses = {_place(one) for one in (url, meta.get("og:url", ""), canonical(tree)) if one}
    best = max(articles, key=lambda thing: _fit(thing, title, addresses), default={})
    fits = _fit(best, title, addresses) >= 3 or (len(articles) == 1 and not _is_of_another(best, title))
    page = next((thing for thing in things if _PAGE.search(_type(thing)) and "datePublished" in thing), {})
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    return PageData(meta, best, page, named, fits)


def line(text: Any) -> str:
    """`text` in one line; "" for what is no text."""
    return _SPACE.sub(" ", text).strip() if isinstance(text, str) else ""


def as_text(text: str) -> str:
    """A title as text: some sites escape it twice or put tags into it."""
    if "&" not in text and "<" not in text:
        return line(text)
    try:
        return line(str(lxml_html.fromstring(f"<p>{text}</p>").text_content()))
    except (etree.LxmlError, ValueError):
        return line(text)


def letters(text: str) -> str:
    """The letters and figures of `text` alone, for comparing."""
    return "".join(re.findall(r"\w", text.casefold()))


def canonical(tree: lxml_html.HtmlElement) -> str:
    """The address that the page gives as its own."""
    found = tree.xpath("//link[contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href")
    return line(str(found[0])) if found else ""


def _meta(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """All meta tags by name or property in lower case, the first of a name wins; and by itemprop where all agree."""
    found: dict[str, str] = {}
    items: dict[str, set[str]] = {}
    for tag in tree.iter("meta"):
        content = line(tag.get("content"))
        for kind in ("property", "name", "http-equiv") if content else ():
            if tag.get(kind):
                found.setdefault(tag.get(kind).strip().lower(), content)
        if content and tag.get("itemprop"):
            items.setdefault(tag.get("itemprop").strip().lower(), set()).add(content)
    # A list of other stories states the same things of each of them.
    return {name: contents.pop() for name, contents in items.items() if len(contents) == 1} | found


def _type(thing: dict[str, Any]) -> str:
    kind = thing.get("@type", "")
    return " ".join(one for one in kind if isinstance(one, str)) if isinstance(kind, list) else line(kind)


def _fit(thing: dict[str, Any], title: str, addresses: set[str]) -> int:
    """How well an article object fits the page: its headline, its address, and whether it has what an article has."""
    headline = letters(line(thing.get("headline")) or line(thing.get("name")))
    page = thing.get("mainEntityOfPage")
    given = (thing.get("url"), thing.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    at = {_place(one) for one in given if isinstance(one, str)}
    told = bool(headline and letters(title)) and (headline in letters(title) or letters(title) in headline)
    dated = isinstance(thing.get("datePublished"), str)
    return 4 * told + 3 * bool(at & addresses) + dated + bool(thing.get("author")) - ("Video" in _type(thing))


def _is_of_another(thing: dict[str, Any], title: str) -> bool:
    """Whether an article object that gives another address than the page's has no word in common with it either."""
    said, meant = (set(re.findall(r"\w{4,}", text.casefold())) for text in (line(thing.get("headline")), title))
    return bool(isinstance(thing.get("url"), str) and said and meant and not said & meant)


def _place(address: str) -> str:
    """An address without its scheme, query and last slash, to compare with."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return unquote(f"{parts.netloc.removeprefix('www.')}{parts.path}").rstrip("/").lower()


def _things(tree: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Every schema.org object that the page states, outermost first."""
    left = MOST_THINGS
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        for thing in _inside(_loaded(script.text or "")):
            left -= 1
            if left < 0:
                return
            yield thing


def _loaded(text: str) -> Any:
    text = _OPENING.sub("", text.strip(), count=1).lstrip() if text.lstrip()[:1] in {"<", "/"} else text.strip()
    text = unescape(text) if text[1:].lstrip().startswith("&quot;") else text
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return _salvaged(text)


def _salvaged(text: str) -> dict[str, Any]:
    """The few fields we need, out of data that a quotation mark in the wrong place has broken."""
    if not _ARTICLE.search(text):
        return {}
    found: dict[str, Any] = {"@type": "Article"}
    for field in _BROKEN_FIELD.finditer(text):
        found.setdefault(field.group(1), field.group(2))
    author = _BROKEN_AUTHOR.search(text)
    return found | {"author": {"@type": "Person", "name": author.group(1)}} if author else found


def _inside(data: Any) -> Iterator[dict[str, Any]]:
    """The objects in `data`, level by level, without recursion."""
    level, depth = [data], 0
    while level and depth <= DEEPEST:
        following: list[Any] = []
        for one in level[:MOST_THINGS]:
            if isinstance(one, dict):
                yield one
                following += [one[key] for key in _INSIDE if isinstance(one.get(key), dict | list)]
            elif isinstance(one, list):
                following += one[:MOST_THINGS]
        level, depth = following, depth + 1
