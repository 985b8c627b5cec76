"""What was learnt, as arrays: sparse rows of small numbers, packed for the database without code. Pure."""

import io
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Array = NDArray[Any]
LAYOUT = 1
"""The number of this layout; what was packed in another is not read."""


class Unreadable(ValueError):
    """Packed bytes that are none of ours, or of another layout."""


@dataclass(frozen=True)
class Rows:
    """Sparse rows, none empty: where each starts, its places, and their weights (up to 127, times `scale`)."""

    starts: NDArray[np.int64]
    places: NDArray[np.uint16]
    values: NDArray[np.int8]
    scale: Floats

    @cached_property
    def _wide(self) -> tuple[NDArray[np.intp], Floats]:
        """Places and weights as numpy multiplies them fastest: widened once, not for every story."""
        return self.places.astype(np.intp), self.values.astype(np.float32)

    def against(self, story: Floats) -> Floats:
        """The product of every row with one dense vector."""
        if not len(self.starts):
            return np.zeros(0, np.float32)
        places, values = self._wide
        sums = np.add.reduceat(story.take(places) * values, self.starts)
        return np.asarray(sums * self.scale, np.float32)

    def row(self, number: int) -> tuple[NDArray[np.uint16], Floats]:
        """One row's places and weights."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.places)
        here = slice(self.starts[number], end)
        return self.places[here], self.values[here] * self.scale[number]


def rows(found: list[tuple[Array, Array]], most: int) -> Rows:
    """Rows of places and weights, each with its `most` heaviest; an empty one weighs its first place by nothing."""
    starts, places, values, scale, start = [], [], [], [], 0
    for place, weight in found:
        heavy = np.sort(np.argsort(-np.abs(weight), kind="stable")[:most])
        own, weights = (place[heavy], weight[heavy]) if len(heavy) else (np.zeros(1), np.zeros(1))
        unit = float(np.abs(weights).max()) / 127 or 1.0
        starts.append(start)
        places.append(own.astype(np.uint16))
        values.append(np.rint(weights / unit).astype(np.int8))
        scale.append(unit)
        start += len(own)
    return Rows(
        np.array(starts, np.int64),
        np.concatenate(places) if places else np.zeros(0, np.uint16),
        np.concatenate(values) if values else np.zeros(0, np.int8),
        np.array(scale, np.float32),
    )


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learnt of T tags over V words. Tags are known by their number in the database and by nothing else.

    `words` are sorted keys, `rarity` their weights; `linear` and `centre` have a row for each tag, and `has_linear`
    says for which the former means anything. Of each pair of `pairs` the second tag stood on the share `together` of
    the first one's stories. `signals` weigh the signals of `weighing`, after `mean` and `spread`.
    """

    words: NDArray[np.uint32]
    rarity: Floats
    tags: NDArray[np.int64]
    stories: NDArray[np.int32]
    thresholds: Floats
    linear: Rows
    bias: Floats
    has_linear: NDArray[np.bool_]
    centre: Rows
    pairs: NDArray[np.uint16]
    together: Floats
    signals: Floats
    mean: Floats
    spread: Floats


@dataclass(frozen=True, slots=True)
class Memory:
    """Stories of rare tags: their numbers, their words as rows, and which story bears which tag (both by place)."""

    stories: NDArray[np.int64]
    rows: Rows
    bearers: NDArray[np.int64]
    borne: NDArray[np.int64]


NO_MEMORY = Memory(np.zeros(0, np.int64), rows([], 0), np.zeros(0, np.int64), np.zeros(0, np.int64))


def pack(learned: Learned) -> bytes:
    """Bytes for the database: compressed, and without Python objects."""
    flat: dict[str, Array] = {"layout": np.array(LAYOUT)}
    for one in fields(Learned):
        value = getattr(learned, one.name)
        if isinstance(value, Rows):
            flat |= {f"{one.name}_{part.name}": getattr(value, part.name) for part in fields(Rows)}
        else:
            flat[one.name] = value
    packed = io.BytesIO()
    np.savez_compressed(packed, **flat)  # type: ignore[arg-type]
    return packed.getvalue()


def unpack(packed: bytes) -> Learned:
    """What `pack` made. Raises Unreadable for anything else."""
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as flat:
            if int(flat["layout"]) != LAYOUT:
                raise Unreadable("It was packed in another layout.")
            values: dict[str, Any] = {}
            for one in fields(Learned):
                parts = {part.name: f"{one.name}_{part.name}" for part in fields(Rows)}
                is_rows = parts["starts"] in flat
                values[one.name] = (
                    Rows(**{part: flat[name] for part, name in parts.items()}) if is_rows else flat[one.name]
                )
            return Learned(**values)
    except Unreadable:
        raise
    except Exception as error:
        # Damaged bytes raise whatever the zip archive or the array's header makes of them.
        raise Unreadable(str(error)[:200]) from error


def pack_story(places: Array, values: Array) -> bytes:
    """The words of one remembered story: its places (16 bits, little-endian), then their weights (8 bits)."""
    return places.astype("<u2").tobytes() + values.astype(np.uint8).tobytes()


def remembered(stories: list[tuple[int, bytes]], borne: list[tuple[int, int]]) -> Memory:
    """Memory of packed stories by their numbers, with (story, tag's place) pairs; what is damaged is forgotten."""
    kept = [(number, packed) for number, packed in stories if packed and len(packed) % 3 == 0]
    if not kept:
        return NO_MEMORY
    sizes = np.array([len(packed) // 3 for _number, packed in kept])
    places = np.concatenate([np.frombuffer(packed, "<u2", len(packed) // 3) for _number, packed in kept])
    values = np.concatenate([np.frombuffer(packed, np.int8, offset=len(packed) // 3 * 2) for _number, packed in kept])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    squares = np.add.reduceat(values.astype(np.float32) ** 2, starts)
    own = {number: place for place, (number, _packed) in enumerate(kept)}
    pairs = np.array([(own[number], tag) for number, tag in borne if number in own], np.int64).reshape(-1, 2)
    scale = (1 / np.sqrt(np.maximum(squares, 1))).astype(np.float32)
    numbers = np.array([number for number, _packed in kept], np.int64)
    return Memory(numbers, Rows(starts, places, values, scale), pairs[:, 0], pairs[:, 1])
