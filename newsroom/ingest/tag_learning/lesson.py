"""Learning tags from stories that editors tagged, in a task or by command, never while stories come in. Pure.

1. Words: those of two stories or more; rare ones weigh more.
2. For each tag a linear model once it has a few stories, and the centre of its stories, told from all others.
3. How both, the tag's name and the nearest stories tell together is learnt from stories that were held back.
4. The score from which a tag is set is the one at which, of the stories held back, most was told rightly (F1).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsroom.ingest.tag_learning import fitting
from newsroom.ingest.tag_learning.arrays import Array, Learned, Rows, pack_story, rows
from newsroom.ingest.tag_learning.weighing import RARE, SIGNALS, Named, names, nearness, signals

WORDS = 60_000
"""So many words are known at most: a place has 16 bits."""
FOLDS = 3
STORIES, FEWEST = 6_000, 30
"""So many stories, the newest, are held back by turns; with fewer than thirty nothing is learnt."""
LINEAR, CENTRE, REMEMBERED = 400, 150, 40
"""So many words weigh in a tag's linear model, in its centre, and in a remembered story."""
MEMORY = 4_000
"""So many stories of rare tags are remembered, those of the rarest first."""
SURE = 0.5

Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Example:
    """A story to learn from, by its number: its words' keys with their counts, its tags, and which tags it names."""

    story: int
    words: NDArray[np.uint32]
    times: NDArray[np.uint8]
    tags: frozenset[int]
    named: Named = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt, the stories to be remembered (number and packed words), and figures for people."""

    learned: Learned
    memory: list[tuple[int, bytes]]
    report: dict[str, Any]


class TooFew(Exception):
    """There are not enough stories to learn from."""


def learn(examples: Sequence[Example], progress: Progress = lambda _what, _done, _all: None) -> Lesson:
    """Learn from stories in the order of their time, oldest first. Raises TooFew."""
    stories = [one for one in examples if one.tags and len(one.words)]
    tags = sorted({tag for one in stories for tag in one.tags})
    if len(stories) < FEWEST or len(tags) < 2:
        raise TooFew(f"Nothing is learnt from fewer than {FEWEST} stories with two tags; there are {len(stories)}.")
    words, rarity = _known_words(stories)
    matrix = fitting.matrix([(one.words, one.times) for one in stories], words, rarity)
    borne = _borne(stories, tags)
    blank = _blank(words, rarity, tags, borne)
    held = np.arange(max(0, len(stories) - STORIES), len(stories))
    outside = _held_back(blank, matrix, borne, stories, held, progress)
    joined = _joined(blank, outside, borne[held])
    progress("the whole", 0, 1)
    learned = _whole(joined, matrix, borne)
    memory = _memory(learned, matrix, borne, stories)
    progress("the whole", 1, 1)
    chances = [(places, _chances(learned, found)) for places, found in outside]
    sure, report = _threshold(chances, borne[held])
    thresholds = np.full(len(tags), sure, np.float32)
    report |= {"stories": len(stories), "tags": len(tags), "words": len(words), "remembered": len(memory)}
    return Lesson(replace(learned, thresholds=thresholds), memory, report)


def _known_words(stories: Sequence[Example]) -> tuple[Array, Array]:
    """The keys of the words that two stories share, sorted, and their rarity."""
    keys, spread = np.unique(np.concatenate([one.words for one in stories]), return_counts=True)
    most = np.sort(np.lexsort((keys, -spread))[:WORDS])
    shared = most[spread[most] > 1]
    times = spread[shared].astype(np.float64)
    # The power was found by cross-validation: rare words tell more of a tag than their plain rarity says.
    rarity = (np.log((1 + len(stories)) / (1 + times)) + 1) ** 1.3
    return keys[shared], rarity.astype(np.float32)


def _borne(stories: Sequence[Example], tags: Sequence[int]) -> Array:
    """Which story bears which tag: a row for each story, a column for each tag."""
    place = {tag: number for number, tag in enumerate(tags)}
    borne = np.zeros((len(stories), len(tags)), bool)
    for number, one in enumerate(stories):
        borne[number, [place[tag] for tag in one.tags]] = True
    return borne


def _blank(words: Array, rarity: Array, tags: Sequence[int], borne: Array) -> Learned:
    """What is known before anything is fitted: the words, the tags, and which tags stand together."""
    count = borne.sum(0)
    both = borne.T.astype(np.float32) @ borne.astype(np.float32)
    share = both / (count[:, None] + 1)
    np.fill_diagonal(share, 0)
    first, second = np.nonzero(share >= 0.2)
    none = rows([], 0)
    return Learned(
        words=words,
        rarity=rarity,
        tags=np.array(tags, np.int64),
        stories=count.astype(np.int32),
        thresholds=np.full(len(tags), SURE, np.float32),
        linear=none,
        bias=np.zeros(len(tags), np.float32),
        has_linear=np.zeros(len(tags), bool),
        centre=none,
        pairs=np.stack([first, second], 1).astype(np.uint16),
        together=share[first, second].astype(np.float32),
        signals=np.zeros(SIGNALS + 1, np.float32),
        mean=np.zeros(SIGNALS, np.float32),
        spread=np.ones(SIGNALS, np.float32),
    )


def _held_back(
    blank: Learned, matrix: Any, borne: Array, stories: Sequence[Example], held: Array, progress: Progress
) -> list[tuple[Array, Array]]:
    """The signals of each story of `held`, by what was learnt without it."""
    fold = np.random.RandomState(0).permutation(len(stories)) % FOLDS
    found: dict[int, tuple[Array, Array]] = {}
    for number in range(FOLDS):
        progress("stories held back", number, FOLDS)
        others, own = np.nonzero(fold != number)[0], held[fold[held] == number]
        fitted = fitting.fit(matrix[others], borne[others], LINEAR, CENTRE)
        rare = others[borne[others][:, blank.stories < RARE].any(1)][-MEMORY:]
        near = fitting.trimmed(matrix[rare], REMEMBERED)
        bearers, tags = np.nonzero(borne[rare] & (blank.stories < RARE))
        seen = replace(blank, has_linear=fitted.has_linear)
        for start in range(0, len(own), 500):
            some = own[start : start + 500]
            linear, centre = fitted.linear_of(matrix[some]), fitted.centre_of(matrix[some])
            alike = (matrix[some] @ near.T).toarray()
            for row, story in enumerate(some):
                close = nearness(alike[row], bearers, tags, len(blank.tags))
                named = names(blank, stories[story].named)
                found[int(story)] = signals(seen, linear[row], centre[row], close, named)
    progress("stories held back", FOLDS, FOLDS)
    return [found[int(story)] for story in held]


def _joined(blank: Learned, outside: list[tuple[Array, Array]], borne: Array) -> Learned:
    """With how the signals tell together, learnt from the stories that were held back."""
    told = np.concatenate([found for _places, found in outside])
    right = np.concatenate([borne[story, places] for story, (places, _found) in enumerate(outside)])
    mean, spread = told.mean(0), told.std(0) + 1e-6
    weights = fitting.logistic((told - mean) / spread, right)
    return replace(
        blank, signals=weights.astype(np.float32), mean=mean.astype(np.float32), spread=spread.astype(np.float32)
    )


def _whole(joined: Learned, matrix: Any, borne: Array) -> Learned:
    """With what all stories tell."""
    fitted = fitting.fit(matrix, borne, LINEAR, CENTRE)
    return replace(
        joined,
        linear=_rows(fitted.linear, LINEAR),
        bias=fitted.bias.astype(np.float32),
        has_linear=fitted.has_linear,
        centre=_rows(fitted.centre, CENTRE),
    )


def _rows(matrix: Any, most: int) -> Rows:
    ends = matrix.indptr
    found = [(matrix.indices[start:end], matrix.data[start:end]) for start, end in pairwise(ends)]
    return rows(found, most)


def _memory(learned: Learned, matrix: Any, borne: Array, stories: Sequence[Example]) -> list[tuple[int, bytes]]:
    """The stories of rare tags, those of the rarest first and of equals the newest."""
    rare = np.nonzero(borne[:, learned.stories < RARE].any(1))[0]
    rarest = np.array([learned.stories[borne[story]].min() for story in rare])
    kept = rare[np.lexsort((-rare, rarest))][:MEMORY] if len(rare) else rare
    found = _rows(fitting.trimmed(matrix[kept], REMEMBERED), REMEMBERED)
    return [
        (stories[story].story, pack_story(found.row(row)[0], np.rint(found.row(row)[1] / found.scale[row])))
        for row, story in enumerate(kept.tolist())
    ]


def _chances(learned: Learned, found: Array) -> Array:
    told = (found - learned.mean) / learned.spread
    return np.asarray(1 / (1 + np.exp(-(told @ learned.signals[1:] + learned.signals[0]))))


def _threshold(chances: list[tuple[Array, Array]], borne: Array) -> tuple[float, dict[str, Any]]:
    """The score at which most is told rightly, and how much: F1 over all tags, and recall in the first five."""
    scores = np.concatenate([one for _places, one in chances])
    right = np.concatenate([borne[story, places] for story, (places, _one) in enumerate(chances)])
    wanted, steps = int(borne.sum()), np.arange(0.2, 0.81, 0.02)
    told = [2 * right[scores >= step].sum() / ((scores >= step).sum() + wanted) for step in steps]
    # Neighbours are averaged: a single peak is luck.
    smooth = np.convolve(np.pad(told, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    best = int(np.argmax(smooth))
    first = sum(int(borne[story, places[np.argsort(-one)[:5]]].sum()) for story, (places, one) in enumerate(chances))
    set_ = scores >= steps[best]
    report = {
        "f1": round(float(told[best]), 4),
        "precision": round(float(right[set_].mean()) if set_.any() else 0.0, 4),
        "recall_at_5": round(first / max(wanted, 1), 4),
        "threshold": round(float(steps[best]), 2),
    }
    return float(steps[best]), report
