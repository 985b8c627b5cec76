"""To which group of copies a text belongs: one whose best and whose median member it is like, never by a chain. Pure.

A story and the one that follows it share passages; so do their copies. A chain of pairs would make them one group.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from newsroom.ingest.alike.likeness import Likeness

FITS = 0.27
"""The median member of a group must be at least so like (a score of `Likeness`, where above .5 it is a copy)."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """A group that a text belongs to, by its number, and the number of the member that it is most like."""

    group: int
    member: int
    likeness: Likeness


def belongs(found: Mapping[int, Mapping[int, Likeness]]) -> list[Kinship]:
    """The groups that a text belongs to, the nearest first; `found` has its likeness to the members of each."""
    fitting: list[tuple[float, Kinship]] = []
    for group, members in found.items():
        member, nearest = max(members.items(), key=lambda pair: pair[1].score)
        middle = median(one.score for one in members.values())
        if nearest.same and middle >= FITS:
            fitting.append((nearest.score + middle, Kinship(group, member, nearest)))
    return [kinship for _score, kinship in sorted(fitting, key=lambda pair: (-pair[0], pair[1].group))]


def is_one(across: Iterable[Likeness]) -> bool:
    """Whether two groups that a text belongs to are one, by the likeness of each member to each of the other group."""
    scores = [one.score for one in across]
    return bool(scores) and median(scores) >= FITS
