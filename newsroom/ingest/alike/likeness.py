"""Whether one text is a copy of another, and why: seven weighed signs, set by hand, and a sentence. Pure.

A copy may be cut, rewritten, given another headline or a paragraph of another story. What has the same form and other
facts (the weather, the market, a match of the day after) is no copy, however much of it stands word for word.
"""

from bisect import bisect_right
from dataclasses import dataclass
from math import exp

from newsroom.ingest.alike.sketch import ALL, Sketch, unpack

SHARE, LEAD, NAMES, FACTS, HEADLINE, HEADLINES = 7.0, 4.0, 4.0, 5.0, 8.0, 3.0
"""Points for: the share of the shorter text that stands in the other, its opening, its names, names and numbers in the
same places, the one headline's words in the other's opening, and that of both."""
NEEDED = 22.0
"""Of 31 points."""
WHOLE, WHOLE_NEEDED = 0.75, 7.0
"""Of what stands almost whole in the other, share and names decide, whatever its headline says."""
FEWEST, FEWEST_RUNS = 0.12, 10
"""Texts that share less of the shorter one, or fewer runs, are not looked at further."""
ENOUGH_PLACES = 3
SAME_FACTS, SAME_NUMBERS = 0.66, 0.35
"""Below these shares of facts, or of the numbers among them, that are kept in the same places it is the same form with
other facts."""
USUAL_FACTS, WEIGHT_OF_USUAL = 0.85, 2
UNTOLD_NAMES, UNTOLD_HEADLINE = 0.75, 0.6
OTHER_NUMBERS, OTHER_HEADLINE, ENOUGH_NUMBERS = 3.0, 3.0, 3
"""Points off where hardly a number of one text (of three or more) is in the other, or the headlines' numbers differ."""
FEW_FACTS = 0.34
ALMOST_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are. `score` is 0 to 1, above .5 they are the `same`; `reason` is a sentence without its end.

    `share` is how much of the shorter one stands word for word in the other, `resemblance` how much all have in common.
    """

    same: bool = False
    score: float = 0.0
    reason: str = ""
    share: float = 0.0
    resemblance: float = 0.0
    other_facts: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What is weighed, each 0 to 1; None where a text does not tell. `places` counts facts in the same surroundings."""

    share: float
    resemblance: float
    lead: float
    names: float | None
    numbers: float | None
    places: int
    kept: int
    counted: int
    kept_numbers: int
    headlines: tuple[float, float] | None
    length: float
    other_numbers: float
    other_headline: bool


def resemblance(one: bytes, other: bytes) -> float:
    """The share of runs of words that two packed sketches have in common, 0 to 1."""
    return _shares(unpack(one), unpack(other))[1] if one and other else 0.0


def compare(arriving: Sketch, held: Sketch) -> Likeness:
    """The likeness of an arriving text to one that we hold; the sentence speaks of the arriving one as "it"."""
    share, common, runs = _shares(arriving, held)
    if share < FEWEST or runs < min(FEWEST_RUNS, len(arriving.ordered), len(held.ordered)):
        reason = f"only {share:.0%} of its text stands word for word there"
        return Likeness(reason=reason, share=share, resemblance=common)
    found = _signs(arriving, held, share, common)
    points = _points(found)
    other_facts = _other_facts(found)
    if other_facts:
        points = min(points, -4.0)
    reason = _reason(found, arriving, held, same=points > 0, other_facts=other_facts)
    return Likeness(points > 0, 1 / (1 + exp(-points / 2)), reason, share, common, other_facts)


def _shares(one: Sketch, other: Sketch) -> tuple[float, float, int]:
    """How much of the shorter text stands in the other, how much of both is common, and how many runs that are.

    Of long texts only those runs are counted that both samples cover.
    """
    limit = min(one.reaches, other.reaches)
    if limit < ALL:
        first, second = (sketch.ordered[: bisect_right(sketch.ordered, limit)] for sketch in (one, other))
        common = len(frozenset(first).intersection(second))
    else:
        first, second = one.ordered, other.ordered
        common = len(one.runs.intersection(second))
    least = min(len(first), len(second))
    return (common / least, common / (len(first) + len(second) - common), common) if least else (0.0, 0.0, 0)


def _signs(one: Sketch, other: Sketch, share: float, common: float) -> Signs:
    first, second = one.places, other.places
    shared = first.keys() & second.keys()
    kept = [value for place in shared if (value := first[place]) == second[place]]
    return Signs(
        share=share,
        resemblance=common,
        lead=max(_lead(one, other), _lead(other, one)),
        names=_held(one.names, other.names) if one.cased and other.cased else None,
        numbers=_held(one.numbers, other.numbers),
        places=len(shared),
        kept=len(kept),
        counted=sum([(first[place] | second[place]) & 1 for place in shared]),
        kept_numbers=sum([value & 1 for value in kept]),
        headlines=_headlines(one, other),
        length=min(one.words, other.words) / max(one.words, other.words, 1),
        other_numbers=_other_numbers(one.numbers, other.numbers),
        other_headline=_apart(one.headline, other.headline),
    )


def _lead(one: Sketch, other: Sketch) -> float:
    """How much of the opening of one stands in the other; of a long text's sample only what it covers counts."""
    reaches = other.reaches
    opening = one.lead if reaches == ALL else {run for run in one.lead if run <= reaches}
    if len(opening) * 4 < len(one.lead):
        return len(one.lead & other.lead) / len(one.lead)
    return len(opening & other.runs) / len(opening) if opening else 0.0


def _held(one: frozenset[int], other: frozenset[int]) -> float | None:
    """The share of the smaller set that is in the other, None where one is empty."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else None


def _other_numbers(one: frozenset[int], other: frozenset[int]) -> float:
    """How far the numbers of one are missing in the other: 0 where half of them or more are there, 1 where none is."""
    least = min(len(one), len(other))
    return max(0.0, 1 - 2 * len(one & other) / least) if least >= ENOUGH_NUMBERS else 0.0


def _apart(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether both headlines give numbers, and none that is the same."""
    first, second = ({word for word in headline if word & 1} for headline in (one, other))
    return bool(first and second) and not first & second


def _headlines(one: Sketch, other: Sketch) -> tuple[float, float] | None:
    """How much of each headline stands in the other's headline or first lines: the larger share, and the mean."""
    if not one.headline or not other.headline:
        return None
    first = len(one.headline & other.opening) / len(one.headline)
    second = len(other.headline & one.opening) / len(other.headline)
    return max(first, second), (first + second) / 2


def _points(found: Signs) -> float:
    """Points above what is needed: above 0 it is a copy."""
    facts = (found.kept + WEIGHT_OF_USUAL * USUAL_FACTS) / (found.places + WEIGHT_OF_USUAL)
    names = UNTOLD_NAMES if found.names is None else found.names
    larger, mean = found.headlines or (UNTOLD_HEADLINE, UNTOLD_HEADLINE)
    points = SHARE * found.share + LEAD * found.lead + NAMES * names + FACTS * facts
    points += HEADLINE * larger + HEADLINES * mean - NEEDED
    if found.share >= WHOLE:
        points = max(points, SHARE * found.share + NAMES * names - WHOLE_NEEDED)
    return points - OTHER_NUMBERS * found.other_numbers - OTHER_HEADLINE * found.other_headline


def _other_facts(found: Signs) -> bool:
    """Whether the form is the same and the facts in it are others."""
    facts = (found.kept + WEIGHT_OF_USUAL * USUAL_FACTS) / (found.places + WEIGHT_OF_USUAL)
    if found.places >= ENOUGH_PLACES and facts < SAME_FACTS:
        return True
    if found.counted >= ENOUGH_PLACES and (found.kept_numbers + 1) / (found.counted + 2) < SAME_NUMBERS:
        return True
    known = [share for share in (found.names, found.numbers) if share is not None]
    return bool(known) and found.places < ENOUGH_PLACES and found.share < ALMOST_ALL and max(known) < FEW_FACTS


def _reason(found: Signs, one: Sketch, other: Sketch, *, same: bool, other_facts: bool) -> str:
    """The judgement in words: what stands there, then the facts, the headline and the length."""
    its = "of its text stands word for word there"
    said = [f"{found.share:.0%} {its if one.words <= other.words else 'of that text stands word for word in it'}"]
    if other_facts:
        facts = _facts(found) or "hardly a name or number is the same"
        said.append(f"but it is the same form with other facts ({facts})")
    elif not same:
        said.append("but too little else agrees, as where two stories share a passage")
    else:
        said += [part for part in (_facts(found), _headline(found), _length(one, other)) if part]
    return "; ".join(said)


def _facts(found: Signs) -> str:
    """What became of the names and numbers."""
    if found.places < ENOUGH_PLACES:
        return f"{found.names:.0%} of the names are the same" if found.names else ""
    if found.kept == found.places and not found.other_numbers:
        return f"the same names and numbers in all {found.places} places that can be compared"
    return f"{found.kept} of {found.places} names and numbers are the same in the same places"


def _headline(found: Signs) -> str:
    if found.headlines is None:
        return ""
    return "the headlines tell the same" if found.headlines[0] >= UNTOLD_HEADLINE else "under another headline"


def _length(one: Sketch, other: Sketch) -> str:
    """Whether one was cut."""
    if one.words < 0.9 * other.words:
        return f"cut to {one.words / other.words:.0%} of the length"
    if other.words < 0.9 * one.words:
        return f"longer by {one.words / other.words - 1:.0%}"
    return ""
