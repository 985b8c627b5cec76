"""Score countries: `python tests/evaluate/country.py DIR`, DIR with reuters*.jsonl.gz and geovirus*.jsonl.gz.

Reuters tells what a story is about: micro figures of the suggested sections over all stories, and how often the
heaviest of the sections that a story names is a true one, over the stories with at least one. GeoVirus tells what is
mentioned: F1 of the sections that are named. No outlet's home is known. The rate is by the processor's own clock.
"""

import gzip
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from newsroom.ingest.gazetteer import OURS
from newsroom.ingest.place import Placing, place
from tests.evaluate.reading import console

ROUNDS = 3


def stories(folder: Path, stem: str) -> list[dict[str, Any]]:
    """The rows of a set, whichever split it is."""
    found = sorted(folder.glob(f"{stem}*.jsonl.gz"))
    if not found:
        raise SystemExit(f"There is no {stem}.jsonl.gz in {folder}.")
    with gzip.open(found[0], "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def shown(story: dict[str, Any]) -> tuple[str, str]:
    """What the code under test may see: the headline, and the text with its dateline."""
    return story["title"], f"{story.get('dateline', '')} {story['body']}".strip()


def micro(pairs: Iterable[tuple[set[str], set[str]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all labels of all stories; each pair is the truth and what was found."""
    right = wrong = missed = 0
    for truth, found in pairs:
        right += len(truth & found)
        wrong += len(found - truth)
        missed += len(truth - found)
    precision, recall = right / ((right + wrong) or 1), right / ((right + missed) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def top(placed: list[Placing], truths: list[set[str]]) -> float:
    """How often the heaviest country of ours is a true one, where there is any."""
    judged = [
        bool(found.ranked) and found.ranked[0][0] in truth for found, truth in zip(placed, truths, strict=True) if truth
    ]
    return sum(judged) / (len(judged) or 1)


def misses(rows: list[dict[str, Any]], placed: list[Placing], truths: list[set[str]]) -> Iterator[str]:
    """The stories that came out otherwise, the worst first, for reading."""
    for off, row, found, truth in sorted(
        (
            (-len(truth ^ set(found.about)), row["title"], found, truth)
            for row, found, truth in zip(rows, placed, truths, strict=True)
            if truth != set(found.about)
        ),
        key=lambda miss: miss[:2],
    ):
        yield f"{-off} {row[:70]} | true {' '.join(sorted(truth)) or '-'} | {' / '.join(found.reasons)}"


def rate(shown_stories: list[tuple[str, str]]) -> float:
    """Stories a second of processor time, the best of three rounds."""
    spent = []
    for _round in range(ROUNDS):
        start = time.process_time()
        for title, text in shown_stories:
            place(title, text)
        spent.append(time.process_time() - start)
    return len(shown_stories) / min(spent)


def main(folder: Path) -> None:
    reuters, geovirus = stories(folder, "reuters"), stories(folder, "geovirus")
    given = [shown(story) for story in reuters]
    placed = [place(title, text) for title, text in given]
    truths = [set(story["iso2"]) & OURS for story in reuters]
    precision, recall, score = micro((truth, set(found.about)) for truth, found in zip(truths, placed, strict=True))
    named = [(set(story["iso2"]) & OURS, set(place(*shown(story)).named)) for story in geovirus]
    for line in misses(reuters, placed, truths):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    result = {
        "reuters_f1": round(score, 4),
        "reuters_precision": round(precision, 4),
        "reuters_recall": round(recall, 4),
        "reuters_top1": round(top(placed, truths), 4),
        "geovirus_f1": round(micro(named)[2], 4),
        "docs_per_s": round(rate(given), 1),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
