"""Stories grouped by event as they stream in, through the product's own window: B-cubed F1 on two sets of news.

    python tests/evaluate/events.py DIR

DIR holds `ecbplus*.jsonl.gz` (sentences; the first is the headline) and `uci_headlines*.jsonl.gz` (bare headlines
with a time). Prints one line of JSON: `ecb_f1 uci_f1 docs_per_s`; shuffled orders and halves go to stderr.
"""

import gzip
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from newsroom.ingest.events import Story, Window, arrive, terms_of
from tests.evaluate.reading import console

ORDERS = 3


class Told(NamedTuple):
    """What the code under test may see of a story; nothing of the truth."""

    headline: str
    text: str
    at: float


def main(folder: Path) -> None:
    """Score both sets."""
    ecb = rows(folder, "ecbplus")
    uci = sorted(rows(folder, "uci_headlines"), key=lambda row: row["timestamp_ms"])
    news = [Told(row["sentences"][0], " ".join(row["sentences"][1:]), 0.0) for row in ecb]
    headlines = [Told(row["title"], "", row["timestamp_ms"] / 1000) for row in uci]
    truths = [row["event"] for row in ecb], [row["event"] for row in uci]
    started = time.process_time()
    ecb_f1 = scored("ECB+", news, truths[0])
    uci_f1 = scored("UCI", headlines, truths[1])
    seconds = time.process_time() - started
    told = {"ecb_f1": ecb_f1, "uci_f1": uci_f1, "docs_per_s": (len(ecb) + len(uci)) / seconds}
    for name, stories, truth in (("ECB+", news, truths[0]), ("UCI", headlines, truths[1])):
        shuffled(name, stories, truth)
        halves(name, stories, truth)
    print(json.dumps({name: round(value, 4) for name, value in told.items()}))


def rows(folder: Path, stem: str) -> list[dict[str, Any]]:
    """The records of a set, whichever split it is."""
    found = sorted(folder.glob(f"{stem}*.jsonl.gz"))
    if not found:
        raise SystemExit(f"There is no {stem}.jsonl.gz in {folder}.")
    return [json.loads(line) for line in gzip.decompress(found[0].read_bytes()).splitlines()]


def grouped(stories: Sequence[Told]) -> list[int]:
    """Each story's event at the end, when they arrive in this order."""
    window = Window()
    for key, told in enumerate(stories):
        arrive(window, Story(key, terms_of(told.headline, told.text), told.at))
    return [window.place_of[key] for key in range(len(stories))]


def scored(name: str, stories: Sequence[Told], truth: Sequence[Hashable]) -> float:
    """B-cubed F1, with its parts on stderr."""
    found = grouped(stories)
    precision, recall, f1 = b_cubed(truth, found)
    sizes = f"{len(set(found))} events found, {len(set(truth))} true"
    console.print(f"{name}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} ({sizes})")
    return f1


def shuffled(name: str, stories: Sequence[Told], truth: Sequence[Hashable]) -> None:
    """The mean over other orders of arrival."""
    scores = []
    for seed in range(ORDERS):
        order = list(range(len(stories)))
        random.Random(seed).shuffle(order)
        scores.append(b_cubed([truth[i] for i in order], grouped([stories[i] for i in order])))
    means = [sum(parts) / len(parts) for parts in zip(*scores, strict=True)]
    console.print(f"{name}, {ORDERS} other orders: precision {means[0]:.3f} recall {means[1]:.3f} F1 {means[2]:.3f}")


def halves(name: str, stories: Sequence[Told], truth: Sequence[Hashable]) -> None:
    """Each half of the events alone, so that no figure hangs on a few of them."""
    events = sorted(set(truth), key=str)
    for half in (0, 1):
        kept = set(events[half::2])
        chosen = [i for i, event in enumerate(truth) if event in kept]
        f1 = b_cubed([truth[i] for i in chosen], grouped([stories[i] for i in chosen]))[2]
        console.print(f"{name}, half {half + 1}: F1 {f1:.3f}")


def b_cubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 averaged over documents (Bagga and Baldwin, 1998)."""
    true, made = _members(truth), _members(found)
    shared = [len(true[one] & made[other]) for one, other in zip(truth, found, strict=True)]
    precision = sum(n / len(made[one]) for n, one in zip(shared, found, strict=True)) / len(truth)
    recall = sum(n / len(true[one]) for n, one in zip(shared, truth, strict=True)) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _members(labels: Sequence[Hashable]) -> dict[Hashable, set[int]]:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for place, label in enumerate(labels):
        found[label].add(place)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
