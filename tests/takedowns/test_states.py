"""Which moves a case and an address may make, and which nobody may make."""

from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.accounts import system_account
from newsroom.takedowns import moves
from newsroom.takedowns.models import AppendOnly, Case, Event, Item
from newsroom.takedowns.refusals import CaseMoveRefused, CaseSomebodyWasFirst, ItemMoveRefused
from newsroom.takedowns.states import DOABLE, ITEM_MOVES, MOVES, ItemState, Outcome, State, outcome
from tests.takedowns.room import confirmed, only_item

pytestmark = pytest.mark.django_db
DECIDED = {"outcome": Outcome.REJECTED, "decided_at": timezone.now()}
BY_SOMEBODY = {ItemState.REMOVED, ItemState.REJECTED, ItemState.RESTORED}


def put_case(case: Case, state: State) -> Case:
    """The case where a test wants it, whatever the table says."""
    Case.objects.filter(pk=case.pk).update(state=state, **(DECIDED if state == State.DECIDED else {}))
    return Case.objects.get(pk=case.pk)


def put_item(case: Case, state: ItemState) -> Item:
    """Its one address where a test wants it."""
    values: dict[str, Any] = {"state": state}
    if state in BY_SOMEBODY:
        values |= {"decided_at": timezone.now(), "decided_by": system_account(), "reason": "because"}
    Item.objects.filter(case=case).update(**values)
    return only_item(case)


@pytest.mark.parametrize("old", State)
def test_a_case_moves_exactly_where_the_table_allows_it(old: State) -> None:
    made = confirmed()
    for new in State:
        case = put_case(made, old)
        values: dict[str, Any] = {"outcome": Outcome.REJECTED} if new == State.DECIDED else {}
        before = case.events.count()
        if new in MOVES[old]:
            event = moves.move_case(case, new, by=system_account(), **values)
            assert (event.act, event.old, event.new) == (MOVES[old][new], old, new)
            assert case.state == new
        else:
            with pytest.raises(CaseMoveRefused, match=case.reference):
                moves.move_case(case, new, by=system_account())
            assert (Case.objects.get().state, case.events.count()) == (old, before)


@pytest.mark.parametrize("state", State)
def test_an_address_moves_exactly_where_its_table_and_its_case_allow_it(state: State) -> None:
    case = put_case(confirmed(), state)
    for old, new in product(ItemState, ItemState):
        item = put_item(case, old)
        if ITEM_MOVES[old].get(new) in DOABLE[state]:
            moves.move_item(item, new, by=system_account(), reason="because")
            assert item.state == new
        else:
            with pytest.raises(ItemMoveRefused, match="Nothing was changed"):
                moves.move_item(item, new, by=system_account(), reason="because")
            assert Item.objects.get().state == old


def test_every_state_but_the_first_can_be_reached() -> None:
    assert {new for row in MOVES.values() for new in row} >= set(State) - {State.RECEIVED}
    assert {new for row in ITEM_MOVES.values() for new in row} >= set(ItemState)


def test_the_second_of_two_officers_is_told_that_somebody_was_faster() -> None:
    case = confirmed()
    stale, stale_item = Case.objects.get(), only_item(case)
    moves.move_item(only_item(case), ItemState.HELD, by=system_account())
    with pytest.raises(CaseSomebodyWasFirst, match="faster"):
        moves.move_item(stale_item, ItemState.REMOVED, by=system_account())
    moves.move_case(case, State.WITHDRAWN, by=None)
    with pytest.raises(CaseSomebodyWasFirst):
        moves.move_case(stale, State.HELD, by=system_account())


@pytest.mark.parametrize(
    ("items", "ended"),
    [
        (["removed"], Outcome.REMOVED),
        (["rejected", "rejected"], Outcome.REJECTED),
        (["removed", "rejected"], Outcome.PARTLY),
        (["removed", "restored"], Outcome.PARTLY),
        (["removed", "open"], Outcome.NONE),
        (["held"], Outcome.NONE),
        ([], Outcome.NONE),
    ],
)
def test_a_case_ends_as_its_addresses_do(items: list[str], ended: Outcome) -> None:
    assert outcome(items) == ended


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": "lost"},
        {"state": State.CONFIRMED, "confirmed_at": None},
        {"state": State.DECIDED, "outcome": ""},
        {"claim": "mine"},
    ],
)
def test_the_database_itself_refuses_an_impossible_case(impossible: dict[str, Any]) -> None:
    confirmed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(**impossible)


def test_the_database_itself_refuses_a_rejection_without_a_reason() -> None:
    confirmed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.update(state=ItemState.REJECTED, reason="", decided_at=timezone.now(), decided_by=system_account())


def test_the_log_is_append_only() -> None:
    confirmed()
    event = Event.objects.all()[0]
    event.text = "It was different."
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
