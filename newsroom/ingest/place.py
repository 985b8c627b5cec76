"""Which country a story is about, and why. Pure: words in, suggestions out; people decide."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from newsroom.ingest.gazetteer import MISLEADING

TITLE, LEAD, BODY = 3.0, 2.0, 1.0
LEAD_LENGTH = 400
HOME = 1.5
CAP = 6
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Placing:
    """The country a story is mainly about (ISO 3166-1 alpha-2), the others it is about too, and why."""

    primary: str | None = None
    also: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def place(title: str, text: str, *, words: Mapping[str, str], home: str | None = None) -> Placing:
    """Weigh every country that `words` (word → code) names: in the title 3, in the first 400 characters 2, later 1.

    The outlet's `home` country is what an unnamed place most likely is: a small weight of its own, and the answer when
    no country is named at all. Later mentions count up to six times each.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counted: Counter[str] = Counter()
    for weight, part in ((TITLE, title), (LEAD, text[:LEAD_LENGTH]), (BODY, text[LEAD_LENGTH:])):
        for word, code in _mentions(part, words):
            named[code][word] += 1
            counted[code] += weight == BODY
            scores[code] += weight if weight != BODY or counted[code] <= CAP else 0.0
    if home and not scores:
        return Placing(home, (), (f"{home}: no country is named; the outlet is at home there.",))
    if home and home in scores:
        scores[home] += HOME
    return _decided(scores, named, home)


def _decided(scores: Mapping[str, float], named: Mapping[str, Counter[str]], home: str | None) -> Placing:
    ranked = sorted(scores, key=lambda code: -scores[code])  # of equals, the one named first
    if not ranked:
        return Placing()
    best = scores[ranked[0]]
    also = tuple(code for code in ranked[1:5] if scores[code] >= max(3.0, best * 0.4))
    return Placing(ranked[0], also, tuple(_reason(code, scores, named, home) for code in (ranked[0], *also)))


def _reason(code: str, scores: Mapping[str, float], named: Mapping[str, Counter[str]], home: str | None) -> str:
    said = ", ".join(f"“{word}” {times}×" for word, times in named[code].most_common(3))
    return f"{code} {scores[code]:g}: {said}" + (", and the outlet is at home there" if code == home else "")


def _mentions(text: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Whole words of `words` in `text`, the longest where they overlap, none inside a misleading phrase."""
    reader = _reader(tuple(words.items()))
    if reader is None or not text:
        return
    reached = -1
    for end, (word, meaning) in reader.iter_long(text):
        start = end - len(word) + 1
        if start > reached and _is_whole(text, start, end):
            reached = end
            if meaning:
                yield word, meaning


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter touches the word on either side, in scripts that set spaces between words."""
    if _UNSPACED.match(text[start]):
        return True
    before, after = text[start - 1 : start], text[end + 1 : end + 2]
    return not (before.isalnum() or after.isalnum())


@lru_cache(maxsize=16)
def _reader(items: tuple[tuple[str, str], ...]) -> "ahocorasick.Automaton | None":
    automaton = ahocorasick.Automaton()
    for phrase in MISLEADING:
        automaton.add_word(phrase, (phrase, ""))
    for word, meaning in items:
        if word:
            automaton.add_word(word, (word, meaning))
    automaton.make_automaton()
    return automaton if len(automaton) else None
