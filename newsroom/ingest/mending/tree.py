"""An article's HTML as a tree, and what the mends on it have in common. Pure; changes order of nothing."""

import re
from typing import TypeAlias

from lxml import etree
from lxml import html as lxml_html

from articles.markup import DEPTH

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = ("p", "div", "li", "blockquote", *HEADINGS)
_HOLDERS = frozenset([*BLOCKS, "ul", "ol", "table"])
_SHOWS = ("img", "picture", "video", "audio", "iframe", "table", "hr", "svg", "figure", "embed", "object")

Element: TypeAlias = lxml_html.HtmlElement


def words(line: str) -> str:
    """What two lines have in common that say the same."""
    return " ".join(re.findall(r"\w+", line.casefold()))


def text(element: Element) -> str:
    """The words in an element, its spaces folded."""
    return " ".join("".join(element.itertext()).split())


def place(element: Element) -> str:
    """Where an element stands, for people."""
    return f"<{element.tag}>"


def remove(element: Element) -> None:
    """Take a block out without letting the words before and after it run together."""
    previous, parent = element.getprevious(), element.getparent()
    before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    if before[-1:].isalnum() and (element.tail or "")[:1].isalnum():
        element.tail = f" {element.tail}"
    element.drop_tree()


def is_leaf(element: Element) -> bool:
    """Whether the element holds no block of its own."""
    return not any(child.tag in _HOLDERS for child in element.iterdescendants())


def shows_something(element: Element) -> bool:
    """Whether there is something to see in an element besides words."""
    return next(element.iter(*_SHOWS), None) is not None


def leaves(root: Element) -> list[tuple[int, Element]]:
    """The blocks that hold words and no block of their own, each with its number among all blocks."""
    found = enumerate(root.iterdescendants(*BLOCKS), 1)
    return [(number, element) for number, element in found if is_leaf(element) and text(element)]


def parsed(html: str) -> Element | None:
    """`html` as the children of one div; None when there is nothing to parse, or it is too deep."""
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        root = lxml_html.document_fromstring(f"<html><body><div>{html}".encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    body = root.find("body")
    if body is None or not len(body):
        return None
    holder = body[0]
    for stray in list(body[1:]):  # what an unpaired </div> in the input pushed out of the holder
        holder.append(stray)
    return None if _too_deep(holder) else holder


def _too_deep(root: Element) -> bool:
    depth = 0
    pending = [(root, 0)]
    while pending and depth <= DEPTH:
        element, depth = pending.pop()
        pending += [(child, depth + 1) for child in element]
    return depth > DEPTH


def written(root: Element) -> str:
    """The HTML inside `root`."""
    whole = str(lxml_html.tostring(root, encoding="unicode", with_tail=False))
    return whole.removeprefix("<div>").removesuffix("</div>").strip()
