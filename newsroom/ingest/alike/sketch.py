"""What is kept of a text to know its copies by: hashes, in no order, of which no text can be made again. Pure.

Runs of three words are kept as 31 bits, names and numbers as 16: so many names share each of those that none is told.
"""

import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from sys import byteorder

from articles.bands import BANDS

KEPT = 1024
"""So many runs are kept of a long text: those with the smallest hashes, which is the same sample of every text."""
COMMON = 1 << 31
"""Runs of common words have this bit, so that they are the last to be kept, and the last to be looked for."""

_HEAD = struct.Struct("<B?2I9H")
_VERSION = 2
_START = 4 * BANDS + _HEAD.size
_ALL = (1 << 32) - 1


@dataclass(frozen=True)
class Sketch:
    """One text, as bytes that are read when they are asked for: most of the texts met are soon known to be others.

    Bytes that are no sketch, such as an older kind of signature, are an empty one.
    """

    packed: bytes = b""

    @cached_property
    def _head(self) -> tuple[bool, int, int, int, list[int]]:
        """Whether it is cased, how many runs it has, how far they were kept, its words, and where each part ends."""
        if len(self.packed) >= _START:
            version, cased, total, reaches, words, *counts = _HEAD.unpack_from(self.packed, 4 * BANDS)
            ends = [_START]
            for count, size in zip(counts, (4, 4, 4, 2, 2, 2, 2, 2), strict=True):
                ends.append(ends[-1] + count * size)
            if version == _VERSION and ends[-1] == len(self.packed):
                return cased, total, reaches, words, ends
        return True, 0, _ALL, 0, [0] * 9

    def _part(self, number: int, kind: str) -> array:  # type: ignore[type-arg]
        ends = self._head[4]
        return _numbers(kind, self.packed[ends[number] : ends[number + 1]])

    @property
    def cased(self) -> bool:
        """Whether names can be told by their capitals."""
        return self._head[0]

    @property
    def total(self) -> int:
        """How many different runs the text has."""
        return self._head[1]

    @property
    def reaches(self) -> int:
        """The largest hash that the sample of runs covers."""
        return self._head[2]

    @property
    def words(self) -> int:
        """The length in words, or in characters where none are set apart."""
        return self._head[3]

    @cached_property
    def runs(self) -> frozenset[int]:
        """The hashes of its runs of words; of a long text a sample."""
        return frozenset(self._part(0, "I"))

    @cached_property
    def lead(self) -> frozenset[int]:
        """The runs that it opens with."""
        return frozenset(self._part(1, "I"))

    @cached_property
    def places(self) -> dict[int, int]:
        """By the words around it, what name or number stands there; a number is odd."""
        return dict(zip(self._part(2, "I"), self._part(3, "H"), strict=True))

    @cached_property
    def names(self) -> frozenset[int]:
        """The words of its names."""
        return frozenset(self._part(4, "H"))

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Its numbers."""
        return frozenset(self._part(5, "H"))

    @cached_property
    def headline(self) -> frozenset[int]:
        """The words of its headline; a number is odd."""
        return frozenset(self._part(6, "H"))

    @cached_property
    def opening(self) -> frozenset[int]:
        """The words of its headline and its first lines."""
        return frozenset(self._part(7, "H"))


def packed(  # noqa: PLR0913 - the parts by their names
    *,
    runs: Sequence[int],
    lead: Sequence[int],
    places: Sequence[tuple[int, int]],
    names: Sequence[int],
    numbers: Sequence[int],
    headline: Sequence[int],
    opening: Sequence[int],
    total: int,
    words: int,
    cased: bool,
) -> bytes:
    """The parts of a sketch as bytes: its bands (`articles.bands`), how long each part is, the parts."""
    keys = [run & (COMMON - 1) for run in runs[:BANDS]]
    contexts, values = [context for context, _value in places], [value for _context, value in places]
    wide, narrow = (runs, lead, contexts), (values, names, numbers, headline, opening)
    reaches = runs[-1] if total > len(runs) else _ALL
    head = _HEAD.pack(_VERSION, cased, total, reaches, min(words, 0xFFFF), *map(len, (*wide, *narrow)))
    parts = [*(_bytes("I", part) for part in wide), *(_bytes("H", part) for part in narrow)]
    return struct.pack(f">{BANDS}I", *keys, *[0] * (BANDS - len(keys))) + head + b"".join(parts)


def _bytes(kind: str, numbers: Iterable[int]) -> bytes:
    """Numbers of 4 ("I") or 2 ("H") bytes, little-endian."""
    found = array(kind, numbers)
    if byteorder != "little":
        found.byteswap()
    return found.tobytes()


def _numbers(kind: str, given: bytes) -> array:  # type: ignore[type-arg]
    found = array(kind)
    found.frombytes(given)
    if byteorder != "little":
        found.byteswap()
    return found


def pack(made: Sketch) -> bytes:
    """A sketch as the bytes that are kept; b"" for an empty one."""
    return made.packed


def unpack(given: bytes) -> Sketch:
    """The sketch of these bytes."""
    return Sketch(given)
