"""A sanitised body as blocks: paragraphs, headings, items and cells, each with its words. Pure."""

import re
from dataclasses import dataclass
from html import unescape

PARAGRAPH, HEADING, ITEM, CELL, QUOTE, CAPTION = "paragraph", "heading", "item", "cell", "quote", "caption"
LONGEST = 200_000
"""Characters of a body that are looked at; no story is longer."""

_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>""")
_LANG = re.compile(r'\slang="')
_ROLES = {
    "p": PARAGRAPH,
    "div": PARAGRAPH,
    "li": ITEM,
    "dd": ITEM,
    "dt": ITEM,
    "td": CELL,
    "th": CELL,
    "tr": CELL,
    "blockquote": QUOTE,
    "figcaption": CAPTION,
    "caption": CAPTION,
} | {f"h{level}": HEADING for level in range(1, 7)}
_ENDING = frozenset(["ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "figure", "section", "article", "pre", "hr"])
_EMPHASIS = frozenset(["strong", "b", "em", "i"])


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text. `number` counts paragraphs, quotes and items from 1; headings and cells bear the last one's.

    `own` is the text without what is marked with a language of its own; `emphasised` says that it is emphasis alone.
    """

    role: str
    text: str
    number: int = 0
    own: str = ""
    emphasised: bool = False


class _Reader:
    """Gathers text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.stack: list[str] = []
        self.marked: list[str] = []
        self.words: list[str] = []
        self.own: list[str] = []
        self.plain = self.stressed = 0
        self.number = 0

    def take(self, raw: str) -> None:
        text = unescape(raw) if "&" in raw else raw
        self.words.append(text)
        if not self.marked:
            self.own.append(text)
        if text.strip():
            if any(name in _EMPHASIS for name in self.stack[-2:]):
                self.stressed += 1
            else:
                self.plain += 1

    def end(self) -> None:
        text = " ".join("".join(self.words).split())
        if text:
            role = self.role()
            if role in {PARAGRAPH, ITEM, QUOTE}:
                self.number += 1
            own = " ".join("".join(self.own).split())
            self.blocks.append(Block(role, text, self.number, own, self.stressed > 0 and not self.plain))
        self.words, self.own = [], []
        self.plain = self.stressed = 0

    def role(self) -> str:
        """The nearest block around; a quotation and an item stay what they are though paragraphs stand in them."""
        around = [_ROLES[name] for name in self.stack if name in _ROLES]
        for strong in (HEADING, CAPTION, CELL, ITEM, QUOTE):
            if strong in around:
                return strong
        return PARAGRAPH

    def tag(self, name: str, attributes: str, *, closes: bool) -> None:
        if name == "br":
            self.words.append("\n")
            self.own.append("\n")
            return
        if name in _ROLES or name in _ENDING:
            self.end()
        if not closes:
            if name not in {"img", "hr", "wbr", "col", "source"}:
                self.stack.append(name)
                if _LANG.search(attributes) and name not in _ROLES:
                    self.marked.append(name)
        elif name in self.stack:
            while self.stack.pop() != name:
                continue
            if self.marked and self.marked[-1] == name:
                self.marked.pop()


def read(html: str) -> tuple[Block, ...]:
    """The blocks of a sanitised body, in order; in time linear in its length."""
    html = html[:LONGEST]
    reader = _Reader()
    place = 0
    for tag in _TAG.finditer(html):
        if tag.start() > place:
            reader.take(html[place : tag.start()])
        reader.tag(tag[2], tag[3], closes=bool(tag[1]))
        place = tag.end()
    if place < len(html):
        reader.take(html[place:])
    reader.end()
    return tuple(reader.blocks)


def of_lines(text: str) -> tuple[Block, ...]:
    """Plain text as blocks: a paragraph a line."""
    lines = (" ".join(line.split()) for line in text[:LONGEST].split("\n"))
    return tuple(Block(PARAGRAPH, line, place, line) for place, line in enumerate(filter(None, lines), 1))
