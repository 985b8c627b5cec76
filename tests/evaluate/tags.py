"""Score suggested tags: `python tests/evaluate/tags.py DIR [--train DIR]`, DIR with reuters*.jsonl.gz.

The truth is each story's TOPICS; stories without any are left out. Tags are learnt from the stories of `--train`, else
from the older half of DIR, and the vocabulary is the tags seen there. Thresholds come from learning alone.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from newsroom.ingest.entry import Suggested
from newsroom.ingest.tag_learning.arrays import pack, remembered, unpack
from newsroom.ingest.tag_learning.combining import Shelf, suggest
from newsroom.ingest.tag_learning.lesson import Example, learn
from newsroom.ingest.tag_learning.weighing import RARE
from newsroom.ingest.tag_learning.words import counted, keyed
from newsroom.ingest.tag_words import named
from tests.evaluate.reading import console

FEW = 10
Row = dict[str, Any]


def stories(folder: Path) -> list[Row]:
    """The stories with topics, oldest first."""
    (path,) = sorted(folder.glob("reuters*.jsonl.gz"))
    with gzip.open(path, "rt") as lines:
        found = [json.loads(line) for line in lines]
    return sorted((row for row in found if row["topics"]), key=lambda row: row["id"])


def text_of(row: Row) -> str:
    return " ".join(row["body"].split())


def taught(rows: list[Row]) -> tuple[Shelf, dict[str, str]]:
    """What the product learns of these stories, after a journey through its packed form."""
    tags = sorted({tag for row in rows for tag in row["topics"]})
    numbers = {tag: number for number, tag in enumerate(tags, start=1)}
    vocabulary = {tag: tag for tag in tags}
    examples = [
        Example(
            row["id"],
            *keyed(counted(row["title"], text_of(row))),
            frozenset(numbers[tag] for tag in row["topics"]),
            {
                numbers[tag]: (hits.title, hits.lead, hits.body)
                for tag, hits in named(row["title"], text_of(row), vocabulary).items()
            },
        )
        for row in rows
    ]
    started = time.process_time()
    lesson = learn(examples, lambda what, done, total: console.print(f"{what}: {done} of {total}"))
    packed = pack(lesson.learned)
    size = len(packed) + sum(len(story) for _number, story in lesson.memory)
    console.print(f"{lesson.report}, {size / 1e6:.2f} MB, {time.process_time() - started:.1f} s")
    learned = unpack(packed)
    place = {int(tag): number for number, tag in enumerate(learned.tags)}
    rare = {int(tag) for tag, count in zip(learned.tags, learned.stories, strict=True) if count < RARE}
    borne = [(one.story, place[tag]) for one in examples for tag in one.tags if tag in rare]
    return Shelf(
        learned, remembered(lesson.memory, borne), {number: tag for tag, number in numbers.items()}
    ), vocabulary


def score(rows: list[Row], suggested: list[list[Suggested]], seen: Counter[str]) -> dict[str, float]:
    """Micro-F1 of what was set, and recall in the first five, of all tags and of rare ones (seen, but seldom)."""
    right = applied = wanted = first = rare = rare_first = 0
    for row, found in zip(rows, suggested, strict=True):
        truth, chosen = set(row["topics"]), {one.value for one in found if one.applied}
        five = {one.value for one in found[:5]}
        few = {tag for tag in truth if 0 < seen[tag] < FEW}
        right, applied, wanted = right + len(truth & chosen), applied + len(chosen), wanted + len(truth)
        first, rare, rare_first = first + len(truth & five), rare + len(few), rare_first + len(few & five)
    return {
        "micro_f1": round(2 * right / max(applied + wanted, 1), 4),
        "recall_at_5": round(first / max(wanted, 1), 4),
        "rare_recall_at_5": round(rare_first / max(rare, 1), 4),
    }


def main(folder: Path, train: Path | None) -> None:
    found = stories(folder)
    older, newer = (stories(train), found) if train else (found[: len(found) // 2], found[len(found) // 2 :])
    print(json.dumps(evaluated(older, newer)))


def evaluated(older: list[Row], newer: list[Row]) -> dict[str, float]:
    console.print(f"{len(older)} stories to learn from, {len(newer)} to score")
    shelf, vocabulary = taught(older)
    started = time.process_time()
    suggested = [suggest(row["title"], text_of(row), vocabulary, shelf, least=0.0) for row in newer]
    console.print(f"{(time.process_time() - started) * 1000 / max(len(newer), 1):.2f} ms a story")
    return score(newer, suggested, Counter(tag for row in older for tag in row["topics"]))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--train", type=Path)
    given = asked.parse_args()
    main(given.folder, given.train)
