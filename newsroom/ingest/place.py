"""Which country a story is about, and why. Pure: words in, suggestions out; people decide.

A word in the headline weighs most, then the dateline, the opening, the rest. Institutions and firms weigh half, money a
fifth. The whole world competes, only our sections are suggested.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsroom.ingest.entry import Suggested
from newsroom.ingest.gazetteer import NAMES, OURS
from newsroom.ingest.mentions import Mention, mentions

WEIGHTS = {"headline": 10.0, "dateline": 4.0, "opening": 3.0, "text": 1.0}
KINDS = {"sign": 0.5, "coin": 0.2}
"""What a word of a kind weighs; 1 where it is not named here."""
HOME = 4.0
CAP = 8
"""Further on, each country is counted so often at most."""
ENOUGH, OF_OURS, OF_ALL = 3.0, 0.2, 0.1
ENOUGH_ALONE = 1.5
"""A party, a firm or a leader in the opening is enough where nothing else is named as much."""
MAINLY = 0.5
ALSO = 6
FIRM = 4.0
_WHERE = {
    "headline": "in the headline",
    "dateline": "in the dateline",
    "opening": "in the opening",
    "text": "further on",
}


@dataclass(frozen=True, slots=True)
class Placing:
    """The country a story is mainly about (ISO 3166-1 alpha-2), the others it is about too, and why.

    `reasons` has one sentence for the primary, then one for each other, then what else there is to say. `ranked` are
    all our countries that it names, the heaviest first, with their weights; `sure` tells how sure each
    suggestion is, 0 to 1.
    """

    primary: str | None = None
    also: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    ranked: tuple[tuple[str, float], ...] = ()
    sure: Mapping[str, float] = field(default_factory=dict)

    @property
    def named(self) -> tuple[str, ...]:
        """Our countries that the story names, whether it is about them or not."""
        return tuple(code for code, _score in self.ranked)

    @property
    def about(self) -> tuple[str, ...]:
        """All that is suggested, the primary first."""
        return (self.primary, *self.also) if self.primary else self.also

    def suggested(self, section: str | None = None) -> tuple[Suggested, ...]:
        """What is suggested, each with its reason. Where people have set the `section`, the rest is "also about"."""
        primary = section or self.primary
        return tuple(
            Suggested("country" if code == primary else "also_about", code, reason, self.sure.get(code, 0.0))
            for code, reason in zip(self.about, self.reasons, strict=False)
            if code != section
        )


def place(title: str, text: str, *, home: str | None = None) -> Placing:
    """Weigh every country that a story names. `home` is where its outlet is: what an unnamed place most likely is."""
    home = home if home in OURS else None
    said = mentions(title, text, home)
    scores = _scores(said)
    named = [code for code in scores if code in OURS]
    ranked = tuple((code, round(scores[code], 2)) for code in sorted(named, key=lambda code: -scores[code]))
    if home:
        scores[home] = scores.get(home, 0.0) + HOME
    foreign = max((code for code in scores if code not in OURS), key=scores.__getitem__, default=None)
    about = _about(said, scores, home)
    primary = about[0] if about and _is_main(about[0], said, scores, foreign) else None
    if not primary and home not in named:
        about = [code for code in about if code != home]
    also = tuple(about[1 if primary else 0 :][:ALSO])
    told = [_reason(code, said, home) for code in about[: ALSO + bool(primary)]]
    if foreign and not primary and scores[foreign] >= ENOUGH:
        told.append(f"Mostly about {NAMES[foreign]}: {_words(foreign, said)}.")
    sure = {code: _sureness(code, scores) for code in about[: len(told)]}
    return Placing(primary, also, tuple(told), ranked, sure)


def _scores(said: Iterable[Mention]) -> dict[str, float]:
    """What each country weighs; of equals, the one named first stands first."""
    scores: dict[str, float] = {}
    later: Counter[str] = Counter()
    for one in said:
        code, position = one.code, one.position
        if position == "text":
            later[code] += 1
            if later[code] > CAP:
                continue
        scores[code] = scores.get(code, 0.0) + WEIGHTS[position] * KINDS.get(one.kind, 1.0) * one.weight
    return scores


def _about(said: "list[Mention]", scores: Mapping[str, float], home: str | None) -> "list[str]":
    """Our countries that weigh enough, beside the heaviest of ours and of all; those of the dateline in any case.

    The home of the outlet, where no word names it, is an answer but no further subject.
    """
    ours = sorted((code for code in scores if code in OURS), key=lambda code: -scores[code])
    if not ours:
        return []
    most = max(scores.values())
    needed = max(ENOUGH, scores[ours[0]] * OF_OURS, most * OF_ALL)
    if most == scores[ours[0]] < ENOUGH:
        needed = ENOUGH_ALONE
    named = {one.code for one in said} if home else OURS
    dated = {one.code for one in said if one.position == "dateline"}
    return [code for code in ours if code in dated or (scores[code] >= needed and (code in named or code == ours[0]))]


def _is_main(code: str, said: "list[Mention]", scores: Mapping[str, float], foreign: str | None) -> bool:
    """Whether the headline names it, or no country that is no section of ours weighs more than twice as much."""
    if foreign is None or scores[code] >= MAINLY * scores[foreign]:
        return True
    return any(one.code == code and one.position == "headline" and one.kind not in KINDS for one in said)


def _sureness(code: str, scores: Mapping[str, float]) -> float:
    """Much said of it, and little of others; bent to what proved right on wire copy: .6 where .7 were, .9 where .98."""
    own, other = scores[code], 0.0
    for name, score in scores.items():
        if name != code and score > other:
            other = score
    doubt = 1 - own / (own + FIRM) * (own / (own + other / 2))
    return round(1 - doubt**3, 2)


def _reason(code: str, said: "list[Mention]", home: str | None) -> str:
    words = _words(code, said)
    if not words:
        return f"{NAMES[code]}: the outlet is at home there, and no other country is named as much."
    return f"{NAMES[code]}: {words}" + ("; and the outlet is at home there." if code == home else ".")


def _words(code: str, said: "list[Mention]") -> str:
    """Which words told it, how often and where."""
    times = Counter((one.position, one.word) for one in said if one.code == code)
    parts: dict[str, list[str]] = {}
    for (position, word), count in sorted(times.items(), key=_often):
        parts.setdefault(position, []).append(f"“{word}” {count}×" if count > 1 else f"“{word}”")
    return "; ".join(
        f"{', '.join(parts[position][:3])} {where}" for position, where in _WHERE.items() if position in parts
    )


def _often(counted: "tuple[tuple[str, str], int]") -> int:
    return -counted[1]
