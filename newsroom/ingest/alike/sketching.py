"""What is kept of a text to know its copies by: hashes, in no order, of which no text can be made again. Pure.

Runs of three words are kept as 31 bits, names and numbers as 16: so many names share each of those that none is told.
"""

import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from sys import byteorder
from zlib import crc32

from articles.bands import BANDS
from newsroom.ingest.alike.units import Units, units

KEPT = 1024
"""So many runs are kept of a long text: those with the smallest hashes, which is the same sample of every text."""
LEAD = 40
OPENING = 80
PLACES = 200
LIGHT = 16
"""Three words of fewer bytes than this together are in every story ("said that the"); they are the last to be kept."""
COMMON = 1 << 31

_HEAD = struct.Struct(">B?I8H")
_VERSION = 2
_MIX = 0x9E3779B1


@dataclass(frozen=True)
class Sketch:
    """One text. `runs` are the hashes of its runs, `total` how many different ones it has, `lead` those it opens with.

    `places` tells by the words around it what name or number stands there; a number is odd. `names` and `numbers` are
    all of them, `headline` the words of the headline, `opening` those of headline and first lines. `words` is the
    length in words (in characters where none are set apart), `cased` whether names can be told by their capitals.
    """

    runs: tuple[int, ...] = ()
    lead: frozenset[int] = frozenset()
    places: tuple[tuple[int, int], ...] = ()
    names: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()
    headline: frozenset[int] = frozenset()
    opening: frozenset[int] = frozenset()
    total: int = 0
    words: int = 0
    cased: bool = True

    @cached_property
    def all_runs(self) -> frozenset[int]:
        """The runs, to be looked up in."""
        return frozenset(self.runs)

    @cached_property
    def facts(self) -> dict[int, int]:
        """The names and numbers by the words around them."""
        return dict(self.places)

    @property
    def reaches(self) -> int:
        """The largest hash that the sample of runs covers."""
        return self.runs[-1] if self.total > len(self.runs) else (1 << 32) - 1


def sketch(headline: str, text: str) -> Sketch:
    """The sketch of a text under its headline; empty where the text has no words."""
    found = units(text)
    if not found.words:
        return Sketch()
    hashes = [crc32(word) for word in found.words]
    runs = _runs(found, hashes)
    kept = sorted(set(runs))
    small = [number & 0xFFFE for number in hashes]
    title = units(headline)
    opening = frozenset(_pieces(found, hashes[: OPENING * (2 if found.unspaced else 1)], 1))
    titled = [crc32(word) for word in title.words]
    return Sketch(
        runs=tuple(kept[:KEPT]),
        lead=frozenset(runs[:LEAD]),
        places=_places(found, hashes),
        names=frozenset(_which(small, found, number=False)),
        numbers=frozenset(_which(small, found, number=True)),
        headline=frozenset(_pieces(title, titled, 4)),
        opening=opening | frozenset(_pieces(title, titled, 1)),
        total=len(kept),
        words=len(hashes),
        cased=found.cased,
    )


def _runs(found: Units, hashes: list[int]) -> list[int]:
    """The hashes of all runs, in order, those of common words marked by the highest bit."""
    if len(hashes) < found.run:
        return [_mixed(sum(hashes) * 31 + len(hashes))]
    if found.unspaced:
        five = zip(hashes, hashes[1:], hashes[2:], hashes[3:], hashes[4:], strict=False)
        return [_mixed(a * 3 + b * 5 + c * 17 + d * 257 + e * 65537) for a, b, c, d, e in five]
    lengths = [len(word) for word in found.words]
    three = zip(hashes, hashes[1:], hashes[2:], strict=False)
    sizes = zip(lengths, lengths[1:], lengths[2:], strict=False)
    return [
        _mixed(a * 3 + b * 257 + c * 65537) | (COMMON if x + y + z < LIGHT else 0)
        for (a, b, c), (x, y, z) in zip(three, sizes, strict=True)
    ]


def _mixed(number: int) -> int:
    """31 bits that depend on all bits of a number."""
    number = ((number ^ (number >> 15)) * _MIX) & 0xFFFFFFFFFFFF
    return (number >> 13) & 0x7FFFFFFF


def _which(small: list[int], found: Units, *, number: bool) -> Iterable[int]:
    """The hashes of the facts that are numbers, or of those that are names."""
    facts = zip(small, found.facts, found.words, strict=True)
    return (one for one, fact, word in facts if fact and word.isdigit() is number)


def _pieces(found: Units, hashes: list[int], least: int) -> Iterable[int]:
    """Words of at least so many bytes, and numbers; pairs of characters where none are set apart. 16 bits."""
    if found.unspaced:
        return (_mixed(a * 3 + b * 257) & 0xFFFE for a, b in pairwise(hashes))
    pairs = zip(hashes, found.words, strict=False)
    return (number & 0xFFFE | word.isdigit() for number, word in pairs if len(word) >= least or word.isdigit())


def _places(found: Units, hashes: list[int]) -> tuple[tuple[int, int], ...]:
    """Each run of names or numbers (15 bits, and one for a number) by the words around it (32 bits).

    Words around that occur with several names tell nothing and are left out.
    """
    around, values = _collapsed(found, hashes)
    width = 4 if found.unspaced else 2
    padded = [1] * width + around + [1] * width
    told: dict[int, int] = {}
    for place, value in values:
        before = padded[place : place + width]
        after = padded[place + width + 1 : place + 2 * width + 1]
        context = crc32(struct.pack(f">{2 * width}I", *before, *after))
        told[context] = value if told.get(context, value) == value else 0
    return tuple(sorted((context, value) for context, value in told.items() if value))[:PLACES]


def _collapsed(found: Units, hashes: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """The words with each run of facts as one 0, and where these stand with what they say."""
    around: list[int] = []
    values: list[tuple[int, int]] = []
    inside = False
    for number, fact, word in zip(hashes, found.facts, found.words, strict=True):
        if not fact:
            around.append(number)
        elif inside:
            place, value = values[-1]
            values[-1] = (place, (_mixed(value * 257 + number) & 0xFFFE) | (value & 1 | word.isdigit()))
        else:
            values.append((len(around), (number & 0xFFFE) | word.isdigit()))
            around.append(0)
        inside = fact
    return around, [(place, value or 2) for place, value in values]


def pack(made: Sketch) -> bytes:
    """A sketch as bytes: its bands, then the other runs and parts, then how long each is; b"" for an empty one."""
    if not made.runs:
        return b""
    keys = [run for run in made.runs[:BANDS] if 0 < run < COMMON]
    parts: list[tuple[str, Sequence[int]]] = [
        ("I", made.runs[len(keys) :]),
        ("I", sorted(made.lead)),
        ("I", [context for context, _value in made.places]),
        ("H", [value for _context, value in made.places]),
        ("H", sorted(made.names)),
        ("H", sorted(made.numbers)),
        ("H", sorted(made.headline)),
        ("H", sorted(made.opening)),
    ]
    body = b"".join(_bytes(kind, numbers) for kind, numbers in [("I", [*keys, *[0] * (BANDS - len(keys))]), *parts])
    lengths = (len(numbers) for _kind, numbers in (parts[0], parts[1], *parts[3:]))
    return body + _HEAD.pack(_VERSION, made.cased, made.total, min(made.words, 0xFFFF), *lengths)


def unpack(packed: bytes) -> Sketch:
    """The sketch of these bytes; an empty one for what is none, such as an older kind of signature."""
    if len(packed) < 4 * BANDS + _HEAD.size:
        return Sketch()
    version, cased, total, words, runs, lead, places, names, numbers, headline, opening = _read_head(packed)
    wide, narrow = BANDS + runs + lead + places, places + names + numbers + headline + opening
    if version != _VERSION or len(packed) != 4 * wide + 2 * narrow + _HEAD.size:
        return Sketch()
    first = _numbers("I", packed[: 4 * wide])
    second = _numbers("H", packed[4 * wide : 4 * wide + 2 * narrow])
    ends = [BANDS, BANDS + runs, BANDS + runs + lead, wide]
    cuts = [0, places, places + names, places + names + numbers, narrow - opening, narrow]
    values, *sets = (second[start:end] for start, end in pairwise(cuts))
    return Sketch(
        runs=(*(key for key in first[:BANDS] if key), *first[ends[0] : ends[1]]),
        lead=frozenset(first[ends[1] : ends[2]]),
        places=tuple(zip(first[ends[2] : ends[3]], values, strict=True)),
        names=frozenset(sets[0]),
        numbers=frozenset(sets[1]),
        headline=frozenset(sets[2]),
        opening=frozenset(sets[3]),
        total=total,
        words=words,
        cased=cased,
    )


def _read_head(packed: bytes) -> tuple[int, bool, int, int, int, int, int, int, int, int, int]:
    version, cased, total, words, runs, lead, places, names, numbers, headline, opening = _HEAD.unpack(
        packed[-_HEAD.size :]
    )
    return version, cased, total, words, runs, lead, places, names, numbers, headline, opening


def _bytes(kind: str, numbers: Iterable[int]) -> bytes:
    """Numbers of 4 ("I") or 2 ("H") bytes, big-endian."""
    found = array(kind, numbers)
    if byteorder == "little":
        found.byteswap()
    return found.tobytes()


def _numbers(kind: str, packed: bytes) -> list[int]:
    found = array(kind)
    found.frombytes(packed)
    if byteorder == "little":
        found.byteswap()
    return found.tolist()
