"""Three hundred sentences of our own, on all sections and with the words that mislead; what each is about."""

from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).resolve().parents[1] / "data" / "place_traps.txt"


class Trap(NamedTuple):
    """A headline, its text and its outlet's home; `expected` is None where it is about no country of ours."""

    expected: str | None
    home: str | None
    title: str
    text: str


def traps() -> list[Trap]:
    """All of them, in the order of the file."""
    lines = (line.split("|", 3) for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", ""))
    return [Trap(code.strip("-") or None, home.strip("-") or None, title, text) for code, home, title, text in lines]
