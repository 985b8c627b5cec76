"""A story against what was learnt: how likely each tag is, and why. Plain numpy; nothing is learnt here. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsroom.ingest.tag_learning.arrays import Array, Floats, Learned, Memory
from newsroom.ingest.tag_learning.words import keyed

RARE = 20
"""A tag on fewer stories than this is also judged by the stories that are most like this one."""
NEAREST = 3
CANDIDATES = 12
"""So many tags by each measure are looked at closely; the others are not likely at all."""
SIGNALS = 17
TOLD = 3
SURE, NEARLY_ALWAYS = 0.5, 0.8
ALIKE = 0.2
"""Stories less alike than this (cosine) are not named as a reason."""

Named = Mapping[int, tuple[int, int, int]]
"""For tags by number: how often their name stands in the headline, in the lead and further down."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A story's words as a dense vector of length one over the known words, and the words behind its places."""

    dense: Floats
    places: NDArray[np.int64]
    spelt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """One tag by its place in what was learnt: how likely it is, and what told. `near` are numbers of stories."""

    place: int
    score: float
    words: tuple[str, ...] = ()
    near: tuple[int, ...] = ()
    beside: int | None = None


def vector(learned: Learned, counts: Mapping[str, int]) -> Vector:
    """A story as it is compared; words that were not learnt say nothing."""
    dense = np.zeros(max(len(learned.words), 1), np.float32)
    spelt = list(counts)
    keys, counted = keyed(counts)
    if not len(keys) or not len(learned.words):
        return Vector(dense, np.zeros(0, np.int64), ())
    places = np.minimum(np.searchsorted(learned.words, keys), len(learned.words) - 1)
    known = learned.words[places] == keys
    times = counted[known].astype(np.float32)
    places = places[known].astype(np.int64)
    dense[places] = weight(times, learned.rarity[places])
    length = float(np.linalg.norm(dense))
    if length:
        dense /= length
    return Vector(dense, places, tuple(word for word, is_known in zip(spelt, known, strict=True) if is_known))


def weight(times: Array, rarity: Array) -> Array:
    """The weight of words in a story: the logarithm of how often they stand there, times their rarity."""
    return (1 + np.log(times)) * rarity


def likely(
    learned: Learned, memory: Memory, story: Vector, named: Named, *, most: int = 16, least: float = 0.0
) -> list[Likely]:
    """The most likely tags, the likeliest first, with what told; none below `least`."""
    alike = memory.rows.against(story.dense)
    linear = np.where(learned.has_linear, learned.linear.against(story.dense) + learned.bias, 0)
    centre = learned.centre.against(story.dense)
    near = nearness(alike, memory.bearers, memory.borne, len(learned.tags))
    places, found = signals(learned, linear, centre, near, names(learned, named))
    scores = 1 / (1 + np.exp(-((found - learned.mean) / learned.spread @ learned.signals[1:] + learned.signals[0])))
    order = np.lexsort((places, -scores))[:most]
    chosen = [(int(places[one]), float(scores[one])) for one in order if scores[one] >= least]
    return [
        Likely(
            place,
            score,
            _words(learned, story, place),
            _near(learned, memory, alike, place),
            _beside(learned, place, chosen),
        )
        for place, score in chosen
    ]


def names(learned: Learned, named: Named) -> Array:
    """How often each tag is named in headline, lead and body, as signals: once or not, then logarithms."""
    found = np.zeros((len(learned.tags), 3))
    for place, tag in enumerate(learned.tags.tolist() if named else ()):
        if tag in named:
            title, lead, body = named[tag]
            found[place] = min(title, 1), np.log1p(lead), np.log1p(body)
    return found


def nearness(alike: Array, bearers: Array, borne: Array, tags: int) -> Array:
    """For each tag the mean likeness of the three remembered stories with it that are most like this one."""
    found = np.zeros((tags, NEAREST))
    if len(bearers):
        order = np.lexsort((-alike[bearers], borne))
        tag, likeness = borne[order], alike[bearers][order]
        rank = np.arange(len(tag)) - np.searchsorted(tag, tag)
        best = rank < NEAREST
        found[tag[best], rank[best]] = likeness[best]
    return np.asarray(found.sum(1) / np.maximum((found > 0).sum(1), 1))


def signals(learned: Learned, linear: Array, centre: Array, near: Array, named: Array) -> tuple[Array, Array]:
    """The places of the tags worth looking at, and for each its signals (a row of 17)."""
    has = learned.has_linear.astype(float)
    reached = np.where(learned.has_linear, linear, -1.0)
    chance = has / (1 + np.exp(-(4 * linear + 1)))
    beside = np.zeros(len(has))
    if len(learned.pairs):
        np.maximum.at(beside, learned.pairs[:, 1], chance[learned.pairs[:, 0]] * learned.together)
    places = _candidates(reached, centre, near, beside, named.sum(1))
    many = np.log(learned.stories)
    rare = (learned.stories < RARE).astype(float)
    each = (
        linear * has,
        has,
        centre,
        many,
        linear * many * has,
        centre * many,
        (reached - reached.max(initial=-9.0)) * has,
        has / _ranks(reached),
        centre - centre.max(initial=0.0),
        1 / _ranks(centre),
        named[:, 0],
        named[:, 1],
        named[:, 2],
        named[:, 0] * many,
        near * rare,
        rare,
        beside,
    )
    return places, np.stack(each, 1)[places]


def _candidates(linear: Array, centre: Array, near: Array, beside: Array, named: Array) -> Array:
    """The places of the tags that are best by one measure at least."""
    best = [_first(linear), _first(centre), *(_first(one, above=0) for one in (near, beside, named))]
    return np.unique(np.concatenate(best).astype(np.int64))


def _first(values: Array, *, above: float = -np.inf) -> Array:
    order = np.argsort(-values, kind="stable")[:CANDIDATES]
    return np.asarray(order[values[order] > above])


def _ranks(values: Array) -> Array:
    """The rank of each value, 1 for the greatest."""
    found = np.empty(len(values))
    found[np.argsort(-values, kind="stable")] = np.arange(1, len(values) + 1)
    return found


def _words(learned: Learned, story: Vector, place: int) -> tuple[str, ...]:
    """The story's words that told most for a tag."""
    places, weights = (learned.linear if learned.has_linear[place] else learned.centre).row(place)
    told = story.dense[places] * weights
    spelt = dict(zip(story.places.tolist(), story.spelt, strict=True))
    best = [one for one in np.argsort(-told, kind="stable")[:TOLD] if told[one] > 0]
    return tuple(spelt[int(places[one])] for one in best)


def _near(learned: Learned, memory: Memory, alike: Array, place: int) -> tuple[int, ...]:
    """The remembered stories with a rare tag that are most like this one."""
    if learned.stories[place] >= RARE:
        return ()
    bearers = memory.bearers[memory.borne == place]
    best = bearers[np.argsort(-alike[bearers], kind="stable")]
    return tuple(int(memory.stories[one]) for one in best if alike[one] >= ALIKE)


def _beside(learned: Learned, place: int, chosen: list[tuple[int, float]]) -> int | None:
    """A likelier tag beside which this one nearly always stands."""
    likelier = [other for other, score in chosen if score >= SURE and other != place]
    if not likelier or not len(learned.pairs):
        return None
    mine = (learned.pairs[:, 1] == place) & (learned.together >= NEARLY_ALWAYS)
    return next((other for other in learned.pairs[mine, 0].tolist() if other in likelier), None)
