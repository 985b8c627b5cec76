"""Words that name a country and something else as well: what they mean where they stand. Pure.

Every rule looks at the neighbours of the word first, then at what else the story names for sure; what stays open means
the country. Sources of the rules: the traps that editors of wire copy know (Georgia, Jordan, Turkey, China, Male …).
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from newsroom.ingest.gazetteer import Sense
from newsroom.ingest.gazetteer.phrases import COMPANIONS, GIVEN_NAMES, PLACING_WORDS, SMALL_WORDS, STATES

NEAR = 60
WIDE = 250
LONG = 5

_STATES = "|".join(re.escape(state.strip()) for state in STATES.replace("\n", " ").split("|"))
_IN_STATE = re.compile(rf",? (?:{_STATES})(?![\w'’-])(?! (?:and|dollar|offic|troop|forces|envoy|President|Secretary))")
_COUNTY = re.compile(r" (?:County|Township|High School|Borough)\b")
_CREDIT = re.compile(
    r"(?:told (?:Reuters|AFP|AP|dpa|Xinhua|Bloomberg|the Associated Press|journalists|reporters)|by (?:tele)?phone"
    r"|[Rr]eporting by [^.\n]{2,40}|telephone interview|edited|[Ee]diting by [^.\n]{2,40}) (?:in|from) $"
)
_KITCHEN = re.compile(
    r" (?:restaurants?|take-?aways?|takeout|cuisine|curry|curries|food|buffet|eatery|deli|noodles?)\b", re.IGNORECASE
)
_TICKER = re.compile(r"[<:]\s?$")
_BIRD = re.compile(
    r"\b(?:roast\w*|stuff(?:ed|ing)|poultry|gobbl\w+|thanksgiving|ovens?|carv\w+|flocks?|drumsticks?|feathers?|hunters?"
    r"|cranberr\w+|gravy|birds?|broilers?|hatch\w+|turkeys|butterball|slaughter\w*|avian|pounds? of turkey)\b",
    re.IGNORECASE,
)
_COURT = re.compile(r"\b(?:NBA|Bulls|basketball|dunks?|Nike|sneakers?|quarterback|touchdown|Hornets|Lakers)\b")
_TRIBE = re.compile(
    r"\b(?:tribe|tribal|tribes|reservations?|Navajo|Cherokee|Sioux|Apache|Native American|Lakota|Hopi|Choctaw|Mohawk"
    r"|Quechua|Aymara|Amazon|Mapuche|Maya|Mayan)\b"
)
_STATE_OF_US = re.compile(
    r",? (?:U\.S|US\b|USA)|(?:'s)? (?:state |Senate|senator|Republican|Democrat|Bureau of|lawmakers)"
)
_PERIOD = re.compile(
    r"[ -](?:house|houses|mansion|terrace|architecture|era|silver|townhouse|facade|façade|style|windows?)\b"
)
_NEXT = re.compile(r" ([A-Z][a-zà-ž'’]+)((?: (?:[A-Z]\w+|of|and|for)){0,4})")

_GIVEN = frozenset(GIVEN_NAMES.split())
_COMPANIONS = frozenset(COMPANIONS.split())
_BODIES = re.compile(
    r"\b(?:Department|Agency|Ministry|Authority|Bank|Institute|Company|Corp|Ltd|Council|Association|Airlines|University"
    r"|Commission|Board|Services?|Union|Party|Army|Forces?|Team|Committee|Organi[sz]ation|Centre|Center|Project|Conference)\b"
)
_GIVEN_TOO = frozenset(("jordan", "georgia", "india", "israel", "chad", "kobe", "petra"))
_PEOPLE_TOO = _GIVEN_TOO | frozenset(("china", "medina", "kandy", "cyprus", "oman", "iran"))
_SMALL = frozenset(SMALL_WORDS.split())
_PLACING = frozenset(PLACING_WORDS.split())
_NEIGHBOURS_OF_JORDAN = frozenset(("IL", "PS", "SY", "IQ", "SA", "LB", "EG", "KW", "QA", "AE"))
_AROUND_THE_WEST_BANK = frozenset(("IL", "PS", "JO"))
_NEIGHBOURS_OF_GEORGIA = frozenset(("RU", "AM", "AZ", "TR", "UA"))
_JOINTS = frozenset(", ")


@dataclass
class Around:
    """A story and what it names for sure: how often each country, and where the towns and states of America stand."""

    whole: str
    title: int
    firm: "Counter[str]" = field(default_factory=Counter)
    words: list[tuple[str, str]] = field(default_factory=list)
    american: list[int] = field(default_factory=list)

    def learn(self, sense: Sense, key: str, start: int) -> None:
        """Take note of a firm word."""
        self.firm[sense.code] += 1
        self.words.append((sense.code, key))
        if sense.code == "US" and sense.kind == "town":
            self.american.append(start)

    def names_any(self, codes: "frozenset[str]") -> bool:
        """Whether one of these countries is named for sure."""
        return any(self.firm[code] for code in codes)

    @cached_property
    def is_title_cased(self) -> bool:
        """Whether the headline writes most of its words with capitals, so that capitals say nothing there."""
        words = [word for word in self.whole[: self.title].split() if len(word) >= LONG and word.isalpha()]
        return not any(word[0].islower() and word not in _SMALL for word in words)

    @cached_property
    def tellers(self) -> dict[str, set[str]]:
        """By which different words each country is named."""
        found: dict[str, set[str]] = {}
        for code, key in self.words:
            found.setdefault(code, set()).add(key)
        return found

    @cached_property
    def is_on_court(self) -> bool:
        """Whether it is about games at which a Jordan is a player."""
        return bool(_COURT.search(self.whole))

    @cached_property
    def is_of_tribes(self) -> bool:
        """Whether it is about the first peoples of America."""
        return bool(_TRIBE.search(self.whole))

    def last_word(self, start: int) -> str:
        """The word right before a place, with no mark between but an opening one; "" for none."""
        before = self.before(start)
        return before[:-1].rpartition(" ")[2].lstrip("(“\"'‘") if before.endswith(" ") else ""

    def before(self, start: int, length: int = NEAR) -> str:
        """What stands before a place in the story, on its line."""
        return self.whole[max(0, start - length) : start].rpartition("\n")[2]


def is_elsewhere(around: Around, key: str, sense: Sense, start: int, end: int) -> bool:
    """Whether a firm word is the name of a person, of a town in America, or of a share on the stock exchange."""
    if sense.code == "US":
        return False
    if sense.case == "exact" and _TICKER.search(around.whole, max(0, start - 2), start):
        return True
    followed = around.whole[end : end + 3]
    if followed[:1] in _JOINTS and followed[1:].lstrip()[:1].isupper() and _is_american_town(around, start, end):
        return True
    return key in _PEOPLE_TOO and _is_person(around, key, sense.code, start, end)


def is_aside(whole: str, sense: Sense, start: int, end: int) -> bool:
    """Whether the word tells only where somebody spoke, or what kind of kitchen it is."""
    if sense.kind == "folk" and _KITCHEN.match(whole, end):
        return True
    is_after = whole.endswith((" in ", " from "), 0, start)
    return is_after and sense.kind != "folk" and bool(_CREDIT.search(whole[max(0, start - NEAR) : start]))


def meant(around: Around, key: str, start: int, end: int, *, is_dateline: bool = False) -> tuple[str, ...]:
    """The countries that a doubtful word means here, none where it means something else."""
    if is_dateline and key in ("male", "jordan"):
        return ("MV",) if key == "male" else ("JO",)
    return DOUBTFUL[key](around, start, end)


def _is_american_town(around: Around, start: int, end: int) -> bool:
    if _COUNTY.match(around.whole, end) and around.american:
        return True
    return bool(_IN_STATE.match(around.whole, end))


def _is_person(around: Around, key: str, code: str, start: int, end: int) -> bool:
    """A given name before it; or, written with capitals among small words, another name before or after it."""
    if around.last_word(start).rstrip(".").casefold() in _GIVEN:
        return True
    if key not in _GIVEN_TOO or (start < around.title and around.is_title_cased):
        return False
    if around.tellers.get(code, set()) - {key}:
        return False
    follows = _NEXT.match(around.whole, end)
    if follows and follows.group(1).casefold() not in _COMPANIONS and not _BODIES.search(follows.group()):
        return not _is_at(around, start)
    return False


def _is_at(around: Around, start: int) -> bool:
    """Whether something is said to be there, or it stands in a list or in brackets."""
    word = around.last_word(start)
    return word.casefold() in _PLACING or word.endswith(",") or around.before(start).endswith("(")


def _georgia(around: Around, start: int, end: int) -> tuple[str, ...]:
    if _PERIOD.match(around.whole, end):
        return ()
    if _STATE_OF_US.match(around.whole, end) or any(abs(start - place) < NEAR // 2 for place in around.american):
        return ("US",)
    if around.firm["GE"]:
        return ("GE",)
    is_near_home = around.names_any(_NEIGHBOURS_OF_GEORGIA)
    if around.american or (around.firm["US"] and not is_near_home and start >= around.title):
        return ("US",)
    if not is_near_home and _is_person(around, "georgia", "GE", start, end):
        return ()
    return ("GE",)


def _jordan(around: Around, start: int, end: int) -> tuple[str, ...]:
    if around.last_word(start).rstrip(".").casefold() in _GIVEN:
        return ()
    if around.firm["JO"] or around.names_any(_NEIGHBOURS_OF_JORDAN):
        return ("JO",)
    if around.is_on_court or _is_person(around, "jordan", "JO", start, end):
        return ()
    word = around.last_word(start)
    is_named = word[:1].isupper() and word.casefold() not in _COMPANIONS and not _is_at(around, start)
    return () if is_named and not (start < around.title and around.is_title_cased) else ("JO",)


def _turkey(around: Around, start: int, end: int) -> tuple[str, ...]:
    is_bird = not around.firm["TR"] and _BIRD.search(around.whole, max(0, start - WIDE), end + WIDE)
    return () if is_bird else ("TR",)


def _korea(around: Around, _start: int, _end: int) -> tuple[str, ...]:
    return ("KP",) if around.firm["KP"] and not around.firm["KR"] else ("KR",)


def _indian(around: Around, _start: int, _end: int) -> tuple[str, ...]:
    return () if not around.firm["IN"] and around.is_of_tribes else ("IN",)


def _male(around: Around, start: int, end: int) -> tuple[str, ...]:
    word = around.whole[start:end]
    is_place = word == "Male" and (_is_at(around, start) or around.whole[end : end + 1] in (",", "'", "’"))
    return ("MV",) if around.firm["MV"] and is_place else ()


def _west_bank(around: Around, _start: int, _end: int) -> tuple[str, ...]:
    is_on_the_mississippi = around.american and not around.names_any(_AROUND_THE_WEST_BANK)
    return () if is_on_the_mississippi else ("PS",)


def _chad(around: Around, start: int, end: int) -> tuple[str, ...]:
    return () if _is_person(around, "chad", "TD", start, end) else ("TD",)


DOUBTFUL: dict[str, Callable[[Around, int, int], tuple[str, ...]]] = {
    "georgia": _georgia,
    "georgian": _georgia,
    "georgians": _georgia,
    "jordan": _jordan,
    "turkey": _turkey,
    "korea": _korea,
    "korean": _korea,
    "koreans": _korea,
    "indian": _indian,
    "indians": _indian,
    "male": _male,
    "chad": _chad,
    "west bank": _west_bank,
}
"""Folded words whose meaning is asked of their neighbours."""
