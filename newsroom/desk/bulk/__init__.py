"""One verb upon many articles: what can be done, a look before, and the work itself by a task."""

from newsroom.desk.bulk.acts import ACTS, MOST, Act
from newsroom.desk.bulk.looking import Look, look
from newsroom.desk.bulk.working import (
    AT_ONCE,
    MayNotBegin,
    begin,
    done_keys,
    enqueue_due,
    has_it,
    progress,
    refused_steps,
    stop,
    undo_of,
    work_off,
)

__all__ = [
    "ACTS",
    "AT_ONCE",
    "MOST",
    "Act",
    "Look",
    "MayNotBegin",
    "begin",
    "done_keys",
    "enqueue_due",
    "has_it",
    "look",
    "progress",
    "refused_steps",
    "stop",
    "undo_of",
    "work_off",
]
