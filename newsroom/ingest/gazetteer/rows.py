"""How the lines of the gazetteer are read: `CODE kind: word | word`. Pure.

The kinds are name, folk (its people), seat (capital), town (cities, regions), sign (parties, leaders, institutions,
firms), coin (money), else (names in other languages) and less (other languages' words for its people, written small).
A `*` at the end of a word lets more letters follow; a `?` makes it weak: it counts only beside a word that is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["name", "folk", "seat", "town", "sign", "coin", "else", "less"]
Case = Literal["any", "capital", "exact"]
ACRONYM = 5

_MARKS = re.compile("[\\n\\r\\t!\"#%'()+,\\-./:;<=>?@\\[\\]^_`{|}~’‘“”„«»–—…‐‑\xa0]")

_SPACES = {mark: " " for mark in range(128) if _MARKS.match(chr(mark))}


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word: the country, what kind of word it is, and how it must be written.

    A weak one only adds to what firm words say. `open` allows an ending. `case` is "any" where small letters do,
    "capital" where the first must be a capital, "exact" for acronyms.
    """

    code: str
    kind: str
    word: str
    weak: bool = False
    open: bool = False
    case: Case = "capital"


def folded(text: str) -> str:
    """The text in small letters with spaces for its marks, letter for letter as long as it was."""
    if text.isascii():
        return text.lower().translate(_SPACES)
    small = text.replace("İ", "i").lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return _MARKS.sub(" ", small)


def lines(rows: str) -> Iterator[tuple[str, str, list[str]]]:
    """Code, kind and words of each entry, continuation lines joined."""
    for line in rows.replace("\n  | ", " | ").splitlines():
        if line.strip():
            head, _colon, words = line.partition(":")
            code, kind = head.split()
            yield code, kind, [word.strip() for word in words.split(" | ") if word.strip()]


def senses(rows: str) -> Iterator[Sense]:
    """Every word of the rows with its meaning."""
    for code, kind, words in lines(rows):
        for raw in words:
            plain = raw.rstrip("?").strip()
            word = plain.rstrip("*")
            yield Sense(code, kind, word, raw.endswith("?"), plain.endswith("*"), _case(word))


def gathered(rows: str) -> dict[str, tuple[Sense, ...]]:
    """Every word, folded, with all its meanings: one for each country, to be written small if any language does."""
    found: dict[str, dict[str, Sense]] = {}
    for sense in senses(rows):
        meanings = found.setdefault(folded(sense.word), {})
        first = meanings.setdefault(sense.code, sense)
        if sense.case == "any" and first.case != "any":
            meanings[sense.code] = replace(first, case="any")
    return {key: tuple(meanings.values()) for key, meanings in found.items()}


def _case(word: str) -> Case:
    if word.isupper() and len(word) <= ACRONYM:
        return "exact"
    return "any" if word[0].lower() == word[0] else "capital"
