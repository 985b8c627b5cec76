"""The units by which texts are compared: words, or characters where a script sets none apart. Pure.

Each unit is a hash of its folded letters, told with whether it is a fact: a number, or a word written with a capital
inside a sentence. All is done on arrays of code points; word by word it took three times as long.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newsroom.ingest.alike.hashing import LONGEST, Hashes, Places, bounds, of_spans, sums

RUN, UNSPACED_RUN = 3, 5
"""So many units are compared together; five characters of an unspaced script are about three words."""
SHOUTING = 0.6
"""Where more than this share of the words begins with a capital, capitals say nothing."""
BEGINNING = 2000
"""The script is told by so many characters."""
TITLE = 1000
"""So many characters of a headline are looked at."""

Flags = NDArray[np.bool_]

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
"""Vowel signs and accents that belong to the word they stand in (Unicode 15, Mn and Mc of Latin to Sinhala)."""
_SCRIPTS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_NUMBER, _LATIN, _OTHER, _GROUP = 1, 2, 3, 3
_END_BIT = 2
_END, _CAPITAL, _UNSPACED = 1 << _END_BIT, 8, 16
_GROUPS = (
    (re.compile(rf"[\w{_MARKS}]+"), _OTHER),
    (re.compile("[a-zA-Z]+"), _LATIN),
    (re.compile('[.!?:;\n“”"«»।؟。！？：；「」]+'), _END),
)
_UNSPACED_LETTERS = re.compile(f"[{_SCRIPTS}]+")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a text in their order: the hash of each (64 bits), and its length in bytes (UTF-8).

    `facts` says of each whether it is a fact, `numbers` whether it is a number; `run` is how many are compared at once.
    `cased` is false where capitals tell nothing: a script without them, or a text all in capitals.
    """

    hashes: Hashes
    sizes: Places
    facts: Flags
    numbers: Flags
    run: int = RUN
    cased: bool = True

    @property
    def unspaced(self) -> bool:
        """Whether the units are characters."""
        return self.run == UNSPACED_RUN

    def part(self, first: int | None, end: int | None) -> "Units":
        """Those from the first to before the end."""
        place = slice(first, end)
        return Units(
            self.hashes[place], self.sizes[place], self.facts[place], self.numbers[place], self.run, self.cased
        )


def units(headline: str, text: str) -> tuple[Units, Units]:
    """The units of a headline and of its text, compatibility-composed and case-folded."""
    above = unicodedata.normalize("NFKC", headline[:TITLE])[:TITLE] + "\n"
    whole = (above + unicodedata.normalize("NFKC", text[:LONGEST]))[:LONGEST]
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), "<u4")
    kinds, letters = _read(whole, codes)
    unspaced = _is_unspaced(whole, kinds)
    groups = kinds & _GROUP
    starts, stops = bounds(groups, _OTHER) if unspaced else bounds(groups > 0)
    first, ends = kinds.take(starts), np.cumsum(kinds >> _END_BIT & 1, dtype=np.int32).take(starts)
    numbers = (first & _GROUP) == _NUMBER
    capitals = (first & _CAPITAL) > 0
    capitals[1:] &= ends[1:] == ends[:-1]
    sizes = stops - starts if whole.isascii() else sums(1 + (codes > 0x7F) + (codes > 0x7FF), starts, stops)
    hashes, run = of_spans(letters, starts, stops), UNSPACED_RUN if unspaced else RUN
    title = int(starts.searchsorted(len(above)))
    cased = 0 < int(np.count_nonzero(capitals[title:])) <= SHOUTING * (len(starts) - title)
    facts = numbers | capitals if cased else numbers
    every = Units(hashes, sizes, facts, numbers, run, cased)
    return every.part(None, title), every.part(title, None)


def _is_unspaced(text: str, kinds: NDArray[np.uint8]) -> bool:
    """Whether most of a text is in a script that sets no words apart."""
    found = int(np.count_nonzero(kinds[:BEGINNING] & _UNSPACED))
    return found > 0 and found * 2 > sum(map(str.isalnum, text[:BEGINNING]))


def _read(text: str, codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], Hashes]:
    """Of each character what kind it is of, and its folded letter."""
    kinds, letters = _plane()
    rare = (codes > 0xFFFF).nonzero()[0]
    if not len(rare):
        return kinds.take(codes), letters.take(codes)
    found = kinds.take(codes, mode="clip"), letters.take(codes, mode="clip")
    found[0][rare], found[1][rare] = _told("".join(text[place] for place in rare))
    return found


@cache
def _plane() -> tuple[NDArray[np.uint8], Hashes]:
    """All characters of the basic plane."""
    return _told("".join(map(chr, range(1 << 16))))


def _told(text: str) -> tuple[NDArray[np.uint8], Hashes]:
    kinds = np.zeros(len(text), np.uint8)
    for pattern, group in _GROUPS:
        for found in pattern.finditer(text):
            kinds[found.start() : found.end()] = group
    kinds[np.fromiter(map(str.isdigit, text), bool)] = _NUMBER
    kinds[np.fromiter(map(str.isupper, text), bool)] |= _CAPITAL
    for found in _UNSPACED_LETTERS.finditer(text):
        kinds[found.start() : found.end()] |= _UNSPACED
    return kinds, np.fromiter((ord(one.casefold()[0]) for one in text), np.uint64)
