"""Where mends are written down while they are made, and where those that an editor has undone are left unmade. Pure."""

import re
from collections import Counter
from collections.abc import Collection
from hashlib import blake2b

from newsroom.ingest.entry import Mend

LONGEST = 240
_NOT_LETTERS = re.compile(r"\W+")


class Log:
    """Collects the mends of one text in the order they were made. Each has a key by which it alone can be undone.

    The key is made of the rule, the letters that were there, and how many mends have had the same before it; so it is
    the same whenever the same fault is met again, whatever was mended or undone around it.
    """

    def __init__(self, without: Collection[str] = ()) -> None:
        """Start empty; the mends whose keys are in `without` are written down as undone and not made."""
        self.mends: list[Mend] = []
        self._without = frozenset(without)
        self._named: Counter[str] = Counter()
        self._left: Counter[str] = Counter()
        self._left_earlier: Counter[str] = Counter()

    def next_reading(self) -> None:
        """The text is read again from its start: what was left unmade is met once more, and left without a word."""
        self._left_earlier = self._left.copy()

    def may(self, rule: str, place: str, before: str, after: str, about: str = "") -> bool:
        """Write a mend down if it changes something; whether it is to be made.

        `about` are the words that name the fault, where `before` shows more around it than will always stand there.
        """
        if before == after:
            return False
        base = _base(rule, about or before)
        if self._left_earlier[base] > 0:
            self._left_earlier[base] -= 1
            return False
        key = blake2b(f"{base}\0{self._named[base]}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        undone = key in self._without
        self._named[base] += 1
        self._left[base] += undone
        self.mends.append(Mend(rule, place, _shortened(before, after), _shortened(after, before), key, undone))
        return not undone

    def note(self, rule: str, place: str, before: str, after: str) -> str:
        """Write a mend down if it changes something; give back what is to stand there."""
        return after if self.may(rule, place, before, after) else before


def _base(rule: str, before: str) -> str:
    return f"{rule}\0{_NOT_LETTERS.sub('', before) or ''.join(before.split())}"


def _shortened(text: str, other: str) -> str:
    """The part of `text` around where it differs from `other`, at most 240 characters."""
    if len(text) <= LONGEST:
        return text
    same = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    start = max(0, same - LONGEST // 3)
    piece = text[start : start + LONGEST]
    return f"{'…' if start else ''}{piece}{'…' if start + LONGEST < len(text) else ''}"
