"""Two events of one type told apart: nearly all stories of each name what no story of the other names. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsroom.ingest.events.terms import MARKS, WEIGHTS, Terms

SMALLEST = 4
"""Fewer stories on a side prove no contrast."""
MOST = 60
"""Larger events are no longer looked at: they are taken for what they are."""
NEARLY_ALL, HARDLY_ANY = 0.75, 0.1


@dataclass(frozen=True, slots=True)
class Contrast:
    """The places of the stories of each side, and the names and numbers that only this side bears."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    our_marks: tuple[int, ...]
    their_marks: tuple[int, ...]


def parts(stories: Sequence[Terms]) -> Contrast | None:
    """The two events that one group of stories holds, None where it holds one. The larger is ours."""
    if not 2 * SMALLEST <= len(stories) <= MOST:
        return None
    sides = sorted((side for side in _halves(stories)), key=lambda side: (-len(side), side))
    if len(sides) < 2 or len(sides[1]) < SMALLEST:
        return None
    ours, theirs = sides[0], sides[1]
    our_marks, their_marks = marks_apart([stories[i] for i in ours], [stories[i] for i in theirs])
    if not our_marks or not their_marks:
        return None
    for place in (place for side in sides[2:] for place in side):
        kinds = stories[place].kinds
        for_us, for_them = sum(m in kinds for m in our_marks), sum(m in kinds for m in their_marks)
        (ours if for_us >= for_them else theirs).append(place)
    return Contrast(tuple(ours), tuple(theirs), our_marks, their_marks)


def marks_apart(ours: Sequence[Terms], theirs: Sequence[Terms]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The names and numbers that nearly all of one group bear and hardly any of the other, for both."""
    first, second = Counter(_all(ours)), Counter(_all(theirs))
    marked = Counter(term for story in (*ours, *theirs) for term, kind in story.kinds.items() if kind in MARKS)
    return (
        _only(first, len(ours), second, len(theirs), marked),
        _only(second, len(theirs), first, len(ours), marked),
    )


def are_apart(ours: Sequence[Terms], theirs: Sequence[Terms]) -> bool:
    """Whether two groups are events of their own, however alike they look."""
    if min(len(ours), len(theirs)) < SMALLEST:
        return False
    one, other = marks_apart(ours, theirs)
    return bool(one and other)


def _all(stories: Sequence[Terms]) -> list[int]:
    return [term for story in stories for term in story.kinds]


def _only(
    mine: Counter[int], size: int, others: Counter[int], other_size: int, marked: Counter[int]
) -> tuple[int, ...]:
    return tuple(
        term
        for term, count in mine.items()
        if count >= NEARLY_ALL * size and others[term] <= HARDLY_ANY * other_size and 2 * marked[term] >= count
    )


def _halves(stories: Sequence[Terms]) -> list[list[int]]:
    """Average link from single stories up, by what not all share, until two groups are left or nothing links."""
    likeness = _likeness(stories)
    groups: list[list[int]] = [[place] for place in range(len(stories))]
    np.fill_diagonal(likeness, -1.0)
    while len(groups) > 2:
        one, other = divmod(int(likeness.argmax()), len(groups))
        if likeness[one, other] <= 0:
            break
        one, other = min(one, other), max(one, other)
        sizes = len(groups[one]), len(groups[other])
        row = (likeness[one] * sizes[0] + likeness[other] * sizes[1]) / sum(sizes)
        row[one] = -1.0
        likeness[one], likeness[:, one] = row, row
        likeness = np.delete(np.delete(likeness, other, 0), other, 1)
        groups[one] += groups.pop(other)
    return groups


def _likeness(stories: Sequence[Terms]) -> NDArray[np.float64]:
    """Cosines of the stories over the terms that several but not all of them bear."""
    count = Counter(_all(stories))
    columns = {term: place for place, term in enumerate(t for t, n in count.items() if 1 < n < len(stories))}
    table = np.zeros((len(stories), len(columns)))
    for row, story in enumerate(stories):
        for term, kind in story.kinds.items():
            if term in columns:
                table[row, columns[term]] = WEIGHTS[kind] * np.log(len(stories) / count[term])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths == 0, 1, lengths)
    return np.asarray(table @ table.T)
