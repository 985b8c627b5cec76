"""A story as terms: hashed words, names, numbers and pairs of names of its headline and lead. Pure.

Hashes are 32 bits of BLAKE2b, the same on every machine and in every release. Only the newcomer knows its words; what
is kept of a story (`pack`) is five bytes a term, from which no sentence can be read.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from newsroom.ingest.events.common_words import FREQUENT, REPORTING, SMALL

HEADLINE, LEAD = 300, 1000
"""So many characters of each are looked at: what an event is stands at the top."""
MOST = 100
"""So many terms are kept of a story."""
WORD, NAME, NUMBER, PAIR, FREQUENT_WORD = range(5)
WEIGHTS = {WORD: 1.0, NAME: 1.5, NUMBER: 1.0, PAIR: 0.75, FREQUENT_WORD: 0.7}
MARKS = frozenset([NAME, NUMBER])
"""The kinds of terms that tell two events of one type apart."""
TITLE_CASE = 0.6
"""From this share of capitals on, capitals tell no names."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_OPENS_SENTENCE = re.compile(r"[.!?:\"“”‘|…]\s*$|^\s*$")
_PACKED = struct.Struct(">IB")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Terms:
    """Hash → kind of each term, in the order in which they first stand; `words` are those of them we can say."""

    kinds: dict[int, int] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)

    @property
    def marks(self) -> frozenset[int]:
        """The names and numbers."""
        return frozenset(term for term, kind in self.kinds.items() if kind in MARKS)


def terms_of(headline: str, text: str = "") -> Terms:
    """The terms of a story, at most `MOST`; empty for a story without words."""
    found = Terms()
    for part in (headline[:HEADLINE], text[:LEAD]):
        for term, kind, word in _of_part(part):
            if len(found.kinds) >= MOST and term not in found.kinds:
                continue
            if found.kinds.get(term, WORD) in (WORD, FREQUENT_WORD):
                found.kinds[term] = kind
                found.words[term] = word
    return found


def pack(terms: Terms) -> bytes:
    """Terms as bytes, five a term: hash and kind."""
    return b"".join(_PACKED.pack(term, kind) for term, kind in terms.kinds.items())


def unpack(packed: bytes) -> Terms:
    """Terms from bytes, without their words. What is not of `pack` is no term."""
    whole = bytes(packed)[: len(packed) // _PACKED.size * _PACKED.size]
    return Terms({term: kind for term, kind in _PACKED.iter_unpack(whole) if kind in WEIGHTS})


def marks_first(terms: Terms, shared: Iterable[int]) -> list[int]:
    """Of the terms shared, those that can be said, names and numbers before other words; else in the order given."""
    sayable = [term for term in shared if terms.words.get(term)]
    return sorted(sayable, key=lambda term: terms.kinds[term] not in MARKS)


def _of_part(text: str) -> Iterator[tuple[int, int, str]]:
    tokens = list(_TOKEN.finditer(text))
    capitals = sum(token.group()[0].isupper() for token in tokens)
    shouted = capitals >= TITLE_CASE * len(tokens)
    before = ""
    for token in tokens:
        raw = token.group()[:_LONGEST]
        if _UNSPACED.match(raw):
            yield from _of_unspaced(raw)
            before = ""
            continue
        stem = _stem(raw.casefold())
        if not stem:
            before = ""
            continue
        named = raw[0].isupper() and not shouted and not _opens_sentence(text, token.start())
        yield number_of(stem), _kind(raw, stem, named=named), raw
        if before and raw[0].isupper():
            yield number_of(f"{before} {stem}"), PAIR, ""
        before = stem if raw[0].isupper() else ""


def _opens_sentence(text: str, place: int) -> bool:
    """Whether a word stands where even common words have a capital."""
    return _OPENS_SENTENCE.search(text[max(0, place - 4) : place]) is not None


def _kind(raw: str, stem: str, *, named: bool) -> int:
    if raw.isdecimal():
        return NUMBER if len(raw) > 1 else FREQUENT_WORD
    if named:
        return NAME
    return FREQUENT_WORD if stem in _FREQUENT else WORD


def _of_unspaced(run: str) -> Iterator[tuple[int, int, str]]:
    """Pairs of letters, where words are not set apart."""
    for place in range(max(1, len(run) - 1)):
        pair = run[place : place + 2]
        yield number_of(pair), WORD, pair


@lru_cache(maxsize=50_000)
def number_of(word: str) -> int:
    """The 32-bit number of a term."""
    return int.from_bytes(blake2b(word.encode(errors="replace"), digest_size=4).digest())


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A word without its commonest English endings; "" for one that tells nothing."""
    if word in SMALL or word in REPORTING:
        return ""
    word = word.replace("’", "'")
    word = word.removesuffix("'s").replace("'", "")
    if len(word) < 2:
        return word if word.isdecimal() else ""
    return _without_ending(word) if word.isascii() and word.isalpha() else word


def _without_ending(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > 5 and word.endswith(ending):
            word = word.removesuffix(ending)
            if word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


_FREQUENT = frozenset(_stem(word) for word in FREQUENT)
