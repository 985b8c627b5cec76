"""Score headline, byline and date: `python tests/evaluate/metadata.py DIR`, DIR with truth.json and html/.

A field counts as right when it is the same after folding case and punctuation; a truth that is empty is not asked for.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.progress import track

from newsroom.ingest.entry import Extraction
from newsroom.ingest.extract import extract
from tests.evaluate.reading import console, only_file, page

FIELDS = ("title", "author", "date")


def given(found: Extraction, field: str) -> str:
    if field != "date":
        return str(getattr(found, field))
    day = re.match(r"\d{4}-\d{2}-\d{2}", found.date_raw)  # as the page states it, before we turn it into UTC
    return day.group() if day else (found.date.date().isoformat() if found.date else "")


def same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def main(folder: Path) -> None:
    truth: dict[str, dict[str, Any]] = json.loads(only_file(folder, "truth").read_text())
    wanted, found, right = (dict.fromkeys(FIELDS, 0) for _ in range(3))
    for url, case in track(truth.items(), "pages", console=console):
        extraction = extract(page(folder, case["file"]), url)
        for field in FIELDS:
            gold, ours = case.get(field), given(extraction, field)
            if not isinstance(gold, str) or not gold:
                continue
            wanted[field] += 1
            found[field] += bool(ours)
            right[field] += same(gold, ours)
            if not same(gold, ours):
                console.print(f"{field}: wanted {gold!r}, got {ours!r}", highlight=False, markup=False)
    result: dict[str, float | int | None] = {"pages": len(truth)}
    for field in FIELDS:
        result[f"{field}_precision"] = round(right[field] / found[field], 4) if found[field] else None
        result[f"{field}_recall"] = round(right[field] / wanted[field], 4) if wanted[field] else None
    print(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
