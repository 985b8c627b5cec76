"""Score article bodies: `python tests/evaluate/extraction.py DIR`, DIR with ground-truth.json and html/<id>.html.gz.

Precision and recall of four-word shingles, averaged over the pages, as the benchmark that the pages come from does it.
"""

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.progress import track

from newsroom.ingest.extract import extract
from tests.evaluate.reading import console, only_file, page

RUN = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text or "", re.UNICODE)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(0, len(words) - RUN) + 1)) if words else Counter()


def compare(expected: str, found: str) -> tuple[float, float]:
    """Precision and recall of one page; an empty side counts as nothing found or nothing wanted."""
    wanted, given = shingles(expected), shingles(found)
    common = sum((wanted & given).values())
    wrong, missed = sum((given - wanted).values()), sum((wanted - given).values())
    precision = common / (common + wrong) if common + wrong else (1.0 if not wanted else 0.0)
    recall = common / (common + missed) if common + missed else 1.0
    return precision, recall


def main(folder: Path) -> None:
    truth = json.loads(only_file(folder, "ground-truth").read_text())
    scores: list[tuple[float, float]] = []
    spent = 0.0
    for name, case in track(truth.items(), "articles", console=console):
        body = page(folder, f"{name}.html.gz")
        start = time.perf_counter()
        found = extract(body, case["url"])
        spent += time.perf_counter() - start
        scores.append(compare(case["articleBody"], found.text))
        precision, recall = scores[-1]
        if 2 * precision * recall < 0.9 * (precision + recall):
            console.print(f"{name[:12]} {found.reader} agreement {found.agreement:.2f}: {precision:.2f} {recall:.2f}")
    precision = sum(score[0] for score in scores) / len(scores)
    recall = sum(score[1] for score in scores) / len(scores)
    result = {
        "pages": len(scores),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall or 1), 4),
        "pages_per_s": round(len(scores) / spent, 1),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
