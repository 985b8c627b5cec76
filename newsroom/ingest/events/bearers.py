"""Which events bear a term, and so how much it tells: the index of the window. Pure, in memory.

A term weighs the more, the fewer events bear it. Not the fewer stories: an event of a hundred stories must not make its
own words common.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable

from newsroom.ingest.events.terms import WEIGHTS, Terms

Vector = dict[int, float]
_LOGS = (0.0, math.log(2))

PRIOR = 300
"""So many events are taken to have been seen before the first, so that a cold start weighs words soundly."""
LEAST = 0.05
COMMON, COMMON_SHARE = 200, 10
"""Terms of more events than this, and than one in ten, find no candidates, but count among what others find."""


class Bearers:
    """Term → the events that bear it. Most terms have one bearer alone, which is kept bare: it is a tenth of a set."""

    def __init__(self) -> None:
        """Empty."""
        self._of: dict[int, int | set[int]] = {}
        self.events = 0

    def vector(self, terms: Terms) -> Vector:
        """The weights of a story's terms as things stand, together of length 1; empty without terms."""
        borne, all_events = self._of, math.log(PRIOR + 1 + self.events)
        weighed: Vector = {}
        for term, kind in terms.kinds.items():
            found = borne.get(term)
            rarity = all_events - (_LOGS[found is not None] if not isinstance(found, set) else math.log(1 + len(found)))
            weighed[term] = WEIGHTS[kind] * (rarity if rarity > LEAST else LEAST)
        length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        return {term: value / length for term, value in weighed.items()}

    def candidates(self, vector: Vector, most: int) -> list[tuple[float, int]]:
        """The events that share most with a vector, best first, each with the length of what it shares.

        No link is greater than that length, where the vector is of length 1.
        """
        shared: dict[int, float] = defaultdict(float)
        common = max(COMMON, self.events // COMMON_SHARE)
        for term, value in vector.items():
            found = self._of.get(term)
            if isinstance(found, int):
                shared[found] += value * value
            elif found is not None and len(found) <= common:
                square = value * value
                for event in found:
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
            elif found != event:
                self._of[term] = {found, event}

    def release(self, event: int, terms: Iterable[int]) -> None:
        """An event bears these terms no more."""
        for term in terms:
            found = self._of.get(term)
            if isinstance(found, set):
                found.discard(event)
                if len(found) == 1:
                    self._of[term] = found.pop()
            elif found == event:
                del self._of[term]
