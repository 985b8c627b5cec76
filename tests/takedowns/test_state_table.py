"""Every allowed and every forbidden move, of a case and of an address, tried by everybody who could want it.

`tables` says who may. Whatever else is tried changes nothing: no state, no line of the log, no letter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone

from newsroom.outbox.models import Letter
from newsroom.takedowns import asking, casework, claimants, handling
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.states import DOABLE, ITEM_MOVES, MOVES, ItemState, Outcome, State
from tests.takedowns.room import address, confirmed, notice, only_item
from tests.takedowns.tables import (
    BY_CLOCK,
    BY_ITEM,
    BY_LINK,
    OFFICERS,
    PEOPLE,
    ROLES,
    WHO,
    WHO_DISPUTES,
    doors,
    make_other,
    press,
    try_case,
    try_item,
)
from tests.world import make_article, person, root

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("switched_on")]
Facts = tuple[object, ...]
REACHED = [(old, new) for old, row in MOVES.items() for new, act in row.items() if act in WHO]
TARGETS = {
    "hold": ItemState.HELD,
    "release": ItemState.OPEN,
    "remove": ItemState.REMOVED,
    "reject": ItemState.REJECTED,
    "amend": ItemState.AMENDED,
    "restore": ItemState.RESTORED,
}
OVER = {State.CLOSED, State.WITHDRAWN, State.INCOMPLETE, State.ABUSIVE, State.DUPLICATE}


def put(case: Case, state: State) -> Case:
    """The case where a test wants it, whatever the table says."""
    known = {"outcome": Outcome.REJECTED, "decided_at": timezone.now()} if state == State.DECIDED else {}
    Case.objects.filter(pk=case.pk).update(state=state, **known)
    return Case.objects.get(pk=case.pk)


def case_in(old: State, to: State | None = None) -> Case:
    """A case in a state, with an address as such cases have it; `to` says where it is to go, which may need more."""
    if old == State.RECEIVED:
        return claimants.receive(notice(address(make_article())))
    case, tao = confirmed(), person("tao")
    item = only_item(case)
    if old == State.HELD or (old == State.NEEDS_INFO and to == State.HELD):
        handling.hold(item, by=tao)
    elif old == State.DECIDED:
        handling.reject(item, by=tao, reason="It is licensed to us.")
    elif old in OVER:
        handling.remove(item, by=tao)
    case.refresh_from_db()
    if old == State.NEEDS_INFO:
        asking.ask(put(case, State.REOPENED) if to == State.REOPENED else case, by=tao, question="Which one?")
    return put(case, old)


def item_in(state: ItemState) -> Item:
    """The one address of a case, brought to a state by the verbs."""
    item = only_item(confirmed())
    for act in {ItemState.OPEN: [], ItemState.RESTORED: ["remove", "restore"]}.get(state, [act_to(state)]):
        try_item(item, act, "tao")
    put(item.case, State.CONFIRMED)
    item = only_item(item.case)
    assert item.state == state
    return item


def act_to(state: ItemState) -> str:
    """The verb that brings an address there."""
    return next(act for act, target in TARGETS.items() if target == state)


def facts(case: Case) -> Facts:
    """All that a refused move must leave as it was."""
    fresh = Case.objects.get(pk=case.pk)
    items = list(fresh.items.order_by("pk").values_list("state", "reason", "decided_at", "article__status"))
    return (
        fresh.state,
        fresh.outcome,
        fresh.due_at,
        fresh.asked_for,
        items,
        fresh.events.count(),
        Letter.objects.count(),
    )


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back afterwards, so that one case serves for many attempts."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_move_of_the_table_has_a_verb_in_the_table_of_who_may() -> None:
    acts = {act for row in MOVES.values() for act in row.values()}
    assert acts == WHO.keys() | WHO_DISPUTES.keys()
    assert not WHO.keys() & WHO_DISPUTES.keys()
    assert {act for row in ITEM_MOVES.values() for act in row.values()} == BY_ITEM.keys() == TARGETS.keys()
    assert all(roles and roles < set(ROLES) for roles in WHO.values())


@pytest.mark.parametrize(("old", "new"), REACHED)
def test_the_verb_of_a_move_makes_exactly_this_move(old: State, new: State) -> None:
    act = MOVES[old][new]
    case = case_in(old, new)
    if act == "merge":
        make_other(case)
    try_case(case, act, min(WHO[act]))
    case.refresh_from_db()
    event = Event.objects.filter(case=case, item=None, act=act).order_by("-id").first()
    assert event
    assert (case.state, event.old, event.new) == (new, old, new)


@pytest.mark.parametrize("old", State)
def test_who_may_move_a_case_does_and_nobody_else_changes_anything(old: State) -> None:
    case, wrong = case_in(old), []
    person("ben"), root()
    for act, role in doors():
        targets = {new for new, word in MOVES[old].items() if word == act}
        with undone():
            if act == "merge" and only_item(case).article:
                make_other(case)
            before = facts(case)
            try_case(case, act, role)
            moved = Case.objects.get(pk=case.pk).state
            if role in WHO[act] and targets:
                wrong += [] if moved in targets else [f"{role} could not {act}"]
            elif facts(case) != before:
                wrong.append(f"{role} could {act}: {before} became {facts(case)}")
    assert wrong == []


@pytest.mark.parametrize(("old", "new"), list(product(ItemState, ItemState)))
def test_who_may_move_an_address_does_and_nobody_else_changes_anything(old: ItemState, new: ItemState) -> None:
    act, item = act_to(new), item_in(old)
    allowed = ITEM_MOVES[old].get(new) == act
    for role in ("cy", "ben", "ada", *(OFFICERS if not allowed else ())):
        before = facts(item.case)
        try_item(item, act, role)
        assert facts(item.case) == before, f"{role} could {act}"
    if allowed:
        try_item(item, act, "tao")
        event = Event.objects.filter(item=item).exclude(act="look").order_by("-id")[0]
        assert (only_item(item.case).state, event.act, event.old, event.new) == (new, act, old, new)


@pytest.mark.parametrize("role", sorted(OFFICERS))
@pytest.mark.parametrize(("old", "new"), [(old, new) for old, row in ITEM_MOVES.items() for new in row])
def test_each_officer_may_make_each_move_of_an_address(old: ItemState, new: ItemState, role: str) -> None:
    item = item_in(old)
    try_item(item, act_to(new), role)
    assert only_item(item.case).state == new


@pytest.mark.parametrize("old", [ItemState.OPEN, ItemState.HELD, ItemState.REJECTED, ItemState.REMOVED])
def test_an_address_is_left_alone_where_its_case_forbids_it(old: ItemState) -> None:
    case, wrong = item_in(old).case, []
    for state in State:
        item = only_item(put(case, state))
        before = facts(case)
        for act, role in product(set(BY_ITEM) - DOABLE[state], sorted(OFFICERS)):
            try_item(item, act, role)
            wrong += [] if facts(case) == before else [f"{role} could {act} in a case that is {state}"]
    assert wrong == []


@pytest.mark.parametrize("role", PEOPLE)
def test_no_button_does_what_is_for_claimants_and_the_clock(role: str) -> None:
    case = confirmed()
    before = facts(case)
    for act in (BY_LINK.keys() | BY_CLOCK.keys()) | WHO_DISPUTES.keys() - casework.ON_CASES.keys():
        assert press(case, role, {"verb": act, "reason": "Because."}) in {403, 404}
    assert facts(case) == before


def test_who_has_no_account_presses_no_button() -> None:
    case = confirmed()
    before = facts(case)
    for act in casework.ON_CASES:
        assert press(case, "anonymous", {"verb": act, "reason": "Because."}) == 302
    for act in casework.ON_ITEMS:
        assert press(case, "anonymous", {"verb": act, "item": "1", "kind": "gone", "reason": "Because."}) == 302
    assert facts(case) == before


@pytest.mark.parametrize("state", [state for state in State if "restore" in DOABLE[state]])
def test_it_is_nearly_never_too_late_to_bring_a_story_back(state: State) -> None:
    item = item_in(ItemState.REMOVED)
    case = put(item.case, state)
    try_item(item, "restore", "tao")
    assert only_item(case).state == ItemState.RESTORED


@pytest.mark.parametrize("state", [state for state in State if "release" in DOABLE[state]])
def test_it_is_nearly_never_too_late_to_lift_a_hold(state: State) -> None:
    item = item_in(ItemState.HELD)
    case = put(item.case, state)
    try_item(item, "release", "tao")
    assert only_item(case).state == ItemState.OPEN


@pytest.mark.parametrize("state", [State.LITIGATION, State.DESTROYED])
def test_before_a_court_and_after_the_end_no_removed_story_comes_back(state: State) -> None:
    item = item_in(ItemState.REMOVED)
    before = facts(put(item.case, state))
    for role in sorted(OFFICERS):
        try_item(item, "restore", role)
    assert facts(item.case) == before
