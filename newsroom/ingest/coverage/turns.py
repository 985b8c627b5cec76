"""Whoever groups stories takes the turn, brings the window in this process up to date, and numbers what it changes.

The window is only a copy of the gists of the last 72 hours: each process reads what has changed since it last looked.
A process that just began reads all of it before it takes the turn, so that the others need not wait meanwhile.
Numbers are given under the lock, so that none is passed over. People change gists without the turn and leave 0.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from newsroom.ingest.events import Story, Window, unpack
from newsroom.ingest.models import Gist, Turn

WINDOW = timedelta(hours=72)
PRUNED = timedelta(minutes=10)
COLUMNS = ("article_id", "terms", "at", "country", "coverage_id", "by_editor", "turn")
Row = tuple[Any, ...]
"""One gist, in the order of these columns."""


@dataclass
class Copy:
    """What this process knows of the gists, as of a turn of an epoch; the epoch is another after a restored backup."""

    epoch: UUID
    number: int = 0
    window: Window = field(default_factory=Window)
    coverage_of: dict[int, int] = field(default_factory=dict)
    event_of: dict[int, int] = field(default_factory=dict)
    met: dict[int, float] = field(default_factory=dict)
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

    def see(self, rows: Sequence[Row]) -> None:
        """Take over gists as they stand in the database. What is empty or taken out by an editor stands nowhere."""
        put = self.window.put if self.copy.number else self.window.lay
        self.window.take_out([row[0] for row in rows])
        for key, terms, at, country, coverage, by_editor, _turn in rows:
            self.copy.met[key] = moment = at.timestamp()
            if not terms or (by_editor and coverage is None):
                continue
            event = put(Story(key, unpack(terms), moment, country), self.event_of(coverage))
            if coverage is not None:
                self.name(event, coverage)


@contextmanager
def taken(now: datetime) -> Iterator[Taken]:
    """Hold the turn until the transaction ends; all of it happens, or nothing."""
    _warm(now)
    with transaction.atomic(durable=True):
        # Whoever could not even begin has changed nothing here; whoever fails later may have.
        row = Turn.objects.select_for_update().get_or_create(pk=Turn.ONE)[0]
        try:
            turn = Taken(_copy(row), row.number + 1)
            _catch_up(turn, now)
            yield turn
            Turn.objects.filter(pk=Turn.ONE).update(number=turn.number)
            turn.copy.number = turn.number
        except BaseException:
            _copies.clear()
            raise


def _warm(now: datetime) -> None:
    """Read the window before the turn is taken, where this process knows nothing yet: nobody waits for that.

    What bears a number up to the last turn is written for good; whatever changes meanwhile bears a later one.
    """
    row = Turn.objects.filter(pk=Turn.ONE).first() if not _copies else None
    if row is None:
        return
    copy = Copy(row.epoch)
    numbered = Gist.objects.filter(turn__gt=0, turn__lte=row.number, at__gte=now - WINDOW)
    Taken(copy, row.number).see(list(_rows(numbered)))
    copy.number = row.number
    _copies.setdefault("", copy)  # only when it is whole, for another thread may take the turn meanwhile


def _copy(row: Turn) -> Copy:
    """The copy of this process, begun anew where it is of another database."""
    copy = _copies.get("")
    if copy is None or copy.epoch != row.epoch or copy.number > row.number:
        copy = _copies[""] = Copy(row.epoch)
    return copy


def _catch_up(turn: Taken, now: datetime) -> None:
    """Read what has changed since, in the order in which it changed; what people changed gets its number first."""
    since = now - WINDOW
    Gist.objects.filter(turn=0).update(turn=turn.number)
    changed = _rows(Gist.objects.filter(turn__gt=turn.copy.number))
    turn.see([row for row in changed if row[2] >= since])
    if turn.copy.pruned_at is None or now - turn.copy.pruned_at > PRUNED:
        _forget_before(turn.copy, since)
        turn.copy.pruned_at = now


def _forget_before(copy: Copy, since: datetime) -> None:
    """Let go of what has left the window."""
    copy.window.forget_before(since.timestamp())
    copy.met = {key: at for key, at in copy.met.items() if at >= since.timestamp()}
    copy.event_of = {pk: event for pk, event in copy.event_of.items() if event in copy.window.events}
    copy.coverage_of = {event: pk for pk, event in copy.event_of.items()}


def _rows(gists: QuerySet[Gist]) -> Iterator[Row]:
    """Gists in the order in which they changed."""
    yield from gists.order_by("turn", "at", "pk").values_list(*COLUMNS)
