"""Which events bear a term, and so how much it tells: the index of the window. Pure, in memory.

A term weighs the more, the fewer events bear it. Not the fewer stories: an event of a hundred stories must not make its
own words common.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter

from newsroom.ingest.events.terms import WEIGHTS, Terms

Vector = dict[int, float]
_ONE = math.log(2)

PRIOR = 300
"""So many events are taken to have been seen before the first, so that a cold start weighs words soundly."""
LEAST = 0.05
COMMON, COMMON_SHARE = 200, 10
"""Terms of more events than this, and than one in ten, find no candidates, but count among what others find."""


FEW = 12
"""So many events stand in a tuple, more in a set, which takes four times the room."""
LOOKED_UP = 4000
"""Of so many bearings candidates are found, those of the rarest terms first."""

Borne = int | tuple[int, ...] | set[int]


class Bearers:
    """Term → the events that bear it. Most terms have one bearer alone, which is kept bare: it is a tenth of a set."""

    def __init__(self) -> None:
        """Empty."""
        self._of: dict[int, Borne] = {}
        self.events = 0

    def vector(self, terms: Terms) -> Vector:
        """The weights of a story's terms as things stand, together of length 1; empty without terms."""
        borne, all_events = self._of, math.log(PRIOR + 1 + self.events)
        weighed: Vector = {}
        square = 0.0
        for term, kind in terms.kinds.items():
            found = borne.get(term)
            if found is None:
                rarity = all_events
            elif found.__class__ is int:
                rarity = all_events - _ONE
            else:
                rarity = max(LEAST, all_events - math.log(1 + len(found)))  # type: ignore[arg-type]
            weighed[term] = value = WEIGHTS[kind] * rarity
            square += value * value
        length = math.sqrt(square) or 1.0
        return {term: value / length for term, value in weighed.items()}

    def candidates(self, vector: Vector, most: int) -> list[tuple[float, int]]:
        """The events that share most with a vector, best first, each with the length of what it shares.

        No link is greater than that length, where the vector is of length 1.
        """
        shared: dict[int, float] = defaultdict(float)
        several: list[tuple[int, float, Iterable[int]]] = []
        common = max(COMMON, self.events // COMMON_SHARE)
        for term, value in vector.items():
            found = self._of.get(term)
            if isinstance(found, int):
                shared[found] += value * value
            elif found is not None and len(found) <= common:
                several.append((len(found), value * value, found))
        left = LOOKED_UP
        for count, square, events in sorted(several, key=itemgetter(0)):
            left -= count
            if left < 0:
                break
            for event in events:
                shared[event] += square
        best = heapq.nlargest(most, shared, key=lambda event: (shared[event], -event))
        return [(math.sqrt(shared[event]), event) for event in best]

    def bear(self, event: int, terms: Terms) -> None:
        """An event bears these terms."""
        for term in terms.kinds:
            found = self._of.get(term)
            if found is None:
                self._of[term] = event
            elif isinstance(found, set):
                found.add(event)
            else:
                self._of[term] = _with(found, event)

    def release(self, event: int, terms: Iterable[int]) -> None:
        """An event bears these terms no more."""
        for term in terms:
            found = self._of.get(term)
            if isinstance(found, set):
                found.discard(event)
                if len(found) <= FEW // 2:
                    self._of[term] = tuple(found)
            elif isinstance(found, tuple):
                left = tuple(other for other in found if other != event)
                self._of[term] = left if len(left) > 1 else left[0]
            elif found == event:
                del self._of[term]


def _with(found: int | tuple[int, ...], event: int) -> Borne:
    """One bearer more of a term that has few."""
    few = (found,) if isinstance(found, int) else found
    if event in few:
        return found
    return (*few, event) if len(few) < FEW else {*few, event}
