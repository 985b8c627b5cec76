"""A second look at the window: what proves to be one event or two, and what stands in the wrong one. Pure.

Looking changes nothing but the note that it was looked. The more an event has grown since, the sooner it is looked at
again, so that an event of any size costs a story little.
"""

import heapq
import math
from operator import itemgetter

from newsroom.ingest.events import contrast
from newsroom.ingest.events.bearers import Vector
from newsroom.ingest.events.event import Event, Placed, Story
from newsroom.ingest.events.links import MERGE_BARE, kinship, link_of, merge_bar
from newsroom.ingest.events.terms import unpack
from newsroom.ingest.events.window import CANDIDATES, Window

STRONGEST, WORTH_A_LOOK = 60, 0.6
LOOKS = 1.2
"""An event is looked into for two again when it has grown by this factor."""
CLEARLY = 1.25
"""A story is moved where another event fits it better by this factor."""


def same_as(window: Window, event: int) -> int | None:
    """Another event that proves to be the same one, if any. Never one that was found to be apart."""
    group = window.events[event]
    if group.size < LOOKS * group.compared:
        return None
    group.compared = group.size
    total = window.total(group)
    best, link = None, 0.0
    for most, other in window.bearers.candidates(_strongest(group, total), CANDIDATES):
        if most <= max(link, MERGE_BARE) * WORTH_A_LOOK:
            break
        if other != event and frozenset([event, other]) not in window.apart:
            twin = window.events[other]
            found = kinship(group, total, twin, window.total(twin))
            best, link = (other, found) if found > link else (best, link)
    if best is None or link < merge_bar(group, window.events[best]):
        return None
    latest = group.stories(contrast.MOST), window.events[best].stories(contrast.MOST)
    return None if contrast.are_apart(*latest) else best


def parts_of(window: Window, event: int) -> tuple[int, ...]:
    """The stories of an event that prove to tell of another one; empty where all tell of one."""
    group = window.events[event]
    if not 2 * contrast.SMALLEST <= group.size <= contrast.MOST or group.size < LOOKS * group.looked:
        return ()
    group.looked = group.size
    found = contrast.parts(group.stories())
    if found is None:
        return ()
    keys = list(group.members)
    return tuple(keys[place] for place in found.theirs)


def misplaced(window: Window, key: int) -> Placed | None:
    """The event that a story fits clearly better than its own, as things stand now."""
    event = window.place_of[key]
    group = window.events[event]
    member = group.members[key]
    story = Story(key, unpack(member.packed), member.at, member.country)
    elsewhere = window.nearest(story, without=event)
    if elsewhere.event is None or elsewhere.link <= CLEARLY * _own_link(window, story, group):
        return None
    return elsewhere


def _strongest(group: Event, total: Vector) -> Vector:
    """The terms that make an event, in a vector of length 1 at most."""
    length = math.sqrt(group.square)
    best = heapq.nlargest(STRONGEST, total.items(), key=itemgetter(1))
    return {term: value / length for term, value in best}


def _own_link(window: Window, story: Story, group: Event) -> float:
    """The link of a member to the rest of its event."""
    if group.size < 2:
        return 0.0
    total = window.total(group)
    vector = window.bearers.vector(story.terms)
    product = sum(value * max(0.0, total.get(term, 0.0) - value) for term, value in vector.items())
    return link_of(product, group.size - 1, group.square - 2 * product - 1)
