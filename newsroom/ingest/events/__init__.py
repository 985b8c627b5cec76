"""Which stories tell of one event, as they arrive: terms, the window of open events, contrast, and who leads. Pure."""

from newsroom.ingest.events.arrival import arrive
from newsroom.ingest.events.event import Event, Placed, Story
from newsroom.ingest.events.lead import Candidate, Lead, choose
from newsroom.ingest.events.looks import misplaced, parts_of, same_as
from newsroom.ingest.events.terms import Terms, marks_first, pack, terms_of, unpack
from newsroom.ingest.events.window import Window

__all__ = [
    "Candidate",
    "Event",
    "Lead",
    "Placed",
    "Story",
    "Terms",
    "Window",
    "arrive",
    "choose",
    "marks_first",
    "misplaced",
    "pack",
    "parts_of",
    "same_as",
    "terms_of",
    "unpack",
]
