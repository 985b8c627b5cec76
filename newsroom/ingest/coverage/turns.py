"""Whoever groups stories takes the turn, brings the window in this process up to date, and numbers what it changes.

The window is only a copy of the gists of the last 72 hours: each process reads what has changed since it last looked.
Numbers are given under the lock, so that none is passed over. People change gists without the turn and leave 0.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from newsroom.ingest.events import Story, Window, unpack
from newsroom.ingest.models import Gist, Turn

WINDOW = timedelta(hours=72)
PRUNED = timedelta(minutes=10)
COLUMNS = ("article_id", "terms", "at", "country", "coverage_id", "by_editor", "turn")


@dataclass
class Copy:
    """What this process knows of the gists, as of a turn of an epoch; the epoch is another after a restored backup."""

    epoch: UUID
    number: int = 0
    window: Window = field(default_factory=Window)
    coverage_of: dict[int, int] = field(default_factory=dict)
    event_of: dict[int, int] = field(default_factory=dict)
    met: dict[int, datetime] = field(default_factory=dict)
    pruned_at: datetime | None = None


_copies: dict[str, Copy] = {}
"""The one copy of this process; nothing in it that the database could not tell again."""


class Taken:
    """One turn: the window, and the number that everything changed in it bears."""

    def __init__(self, copy: Copy, number: int) -> None:
        """Keep both."""
        self.copy, self.number = copy, number

    @property
    def window(self) -> Window:
        """The open events."""
        return self.copy.window

    def coverage_of(self, event: int) -> int | None:
        """The coverage of an event; None for a story that stands alone."""
        return self.copy.coverage_of.get(event)

    def event_of(self, coverage: int | None) -> int | None:
        """The event of a coverage, where one is open."""
        event = self.copy.event_of.get(coverage) if coverage else None
        return event if event in self.copy.window.events else None

    def name(self, event: int, coverage: int) -> None:
        """From now on an event is this coverage."""
        self.copy.coverage_of[event] = coverage
        self.copy.event_of[coverage] = event

    def see(self, row: tuple[Any, ...]) -> None:
        """Take over one gist as it stands in the database. What is empty or taken out by an editor stands nowhere."""
        key, terms, at, country, coverage, by_editor, _turn = row
        self.copy.met[key] = at
        self.window.take_out([key])
        if not terms or (by_editor and coverage is None):
            return
        event = self.window.put(Story(key, unpack(terms), at.timestamp(), country), self.event_of(coverage))
        if coverage is not None:
            self.name(event, coverage)


@contextmanager
def taken(now: datetime) -> Iterator[Taken]:
    """Hold the turn until the transaction ends; all of it happens, or nothing."""
    try:
        with transaction.atomic(durable=True):
            row = Turn.objects.select_for_update().get_or_create(pk=Turn.ONE)[0]
            turn = Taken(_copy(row), row.number + 1)
            _catch_up(turn, now)
            yield turn
            Turn.objects.filter(pk=Turn.ONE).update(number=turn.number)
            turn.copy.number = turn.number
    except BaseException:
        # What the window took over was perhaps never written.
        _copies.clear()
        raise


def _copy(row: Turn) -> Copy:
    """The copy of this process, begun anew where it is of another database."""
    copy = _copies.get("")
    if copy is None or copy.epoch != row.epoch or copy.number > row.number:
        copy = _copies[""] = Copy(row.epoch)
    return copy


def _catch_up(turn: Taken, now: datetime) -> None:
    """Read what has changed since, in the order in which it changed; what people changed gets its number first."""
    since = now - WINDOW
    rows = list(_changed(turn, since))
    if any(row[-1] == 0 for row in rows):
        Gist.objects.filter(turn=0).update(turn=turn.number)
        rows = list(_changed(turn, since))
    for row in rows:
        turn.see(row)
    if turn.copy.pruned_at is None or now - turn.copy.pruned_at > PRUNED:
        _forget_before(turn.copy, since)
        turn.copy.pruned_at = now


def _forget_before(copy: Copy, since: datetime) -> None:
    """Let go of what has left the window."""
    copy.window.forget_before(since.timestamp())
    copy.met = {key: at for key, at in copy.met.items() if at >= since}
    copy.event_of = {pk: event for pk, event in copy.event_of.items() if event in copy.window.events}
    copy.coverage_of = {event: pk for pk, event in copy.event_of.items()}


def _changed(turn: Taken, since: datetime) -> Iterator[tuple[Any, ...]]:
    changed = Gist.objects.filter(Q(turn__gt=turn.copy.number) | Q(turn=0), at__gte=since)
    yield from changed.order_by("turn", "at", "pk").values_list(*COLUMNS)
