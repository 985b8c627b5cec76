"""What is kept of a text to know its copies by: hashes, in no order, of which no text can be made again. Pure.

Runs of three words are kept as 31 bits, names and numbers as 16: so many names share each of those that none is told.
"""

import struct
from array import array
from itertools import accumulate
from operator import mul
from sys import byteorder
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.bands import BANDS

KEPT = 1024
"""So many runs are kept of a long text: those with the smallest hashes, which is the same sample of every text."""
COMMON = 1 << 31
"""Runs of common words have this bit, so that they are the last to be kept, and the last to be looked for."""

ALL = (1 << 32) - 1
"""How far the sample of a text reaches that is kept whole."""

Numbers = NDArray[np.unsignedinteger[Any]]

_HEAD = struct.Struct("<B?2I9H")
_VERSION = 3
_START = 4 * BANDS + _HEAD.size
_WIDE = 3
_SIZES = (4, 4, 4, 2, 2, 2, 2, 2)
_NOTHING = [0] * 9
_READ = {"ordered": 0, "runs": 0, "lead": 1, "places": 2, "names": 4, "numbers": 5, "headline": 6, "opening": 7}


class Sketch:
    """One text, as bytes of which each part is read when it is first asked for: most texts are soon known to be others.

    `cased` says whether names can be told by their capitals; `total` is how many different runs the text has, `reaches`
    the largest hash that the sample of them covers; `words` is its length in words, or in characters where none are set
    apart. Bytes that are no sketch, such as an older kind of signature, are an empty one.
    """

    __slots__ = ("_ends", "cased", "packed", "reaches", "total", "words", *_READ)

    ordered: "array[int]"
    """The hashes of its runs of words, in order of size; of a long text a sample."""
    runs: frozenset[int]
    """The same, as a set."""
    lead: frozenset[int]
    """The runs that it opens with."""
    places: dict[int, int]
    """By the words around it, what name or number stands there; a number is odd."""
    names: frozenset[int]
    """The words of its names."""
    numbers: frozenset[int]
    """Its numbers."""
    headline: frozenset[int]
    """The words of its headline; a number is odd."""
    opening: frozenset[int]
    """The words of its headline and its first lines."""

    def __init__(self, packed: bytes = b"") -> None:
        """Of these bytes."""
        self.packed = packed
        self.cased, self.total, self.reaches, self.words = True, 0, ALL, 0
        self._ends = _NOTHING
        if len(packed) < _START:
            return
        version, cased, total, reaches, words, *counts = _HEAD.unpack_from(packed, 4 * BANDS)
        ends = list(accumulate(map(mul, counts, _SIZES), initial=_START))
        if version == _VERSION and ends[-1] == len(packed):
            self.cased, self.total, self.reaches, self.words, self._ends = cased, total, reaches, words, ends

    def __getattr__(self, name: str) -> Any:
        """Read a part."""
        if name not in _READ:
            raise AttributeError(name)
        number = _READ[name]
        part = self._part(number)
        if name == "places":
            found: object = dict(zip(part, self._part(number + 1), strict=True))
        else:
            found = part if name == "ordered" else frozenset(part)
        setattr(self, name, found)
        return found

    def _part(self, number: int) -> "array[int]":
        found = array("I" if number < _WIDE else "H", self.packed[self._ends[number] : self._ends[number + 1]])
        if byteorder != "little":
            found.byteswap()
        return found


def packed(  # noqa: PLR0913 - the parts by their names
    *,
    runs: Numbers,
    lead: Numbers,
    places: Numbers,
    names: Numbers,
    numbers: Numbers,
    headline: Numbers,
    opening: Numbers,
    total: int,
    words: int,
    cased: bool,
) -> bytes:
    """The parts of a sketch as bytes: its bands (`articles.bands`), how long each part is, the parts.

    `places` have the words around in the upper bits, and what stands there in the lower 16.
    """
    keys = np.zeros(BANDS, ">u4")
    keys[: len(runs)] = runs[:BANDS] & (COMMON - 1)
    parts = (runs, lead, places >> np.uint64(16), places, names, numbers, headline, opening)
    reaches = int(runs[-1]) if total > len(runs) else ALL
    head = _HEAD.pack(_VERSION, cased, total, reaches, min(words, 0xFFFF), *map(len, parts))
    kept = [part.astype("<u4" if size == _SIZES[0] else "<u2") for part, size in zip(parts, _SIZES, strict=True)]
    return b"".join((keys.tobytes(), head, *(part.tobytes() for part in kept)))


def pack(made: Sketch) -> bytes:
    """A sketch as the bytes that are kept; b"" for an empty one."""
    return made.packed


def unpack(given: bytes) -> Sketch:
    """The sketch of these bytes."""
    return Sketch(given)
