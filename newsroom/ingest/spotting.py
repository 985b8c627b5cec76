"""Whole words of a list found in a text in one pass, the longest where they overlap. Pure."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import ahocorasick

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def spotted(text: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each whole word of `words` (word → meaning) that stands in `text`, with its meaning."""
    reader = _reader(tuple(words.items()))
    if reader is None or not text:
        return
    reached = -1
    for end, (word, meaning) in reader.iter_long(text):
        start = end - len(word) + 1
        if start > reached and is_whole(text, start, end):
            reached = end
            yield word, meaning


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter touches the word (from `start` to `end`, both its own) in scripts that set spaces."""
    if _UNSPACED.match(text[start]):
        return True
    before, after = text[start - 1 : start], text[end + 1 : end + 2]
    return not (before.isalnum() or after.isalnum())


@lru_cache(maxsize=16)
def _reader(items: tuple[tuple[str, str], ...]) -> "ahocorasick.Automaton | None":
    automaton = ahocorasick.Automaton()
    for word, meaning in items:
        if word:
            automaton.add_word(word, (word, meaning))
    automaton.make_automaton()
    return automaton if len(automaton) else None
