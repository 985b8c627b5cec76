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
ASIDE = 0.2
TOWN_WORDS = 5

_ONE_BY_ONE = re.compile(
    "[\u0780-\u07bf\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_JOINING = re.compile("[\u0590-\u06ff]")
_JOINED = frozenset(JOINED.split())
_BLANKS = dict.fromkeys(map(ord, "\n\r\t\xa0"), " ")
_DATELINE_END = re.compile(r"\s*(\([^()]{2,40}\))\s*(?:[-–—]{1,2}(?=\s)|:)?|\s?[-–—]{1,2}(?=\s)")
_DIGIT = re.compile(r"\d")
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
    headline, body = title[:LONGEST], _one_line(text[:LONGEST])
    whole = f"{headline}\n{body}"
    firm, judged, weak, shared = _sorted(_hits(whole, len(headline), len(headline) + 1 + dateline_length(body)))
    around = Around(whole, len(headline))
    for hit in firm:
        around.learn(hit.sense, hit.key, hit.start)
    said = [_mention(hit, hit.sense.code, whole) for hit in firm if _stands(hit, around)]
    said += [_mention(hit, code, whole) for hit in judged for code in _meant(hit, around)]
    known = {mention.code for mention in said} | ({home} if home else set())
    said += [_mention(hit, hit.sense.code, whole) for hit in weak if hit.sense.code in known]
    said += [_mention(hit, code, whole) for hit in shared for code in _sharing(hit.key, known)]
    return sorted(said)


def _one_line(text: str) -> str:
    """The text with one space wherever there is space; splitting and joining it takes three times as long."""
    line = text.translate(_BLANKS) if "\r" in text or "\t" in text or "\xa0" in text else text.replace("\n", " ")
    while "  " in line:
        line = line.replace("  ", " ")
    return line.strip()


def _sorted(hits: "list[_Hit]") -> "tuple[list[_Hit], ...]":
    """Firm words, words whose neighbours judge, weak words, and words that countries share."""
    groups: tuple[list[_Hit], ...] = ([], [], [], [])
    for hit in hits:
        group = 3 if hit.key in SHARED else 1 if hit.key in DOUBTFUL else 2 if hit.sense.weak else 0
        groups[group].append(hit)
    return groups


def _meant(hit: _Hit, around: Around) -> tuple[str, ...]:
    return meant(around, hit.key, hit.start, hit.end, is_dateline=hit.position == "dateline")


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
    is_dated = bool(comma) and bool(_DIGIT.search(place))
    is_signed = bool(found.group(1)) and all(word[0].isupper() for word in words)
    return found.end() if first.isupper() or is_dated or is_signed else 0


def _mention(hit: _Hit, code: str, whole: str) -> Mention:
    sense, _key, start, end, position = hit
    weight = ASIDE if is_aside(whole, sense, start, end) else 1.0
    return Mention(start, code, sense.kind, whole[start:end], position, weight)


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
            key, start, end, readings = _read(small, start, end, word, meanings)
            if not key:
                continue
        reached = end
        position: Position = (
            "headline" if start < title else "dateline" if start < opening else "opening" if start < late else "text"
        )
        is_shout = is_loud and start < title
        found += [
            _Hit(sense, key, start, end, position)
            for sense in readings
            if _is_written(sense, whole, start, end, is_loud=is_shout)
        ]
    return found


def _read(
    small: str, start: int, end: int, word: str, readings: tuple[Sense, ...]
) -> tuple[str, int, int, tuple[Sense, ...]]:
    """The word that stands whole here and its place: the one found, a shorter one at its beginning, or "Pan Am|erican".

    "" for none. Places are those of the story; the folded text has one letter more in front.
    """
    if _is_whole(small, start, end, is_open=bool(readings) and readings[0].open):
        return word, start, end, readings
    shorter = word
    while " " in shorter:
        shorter = shorter.rpartition(" ")[0].rstrip()
        if shorter in _meanings() and _is_whole(small, start, start + len(shorter), is_open=False):
            return shorter, start, start + len(shorter), _meanings()[shorter]
    last, stop = start + word.rfind(" ") + 1, small.find(" ", end)
    longer = small[last + 1 : stop if stop > 0 else len(small)]
    if last > start and longer in _meanings():
        return longer, last, last + len(longer), _meanings()[longer]
    return "", start, end, ()


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
