"""Which tags of the vocabulary a story names itself. Pure: words in, tags out; the vocabulary never grows here.

Names and their synonyms are found whole, whatever their case, with hyphens or spaces, and in the singular or the plural
of an English word where that is safe. A short name in capitals (WHO, AI) is found in capitals alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import ahocorasick

from newsroom.ingest.entry import Suggested
from newsroom.ingest.spotting import is_whole

TAGS = 8
"""So many tags at most are set on a story as it comes in."""
OFFERED = 16
"""So many at most are offered to its editor, those that are set among them."""
SURE = 0.5
"""From this score on a tag is set."""
LEAD = 400
"""So many characters of a text are its lead."""
LONGEST = 100_000
"""So many characters of a text are looked at; what a story is about it says before."""
CATEGORY = "the feed's category"
SHORT_CAPITALS = 5
"""A name in capitals with fewer letters than this is a word of another meaning in small letters."""

_LINKED = str.maketrans(dict.fromkeys("-\u2010\u2011\u2013_\u00a0\n\r\t\u2019", " ") | {"\u2019": "'"})
_LATIN = re.compile("[a-z\u00df-\u024f]{3,}")
_NO_PLURAL = re.compile("(?:ss|us|is|ics|ous|[^aeiou]ies)$")
_ONLY_PLURAL = frozenset(["customs", "clothes", "glasses", "headquarters", "proceeds", "species", "series", "savings"])


@dataclass(slots=True)
class Hits:
    """How often a story names a tag in its headline, in its lead and further down, and with which words."""

    title: int = 0
    lead: int = 0
    body: int = 0
    words: dict[str, int] = field(default_factory=dict)


def named(title: str, text: str, vocabulary: Mapping[str, str]) -> dict[str, Hits]:
    """The tags whose words (as written → tag) stand in the story."""
    found: dict[str, Hits] = {}
    for place, part in (("title", title), ("lead", text[:LEAD]), ("body", text[LEAD:LONGEST])):
        for word, tag in _spotted(part, _lexicon(tuple(vocabulary.items()))):
            hits = found.setdefault(tag, Hits())
            setattr(hits, place, getattr(hits, place) + 1)
            hits.words[word] = hits.words.get(word, 0) + 1
    return found


def suggest_tags(
    title: str,
    text: str,
    vocabulary: Mapping[str, str],
    given: Iterable[str] = (),
    found: Mapping[str, Hits] | None = None,
) -> list[Suggested]:
    """The tags that a story names itself or that its feed gave it (`given`), each with its reason, surest first.

    A name in the headline, in the feed's categories, or twice in the text is enough for a tag to be set.
    `found` is what `named` says, where that is known already.
    """
    sure = {tag: Suggested("tag", tag, f"{CATEGORY} “{word}”", 0.95) for word, tag in _given(given, vocabulary)}
    for tag, hits in (named(title, text, vocabulary) if found is None else found).items():
        if tag not in sure:
            sure[tag] = Suggested("tag", tag, reason_of(hits), score_of(hits))
    return ranked(sure.values(), dict.fromkeys(sure, SURE))


def ranked(suggested: Iterable[Suggested], thresholds: Mapping[str, float]) -> list[Suggested]:
    """The surest first, at most sixteen; the first eight of those whose score reaches their threshold are set."""
    order = sorted(suggested, key=lambda one: (-one.score, one.value))
    wanted = [one.value for one in order if one.score >= thresholds.get(one.value, SURE)][:TAGS]
    found = [Suggested(one.kind, one.value, one.reason, one.score, one.value in wanted) for one in order]
    return sorted(found, key=lambda one: not one.applied)[:OFFERED]


def score_of(hits: Hits) -> float:
    """How sure a tag is from its name alone, 0 to 1, while nothing has been learnt of it."""
    if hits.title:
        return 0.9 if hits.lead + hits.body else 0.8
    times = hits.lead + hits.body
    if times >= 2:
        return 0.7 if hits.lead else 0.6
    return 0.4 if hits.lead else 0.3


def reason_of(hits: Hits) -> str:
    """Where the name stands, in words."""
    words = ", ".join(f"“{word}”" for word in sorted(hits.words, key=lambda word: -hits.words[word])[:3])
    place = "headline" if hits.title else "first lines" if hits.lead else "text"
    times = hits.title + hits.lead + hits.body
    return f"named in the {place}: {words}" + (f", {times} times in all" if times > 1 else "")


def _given(given: Iterable[str], vocabulary: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The feed's own categories that are words of the vocabulary, whatever their case."""
    lexicon = _lexicon(tuple(vocabulary.items()))
    for category in given:
        if found := lexicon.exact.get(folded(category)):
            yield category.strip(), found


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The vocabulary made ready: a reader of words, and the tag of each word just as it is written."""

    reader: "ahocorasick.Automaton | None"
    exact: Mapping[str, str]


def folded(text: str) -> str:
    """Text as it is compared: small letters, hyphens as spaces; as long as it was, so that places stay."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return small.translate(_LINKED)


@lru_cache(maxsize=8)
def _lexicon(items: tuple[tuple[str, str], ...]) -> _Lexicon:
    exact = {folded(word.strip()): tag for word, tag in items if word.strip()}
    capitals = {folded(word.strip()) for word, _tag in items if _is_short_capitals(word.strip())}
    words: dict[str, tuple[str, bool]] = {}
    for word, tag in exact.items():
        for form in () if word in capitals else other_numbers(word):
            words.setdefault(form, (tag, False))
    words |= {word: (tag, word in capitals) for word, tag in exact.items()}
    if not words:
        return _Lexicon(None, exact)
    reader = ahocorasick.Automaton()
    for form, (tag, in_capitals) in words.items():
        reader.add_word(form, (form, tag, in_capitals))
    reader.make_automaton()
    return _Lexicon(reader, exact)


def other_numbers(word: str) -> Iterator[str]:
    """The plural of an English singular, or the singular of a plural, by its last word; nothing where in doubt."""
    head, space, last = word.rpartition(" ")
    if not _LATIN.fullmatch(last):
        return
    if last.endswith("s"):
        if len(last) > 5 and last not in _ONLY_PLURAL and not _NO_PLURAL.search(last):
            yield f"{head}{space}{last[:-1]}"
        elif last.endswith("ies") and len(last) > 5:
            yield f"{head}{space}{last[:-3]}y"
    elif re.search("[^aeiou]y$", last):
        yield f"{head}{space}{last[:-1]}ies"
    else:
        yield f"{head}{space}{last}" + ("es" if re.search("(?:s|x|z|ch|sh)$", last) else "s")


def _is_short_capitals(word: str) -> bool:
    return word.isupper() and len(word) < SHORT_CAPITALS and word.isalpha() and word.lower() != word


def _spotted(part: str, lexicon: _Lexicon) -> Iterator[tuple[str, str]]:
    """Each word of the vocabulary in a part of a story as it stands there, with its tag; the longest of overlapping."""
    if lexicon.reader is None or not part:
        return
    text = folded(part)
    shouted = not any(letter.islower() for letter in part)  # in a headline in capitals alone their case tells nothing
    reached = -1
    for end, (form, tag, in_capitals) in lexicon.reader.iter_long(text):
        start = end - len(form) + 1
        if start <= reached or not is_whole(text, start, end):
            continue
        word = part[start : end + 1]
        if in_capitals and (shouted or not word.isupper()):
            continue
        reached = end
        yield word, tag
