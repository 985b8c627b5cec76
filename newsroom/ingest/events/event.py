"""One open event: its stories and the sum of their vectors; and what is said of a story that is placed. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from newsroom.ingest.events.bearers import Vector
from newsroom.ingest.events.terms import Terms, unpack

SUMMED = 50
"""An event that has to be summed up anew is summed up from so many of its latest stories, to bound what it costs."""


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
    """The stories of one event; of several, the sum of their vectors with its squared length.

    The sum is empty while it is not known: of a single story, and of many until they are asked about.
    """

    members: dict[int, Member] = field(default_factory=dict)
    total: Vector = field(default_factory=dict)
    square: float = 1.0
    last: float = 0.0
    looked: int = 0
    compared: int = 0
    countries: dict[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many stories."""
        return len(self.members)

    @property
    def country(self) -> str:
        """The country of most of its stories, "" where none is known."""
        return max(self.countries, key=self.countries.__getitem__, default="")

    def latest(self, most: int) -> list[int]:
        """Its latest stories, at most so many, in the order in which they came."""
        return list(islice(reversed(self.members), most))[::-1]

    def stories(self, most: int | None = None) -> list[Terms]:
        """The terms of its members, of the latest `most` alone where so many are asked for."""
        return [unpack(self.members[key].packed) for key in self.latest(most or self.size)]

    def take_in(self, key: int, member: Member) -> None:
        """One more story; its vector is not added."""
        self.members[key] = member
        self.last = max(self.last, member.at)
        if member.country:
            self.countries[member.country] = self.countries.get(member.country, 0) + 1

    def let_go(self, key: int) -> Member:
        """One story less; the sum is not known any more."""
        member = self.members.pop(key)
        self.total, self.square = {}, 1.0
        if member.country:
            self.countries[member.country] -= 1
            if not self.countries[member.country]:
                del self.countries[member.country]
        return member

    def add(self, vector: Vector) -> None:
        """Add a vector of length 1 to the sum."""
        total = self.total
        product = 0.0
        for term, value in vector.items():
            before = total.get(term, 0.0)
            product += value * before
            total[term] = before + value
        self.square += 2 * product + 1

    def sum_up(self, vectors: Iterable[Vector]) -> None:
        """Set the sum from the vectors of some of the stories, as if all others were like them."""
        self.total, self.square, count = {}, 0.0, 0
        for vector in vectors:
            self.add(vector)
            count += 1
        if 0 < count < self.size:
            factor = self.size / count
            self.total = {term: value * factor for term, value in self.total.items()}
            self.square *= factor * factor
