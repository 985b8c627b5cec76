"""From a text to its sketch. Pure: the same on every machine and in every release."""

import numpy as np
from numpy.typing import NDArray

from newsroom.ingest.alike.hashing import Hashes, bounds, of_runs, of_spans, sums
from newsroom.ingest.alike.sketch import COMMON, KEPT, Sketch, packed
from newsroom.ingest.alike.units import Units, units

LEAD = 40
OPENING = 80
PLACES = 200
LIGHT = 18
"""Three words of fewer bytes than this together are in every story ("said that the"); they are the last to be kept."""
TOLD = 4
"""Shorter words of a headline, but for numbers, tell nothing."""

_RUN, _WIDE, _NARROW = np.uint64(33), np.uint64(32), np.uint64(48)
_EVEN, _COMMON = np.uint16(0xFFFE), np.uint32(COMMON)
_EDGE = np.uint64(1)


def sketch(headline: str, text: str) -> Sketch:
    """The sketch of a text under its headline; an empty one where the text has no words."""
    title, found = units(headline, text)
    if not len(found.hashes):
        return Sketch(b"")
    runs = _runs(found)
    kept = _different(runs)
    short = _short(found.hashes)
    opening = OPENING * (2 if found.unspaced else 1)
    titled = _pieces(title, 1)
    return Sketch(
        packed(
            runs=kept[:KEPT],
            lead=_different(runs[:LEAD]),
            places=_places(found)[:PLACES],
            names=_different(short[found.facts & ~found.numbers]),
            numbers=_different(short[found.numbers]),
            headline=_different(_pieces(title, TOLD)),
            opening=_different(np.concatenate((_pieces(found, 1, opening), titled))),
            total=len(kept),
            words=len(found.hashes),
            cased=found.cased,
        )
    )


def _different(numbers: NDArray) -> NDArray:  # type: ignore[type-arg]
    """Each once, in order of size."""
    found = np.sort(numbers)
    if len(found) < 2:
        return found
    news = np.empty(len(found), bool)
    news[0] = True
    np.not_equal(found[1:], found[:-1], out=news[1:])
    return found[news]


def _short(hashes: Hashes) -> NDArray[np.uint16]:
    """15 bits of each, the last bit free."""
    return (hashes >> _NARROW).astype(np.uint16) & _EVEN


def _runs(found: Units) -> NDArray[np.uint32]:
    """The hashes of all runs, 31 bits, in order; those of common words have the 32nd as well."""
    length = min(found.run, len(found.hashes))
    runs = (of_runs(found.hashes, length) >> _RUN).astype(np.uint32)
    if not found.unspaced and length == found.run:
        runs[found.sizes[:-2] + found.sizes[1:-1] + found.sizes[2:] < LIGHT] |= _COMMON
    return runs


def _pieces(found: Units, least: int, first: int | None = None) -> NDArray[np.uint16]:
    """The first words of at least so many bytes, and numbers, which are odd; pairs where the units are characters."""
    if found.unspaced:
        return _short(of_runs(found.hashes[:first], 2))
    told = found.numbers[:first]
    words = _short(found.hashes[:first]) | told
    return words[told | (found.sizes[:first] >= least)] if least > 1 else words


def _places(found: Units) -> NDArray[np.uint64]:
    """Each run of names or numbers (15 bits, and one for a number) by the words around it (32 bits): context, value.

    Words around that occur with several names tell nothing and are left out.
    """
    width = 4 if found.unspaced else 2
    starts, stops = bounds(found.facts)
    around = np.full(len(found.hashes) + 2 * width, _EDGE)
    np.multiply(found.hashes, ~found.facts, out=around[width:-width])
    beside = of_runs(around, width)
    context = of_runs(np.stack((beside.take(starts), beside.take(stops + width))), 2)[0] >> _WIDE
    value = _short(of_spans(found.hashes, starts, stops)) | (sums(found.numbers.astype(np.int64), starts, stops) > 0)
    told = _different(context << np.uint64(16) | np.maximum(value, 2))
    return told[_single(told >> np.uint64(16))]


def _single(ordered: Hashes) -> NDArray[np.bool_]:
    """Which of some numbers in order occur once."""
    single = np.ones(len(ordered), bool)
    again = ordered[1:] == ordered[:-1]
    single[1:] &= ~again
    single[:-1] &= ~again
    return single
