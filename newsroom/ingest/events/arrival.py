"""Stories placed one after another, with second looks at what their arrival shows. Pure.

Whoever keeps the truth elsewhere asks the window itself, and carries out only what may be carried out.
"""

from collections.abc import Sequence

from newsroom.ingest.events.event import Story
from newsroom.ingest.events.looks import misplaced, parts_of, same_as
from newsroom.ingest.events.window import Window

RELOOK, LATEST = 100, 200
"""After so many arrivals the latest so many stories are looked at again."""
MERGES = 3


def arrive(window: Window, story: Story) -> int:
    """Place a story, and see whether its event proves to be another one too, or two; where it ended up."""
    event = second_look(window, window.put(story, window.nearest(story).event))
    if len(window.place_of) % RELOOK == 0:
        look_over(window, list(window.place_of)[-LATEST:])
    return event


def second_look(window: Window, event: int) -> int:
    """Merge what proves to be one event, the smaller into the larger, and part what proves to be two."""
    for _look in range(MERGES):
        twin = same_as(window, event)
        if twin is None:
            break
        into, other = sorted((event, twin), key=lambda one: (-window.events[one].size, one))
        event = window.move(window.events[other].members, into)
    theirs = parts_of(window, event)
    if theirs:
        window.apart.add(frozenset([event, window.move(theirs, None)]))
    return event


def look_over(window: Window, keys: Sequence[int]) -> None:
    """Look again at stories that came lately: what fits elsewhere clearly better goes there."""
    for key in keys:
        better = misplaced(window, key)
        if better is not None:
            window.move([key], better.event)
    for event in {window.place_of[key] for key in keys}:
        if event in window.events:
            second_look(window, event)
