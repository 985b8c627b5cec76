"""How strongly a story or an event belongs to another, and how strong is strong enough. Pure.

The link of a story to an event lies between its average likeness to the members and its cosine to their sum: the
average alone tears large events apart, the sum alone swallows neighbours.
"""

import math

from newsroom.ingest.events.bearers import Vector
from newsroom.ingest.events.event import Event

LEAN = 0.7
"""How far the link leans from the average member (0) to the sum of them all (1)."""
BARE, FULL = 12, 30
"""Terms of a bare headline, and of a story with its lead; between the two the bars below run straight."""
JOIN_BARE, JOIN_FULL = 0.075, 0.15
MERGE_BARE, MERGE_FULL = 0.18, 0.35
DAY = 86_400.0
FADE = 0.9
"""What a link is worth for each day after the first in which nothing was heard of an event."""
OTHER_COUNTRY = 0.85
"""What a link is worth between stories of different countries."""
SAMPLE = 5


def link_of(product: float, size: int, square: float) -> float:
    """Between the average product with each member and the cosine with their sum."""
    if product <= 0 or square <= 0:
        return 0.0
    return float((product / size) ** (1 - LEAN) * (product / math.sqrt(square)) ** LEAN)


def weakened(link: float, *, at: float, country: str, group: Event) -> float:
    """What a link is worth to a story of this time and country, by when and where the event was."""
    link *= float(FADE ** max(0.0, abs(at - group.last) / DAY - 1))
    other = group.country if country else ""
    return link * OTHER_COUNTRY if other and other != country else link


def kinship(group: Event, total: Vector, twin: Event, other: Vector) -> float:
    """The link of two events: between the average of all pairs and the cosine of the sums, in equal parts."""
    if len(other) < len(total):
        total, other = other, total
    product = sum(value * other.get(term, 0.0) for term, value in total.items())
    return math.sqrt(product / (group.size * twin.size) * product / math.sqrt(group.square * twin.square))


def join_bar(terms: int) -> float:
    """The link from which a story of so many terms joins."""
    return _straight(terms, JOIN_BARE, JOIN_FULL)


def merge_bar(group: Event, twin: Event) -> float:
    """The kinship from which two events are one."""
    lengths = [len(story.kinds) for one in (group, twin) for story in one.stories(SAMPLE)]
    return _straight(sum(lengths) / len(lengths), MERGE_BARE, MERGE_FULL)


def sureness(link: float, bar: float) -> float:
    """From .5 at the bar to 1 at five times the bar."""
    return round(min(1.0, 0.5 + (link - bar) / (8 * bar)), 2)


def _straight(count: float, bare: float, full: float) -> float:
    share = min(1.0, max(0.0, (count - BARE) / (FULL - BARE)))
    return bare + share * (full - bare)
