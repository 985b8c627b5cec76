"""The words of a story as learning and weighing both count them, and their keys, which alone are kept. Pure."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
import regex
from numpy.typing import NDArray

LONGEST = 12_000
"""So many characters of a text are read; the rest adds little to what a story is about."""
TITLE = 3
"""A word of the headline counts as much as so many of the text."""
LETTERS = 40
"""So many letters of a word are told apart."""

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}][\p{L}\p{M}]*")


def counted(title: str, text: str) -> Counter[str]:
    """How often each word stands in a story, the headline's three times; figures say nothing of what it is about."""
    found = Counter(words(text[:LONGEST]))
    for word in words(title[:LONGEST]):
        found[word] += TITLE
    return found


def words(text: str) -> Iterator[str]:
    """The words in small letters and the singular; pairs of letters where a script sets no spaces between words."""
    for word in _WORD.findall(text.lower()):
        if word.isascii() or not _UNSPACED.match(word):
            yield _singular(word[:LETTERS])
        else:
            yield from (word[place : place + 2] for place in range(max(1, len(word) - 1)))


def key(word: str) -> int:
    """The key of a word, 32 bits: the same on every machine and in every release."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def keyed(counts: Mapping[str, int]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The keys of counted words, and how often each stands there, to 255."""
    keys = np.fromiter((key(word) for word in counts), np.uint32, len(counts))
    return keys, np.fromiter((min(times, 255) for times in counts.values()), np.uint8, len(counts))


def _singular(word: str) -> str:
    """An English plural without its end, and a possessive without its own."""
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
