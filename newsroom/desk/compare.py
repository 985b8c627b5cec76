"""Two versions of a text as words: what went, what came, what stayed. Pure; a reader sees words, never markup."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 4_000
MOST_IN_RUN = 1_500
CONTEXT = 12
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORDS = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+\s*|\s+")


class Piece(NamedTuple):
    """A run of words: `same`, `gone`, `new`, or `skipped` (unchanged and left out)."""

    kind: str
    text: str


def words(old: str, new: str) -> list[Piece]:
    """The change from one text to another, with a little of what surrounds it; empty where nothing changed."""
    if old == new:
        return []
    return list(_shortened(_joined(_compared(split_words(old), split_words(new)))))


def split_words(text: str) -> list[str]:
    """Words with the space that follows; characters one by one where a script sets no spaces."""
    return _WORDS.findall(text)


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        yield from _by_ends(old, new)
        return
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Piece("gone", "".join(old[a:b]))
        if d > c:
            yield Piece("new", "".join(new[c:d]))


def _by_ends(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Of very long texts only what stands between the common beginning and the common end."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    yield Piece("same", "".join(old[:start]))
    yield Piece("gone", "".join(old[start : len(old) - end]))
    yield Piece("new", "".join(new[start : len(new) - end]))
    yield Piece("same", "".join(old[len(old) - end :]))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty runs, and a change cut up by single spaces read as one."""
    return [piece for piece in pieces if piece.text]


def _shortened(pieces: list[Piece]) -> Iterator[Piece]:
    """Long unchanged runs left out but for a few words at either side."""
    for place, piece in enumerate(pieces):
        run = split_words(piece.text)
        if piece.kind != "same" or len(run) <= 2 * CONTEXT + 6:
            yield piece
            continue
        if place > 0:
            yield Piece("same", "".join(run[:CONTEXT]))
        yield Piece("skipped", "…")
        if place < len(pieces) - 1:
            yield Piece("same", "".join(run[-CONTEXT:]))


def texts(old: str, new: str) -> tuple[list[Piece], bool]:
    """The change from one text to another, line by line and then word by word; and whether every word was compared.

    Lines that stand in both are found first, so that long texts take no long time. Runs of more than MOST_IN_RUN words
    are compared by their ends alone, and the second answer is then False.
    """
    if old == new:
        return [], True
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces, whole = list[Piece](), True
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = split_words("".join(before[a:b])), split_words("".join(after[c:d]))
        if act == "equal":
            pieces.append(Piece("same", "".join(was)))
        elif max(len(was), len(now)) > MOST_IN_RUN and was and now:
            whole = False
            pieces.extend(_by_ends(was, now))
        else:
            pieces.extend(_compared(was, now))
    return list(_shortened(_joined(iter(pieces)))), whole
