"""What the evaluations share: where progress goes, and how a split's files are found."""

import gzip
from pathlib import Path

from rich.console import Console

console = Console(stderr=True)


def only_file(folder: Path, stem: str) -> Path:
    """The JSON file `stem` of the folder, whichever split it is (`stem.json`, `stem_dev.json`, `stem_test.json`)."""
    found = sorted(folder.glob(f"{stem}*.json"))
    if not found:
        raise SystemExit(f"There is no {stem}.json in {folder}.")
    return found[0]


def page(folder: Path, name: str) -> bytes:
    """A saved page, packed or not."""
    path = next(path for path in (folder / "html" / name, folder / name) if path.exists())
    body = path.read_bytes()
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
