"""Score feed reading: `python tests/evaluate/feeds.py DIR`, DIR shaped like a manifest.json beside files/."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.progress import track

from newsroom.ingest.parse import parse
from tests.evaluate.reading import console, only_file


def main(folder: Path) -> None:
    """Print one JSON line: files, raised, entries, the manifest's entries, and the files that read fewer."""
    manifest = json.loads(only_file(folder, "manifest").read_text())
    raised = entries = expected = below = 0
    for case in track(manifest, "feeds", console=console):
        try:
            body = (folder / "files" / case["file"]).read_bytes()
            name, value = case.get("http_header") or ("", "")
            count = len(parse(body, {name.lower(): value} if name else {}, "http://feed.example/feed").entries)
        except Exception as error:
            console.print(f"raised on {case['file']}: {error!r}")
            raised, count = raised + 1, 0
        given = next((value for key, value in case.items() if key.startswith("feedparser")), None)
        reading = given["entries"] if given else 0
        entries, expected = entries + count, expected + reading
        if count < reading:
            below += 1
            console.print(f"{case['file']}: {count} of {reading}")
    result = {
        "files": len(manifest),
        "raised": raised,
        "entries": entries,
        "manifest_entries": expected,
        "below": below,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
