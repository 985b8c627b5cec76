"""A row of small bars, one a day, as SVG paths; and the same figures as a sentence for whoever does not see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

STEP, BAR, HEIGHT = 9, 7, 28


@dataclass(frozen=True, slots=True)
class Sparkline:
    """`past` and `today` are bars, `usual` is the line of habit ("" where there is none); sizes in pixels."""

    past: str
    today: str
    usual: str
    width: int
    height: int
    sentence: str


def draw(counts: Sequence[int], usual: float) -> Sparkline:
    """The bars of the days given, oldest first, today last; the highest bar or the habit fills the height."""
    most = max([*counts, usual, 1])
    bars = [_bar(place, count, most) for place, count in enumerate(counts)]
    line = f"M0 {HEIGHT - _tall(usual, most):g}H{STEP * len(counts)}" if usual else ""
    return Sparkline("".join(bars[:-1]), bars[-1], line, STEP * len(counts), HEIGHT, _sentence(counts))


def _bar(place: int, count: int, most: float) -> str:
    return f"M{place * STEP} {HEIGHT}v-{_tall(count, most):g}h{BAR}V{HEIGHT}z"


def _tall(count: float, most: float) -> float:
    """A day without a story still shows as a line."""
    return max(1.0, round(count / most * (HEIGHT - 2), 1))


def _sentence(counts: Sequence[int]) -> str:
    listed = ", ".join(str(count) for count in counts)
    return _("New stories on each of the last %(days)d days, today last: %(counts)s.") % {
        "days": len(counts),
        "counts": listed,
    }
