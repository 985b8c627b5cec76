"""CSS selectors of an editor on a page of a stranger: what to drop, what to take. Pure; changes but the tree it gets.

One selector a line. What matches nothing is said, for it is how a redesign of the site shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError, SelectorSyntaxError
from lxml import etree
from lxml import html as lxml_html
from lxml.cssselect import CSSSelector

LINES = 20
SHOWN = 12
EXCERPT = 100
_UNREAD = frozenset(["script", "style", "noscript", "template"])
# lxml's own translator calls back into Python for :contains(), and that call reads freed memory on a second document.
_PLAIN = HTMLTranslator()


class BadSelector(ValueError):
    """A line that is no selector; `str()` says which line and why."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What selectors made of a page: the HTML that was taken, what was dropped in a few words, what matched nothing."""

    html: str = ""
    dropped: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def lines(typed: str) -> tuple[str, ...]:
    """The selectors of a text field, one a line; empty lines are passed over."""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


def problems(typed: str) -> list[str]:
    """What is wrong with the selectors of a text field, each with its line; nothing where all is well."""
    numbered = [(number, line.strip()) for number, line in enumerate(typed.splitlines(), start=1) if line.strip()]
    found = [f"There are {len(numbered)} selectors; use no more than {LINES}."] if len(numbered) > LINES else []
    for number, line in numbered[:LINES]:
        try:
            compiled(line)
        except BadSelector as error:
            found.append(f"Line {number}, “{line[:60]}”: {error}")
    return found


@lru_cache(maxsize=256)
def compiled(selector: str) -> CSSSelector:
    """A selector ready for use. Raises BadSelector."""
    try:
        found = CSSSelector(selector, translator=_PLAIN)
        found(lxml_html.Element("p"))
    except (SelectorError, etree.XPathError, RecursionError, ValueError) as error:
        raise BadSelector(_explained(selector, error)) from error
    return found


def apply(tree: Any, take: Iterable[str], drop: Iterable[str]) -> Selected:
    """Drop what is to be dropped from the tree, then take the rest in its order, nothing of it twice. Never raises."""
    gone, idle = _matched(tree, drop)
    outermost = list(_outermost(tree, gone - {tree}))
    dropped = _told(outermost)
    for element in outermost:
        element.drop_tree()
    taken, silent = _matched(tree, take)
    html = "\n".join(
        etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        for element in _outermost(tree, taken)
    )
    return Selected(html, dropped, (*silent, *idle))


def _matched(tree: Any, selectors: Iterable[str]) -> tuple[set[Any], list[str]]:
    """The elements that any of the selectors match, and the selectors that match none."""
    found: set[Any] = set()
    silent = []
    for selector in selectors:
        try:
            elements = compiled(selector)(tree)
        except (BadSelector, etree.XPathError):
            elements = []
        found.update(elements)
        if not elements:
            silent.append(selector)
    return found, silent


def _outermost(tree: Any, found: set[Any]) -> Iterable[Any]:
    """The elements in document order, without those that stand inside another of them."""
    ended: Any = None
    for event, element in etree.iterwalk(tree, events=("start", "end")) if found else ():
        if event == "start" and ended is None and element in found:
            ended = element
            yield element
        elif event == "end" and element is ended:
            ended = None


def _told(elements: list[Any]) -> tuple[str, ...]:
    """What was dropped, in a few words each, as far as a person wants to read on."""
    shown = [f"{_name(element)}: {_words(element)}".rstrip(": ") for element in elements[:SHOWN]]
    more = len(elements) - SHOWN
    return (*shown, f"… and {more} more") if more > 0 else tuple(shown)


def _name(element: Any) -> str:
    """An element as a selector would call it: its tag, with its id or its first class."""
    mark = f"#{element.get('id')}" if element.get("id") else ""
    classes = (element.get("class") or "").split()
    return f"{element.tag}{mark or (f'.{classes[0]}' if classes else '')}"[:60]


def _words(element: Any) -> str:
    if element.tag in _UNREAD:
        return ""
    text = " ".join(" ".join(element.itertext(with_tail=False)).split())
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"


def _explained(selector: str, error: Exception) -> str:
    """Why a line is no selector, for an editor."""
    if selector.startswith("/"):
        return "this is an XPath; write a CSS selector, such as “article .body”."
    if "::" in selector:
        return "a pseudo-element (::) stands for nothing on the page; name an element."
    if isinstance(error, SelectorSyntaxError):
        said = str(error)[:120]
        return f"this is no CSS selector ({said[:1].lower()}{said[1:]})."
    return f"this selector is not understood here ({str(error)[:120].rstrip('.')})."
