"""The window of open events: where a newcomer belongs, and at a second look what is one event or two. Pure, in memory.

The link of a story to an event lies between its average likeness to the members and its cosine to their sum: the
average alone tears large events apart, the sum alone swallows neighbours. Looking changes nothing; putting and moving
do. Numbers of events are the window's own; whoever keeps stable ones maps them.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from newsroom.ingest.events import contrast
from newsroom.ingest.events.bearers import Bearers, Vector
from newsroom.ingest.events.terms import Terms, pack, unpack

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
CANDIDATES, STRONGEST = 24, 60
SAMPLE, WORTH_A_LOOK = 5, 0.6
LOOKS = 1.2
"""An event is looked into for two again when it has grown by this factor."""
CLEARLY = 1.25
"""A story is moved where another event fits it better by this factor."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its number, its terms, when it came (seconds), and its country (ISO code or "")."""

    key: int
    terms: Terms
    at: float = 0.0
    country: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a story belongs: an event, or None for one of its own; how sure (0 to 1), and what told, best first."""

    event: int | None = None
    link: float = 0.0
    score: float = 0.0
    shared: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """What is kept of a story: its packed terms, when it came, its country."""

    packed: bytes
    at: float
    country: str


@dataclass(slots=True)
class Event:
    """The stories of one event; of several, the sum of their vectors with its squared length."""

    members: dict[int, Member] = field(default_factory=dict)
    total: Vector = field(default_factory=dict)
    square: float = 0.0
    last: float = 0.0
    looked: int = 0
    compared: int = 0

    @property
    def size(self) -> int:
        """How many stories."""
        return len(self.members)

    @property
    def country(self) -> str:
        """The country of most of its stories, "" where none is known."""
        found = Counter(member.country for member in self.members.values() if member.country).most_common(1)
        return found[0][0] if found else ""

    def stories(self, most: int | None = None) -> list[Terms]:
        """The terms of its members, of the latest `most` alone where so many are asked for."""
        keys = list(self.members)[-most:] if most else list(self.members)
        return [unpack(self.members[key].packed) for key in keys]


class Window:
    """All open events."""

    def __init__(self) -> None:
        """Empty."""
        self.events: dict[int, Event] = {}
        self.place_of: dict[int, int] = {}
        self.apart: set[frozenset[int]] = set()
        self.bearers = Bearers()
        self._next = 1

    def nearest(self, story: Story, *, without: int | None = None) -> Placed:
        """The event that a story belongs to, if any."""
        vector = self.bearers.vector(story.terms)
        bar = _straight(len(story.terms.kinds), JOIN_BARE, JOIN_FULL)
        best, link = None, 0.0
        for most, event in self.bearers.candidates(vector, CANDIDATES):
            if most <= max(link, bar):
                break
            found = self._worth(story, vector, self.events[event]) if event != without else 0.0
            if found > link:
                best, link = event, found
        if best is None or link < bar:
            return Placed(link=link)
        return Placed(best, link, _sureness(link, bar), self._shared(vector, best))

    def put(self, story: Story, event: int | None = None) -> int:
        """Add a story to an event, or to a new one; the number of the event."""
        return self._put(story.key, Member(pack(story.terms), story.at, story.country), story.terms, event)

    def take_out(self, keys: Iterable[int]) -> None:
        """Forget stories; an event without stories goes too."""
        left: dict[int, list[int]] = defaultdict(list)
        for key in keys:
            event = self.place_of.pop(key, None)
            if event is not None:
                left[event].append(key)
        for event, gone in left.items():
            self._take_out(event, gone)

    def forget_before(self, at: float) -> None:
        """Let go of stories that came before."""
        old = [key for key, event in self.place_of.items() if self.events[event].members[key].at < at]
        self.take_out(old)

    def move(self, keys: Iterable[int], event: int | None) -> int:
        """Put stories that are here into another event, or into a new one; the number of that event."""
        wanted = list(keys)
        members = [(key, self.events[self.place_of[key]].members[key]) for key in wanted]
        self.take_out(wanted)
        for key, member in members:
            event = self._put(key, member, unpack(member.packed), event)
        return event or 0

    def same_as(self, event: int) -> int | None:
        """Another event that proves to be the same one, if any. Never one that was found to be apart.

        The more an event has grown since the last look, the sooner it is looked at again.
        """
        group = self.events[event]
        if group.size < LOOKS * group.compared:
            return None
        group.compared = group.size
        total = self._total(group)
        length = math.sqrt(group.square)
        strongest = {
            term: value / length for term, value in heapq.nlargest(STRONGEST, total.items(), key=itemgetter(1))
        }
        best, link = None, 0.0
        for most, other in self.bearers.candidates(strongest, CANDIDATES):
            if most <= max(link, MERGE_BARE) * WORTH_A_LOOK:
                break
            if other != event and frozenset([event, other]) not in self.apart:
                found = _kinship(group, total, self.events[other], self._total(self.events[other]))
                best, link = (other, found) if found > link else (best, link)
        if best is None or link < _merge_bar(group, self.events[best]):
            return None
        latest = group.stories(contrast.MOST), self.events[best].stories(contrast.MOST)
        return None if contrast.are_apart(*latest) else best

    def parts_of(self, event: int) -> tuple[int, ...]:
        """The stories of an event that prove to tell of another one; empty where all tell of one.

        The more an event has grown since the last look, the sooner it is looked into again.
        """
        group = self.events[event]
        if not 2 * contrast.SMALLEST <= group.size <= contrast.MOST or group.size < LOOKS * group.looked:
            return ()
        group.looked = group.size
        found = contrast.parts(group.stories())
        if found is None:
            return ()
        keys = list(group.members)
        return tuple(keys[place] for place in found.theirs)

    def misplaced(self, key: int) -> Placed | None:
        """The event that a story fits clearly better than its own, as things stand now."""
        event = self.place_of[key]
        group = self.events[event]
        member = group.members[key]
        story = Story(key, unpack(member.packed), member.at, member.country)
        elsewhere = self.nearest(story, without=event)
        if elsewhere.event is None or elsewhere.link <= CLEARLY * self._own_link(story, group):
            return None
        return elsewhere

    def _own_link(self, story: Story, group: Event) -> float:
        """The link of a member to the rest of its event."""
        if group.size < 2:
            return 0.0
        vector = self.bearers.vector(story.terms)
        rest = {term: group.total.get(term, 0.0) - value for term, value in vector.items()}
        product = sum(value * max(0.0, rest[term]) for term, value in vector.items())
        return _link(product, group.size - 1, group.square - 2 * product - 1)

    def _worth(self, story: Story, vector: Vector, group: Event) -> float:
        total = self._total(group)
        link = _link(sum(value * total.get(term, 0.0) for term, value in vector.items()), group.size, group.square)
        link *= float(FADE ** max(0.0, abs(story.at - group.last) / DAY - 1))
        country = group.country if story.country else ""
        return link * OTHER_COUNTRY if country and country != story.country else link

    def _total(self, group: Event) -> Vector:
        """The sum of an event's vectors; that of a single story is not kept, since most stories stay single."""
        if group.total:
            return group.total
        [member] = group.members.values()
        return self.bearers.vector(unpack(member.packed))

    def _shared(self, vector: Vector, event: int) -> tuple[int, ...]:
        total = self._total(self.events[event])
        told = sorted(((value * total.get(term, 0.0), term) for term, value in vector.items()), reverse=True)
        return tuple(term for worth, term in told if worth > 0)

    def _put(self, key: int, member: Member, terms: Terms, event: int | None) -> int:
        if event is None:
            event, self._next = self._next, self._next + 1
            self.events[event] = Event()
            self.bearers.events += 1
        group = self.events[event]
        vector = self.bearers.vector(terms)
        if group.members:
            _add(group, self._total(group), vector)
        else:
            group.square = 1.0
        self.bearers.bear(event, terms)
        group.members[key] = member
        group.last = max(group.last, member.at)
        self.place_of[key] = event
        return event

    def _take_out(self, event: int, keys: list[int]) -> None:
        """Take stories out of one event, and sum up the rest again."""
        group = self.events[event]
        gone = [unpack(group.members.pop(key).packed) for key in keys]
        rest = group.stories()
        kept = {term for story in rest for term in story.kinds}
        self.bearers.release(event, {term for story in gone for term in story.kinds} - kept)
        group.total, group.square = {}, 1.0
        if not rest:
            del self.events[event]
            self.bearers.events -= 1
        elif len(rest) > 1:
            first, *others = (self.bearers.vector(story) for story in rest)
            group.total = first
            for vector in others:
                _add(group, group.total, vector)


def _add(group: Event, total: Vector, vector: Vector) -> None:
    """Add a vector of length 1 to the sum of an event."""
    group.square += 2 * sum(value * total.get(term, 0.0) for term, value in vector.items()) + 1
    for term, value in vector.items():
        total[term] = total.get(term, 0.0) + value
    group.total = total


def _link(product: float, size: int, square: float) -> float:
    """Between the average product with each member and the cosine with their sum."""
    if product <= 0 or square <= 0:
        return 0.0
    return float((product / size) ** (1 - LEAN) * (product / math.sqrt(square)) ** LEAN)


def _kinship(group: Event, total: Vector, twin: Event, other: Vector) -> float:
    """The link of two events: between the average of all pairs and the cosine of the sums, in equal parts."""
    if len(other) < len(total):
        total, other = other, total
    product = sum(value * other.get(term, 0.0) for term, value in total.items())
    return math.sqrt(product / (group.size * twin.size) * product / math.sqrt(group.square * twin.square))


def _merge_bar(group: Event, twin: Event) -> float:
    lengths = [len(story.kinds) for one in (group, twin) for story in one.stories(SAMPLE)]
    return _straight(sum(lengths) / len(lengths), MERGE_BARE, MERGE_FULL)


def _sureness(link: float, bar: float) -> float:
    """From .5 at the bar to 1 at five times the bar."""
    return round(min(1.0, 0.5 + (link - bar) / (8 * bar)), 2)


def _straight(count: float, bare: float, full: float) -> float:
    share = min(1.0, max(0.0, (count - BARE) / (FULL - BARE)))
    return bare + share * (full - bare)
