"""A page's headline, and the element in which it stands: what its data and its top headings agree on. Pure."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import html as lxml_html

from newsroom.ingest.page_data import PageData, as_text, letters, line

_SEPARATED = re.compile(r"\s+[|–—·•:»›-]+\s+|\s*[|»]\s*")
_DAY_IN_FRONT = re.compile(r"^\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{4}|\d{2})\s*[-–—|:•]?\s*(?=\D)")
_HOME = re.compile(r"(?:https?:)?(?://[^/]{1,100})?/?(?:index\.\w{2,5})?$")
_META = ("twitter:title", "dc.title", "cxenseparse:title", "parsely-title", "sailthru.title", "citation_title", "title")
_HEADINGS = ("h1", "h2", "h3", "h4")
_OTHERS = ("p", "div", "span", "strong", "b", "font", "td", "h5", "h6", "a")
_NOT_THERE = frozenset({"nav", "aside", "footer"})
_MOST_HEADINGS = 40
_MOST_SHOWN = 5000


class Title(NamedTuple):
    """The headline, and the element that shows it; None when no element does."""

    text: str
    element: lxml_html.HtmlElement | None


def read_title(tree: lxml_html.HtmlElement, data: PageData, site: str, host: str) -> Title:
    """The heading that a stated title agrees with, else the stated title without the site's name."""
    sites = [site, host.removeprefix("www.").rpartition(".")[0]]
    stated = list(_stated(tree, data, sites))
    headings = [heading for node in islice(tree.iter("h1"), _MOST_HEADINGS) if (heading := _heading(node))]
    for agree in (_same, _shorter, _longer, _alike):
        for title in stated:
            for heading in headings:
                if chosen := agree(heading.text, title):
                    return Title(chosen, heading.element)
    text = _whole(stated) or (headings[0].text if headings else "")
    element = _shown(tree, text)
    # Where another heading says what the title says, the only h1 is that of the site or of another story.
    sole = headings[0] if len(headings) == 1 and not _is_heading(element) else None
    if sole and (len(sole.text) > 20 or _is_first_part(sole.text, text, sites)):
        return sole
    return Title(text, element)


def _stated(tree: lxml_html.HtmlElement, data: PageData, sites: list[str]) -> Iterator[str]:
    """The titles that the page states, surest first, each without the site's name and a day in front."""
    given = [data.meta.get("og:title", ""), line(data.article.get("headline"))]
    given += [data.meta.get(name, "") for name in _META]
    given += [str(text) for text in tree.xpath("//head/title/text()")[:1]]
    seen = set()
    for one in given:
        text = _DAY_IN_FRONT.sub("", _without_site(as_text(one)[:500], sites))
        if text and text not in seen:
            seen.add(text)
            yield text


def _heading(node: lxml_html.HtmlElement) -> Title | None:
    if any(box.tag in _NOT_THERE for box in node.iterancestors()):
        return None
    # A heading that leads home is the name of the site.
    if any(link.get("href") and _HOME.match(link.get("href")) for link in node.iter("a")):
        return None
    text = _DAY_IN_FRONT.sub("", line(str(node.text_content()))[:500])
    return Title(text, node) if letters(text) else None


def _same(heading: str, title: str) -> str:
    return heading if letters(heading) == letters(title) else ""


def _shorter(heading: str, title: str) -> str:
    """The heading, when it is most of the title: the rest is the name of the site or of a section."""
    short, long = letters(heading), letters(title)
    return heading if short in long and len(short) * 2 >= len(long) else ""


def _longer(heading: str, title: str) -> str:
    """The title, when it is most of the heading: the rest is a kicker, a day or a list of sections."""
    return title if _shorter(title, heading) else ""


def _alike(heading: str, title: str) -> str:
    """The heading, when it says much the same in other words."""
    said, meant = (set(re.findall(r"\w{3,}", text.casefold())) for text in (heading, title))
    return heading if len(said & meant) >= 3 and 2 * len(said & meant) >= min(len(said), len(meant)) else ""


def _is_heading(element: lxml_html.HtmlElement | None) -> bool:
    return element is not None and any(node.tag in _HEADINGS for node in (element, *element.iterancestors()))


def _is_first_part(heading: str, title: str, sites: list[str]) -> bool:
    """Whether a title is a short heading and then the site's name, which need not be known."""
    parts = [letters(part) for part in _SEPARATED.split(title)]
    return len(parts) == 2 and parts[0] == letters(heading) and not _is_site(heading, sites)


def _whole(stated: list[str]) -> str:
    """The first stated title; or the one that goes on where a quotation mark in it has cut that short."""
    for title in stated[1:] if stated else []:
        if title.startswith(stated[0]) and title[len(stated[0]) :].lstrip()[:1] in {'"', "'", "“", "«"}:
            return title
    return stated[0] if stated else ""


def _shown(tree: lxml_html.HtmlElement, text: str) -> lxml_html.HtmlElement | None:
    """The first element that holds the headline and nothing else; a link leads to it more often than it is one."""
    wanted, linked = letters(text), None
    for tags in (_HEADINGS, _OTHERS) if wanted else ():
        for node in islice(tree.iter(*tags), _MOST_SHOWN):
            own = node.text or ""
            if len(own) < 2 * len(text) + 200 and letters(own) == wanted:
                if node.tag != "a" and node.getparent().tag != "a":
                    return node
                linked = node if linked is None else linked
    return linked


def _without_site(title: str, sites: list[str]) -> str:
    """`title` without the site's name at either end, known from page and address, or as a short piece beside a |."""
    for _ in range(3):
        parts = list(_SEPARATED.finditer(title))
        if not parts:
            break
        first, rest = title[: parts[0].start()].strip(), title[parts[0].end() :].strip()
        head, tail = title[: parts[-1].start()].strip(), title[parts[-1].end() :].strip()
        if head and (_is_site(tail, sites) or _is_tag(tail, head, parts[-1].group())):
            title = head
        elif rest and (_is_site(first, sites) or _is_tag(first, rest, parts[0].group())):
            title = rest
        else:
            break
    return title


def _is_tag(piece: str, rest: str, sign: str) -> bool:
    return "|" in sign and len(piece.split()) <= 4 < len(rest.split())


def _is_site(piece: str, sites: list[str]) -> bool:
    """Whether `piece` is a site's name, or that and a little more, such as its town."""
    short = letters(piece)
    for name in map(letters, sites):
        if len(short) > 2 and len(name) > 2 and (short in name or (len(name) > 4 and _is_little_more(name, short))):
            return True
    return False


def _is_little_more(name: str, short: str) -> bool:
    return name in short and len(short) < 2 * len(name)
