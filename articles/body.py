"""A stored, already sanitised body made ready for the page: headings in order with ids, tables that scroll. Pure.

Cleans nothing: what it is given must come out of `sanitize.clean`, whose well-formed output its patterns rely on.
Pictures on foreign hosts become links, because our pages call nobody else (law 5).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape, unescape

from articles import tables
from articles.sanitize import plain_text
from articles.slugs import unique_slug

_HEADING = re.compile(r"<h([2-6])((?:\s[a-z]+=\"[^\"]*\")*)>(.*?)</h\1>", re.DOTALL)
_IMAGE = re.compile(r"<(?:(a)(?=[\s>])|(/a)>|img((?:\s[a-z]+=\"[^\"]*\")*)\s?/?>)")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
_OWN_LINK = '<a((?: [a-z]+="[^"]*")*?) href="{own}([^"]*)"([^>]*?) rel="noopener nofollow ugc"'
_ALT = re.compile(r"(?<=\salt=\")[^\"]*")
CONTENTS_FROM = 3


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Body:
    """The HTML to show and its second-level headings."""

    html: str
    contents: tuple[Entry, ...] = field(default=())

    @property
    def has_contents(self) -> bool:
        """Whether there are enough headings for a table of contents to help."""
        return len(self.contents) >= CONTENTS_FROM


def shape(html: str, *, own: str = "", table: str = "Table", picture: str = "Picture") -> Body:
    """The body with ids on its headings, no level skipped, its tables in frames that scroll.

    `own` is the beginning of our own addresses: links there are ones to follow. `table` and `picture` are words for
    readers.
    """
    headings = _Headings()
    html = _HEADING.sub(headings.place, html)
    html = _IMAGE.sub(_Pictures(own, picture, headings.titles).place, html)
    if own:
        html = re.sub(_OWN_LINK.format(own=re.escape(own)), r'<a\1 href="/\2"\3', html)
    return Body(tables.shape(html, word=table), tuple(headings.contents))


class _Headings:
    """Gives each heading an id that no other has, and brings its level down to one below the last."""

    def __init__(self) -> None:
        self.level = 1
        self.taken: set[str] = set()
        self.titles: set[str] = set()
        self.contents: list[Entry] = []

    def place(self, heading: re.Match[str]) -> str:
        level, attributes, inner = int(heading[1]), heading[2], heading[3]
        self.level = level = min(level, self.level + 1)
        title = " ".join(plain_text(inner).split())
        name = "s-" + unique_slug(title, lambda slug: f"s-{slug}" in self.taken, fallback="part")
        self.taken.add(name)
        self.titles.add(title.casefold())
        if level == 2:
            self.contents.append(Entry(name, title))
        return f'<h{level} id="{escape(name)}"{attributes}>{inner}</h{level}>'


class _Pictures:
    """Leaves our own pictures as they are, loaded when needed; a foreign one becomes a link to where it stands.

    One that says what a heading says already says nothing: nobody should hear the heading twice.
    """

    def __init__(self, own: str, word: str, headings: Collection[str]) -> None:
        self.own, self.word, self.headings = own, word, headings
        self.in_link = False

    def place(self, tag: re.Match[str]) -> str:
        if tag[3] is None:
            self.in_link = tag[1] is not None
            return tag[0]
        values = dict(_ATTRIBUTE.findall(tag[3]))
        src, alt = values.get("src", ""), values.get("alt", "")
        if self.own and src.startswith(self.own):
            repeats = not self.in_link and " ".join(unescape(alt).split()).casefold() in self.headings
            return f'<img{_ALT.sub("", tag[3]) if repeats else tag[3]} loading="lazy">'
        label = f"{self.word}: {alt}" if alt else self.word
        if self.in_link or not src:
            return label
        return f'<a class="elsewhere" href="{src}" rel="noopener nofollow ugc">{label}</a>'
