"""Words and patterns found in text, whatever its script, case or spelling. Pure.

Patterns are an editor's, texts are anybody's: together they may take for ever, so each run has only some patience.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex

SEARCH = 0.1
"""So many seconds one search for a pattern may take; one that takes longer counts as not found."""
REPEATS = 1_000
"""So often a pattern may repeat its parts by numbers, all multiplied: it is written out in memory as it is compiled."""

_CLUSTER = regex.compile(r"\X")
_IGNORED = frozenset("\u00ad\u200b\ufeff")
_REPEATED = re.compile(r"\{(\d*),?(\d*)\}")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)


class BadPattern(ValueError):
    """A pattern that cannot be used; `str()` says why, for an editor."""


class Patience:
    """So many seconds of one run may be lost on patterns that take too long; then none is asked any more."""

    def __init__(self, seconds: float = 1.0) -> None:
        self.left = seconds

    def search(self, value: str, text: str) -> "regex.Match[str] | None":
        """The first place where a pattern matches. Raises TimeoutError, and BadPattern for one that is none."""
        if self.left <= 0:
            raise TimeoutError
        try:
            return compiled(value).search(unicodedata.normalize("NFKC", text), timeout=SEARCH)
        except (TimeoutError, MemoryError) as error:
            self.left -= SEARCH
            raise TimeoutError from error


@lru_cache(maxsize=256)
def compiled(value: str) -> "regex.Pattern[str]":
    """A pattern ready for use; upper and lower case are one. Raises BadPattern."""
    repeats = 1
    for least, most in _REPEATED.findall(value):
        repeats *= max(int(least[:9] or 1), int(most[:9] or 1), 1)
    if repeats > REPEATS:
        raise BadPattern(f"The pattern repeats its parts more than {REPEATS:,} times; use + or * instead of numbers.")
    try:
        return regex.compile(unicodedata.normalize("NFKC", value), regex.IGNORECASE)
    except regex.error as error:
        place = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise BadPattern(f"The pattern cannot be understood{place}: {error.msg}.") from error
    except (MemoryError, RecursionError, OverflowError) as error:
        raise BadPattern("The pattern is too large or nested too deeply.") from error


def fold(text: str) -> str:
    """Text as it is compared: one spelling for each letter (NFKC), without case and without invisible hyphens."""
    return text.lower() if text.isascii() else "".join(map(_folded, _CLUSTER.findall(text)))


def phrases(value: str) -> list[str]:
    """What a condition looks for: words or phrases with commas between them, any of which is enough."""
    return [phrase for part in value.split(",") if (phrase := " ".join(fold(part).split()))]


def words_at(value: str, wanted: str) -> tuple[str, int, int] | None:
    """A text, and from where to where the first of the phrases stands in it.

    Found in the folded text, shown in the text itself: each folded letter knows the cluster that it came from.
    """
    clusters = _CLUSTER.findall(value)
    ends, owners, place = [], [], 0
    for number, cluster in enumerate(clusters):
        place += len(cluster)
        ends.append(place)
        owners += [number] * len(_folded(cluster))
    text = "".join(map(_folded, clusters))
    for phrase in phrases(wanted):
        for start in _places(text, phrase):
            first, last = owners[start], owners[start + len(phrase) - 1]
            return value, ends[first] - len(clusters[first]), ends[last]
    return None


def holds_words(text: str, value: str) -> bool:
    """Whether one of the phrases stands in a folded text."""
    return any(next(_places(text, phrase), None) is not None for phrase in phrases(value))


def _places(text: str, phrase: str) -> Iterator[int]:
    """Where a phrase stands as whole words, in scripts that set spaces between them."""
    place = text.find(phrase)
    while place >= 0:
        if _is_whole(text, place, place + len(phrase)):
            yield place
        place = text.find(phrase, place + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    begins = _joins(text[start]) and start > 0 and _is_letter(text[start - 1])
    ends = _joins(text[end - 1]) and end < len(text) and _is_letter(text[end])
    return not (begins or ends)


def _joins(letter: str) -> bool:
    """Whether a letter beside it would make another word of this one."""
    return _is_letter(letter) and not _UNSPACED.match(letter)


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


@lru_cache(maxsize=8192)
def _folded(cluster: str) -> str:
    kept = "".join(letter for letter in cluster if letter not in _IGNORED)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kept).casefold())
