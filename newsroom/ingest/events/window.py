"""The window of open events, and where a newcomer belongs. Pure, in memory.

Looking changes nothing; putting and moving do. Numbers of events are the window's own; whoever keeps stable ones maps
them. What one story costs is bounded, however many stories its event has.
"""

from collections import defaultdict
from collections.abc import Iterable

from newsroom.ingest.events.bearers import Bearers, Vector
from newsroom.ingest.events.event import SUMMED, Event, Member, Placed, Story
from newsroom.ingest.events.links import join_bar, link_of, sureness, weakened
from newsroom.ingest.events.terms import Terms, pack, unpack

CANDIDATES = 12


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
        bar = join_bar(len(story.terms.kinds))
        best, link = None, 0.0
        for most, event in self.bearers.candidates(vector, CANDIDATES):
            if most <= max(link, bar):
                break
            found = self._worth(story, vector, self.events[event]) if event != without else 0.0
            if found > link:
                best, link = event, found
        if best is None or link < bar:
            return Placed(link=link)
        return Placed(best, link, sureness(link, bar), self._shared(vector, best))

    def put(self, story: Story, event: int | None = None) -> int:
        """Add a story to an event, or to a new one; the number of the event."""
        return self._put(story.key, Member(pack(story.terms), story.at, story.country), story.terms, event)

    def lay(self, story: Story, event: int | None = None) -> int:
        """The same for one of very many stories: the event is summed up only when it is asked about."""
        if event is not None:
            self.events[event].total = {}
        member = Member(pack(story.terms), story.at, story.country)
        return self._put(story.key, member, story.terms, event, summed=False)

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
        self.apart = {pair for pair in self.apart if all(event in self.events for event in pair)}

    def move(self, keys: Iterable[int], event: int | None) -> int:
        """Put stories that are here into another event, or into a new one; the number of that event."""
        wanted = list(keys)
        members = [(key, self.events[self.place_of[key]].members[key]) for key in wanted]
        self.take_out(wanted)
        for key, member in members:
            event = self._put(key, member, unpack(member.packed), event)
        return event or 0

    def total(self, group: Event) -> Vector:
        """The sum of an event's vectors; that of a single story is not kept, since most stories stay single."""
        if group.size == 1:
            [member] = group.members.values()
            return self.bearers.vector(unpack(member.packed))
        if not group.total:
            group.sum_up(self.bearers.vector(terms) for terms in group.stories(SUMMED))
        return group.total

    def _worth(self, story: Story, vector: Vector, group: Event) -> float:
        total = self.total(group)
        link = link_of(sum(value * total.get(term, 0.0) for term, value in vector.items()), group.size, group.square)
        return weakened(link, at=story.at, country=story.country, group=group)

    def _shared(self, vector: Vector, event: int) -> tuple[int, ...]:
        total = self.total(self.events[event])
        told = sorted(((value * total.get(term, 0.0), term) for term, value in vector.items()), reverse=True)
        return tuple(term for worth, term in told if worth > 0)

    def _put(self, key: int, member: Member, terms: Terms, event: int | None, *, summed: bool = True) -> int:
        if event is None:
            event, self._next = self._next, self._next + 1
            self.events[event] = Event()
            self.bearers.events += 1
        group = self.events[event]
        if summed and group.size == 1:
            group.sum_up([self.total(group)])
        if summed and group.total:
            group.add(self.bearers.vector(terms))
        self.bearers.bear(event, terms)
        group.take_in(key, member)
        self.place_of[key] = event
        return event

    def _take_out(self, event: int, keys: list[int]) -> None:
        """Take stories out of one event. What none of its latest others bears, it bears no more."""
        group = self.events[event]
        gone = [unpack(group.let_go(key).packed) for key in keys]
        kept = {term for story in group.stories(SUMMED) for term in story.kinds} if group.members else set()
        self.bearers.release(event, {term for story in gone for term in story.kinds} - kept)
        if not group.members:
            del self.events[event]
            self.bearers.events -= 1
