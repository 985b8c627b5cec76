"""From a text to its sketch. Pure: the same on every machine and in every release."""

from collections.abc import Iterable, Iterator
from operator import add
from struct import Struct
from zlib import crc32

from newsroom.ingest.alike.sketch import COMMON, KEPT, Sketch, packed
from newsroom.ingest.alike.units import Units, units

LEAD = 40
OPENING = 80
PLACES = 200
LIGHT = 18
"""Three words of fewer bytes than this together are in every story ("said that the"); they are the last to be kept."""
TOLD = 4
"""Shorter words of a headline, but for numbers, tell nothing."""

_AROUND = {2: Struct(">4I"), 4: Struct(">8I")}


def sketch(headline: str, text: str) -> Sketch:
    """The sketch of a text under its headline; an empty one where the text has no words."""
    found = units(text)
    if not found.words:
        return Sketch(b"")
    hashes = list(map(crc32, found.words))
    runs = _runs(found, hashes)
    kept = sorted(set(runs))
    facts = [place for place, fact in enumerate(found.facts) if fact]
    names = {hashes[place] & 0xFFFE for place in facts if not found.numbers[place]}
    numbers = {hashes[place] & 0xFFFE for place in facts if found.numbers[place]}
    title = units(headline)
    titled = list(map(crc32, title.words))
    first = hashes[: OPENING * (2 if found.unspaced else 1)]
    return Sketch(
        packed(
            runs=kept[:KEPT],
            lead=sorted(set(runs[:LEAD])),
            places=_places(found, hashes, facts),
            names=sorted(names),
            numbers=sorted(numbers),
            headline=sorted(set(_pieces(title, titled, TOLD))),
            opening=sorted({*_pieces(found, first, 1), *_pieces(title, titled, 1)}),
            total=len(kept),
            words=len(hashes),
            cased=found.cased,
        )
    )


def _runs(found: Units, hashes: list[int]) -> list[int]:
    """The hashes of all runs, 31 bits, in order; those of common words have the 32nd as well."""
    runs = hashes
    for number in range(1, found.run):
        runs = list(map(crc32, found.words[number:], runs)) or runs[:1]
    if found.unspaced or len(hashes) < found.run:
        return [run & 0x7FFFFFFF for run in runs]
    sizes = list(map(len, found.words))
    three = map(add, map(add, sizes, sizes[1:]), sizes[2:])
    return [run & 0x7FFFFFFF if size >= LIGHT else run | COMMON for run, size in zip(runs, three, strict=True)]


def _pieces(found: Units, hashes: list[int], least: int) -> Iterable[int]:
    """Words of at least so many bytes, and numbers, which are odd; pairs of characters where none are set apart."""
    if found.unspaced:
        return (crc32(word, before) & 0xFFFE for word, before in zip(found.words[1:], hashes, strict=False))
    each = zip(hashes, found.words, found.numbers, strict=False)
    return (number & 0xFFFE | told for number, word, told in each if told or len(word) >= least)


def _places(found: Units, hashes: list[int], facts: list[int]) -> list[tuple[int, int]]:
    """Each run of names or numbers (15 bits, and one for a number) by the words around it (32 bits).

    Words around that occur with several names tell nothing and are left out.
    """
    width = 4 if found.unspaced else 2
    edge = [1] * width
    around = [*edge, *(0 if fact else number for number, fact in zip(hashes, found.facts, strict=True)), *edge]
    pack, told = _AROUND[width].pack, dict[int, int]()
    for start, end in _spans(facts):
        whole = hashes[start] if end == start + 1 else crc32(b" ".join(found.words[start:end]))
        value = (whole & 0xFFFE or 2) | any(found.numbers[start:end])
        after = end + width
        context = crc32(pack(*around[start : start + width], *around[after : after + width]))
        told[context] = value if told.get(context, value) == value else 0
    return sorted((context, value) for context, value in told.items() if value)[:PLACES]


def _spans(facts: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring places as (the first, the one after the last)."""
    if not facts:
        return
    first = last = facts[0]
    for place in facts[1:]:
        if place != last + 1:
            yield first, last + 1
            first = place
        last = place
    yield first, last + 1
