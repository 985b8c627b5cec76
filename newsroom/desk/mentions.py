"""Names in notes: `@ada` means whoever works here under it; an address of mail or of a page means nobody. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST = 20
"""So many people can be called by one note; further names are words."""
# Thai, Lao, Khmer, Burmese, Japanese, Chinese and Korean put no space before or behind a name.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af"
# A sign that stands behind a letter, a digit or the part of an address begins no name.
BEGUN = re.compile(rf"(?:(?<![\w.+\-@/])|(?<=[{UNSPACED}]))[@\uff20]([\w.@+-]{{1,150}})")
ENDINGS = ".+-@_"


@dataclass(frozen=True)
class Piece:
    """A stretch of a note; `name` is the account that it calls, empty for ordinary words."""

    text: str
    name: str = ""


def called(text: str, known: Iterable[str]) -> list[str]:
    """The names of accounts among the `known` ones that a note calls, each once, in their order; at most MOST."""
    return list(dict.fromkeys(piece.name for piece in pieces(text, known) if piece.name))[:MOST]


def pieces(text: str, known: Iterable[str]) -> Iterator[Piece]:
    """A note in stretches, of which those that call somebody are told; joined they are the note again."""
    names = list(known)
    folded = {name.casefold(): name for name in reversed(names)} | {name: name for name in names}
    done = at = 0
    while match := BEGUN.search(text, at):
        sign, at = match.start(1) - 1, match.start(1)
        for written in _readings(match[1]):
            name = folded.get(written) or folded.get(written.casefold())
            if name:
                yield from _words(text[done:sign])
                done = at = at + len(written)
                yield Piece(text[sign:done], name)
                break
    yield from _words(text[done:])


def _readings(written: str) -> Iterator[str]:
    """What may be meant by the signs behind an @: all of them, or fewer where a sentence ends or goes on."""
    yield from _shorter(written)
    before_words = re.split(rf"[{UNSPACED}]", written, maxsplit=1)[0]
    if before_words not in {"", written}:
        yield from _shorter(before_words)


def _shorter(written: str) -> Iterator[str]:
    while written:
        yield written
        if written[-1] not in ENDINGS:
            return
        written = written[:-1]


def _words(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text)
