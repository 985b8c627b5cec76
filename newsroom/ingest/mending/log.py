"""Where mends are written down while they are made."""

from newsroom.ingest.entry import Mend

LONGEST = 240


class Log:
    """Collects the mends of one text, in the order they were made."""

    def __init__(self) -> None:
        """Start empty."""
        self.mends: list[Mend] = []

    def note(self, rule: str, place: str, before: str, after: str) -> str:
        """Record a mend when something changed, and give back `after`."""
        if before != after:
            self.mends.append(Mend(rule, place, _shortened(before, after), _shortened(after, before)))
        return after


def _shortened(text: str, other: str) -> str:
    """The part of `text` around where it differs from `other`, at most 240 characters."""
    if len(text) <= LONGEST:
        return text
    same = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    start = max(0, same - LONGEST // 3)
    piece = text[start : start + LONGEST]
    return f"{'…' if start else ''}{piece}{'…' if start + LONGEST < len(text) else ''}"
