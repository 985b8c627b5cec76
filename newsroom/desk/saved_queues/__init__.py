"""Saved queues: filtered lists of stories under a name, each person's own and those for everybody at the desk."""

from newsroom.desk.saved_queues.addresses import STORIES, STORY, Kept, from_address, kept, on_one_line
from newsroom.desk.saved_queues.ours import (
    CHIEF,
    SEE,
    SHARE,
    in_menu,
    last_place,
    may_change,
    move,
    visible_to,
)
from newsroom.desk.saved_queues.reading import Reader, counts

__all__ = [
    "CHIEF",
    "SEE",
    "SHARE",
    "STORIES",
    "STORY",
    "Kept",
    "Reader",
    "counts",
    "from_address",
    "in_menu",
    "kept",
    "last_place",
    "may_change",
    "move",
    "on_one_line",
    "visible_to",
]
