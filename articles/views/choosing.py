"""Which story stands where on the front page, decided from bare facts; no story stands twice. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

SECONDS, LATEST, SECTIONS, OF_SECTION, COVERED, OF_COVERED = 3, 20, 6, 3, 4, 3


class Fact(NamedTuple):
    """What is known of a public story before it is read: keys, its time, and whether it has a picture to show."""

    pk: int
    coverage: int | None
    country: int | None
    source: int | None
    published_at: datetime
    pictured: bool


@dataclass(frozen=True)
class Choice:
    """The keys of stories by place; events by their coverage's key, sections by their country's."""

    lead: Fact | None = None
    seconds: Sequence[int] = ()
    companions: Sequence[int] = ()
    events: Mapping[int, Sequence[int]] = field(default_factory=dict)
    latest: Sequence[int] = ()
    sections: Mapping[int, Sequence[int]] = field(default_factory=dict)

    @property
    def keys(self) -> list[int]:
        """The keys of all chosen stories."""
        parts = (self.seconds, self.companions, *self.events.values(), self.latest, *self.sections.values())
        return [*([self.lead.pk] if self.lead else []), *(pk for part in parts for pk in part)]


def choose(pool: Sequence[Fact], pinned: Sequence[Fact], outlets: Mapping[int, int]) -> Choice:
    """Give each place its stories out of the newest ones and the pinned ones, both newest first.

    `outlets` has the number of outlets of each event that at least two cover.
    """
    taken: set[int] = set()
    lead, seconds = _top(pool, pinned, outlets, taken)
    event = lead.coverage if lead and lead.coverage in outlets else None
    companions = [story for story in pool if event and story.coverage == event]
    return Choice(
        lead=lead,
        seconds=seconds,
        companions=_take(companions, taken, OF_COVERED),
        events=_events(pool, outlets, taken, event),
        latest=_take(pool, taken, LATEST),
        sections=_sections(pool, taken),
    )


def _top(
    pool: Sequence[Fact], pinned: Sequence[Fact], outlets: Mapping[int, int], taken: set[int]
) -> tuple[Fact | None, list[int]]:
    """The lead is a pinned story, else the newest of the event that most outlets cover, else the newest of all.

    Of the biggest event a story with a picture is preferred.
    """

    def weight(story: Fact) -> tuple[int, bool]:
        many = outlets.get(story.coverage or 0, 0)
        return many, bool(many and story.pictured)

    lead = pinned[0] if pinned else max(pool, key=weight, default=None)
    if lead is None:
        return None, []
    taken.add(lead.pk)
    events = {lead.coverage} - {None}
    seconds: list[int] = []
    for story in [*pinned[1:], *pool]:
        if len(seconds) < SECONDS and story.pk not in taken and story.coverage not in events:
            seconds.append(story.pk)
            taken.add(story.pk)
            events |= {story.coverage} - {None}
    return lead, seconds


def _events(
    pool: Sequence[Fact], outlets: Mapping[int, int], taken: set[int], leading: int | None
) -> dict[int, list[int]]:
    """The events that most outlets cover, but for the lead's own, each with stories of different outlets."""
    members: dict[int, list[Fact]] = defaultdict(list)
    for story in pool:
        if story.coverage and story.coverage in outlets and story.coverage != leading and story.pk not in taken:
            members[story.coverage].append(story)
    events = {}
    for pk in sorted(members, key=lambda pk: -outlets[pk])[:COVERED]:
        by_outlet = {story.source: story for story in reversed(members[pk])}
        stories = sorted(by_outlet.values(), key=lambda story: (story.published_at, story.pk), reverse=True)
        events[pk] = _take(stories, taken, OF_COVERED)
    return events


def _take(pool: Iterable[Fact], taken: set[int], number: int) -> list[int]:
    keys = [story.pk for story in pool if story.pk not in taken][:number]
    taken.update(keys)
    return keys


def _sections(pool: Sequence[Fact], taken: set[int]) -> dict[int, list[int]]:
    """The countries with most of the newest stories, each with what has not been shown above."""
    sections: dict[int, list[int]] = {}
    for country, _stories in Counter(story.country for story in pool).most_common():
        keys = _take([story for story in pool if story.country == country], taken, OF_SECTION)
        if country and keys and len(sections) < SECTIONS:
            sections[country] = keys
    return sections
