"""Hashes of many spans at once, by arithmetic on arrays of 64 bits that wraps around. Pure; the same on every machine.

A span's hash is the sum of its values, each times a power of an odd number by its place in the span; one running sum
over the whole text gives those of all spans.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

LONGEST = 100_000
"""So many values may be summed up."""

_BASE = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND, _HALF = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53), np.uint64(32)


@cache
def _powers() -> Hashes:
    """The powers of the base, from the first on."""
    return np.cumprod(np.full(LONGEST + 1, _BASE), dtype=np.uint64)


def of_spans(values: Hashes, starts: Places, stops: Places) -> Hashes:
    """The hash of the values of each span, which is the place of the first and that after the last."""
    powers = _powers()
    return mixed(sums(values * powers[: len(values)], starts, stops) * powers[LONGEST - starts])


def of_runs(hashes: Hashes, length: int) -> Hashes:
    """The hash of so many neighbours, from each place on; none where there are fewer."""
    count = max(len(hashes) - length + 1, 0)
    found = hashes[:count].copy()
    for place in range(1, length):
        found *= _BASE
        found += hashes[place : place + count]
    return mixed(found)


def mixed(hashes: Hashes) -> Hashes:
    """The upper bits made to depend on all bits (the constants are those of MurmurHash3)."""
    hashes = hashes * _FIRST
    hashes ^= hashes >> _HALF
    hashes *= _SECOND
    return hashes


def sums(values: NDArray, starts: Places, stops: Places) -> NDArray:  # type: ignore[type-arg]
    """The sum of the values of each span."""
    running = np.zeros(len(values) + 1, values.dtype)
    np.cumsum(values, out=running[1:])
    return running[stops] - running[starts]


def bounds(groups: NDArray[np.integer[Any]] | NDArray[np.bool_], alone: int = -1) -> tuple[Places, Places]:
    """Where runs of the same number other than 0 start and stop; each of the number `alone` is a run of its own."""
    padded = np.zeros(len(groups) + 2, np.uint8)
    padded[1:-1] = groups
    edges = padded[:-1] != padded[1:]
    if alone > 0:
        edges |= padded[1:] == alone
    places = edges.nonzero()[0]
    return places[padded[places + 1] > 0], places[padded[places] > 0]
