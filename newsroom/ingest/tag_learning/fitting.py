"""Fitting linear models with scikit-learn and scipy, loaded when first called: never while stories come in. Pure."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from newsroom.ingest.tag_learning.arrays import Array
from newsroom.ingest.tag_learning.weighing import weight

ENOUGH = 4
"""From so many stories on a tag has a linear model; below, it would learn their very words."""
FAR = 1_000
"""So many stories without a tag stand for all: those most like its own, and as many others."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """For each tag the weights of its linear model and its centre, as sparse matrices with a row for each tag."""

    linear: Any
    bias: Array
    has_linear: Array
    centre: Any

    def linear_of(self, stories: Any) -> Array:
        """How far each story lies on each tag's side."""
        return np.asarray((stories @ self.linear.T).toarray() + self.bias)

    def centre_of(self, stories: Any) -> Array:
        """How near each story is to each tag's centre."""
        return np.asarray((stories @ self.centre.T).toarray())


def matrix(counted: Sequence[tuple[Array, Array]], words: Array, rarity: Array) -> Any:
    """Stories (keys and counts) as rows of length one over the known words (sorted keys), a scipy CSR matrix."""
    from scipy import sparse

    starts, places, values = [0], [], []
    for keys, times in counted:
        found = np.minimum(np.searchsorted(words, keys), max(len(words) - 1, 0))
        known = words[found] == keys if len(words) else np.zeros(len(keys), bool)
        told = weight(times[known].astype(np.float64), rarity[found[known]])
        places.append(found[known])
        values.append(told / max(float(np.linalg.norm(told)), 1e-9))
        starts.append(starts[-1] + int(known.sum()))
    shape = (len(counted), max(len(words), 1))
    built = sparse.csr_matrix((np.concatenate(values), np.concatenate(places), starts), shape=shape)
    built.sort_indices()
    return built


def fit(stories: Any, borne: Array, most_linear: int, most_centre: int) -> Fitted:
    """Linear models and centres of all tags, each trimmed to its heaviest words."""
    from scipy import sparse

    linear, centre, bias, has = [], [], np.zeros(borne.shape[1]), np.zeros(borne.shape[1], bool)
    whole = np.asarray(stories.sum(0)).ravel()
    for tag in range(borne.shape[1]):
        middle = _centre(stories, borne[:, tag], whole)
        weights, bias[tag], has[tag] = _one(stories, borne[:, tag], middle)
        linear.append(sparse.csr_matrix(_heaviest(weights, most_linear)))
        centre.append(sparse.csr_matrix(_heaviest(middle, most_centre)))
    return Fitted(sparse.vstack(linear).tocsr(), bias, has, sparse.vstack(centre).tocsr())


def trimmed(stories: Any, most: int) -> Any:
    """Stories with their heaviest words alone, again of length one."""
    kept = stories.copy()
    for start, end in pairwise(stories.indptr):
        kept.data[start:end] = _heaviest(stories.data[start:end], most, unit=True)
    kept.eliminate_zeros()
    return kept


def logistic(told: Array, right: Array) -> Array:
    """A logistic regression: its intercept, then the weight of each column."""
    from sklearn.linear_model import LogisticRegression

    if right.all() or not right.any():
        return np.zeros(told.shape[1] + 1)
    found = LogisticRegression(C=1.0, max_iter=500).fit(told, right)
    return np.concatenate([found.intercept_, found.coef_[0]])


def _centre(stories: Any, bears: Array, whole: Array) -> Array:
    """The mean of a tag's stories less that of the others, without what speaks against it (Rocchio); of length one."""
    own = np.asarray(stories[bears].sum(0)).ravel()
    count = int(bears.sum())
    found = np.maximum(own / max(count, 1) - (whole - own) / max(len(bears) - count, 1), 0)
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9), np.float32)


def _one(stories: Any, bears: Array, centre: Array) -> tuple[Array, float, bool]:
    """The linear model of one tag (a support vector machine), nothing for a tag with too few stories."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    if bears.sum() < ENOUGH or bears.all():
        return np.zeros(stories.shape[1], np.float32), 0.0, False
    chosen = _chosen(stories, bears, centre)
    machine = LinearSVC(C=3.0, class_weight="balanced", tol=0.02, max_iter=100, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        machine.fit(stories[chosen], bears[chosen])
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0]), True


def _chosen(stories: Any, bears: Array, centre: Array) -> Array:
    """The stories to learn a tag from: all of its own, and of the others those most like them and a fixed sample."""
    others = np.nonzero(~bears)[0]
    if len(others) <= 2 * FAR:
        return np.arange(len(bears))
    order = others[np.argsort(-np.asarray(stories @ centre).ravel()[others], kind="stable")]
    rest = order[FAR:]
    return np.sort(np.concatenate([np.nonzero(bears)[0], order[:FAR], rest[:: max(1, len(rest) // FAR)]]))


def _heaviest(weights: Array, most: int, *, unit: bool = False) -> Array:
    if np.count_nonzero(weights) > most:
        least = np.partition(np.abs(weights), -most)[-most]
        weights = np.where(np.abs(weights) >= least, weights, 0)
    return weights / max(float(np.linalg.norm(weights)), 1e-9) if unit else weights
