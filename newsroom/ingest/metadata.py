"""What a page says about itself: headline, byline, date, language, picture. Pure; it makes up no author."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from htmldate import find_date
from lxml import html as lxml_html

from newsroom.ingest import dates

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review|LiveBlog|VideoObject|Recipe)", re.IGNORECASE)
_SEPARATED = re.compile(r"\s+[|–—·•:»-]+\s+|\s*[|»]\s*")
_BYLINE_START = re.compile(
    r"(?i)^(?:by|von|par|por|di|door|av|af|od|autor(?:es)?:?|author:?|text:?|written by|posted by)\s+"
)
_NOT_A_NAME = re.compile(
    r"(?i)https?:|www\.|@|\d{3}|^(?:admin|administrator|editor|staff|redaktion|redacci[oó]n|author|web ?master)$"
)
_SPACE = re.compile(r"\s+")


class Facts(NamedTuple):
    """A page's own statements; "" and None where it makes none."""

    title: str = ""
    author: str = ""
    date: datetime | None = None
    date_raw: str = ""
    language: str = ""
    canonical: str = ""
    site_name: str = ""
    image: str = ""
    base: str = ""


def read(tree: lxml_html.HtmlElement, html: str, url: str) -> Facts:
    """Collect what the page states, most explicit statement first."""
    meta = _meta(tree)
    data = next(_articles(tree), {})
    site = meta.get("og:site_name", "") or _name(data.get("publisher"))
    raw, at = _date(tree, html, url, meta, data)
    return Facts(
        title=_title(tree, meta, data, site),
        author=_author(tree, meta, data, site),
        date=at,
        date_raw=raw,
        language=_language(tree, meta, data),
        canonical=_first(tree, "//link[contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href")
        or meta.get("og:url", ""),
        site_name=site,
        image=meta.get("og:image", "") or meta.get("twitter:image", "") or _image(data.get("image")),
        base=_first(tree, "//base/@href") if _first(tree, "//base/@href").startswith("http") else "",
    )


def _line(text: Any) -> str:
    return _SPACE.sub(" ", str(text or "")).strip()


def _first(tree: lxml_html.HtmlElement, path: str) -> str:
    found = tree.xpath(path)
    return _line(found[0]) if found else ""


def _meta(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """All meta tags by name, property or itemprop in lower case; the first of a name wins."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = _line(tag.get("content"))
        for kind in ("property", "name", "itemprop", "http-equiv"):
            if tag.get(kind) and content:
                found.setdefault(tag.get(kind).strip().lower(), content)
    return found


def _articles(tree: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The page's schema.org article objects, in order."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        try:
            data = json.loads(str(script).strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            if _ARTICLE_TYPES.search(str(thing.get("@type", ""))):
                yield thing


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for one in data[:50]:
            yield from _things(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph", []), depth + 1)
        yield from _things(data.get("mainEntity", []), depth + 1)


def _name(thing: Any) -> str:
    if isinstance(thing, list):
        return ", ".join(dict.fromkeys(name for one in thing[:8] if (name := _name(one))))
    return (
        _line(thing.get("name")) if isinstance(thing, dict) and isinstance(thing.get("name"), str) else _text_of(thing)
    )


def _text_of(thing: Any) -> str:
    return _line(thing) if isinstance(thing, str) else ""


def _image(thing: Any) -> str:
    if isinstance(thing, list):
        return _image(thing[0]) if thing else ""
    return _text_of(thing.get("url")) if isinstance(thing, dict) else _text_of(thing)


def _title(tree: lxml_html.HtmlElement, meta: dict[str, str], data: dict[str, Any], site: str) -> str:
    """The page's top heading when a declared title contains it, else the declared title without the site's name."""
    declared = (
        meta.get("og:title") or _text_of(data.get("headline")) or meta.get("twitter:title") or meta.get("title", "")
    )
    declared = lxml_text(declared) or _first(tree, "//head/title/text()")
    headings = [_line(heading.text_content()) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    for heading in headings:
        mostly = len(_letters(heading)) * 2 >= len(_letters(_without_site(declared, site)))
        if mostly and _letters(heading) in _letters(declared):
            return heading
    if len(headings) == 1 and len(headings[0]) > 20:
        return headings[0]
    return _without_site(declared, site) or (headings[0] if headings else "")


def lxml_text(text: str) -> str:
    """A title as text: some sites escape it twice or put tags into it."""
    if "&" not in text and "<" not in text:
        return _line(text)
    return _line(lxml_html.fromstring(f"<p>{text}</p>").text_content())


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _without_site(title: str, site: str) -> str:
    """`title` without a trailing site name: the one the page states, or a short tail after | or »."""
    parts = list(_SEPARATED.finditer(title))
    if not parts:
        return title
    first, rest = title[: parts[0].start()], title[parts[0].end() :]
    if "|" in parts[0].group() and len(first.split()) <= 4 < len(rest.split()):
        return rest.strip()
    head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
    same = bool(site) and (_letters(tail) in _letters(site) or _letters(site) in _letters(tail))
    short = "|" in parts[-1].group() and len(tail.split()) <= 4
    return head.strip() if head.strip() and (same or short) else title


def _author(tree: lxml_html.HtmlElement, meta: dict[str, str], data: dict[str, Any], site: str) -> str:
    """The byline that the page states in its data or marks up as one; never a guess from its text."""
    stated = [
        _name(data.get("author")),
        meta.get("author", ""),
        meta.get("article:author", ""),
        meta.get("dc.creator", ""),
    ]
    stated += [meta.get("parsely-author", ""), meta.get("sailthru.author", "")]
    paths = (
        "//*[@itemprop='author']//*[@itemprop='name']", "//*[@rel='author']", "//*[@itemprop='author']",
        "//*[contains(concat(' ', @class, ' '), ' byline__name ')]",
        "//*[contains(concat(' ', @class, ' '), ' author-name ')]",
    )  # fmt: skip
    for path in paths:
        found = [_line(node.text_content()) for node in tree.xpath(path)[:4]]
        stated.append(", ".join(dict.fromkeys(name for name in found if name)))
    return next((name for one in stated if (name := _person(one, site))), "")


def _person(name: str, site: str) -> str:
    name = _BYLINE_START.sub("", _line(lxml_text(name)))
    too_long = len(name) > 120 or len(name.split()) > 14
    if not name or too_long or _NOT_A_NAME.search(name) or (site and _letters(name) == _letters(site)):
        return ""
    return name


def _date(
    tree: lxml_html.HtmlElement, html: str, url: str, meta: dict[str, str], data: dict[str, Any]
) -> tuple[str, datetime | None]:
    """The first date that can be read: stated in data, stated in meta tags, then found by htmldate."""
    stated = [
        _text_of(data.get("datePublished")), meta.get("article:published_time", ""), meta.get("datepublished", ""),
        meta.get("og:article:published_time", ""), meta.get("parsely-pub-date", ""), meta.get("sailthru.date", ""),
    ]  # fmt: skip
    for raw in stated:
        if raw and (at := dates.moment(raw)) is not None:
            return raw, at
    try:
        found = find_date(html, url=url, original_date=True, extensive_search=True) or ""
    except Exception:
        # A date finder that trips over a page must not cost us the page.
        found = ""
    return found, dates.moment(found) if found else None


def _language(tree: lxml_html.HtmlElement, meta: dict[str, str], data: dict[str, Any]) -> str:
    found = (
        tree.get("lang")
        or meta.get("content-language")
        or _text_of(data.get("inLanguage"))
        or meta.get("og:locale", "")
    )
    found = found.split(",")[0].strip().replace("_", "-")
    return found if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", found) else ""
