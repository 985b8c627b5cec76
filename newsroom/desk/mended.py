"""The mends of a story as the review screen shows them: in groups with names for people, each with its difference."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom.desk.compare import Piece, words

NAMES: dict[str, Promise] = {
    "tag-debris": gettext_lazy("Tags printed as text"),
    "escaped-markup": gettext_lazy("Markup printed as text"),
    "broken-picture": gettext_lazy("Pictures that cannot be shown"),
    "table": gettext_lazy("Tables put together from their cells"),
    "lost-table": gettext_lazy("Remains of a table"),
    "repeated-row": gettext_lazy("Rows of a table said twice"),
    "repeated-table": gettext_lazy("Tables said twice"),
    "empty-cells": gettext_lazy("Bars of empty cells"),
    "only-marks": gettext_lazy("Lines of brackets or quotation marks alone"),
    "angle-brackets": gettext_lazy("Brackets of a lost tag"),
    "orphan-scrap": gettext_lazy("Scraps without a sentence"),
    "bullets": gettext_lazy("Bullets made lists"),
    "markdown": gettext_lazy("Markdown made text"),
    "heading": gettext_lazy("Lines read as headings"),
    "heading-level": gettext_lazy("Levels of headings"),
    "doubled-heading": gettext_lazy("Headings said twice"),
    "repeated-headline": gettext_lazy("The headline said again"),
    "outlet-in-headline": gettext_lazy("The outlet in the headline"),
    "introduction-label": gettext_lazy("Labels before the text"),
    "table-of-contents": gettext_lazy("Tables of contents"),
    "glued-date": gettext_lazy("A date before the first sentence"),
    "furniture": gettext_lazy("Buttons, menus and advertisements"),
    "own-address": gettext_lazy("Addresses of our own site"),
    "space-before": gettext_lazy("Space before a punctuation mark"),
    "space-after": gettext_lazy("No space after a punctuation mark"),
    "space-on-wrong-side": gettext_lazy("Space on the wrong side of a punctuation mark"),
    "space-in-brackets": gettext_lazy("Space inside brackets"),
    "punctuation": gettext_lazy("Spaces around punctuation"),
    "spaces": gettext_lazy("Spaces and line breaks"),
    "blank-lines": gettext_lazy("Empty lines at the end"),
    "empty-blocks": gettext_lazy("Empty paragraphs"),
    "wrapped-lines": gettext_lazy("Lines broken at a column"),
    "broken-sentence": gettext_lazy("Sentences broken over lines"),
    "language-unmarked": gettext_lazy("Words in another script, now marked with their language"),
}
PLACES: dict[str, Promise] = {
    "headline": gettext_lazy("headline"),
    "block": gettext_lazy("paragraph"),
    "line": gettext_lazy("line"),
    "table": gettext_lazy("table"),
    "picture": gettext_lazy("picture"),
    "list": gettext_lazy("list"),
    "link": gettext_lazy("link"),
    "heading": gettext_lazy("heading"),
    "end": gettext_lazy("end"),
}
LONGEST = 300
EMPTY = "empty blocks: "
"""How the mend of empty paragraphs is stored, before their number."""
DROPPED = "dropped"


@dataclass(frozen=True)
class Line:
    """One mend: where it stands, and the words that went and came. Without a `key` it cannot be undone."""

    place: str
    pieces: list[Piece]
    key: str
    undone: bool
    name: str


@dataclass
class Group:
    """The mends of one rule."""

    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def undone(self) -> int:
        """How many of them an editor has undone."""
        return sum(line.undone for line in self.lines)


def groups(mends: Iterable[dict[str, Any]]) -> list[Group]:
    """The mends by rule, the largest group last, so that what is rare is seen first."""
    found: dict[str, Group] = {}
    for mend in mends:
        rule = str(mend.get("rule", ""))
        name = str(NAMES.get(rule, rule.replace("-", " ").capitalize()))
        found.setdefault(rule, Group(name)).lines.append(_line(mend))
    return sorted(found.values(), key=lambda group: len(group.lines))


def _line(mend: dict[str, Any]) -> Line:
    before, after = _in_words(str(mend.get("before", ""))), str(mend.get("after", ""))
    said = (after or before)[:60]
    return Line(
        _place(str(mend.get("place", ""))), pieces(before, after), mend.get("key", ""), bool(mend.get("undone")), said
    )


def _in_words(before: str) -> str:
    """What was there; of empty paragraphs, of which the mend tells only the number, how many there were."""
    number = before.removeprefix(EMPTY)
    if number == before or not number.isdecimal():
        return before
    return ngettext("%(n)s empty paragraph", "%(n)s empty paragraphs", int(number)) % {"n": number}


def pieces(before: str, after: str) -> list[Piece]:
    """What went and what came; all of it where nothing is left."""
    before, after = before[:LONGEST], after[:LONGEST]
    return words(before, after) if after else [Piece("gone", before)]


def _place(place: str) -> str:
    """A place such as "block 4" in the reader's language; a tag or the whole text is no place to go to."""
    word, _space, number = place.partition(" ")
    known = PLACES.get(word)
    return _("%(place)s %(number)s") % {"place": known, "number": number} if known and number else str(known or "")
