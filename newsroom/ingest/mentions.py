"""Every country that a story names, word by word, with its place in the story. Pure: one pass, then the context.

A word counts whole (in scripts that set no spaces, wherever it stands) and as long as it can be read. Firm words count
by themselves; words with other meanings are judged by their neighbours (`namesakes`); weak words and words that
countries share count beside firm ones.
"""

import re
from functools import cache
from typing import Literal, NamedTuple

import ahocorasick

from newsroom.ingest.gazetteer import MISLEADING, SENSES, SHARED, Sense, folded
from newsroom.ingest.gazetteer.phrases import JOINED
from newsroom.ingest.namesakes import DOUBTFUL, Around, is_aside, is_elsewhere, meant

Position = Literal["headline", "dateline", "opening", "text"]
LEAD = 300
LONGEST = 50_000
"""Letters of a text that are read: what a story says after eight thousand words changes nothing."""
ASIDE = 0.3
TOWN_WORDS = 5

_ONE_BY_ONE = re.compile(
    "[\u0780-\u07bf\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_JOINING = re.compile("[\u0590-\u06ff]")
_JOINED = frozenset(JOINED.split())
_DATELINE_END = re.compile(r"\s*(\([^()]{2,40}\))\s*(?:[-–—]{1,2}(?=\s)|:)?|\s?[-–—]{1,2}(?=\s)")
DATELINE = 110
_OUTSIDE_A_DATELINE = frozenset(':;!?"')


class Mention(NamedTuple):
    """One word that names a country. `start` is its place in the story; `weight` is below 1 where said in passing."""

    start: int
    code: str
    kind: str
    word: str
    position: Position
    weight: float = 1.0


class _Hit(NamedTuple):
    """A word of the gazetteer where it stands."""

    sense: Sense
    key: str
    start: int
    end: int
    position: Position


def mentions(title: str, text: str, home: str | None = None) -> list[Mention]:
    """All mentions of a story in their order. What the outlet's `home` shares with others is its own."""
    headline, body = title[:LONGEST], " ".join(text[:LONGEST].split())
    whole = f"{headline}\n{body}"
    firm: list[_Hit] = []
    doubtful: list[_Hit] = []
    shared: list[_Hit] = []
    for hit in _hits(whole, len(headline), len(headline) + 1 + dateline_length(body)):
        if hit.key in SHARED:
            shared.append(hit)
        else:
            (doubtful if hit.sense.weak or hit.key in DOUBTFUL else firm).append(hit)
    around = Around(whole, len(headline))
    around = _learned(whole, len(headline), firm)
    said = [_mention(hit, hit.sense.code, around) for hit in firm if _stands(hit, around)]
    for hit in doubtful:
        if hit.key in DOUBTFUL:
            codes = meant(around, hit.key, hit.start, hit.end, is_dateline=hit.position == "dateline")
            said += [_mention(hit, code, around) for code in codes]
    known = {mention.code for mention in said} | ({home} if home else set())
    said += [
        _mention(hit, hit.sense.code, around)
        for hit in doubtful
        if hit.sense.weak and hit.key not in DOUBTFUL and hit.sense.code in known
    ]
    said += [_mention(hit, code, around) for hit in shared for code in _sharing(hit.key, known)]
    return sorted(said)


def _learned(whole: str, title: int, firm: "list[_Hit]") -> Around:
    around = Around(whole, title)
    for hit in firm:
        around.learn(hit.sense, hit.key, hit.start)
    return around


def _stands(hit: _Hit, around: Around) -> bool:
    """Whether a firm word means its country here. One that does not is no evidence for others either."""
    if is_elsewhere(around, hit.key, hit.sense, hit.start, hit.end):
        around.firm[hit.sense.code] -= 1
        return False
    return True


def _sharing(key: str, known: "set[str]") -> tuple[str, ...]:
    """Of the countries that share a word those named by other words; if none is, the first, and of the Koreas both."""
    codes = SHARED[key]
    return tuple(code for code in codes if code in known) or codes[: len(codes) if "KP" in codes else 1]


def dateline_length(text: str) -> int:
    """How many letters the dateline takes at the start of a text ("TOKYO, March 3 (Agency) -"), 0 for none."""
    found = _DATELINE_END.search(text, 1, DATELINE)
    if not found or not text[0].isalpha():
        return 0
    place = text[: found.start()]
    first, comma, _more = place.partition(",")
    words = first.split()
    if len(words) > TOWN_WORDS or not _OUTSIDE_A_DATELINE.isdisjoint(place):
        return 0
    is_dated = bool(comma) and any(letter.isdigit() for letter in place)
    is_signed = bool(found.group(1)) and all(word[0].isupper() for word in words)
    return found.end() if first.isupper() or is_dated or is_signed else 0


def _mention(hit: _Hit, code: str, around: Around) -> Mention:
    weight = ASIDE if is_aside(around.whole, hit.sense, hit.start, hit.end) else 1.0
    return Mention(hit.start, code, hit.sense.kind, around.whole[hit.start : hit.end], hit.position, weight)


def _hits(whole: str, title: int, opening: int) -> "list[_Hit]":
    """The words of the gazetteer in a story, each with every meaning that its letters allow.

    `title` letters are headline; the text proper starts at `opening`, after its dateline.
    """
    small = " " + folded(whole)
    is_loud, late = whole[:title].isupper(), opening + LEAD
    found: list[_Hit] = []
    reached = 0
    for last, (word, meanings, is_plain) in _reader(is_ascii=small.isascii()).iter_long(small):
        start, end = last - len(word), last
        if start < reached:
            continue
        key, readings = word, meanings
        if small[end + 1 : end + 2].isalnum() or not is_plain:
            key, end, readings = _read(small, start, end, word, meanings)
            if not key:
                continue
        reached = end
        position = _position(start, title, opening, late)
        found += [
            _Hit(sense, key, start, end, position)
            for sense in readings
            if _is_written(sense, whole, start, end, is_loud=is_loud and position == "headline")
        ]
    return found


def _position(start: int, title: int, opening: int, late: int) -> Position:
    if start < title:
        return "headline"
    return "dateline" if start < opening else "opening" if start < late else "text"


def _read(
    small: str, start: int, end: int, word: str, readings: tuple[Sense, ...]
) -> tuple[str, int, tuple[Sense, ...]]:
    """The word that stands whole here: the one found, or a shorter one at its beginning; "" for none.

    Places are those of the story; the folded text has one letter more in front.
    """
    if _is_whole(small, start, end, is_open=bool(readings) and readings[0].open):
        return word, end, readings
    while " " in word:
        word = word.rpartition(" ")[0].rstrip()
        if word in _meanings() and _is_whole(small, start, start + len(word), is_open=False):
            return word, start + len(word), _meanings()[word]
    return "", end, ()


def _is_whole(small: str, start: int, end: int, *, is_open: bool) -> bool:
    """Whether no letter touches the word, but for the small words that Arabic and Hebrew write together with it."""
    if _ONE_BY_ONE.match(small, start + 1):
        return True
    if not is_open and small[end + 1 : end + 2].isalnum():
        return False
    if not small[start].isalnum():
        return True
    first = small.rfind(" ", 0, start + 1) + 1
    return bool(_JOINING.match(small, start + 1)) and small[first : start + 1] in _JOINED


def _is_written(sense: Sense, whole: str, start: int, end: int, *, is_loud: bool) -> bool:
    """Whether the word is written as this meaning needs it. In a headline all in capitals, US may be "us"."""
    if sense.case == "capital":
        return not whole[start].islower()
    if sense.case == "exact":
        return whole[start:end] == sense.word and not (is_loud and sense.word == "US")
    return True


@cache
def _meanings() -> dict[str, tuple[Sense, ...]]:
    """Every word and phrase, folded, with its meanings; misleading phrases have none, shared words one as stand-in."""
    shared = {key: (Sense(codes[0], "town", key),) for key, codes in SHARED.items()}
    return SENSES | shared | dict.fromkeys(MISLEADING, ())


@cache
def _reader(*, is_ascii: bool) -> "ahocorasick.Automaton":
    """All words in one automaton, of ASCII alone where the text is (a third of the time).

    A word that is written between spaces is looked for with the space before it. Each comes with its meanings, and
    whether it is plain: whole wherever no letter follows it.
    """
    automaton = ahocorasick.Automaton()
    for key in sorted(_meanings(), key=lambda key: (not key.isascii(), key)):
        if key.isascii() or not is_ascii:
            is_between = not (_ONE_BY_ONE.match(key) or _JOINING.match(key))
            automaton.add_word(f" {key}" if is_between else key, (key, _meanings()[key], is_between))
    automaton.make_automaton()
    return automaton
