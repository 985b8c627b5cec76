"""The only writer of a case's or an address's state: checks the table, updates where it still is the old one, logs it.

Knows nothing of stories, letters or surfaces: that is `handling`.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.refusals import CaseMoveRefused, CaseSomebodyWasFirst, ItemMoveRefused
from newsroom.takedowns.states import (
    ENDED,
    ITEM_MOVES,
    MOVES,
    PROMISE,
    UNDECIDED,
    ItemState,
    Outcome,
    State,
    allowed,
    item_allowed,
    outcome,
)

# Ways to be over besides being filed away; the years after which the claimant's data go are counted from here too.
CLOSING = (*ENDED, State.LAPSED)


def move_case(
    case: Case, to: State, *, by: User | None, text: str = "", at: datetime | None = None, **values: Any
) -> Event:
    """Move a case to another state and log it; `values` are further columns that change with it.

    Raises CaseMoveRefused where the table does not know the move, CaseSomebodyWasFirst where the case has moved on.
    """
    old, at = State(case.state), at or timezone.now()
    if not allowed(old, to):
        raise CaseMoveRefused(case, str(to.label))
    values |= _times(case, to, at)
    with transaction.atomic():
        if not Case.objects.filter(pk=case.pk, state=old).update(state=to, **values):
            raise CaseSomebodyWasFirst(case)
        case.refresh_from_db()
        return note(case, MOVES[old][to], by=by, old=old, new=to, text=text, at=at)


def move_item(
    item: Item, to: ItemState, *, by: User, text: str = "", at: datetime | None = None, **values: Any
) -> Event:
    """Move one address to another state and log it. Raises ItemMoveRefused or CaseSomebodyWasFirst."""
    old, at = ItemState(item.state), at or timezone.now()
    must_be_allowed(item, to)
    if to not in UNDECIDED:
        values |= {"decided_by": by, "decided_at": at}
    with transaction.atomic():
        still = Case.objects.select_for_update().filter(pk=item.case_id, state=item.case.state).first()
        if not still or not Item.objects.filter(pk=item.pk, state=old).update(state=to, **values):
            raise CaseSomebodyWasFirst(item.case)
        item.refresh_from_db()
        return note(item.case, ITEM_MOVES[old][to], item=item, by=by, old=old, new=to, text=text, at=at)


def must_be_allowed(item: Item, to: ItemState) -> None:
    """Raise ItemMoveRefused where the table does not know this, address and case being what they are."""
    if not item_allowed(item.case.state, item.state, to):
        raise ItemMoveRefused(item, str(to.label))


def settle(case: Case, *, by: User, at: datetime | None = None) -> Outcome:
    """Let the case follow its addresses: decided when all are, held while one is, else open. The outcome so far."""
    states = list(case.items.order_by("number").values_list("state", flat=True))
    ended = outcome(states)
    if case.is_working and ended:
        move_case(case, State.DECIDED, by=by, at=at, outcome=ended)
    elif case.state == State.HELD and ItemState.HELD not in states:
        move_case(case, State.CONFIRMED, by=by, at=at)
    elif case.state in {State.CONFIRMED, State.REOPENED} and ItemState.HELD in states:
        move_case(case, State.HELD, by=by, at=at)
    elif case.outcome and ended and ended != case.outcome:
        Case.objects.filter(pk=case.pk).update(outcome=ended)
        case.refresh_from_db()
    return ended


def note(
    case: Case,
    act: str,
    *,
    by: User | None,
    item: Item | None = None,
    old: str = "",
    new: str = "",
    text: str = "",
    at: datetime | None = None,
) -> Event:
    """One row of the case's log."""
    return Event.objects.create(
        case=case, item=item, act=act, by=by, old=old, new=new, text=text, at=at or timezone.now()
    )


def _times(case: Case, to: State, at: datetime) -> dict[str, Any]:
    """The times that a move sets. A case keeps the time of its first decision: by that the promise is measured."""
    if to == State.CONFIRMED and case.confirmed_at is None:
        return {"confirmed_at": at, "due_at": at + PROMISE}
    if to == State.DECIDED:
        return {"decided_at": case.decided_at or at}
    if to == State.CLOSED:
        return {"closed_at": at}
    if to in CLOSING:
        return {"closed_at": case.closed_at or at}
    if to == State.REOPENED and case.state != State.NEEDS_INFO:  # after an answer the old clock goes on
        return {"due_at": at + PROMISE, "alarmed": 0, "closed_at": None}
    return {}
