"""Which story stands for an event, by rules that can be said in words. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

FULL = 600
"""From so many words on a story is as full as any."""
FULLER = 1.5
"""A story is fuller where it is longer by about this factor."""
RULES = ("public", "original", "fullest", "language", "picture", "earliest")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules look at: whether readers see it, whose work it is, how full, when, in which language, pictured."""

    key: int
    public: bool = False
    original: bool = False
    words: int = 0
    own_language: bool = True
    pictured: bool = False
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Lead:
    """The story that leads, and the first rule in which it is ahead of all others ("only" where there is no other)."""

    key: int
    told: str


def choose(candidates: Sequence[Candidate]) -> Lead | None:
    """The lead of an event, None for an event without stories."""
    ranked = sorted(candidates, key=lambda one: (_merits(one), -one.key), reverse=True)
    if not ranked:
        return None
    if len(ranked) == 1:
        return Lead(ranked[0].key, "only")
    best, second = _merits(ranked[0]), _merits(ranked[1])
    told = next((rule for rule, mine, other in zip(RULES, best, second, strict=True) if mine != other), RULES[-1])
    return Lead(ranked[0].key, told)


def _merits(one: Candidate) -> tuple[float, ...]:
    """In the order of the rules, the more the better."""
    return (
        one.public,
        one.original,
        int(math.log(1 + min(one.words, FULL), FULLER)),
        one.own_language,
        one.pictured,
        -one.at,
    )
