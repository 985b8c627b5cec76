"""How much of a source's text stands word for word in ours. Pure; of the source it needs hashes only.

The source is known by its print: the hashes of all its runs of four words (of eight signs in scripts that set no
spaces), sorted, so that their order tells nothing. A run of four words is often chance; only a stretch of at least
seven counts as copied, and a word or two that was changed within it does not end it.
"""

import re
import sys
from array import array
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from zlib import crc32

RUN = 4
STRETCH = 7
GAP = 2
SIGNS_A_WORD = 2
LONGEST = 200_000
"""Characters that are looked at; no story is longer."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u0f00-\u0fff"
_SIGN = re.compile(f"[{_UNSPACED}]")
_SPACED = re.compile(f"[^\\W_](?:[\\w{_MARKS}'’]{{0,60}}[\\w{_MARKS}])?")
_MIXED = re.compile(f"[{_UNSPACED}]|(?![{_UNSPACED}])[^\\W_](?:(?![{_UNSPACED}])[\\w{_MARKS}'’]){{0,60}}")


@dataclass(frozen=True, slots=True)
class Copy:
    """What of a text stands in a source too: a number of words, and the stretches as places of characters."""

    words: int = 0
    stretches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as tokens in lower case; `unit` tokens count as one word."""

    tokens: list[str]
    unit: int

    @property
    def run(self) -> int:
        return RUN * self.unit

    def hashes(self) -> Iterator[int]:
        """The hash of each run, in order; of a text shorter than one run, none."""
        tokens = [token.encode("utf-8", "surrogatepass") for token in self.tokens]
        for run in zip(*(tokens[start:] for start in range(self.run)), strict=False):
            yield crc32(b" ".join(run))


def count(text: str) -> int:
    """How many words a text has; two signs count as one in scripts that set no spaces."""
    text = text[:LONGEST]
    signs = _signs(text)
    return len(_tokens(text).findall(text)) - signs + (signs + 1) // SIGNS_A_WORD


def source_print(text: str) -> bytes:
    """The print of a source's text: its sorted hashes, four bytes each, the lowest byte first."""
    return pack(set(_read(text).hashes()))


def pack(hashes: Collection[int]) -> bytes:
    """Hashes as they are stored."""
    packed = array("I", sorted(hashes))
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack(stored: bytes) -> frozenset[int]:
    """The hashes of a stored print."""
    packed = array("I")
    packed.frombytes(stored)
    if sys.byteorder == "big":
        packed.byteswap()
    return frozenset(packed)


def copied(text: str, hashes: Collection[int]) -> Copy:
    """What of `text` stands in the source whose hashes these are."""
    if not hashes:
        return Copy()
    read = _read(text)
    covered = _covered(read, hashes)
    found = [one for one in _stretches(covered, GAP * read.unit) if one[2] >= STRETCH * read.unit]
    if not found:
        return Copy()
    places = [token.span() for token in _tokens(text).finditer(text, 0, LONGEST)]
    words = sum(-(-matched // read.unit) for _first, _last, matched in found)
    return Copy(words, tuple((places[first][0], places[last][1]) for first, last, _matched in found))


def stands_in(words: str, hashes: Collection[int]) -> bool | None:
    """Whether words stand in the source just so; None where they are too few to tell."""
    found = list(_read(words).hashes())
    return all(one in hashes for one in found) if found else None


def pieces(text: str, stretches: Collection[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text in order as pieces, each with whether it is copied; together they are the text."""
    place = 0
    for start, end in sorted(stretches):
        if start > place:
            yield text[place:start], False
        if end > max(start, place):
            yield text[max(start, place) : end], True
        place = max(place, end)
    if place < len(text):
        yield text[place:], False


def _read(text: str) -> _Text:
    """The tokens of a text; a word with its apostrophes is one, so is each sign of a script that sets no spaces."""
    text = text[:LONGEST]
    found = "\n".join(_tokens(text).findall(text)).replace("’", "'").lower()
    tokens = [token.strip("'") for token in found.split("\n")] if found else []
    return _Text(tokens, SIGNS_A_WORD if _signs(text) * 2 > len(tokens) else 1)


def _tokens(text: str) -> re.Pattern[str]:
    """The pattern for its tokens; the one that knows words alone is three times as fast."""
    return _MIXED if _SIGN.search(text) else _SPACED


def _signs(text: str) -> int:
    """How many signs of scripts that set no spaces it has."""
    return len(_SIGN.findall(text)) if _SIGN.search(text) else 0


def _covered(read: _Text, hashes: Collection[int]) -> list[int]:
    """The numbers of the tokens that lie in a run of the source, in order."""
    covered: list[int] = []
    reached = 0
    for start, one in enumerate(read.hashes()):
        if one in hashes:
            end = start + read.run
            covered.extend(range(max(start, reached), end))
            reached = end
    return covered


def _stretches(covered: list[int], gap: int) -> Iterator[tuple[int, int, int]]:
    """First and last token of each stretch, and how many of its tokens are copied."""
    if not covered:
        return
    first = last = covered[0]
    matched = 1
    for token in covered[1:]:
        if token - last > gap + 1:
            yield first, last, matched
            first, matched = token, 0
        last = token
        matched += 1
    yield first, last, matched
