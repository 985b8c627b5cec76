"""A page as lines in reading order, with what its markup calls each and how far from the headline it stands. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml import html as lxml_html

_UNREAD = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "select", "option", "textarea", "object", "video",
    "audio",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
_BOXES = frozenset({"article", "body", "html", "main", "section", "table"})
_ELSEWHERE_TAGS = frozenset({"aside", "figcaption", "footer", "form", "nav"})
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|kommentare?|comentarios?|commentaires?|disqus|replies|respond|related"
    r"|recommend(?:ed|ations?)|popular|trending|most-?read|most-?viewed|latest|recent(?:es)?|side-?bar|aside|teasers?"
    r"|footer|nav|navbar|navigation|menu|mainmenu|submenu|breadcrumbs?|cookies?|newsletter|promo|advert(?:isement)?"
    r"|caption|legend|archives?|carousel|slider|swiper|ticker|more-?(?:news|stories|articles)|read-?(?:more|next|also)"
    r"|see-?also|tweet|instagram-media|pull-?quote|embed)(?:$|[\s_-])|(?:^|\s)widget(?:$|[\s_-])"
)
_AUTHOR = re.compile(
    r"author(?!i[sz]|ity)|byline|autor(?!i[sz])|auteur|verfasser|redakteur|forfatter|författare|skribent|writer|schrijver"
)
_ABOUT_AUTHOR = re.compile(
    r"bio$|bio[^a-z]|biograph|desc|avatar|image|photo|count|follow|social|comment|caption|copyright|credit|tags|twitter"
    r"|box|category|title|date|time|link-|role|job|email|mail"
)
_SPACE = re.compile(r"\s+")
_TIMED = re.compile(r"date(?!picker)|time(?!line)|publish")
_FOUR_FIGURES = re.compile(r"\d{4}")
_STAMPS = ("datetime", "data-datetime", "data-timestamp", "data-date", "data-time", "data-published", "data-utime")
MOST_ELEMENTS = 15_000


class Line(NamedTuple):
    """One line. `place` counts the story's characters between the headline's end and it; below 0 it is above.

    `marks` are the class, id, itemprop and rel of what it stands in; `stamp` is the machine-readable time in it and
    `signed` what an element within it marks up as its author; `apart` counts the boxes between it and the headline,
    0 in the headline itself and -1 where none was found;
    `elsewhere` says that it belongs to another part of the page.
    """

    text: str
    tag: str
    marks: str
    stamp: str
    signed: str
    place: int
    apart: int
    linked: bool
    elsewhere: bool


class _Box(NamedTuple):
    tag: str
    marks: str
    elsewhere: bool
    block: bool


def read_lines(tree: lxml_html.HtmlElement, headline: lxml_html.HtmlElement | None) -> list[Line]:
    """The page's lines around `headline`; without one, places count from the top."""
    reader = _Reader(headline)
    body = tree.find("body")
    walk = etree.iterwalk(tree if body is None else body, events=("start", "end", "comment"))
    for seen, (event, node) in enumerate(walk):
        if seen > 2 * MOST_ELEMENTS:
            break
        if event == "comment":
            reader.add(node.tail)
        elif event == "end":
            reader.leave(node)
        elif not reader.enter(node):
            walk.skip_subtree()
    reader.end_line()
    return [line._replace(place=line.place - reader.zero) for line in reader.lines]


class _Reader:
    """Walks the page once; holds the boxes that it is in and the line that it is on."""

    def __init__(self, headline: lxml_html.HtmlElement | None) -> None:
        self.headline = headline
        # We walk the body alone, so what is around that is never left.
        self.around = {one for one in _with_boxes(headline) if one.tag != "html"}
        self.in_article = any(node.tag == "article" for node in self.around)
        self.boxes = [_Box("html", "", elsewhere=False, block=True)]
        self.lines: list[Line] = []
        self.place = self.zero = self.shared = self.articles = self.links = 0
        self.passed = False
        self._new_line()

    def _new_line(self) -> None:
        self.parts: list[str] = []
        self.marks: list[str] = []
        self.signed: list[str] = []
        self.stamp = ""
        self.unlinked = False

    def enter(self, node: lxml_html.HtmlElement) -> bool:
        """Step into an element; False when its content is not to be read."""
        tag = node.tag if isinstance(node.tag, str) else ""
        marks = " ".join(filter(None, map(node.get, ("class", "id", "itemprop", "rel", "role")))).lower()[:300]
        if tag in _BLOCKS:
            self.end_line()
        elsewhere = self.boxes[-1].elsewhere or (node not in self.around and self._is_elsewhere(tag, marks))
        self.boxes.append(_Box(tag, marks, elsewhere, tag in _BLOCKS))
        self.shared += node in self.around
        self.links += tag == "a"
        if tag in _UNREAD:
            return False
        if marks and tag not in _BLOCKS:
            self.marks.append(marks)
            if means_author(marks):
                self.signed.append(_SPACE.sub(" ", str(node.text_content())[:300]).strip())
        self.stamp = self.stamp or _stamp(node, tag, marks)
        self.add(node.text)
        return True

    def leave(self, node: lxml_html.HtmlElement) -> None:
        """Step out of an element and on to the text that follows it."""
        if self.boxes[-1].block:
            self.end_line()
        self.shared -= node in self.around
        if node is self.headline:
            self.end_line()
            self.zero, self.passed = self.place, True
        self.boxes.pop()
        self.links -= node.tag == "a"
        self.add(node.tail)

    def add(self, text: str | None) -> None:
        """Add text to the line; an element's edge is a gap, for what stands side by side need not touch."""
        if text and not text.isspace():
            self.parts.append(text)
            self.unlinked = self.unlinked or not self.links

    def end_line(self) -> None:
        """Put the line down, if anything is on it."""
        if self.parts or self.stamp:
            text, here = _SPACE.sub(" ", " ".join(self.parts)).strip(), self.boxes[-1]
            self.lines.append(
                Line(
                    text=text,
                    tag=next(box.tag for box in reversed(self.boxes) if box.block),
                    marks=self._marks(),
                    stamp=self.stamp,
                    signed=", ".join(filter(None, dict.fromkeys(self.signed[:8]))),
                    place=self.place,
                    apart=len(self.around) - self.shared if self.around else -1,
                    linked=not self.unlinked,
                    elsewhere=here.elsewhere,
                )
            )
            self.place += 0 if here.elsewhere else len(text)
        self._new_line()

    def _marks(self) -> str:
        """What the line's own elements and the two or three boxes right around it are called."""
        outer: list[str] = []
        for box in reversed(self.boxes[-3:]):
            if box.tag in _BOXES:
                break
            outer.append(box.marks)
        return " ".join([*outer, *self.marks])[:600]

    def _is_elsewhere(self, tag: str, marks: str) -> bool:
        if tag in _ELSEWHERE_TAGS:
            # The foot of an article often says when it was written, the foot of a page never does.
            return tag != "footer" or not any(box.tag == "article" for box in self.boxes)
        if tag == "header":
            above = bool(self.around) and not self.passed
            return above and not any(box.tag in {"article", "main"} for box in self.boxes)
        if tag == "article":
            return self._is_other_article()
        return bool(marks) and _means_elsewhere(marks)

    def _is_other_article(self) -> bool:
        """Whether this article is not the page's own: that holds the headline, or is the first after it."""
        before = bool(self.around) and not self.passed
        self.articles += not before
        return self.in_article or before or self.articles > 1


def _with_boxes(node: lxml_html.HtmlElement | None) -> list[lxml_html.HtmlElement]:
    return [] if node is None else [node, *node.iterancestors()]


@lru_cache(maxsize=4096)
def means_author(marks: str) -> bool:
    """Whether an element's names say that an author's name stands in it, not his picture or his life."""
    return any(_AUTHOR.search(mark) and not _ABOUT_AUTHOR.search(mark) for mark in marks.split())


@lru_cache(maxsize=4096)
def _means_elsewhere(marks: str) -> bool:
    return _ELSEWHERE.search(marks) is not None


def _stamp(node: lxml_html.HtmlElement, tag: str, marks: str) -> str:
    """The time that an element states for machines."""
    if tag == "time" or "datepublished" in marks:
        given = node.get("datetime") or node.get("content")
    elif tag == "abbr" or _TIMED.search(marks) or "time" in tag:
        given = node.get("title")
    else:
        return ""
    given = given or next(filter(None, map(node.get, _STAMPS)), "")
    return given.strip()[:60] if _FOUR_FIGURES.search(given) else ""
