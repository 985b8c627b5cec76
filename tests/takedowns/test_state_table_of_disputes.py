"""Every move that a counter-notice or an appeal makes, tried by everybody in every state of a case."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.refusals import Refused
from newsroom.takedowns import appealing, countering
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.states import MOVES, State
from tests.takedowns.disputed import countered, party_of, removed_case, written_story
from tests.takedowns.tables import PEOPLE, WHO_DISPUTES, links, somebody
from tests.takedowns.test_state_table import facts, put, undone
from tests.world import person, root

pytestmark = pytest.mark.django_db
TEXT = "The licence of this story was never ended, so please look again."
REACHED = [(old, new) for old, row in MOVES.items() for new, act in row.items() if act in WHO_DISPUTES]
JUDGED: dict[str, Callable[[Case, User], object]] = {
    "refuse_counter": lambda case, by: countering.refuse(counter_of(case), by=by, reason="It is not signed."),
    "uphold": lambda case, by: appealing.uphold(appeal_of(case), by=by, answer="It stands."),
    "reverse": lambda case, by: appealing.reverse(appeal_of(case), by=by, answer="It was wrong."),
}
DOORS = [
    *((act, role) for act in JUDGED for role in (*PEOPLE, "system")),
    ("counter", "author"),
    ("counter", "anonymous"),
    ("counter_won", "system"),
    ("appeal", "author"),
    ("appeal", "claimant"),
    ("appeal", "anonymous"),
]


def disputed_in(old: State, to: State | None = None) -> Case:
    """A case about two removed stories that somebody wrote, with the dispute that its state stands for."""
    person("ben"), root()
    case = removed_case(written_story(), written_story())
    if old == State.APPEALED or (old, to) == (State.COUNTERED, State.APPEALED):
        appealing.by_claimant(case, TEXT)
    if old in (State.COUNTERED, State.RESTORED):
        counter = countered(case)
        if old == State.RESTORED:
            countering.bring_back(counter, at=timezone.now() + timedelta(days=60))
    for number in (1, 2):
        party_of(case, number=number)
    return put(case, old)


def counter_of(case: Case) -> CounterNotice:
    """The open counter-notice of a case. Refused where there is none, as nothing is shown to press then."""
    rows = CounterNotice.objects.select_related("item__case", "item__article")
    found = rows.filter(item__case=case, end="").first()
    if found is None:
        raise Refused("There is none.")
    return found


def appeal_of(case: Case) -> Appeal:
    """The open appeal of a case. Refused where there is none."""
    found = Appeal.objects.filter(case=case, answered_at=None).first()
    if found is None:
        raise Refused("There is none.")
    return found


def attempt(case: Case, act: str, role: str) -> None:
    """Somebody tries it by the door there is for it; what came of it is looked for afterwards."""
    case = Case.objects.get(pk=case.pk)
    with suppress(Refused):
        if role == "anonymous":
            _confirm, status, _disown = links(case, right=False)
            for path in (f"status/{status}/appeal", f"story/{status}/appeal", f"story/{status}/counter"):
                assert Client().post(f"/takedown/{path}/", {"text": TEXT}).status_code == 404
        elif act == "counter":
            # The second story has days of its own; in a case that is countered already the first is tried again.
            number = 1 if case.state == State.COUNTERED else 2
            countered(case, number=number)
        elif act == "counter_won":
            countering.run(timezone.now() + timedelta(days=60))
        elif act == "appeal" and role == "author":
            appealing.by_author(party_of(case, number=2), TEXT)
        elif act == "appeal":
            appealing.by_claimant(case, TEXT)
        else:
            JUDGED[act](case, somebody(role))


@pytest.mark.parametrize(("old", "new"), REACHED)
def test_the_verb_of_a_dispute_makes_exactly_this_move(old: State, new: State) -> None:
    act, case = MOVES[old][new], disputed_in(old, new)
    attempt(case, act, min(WHO_DISPUTES[act]))
    case.refresh_from_db()
    event = Event.objects.filter(case=case, act=act, item=None).order_by("-id").first()
    assert event
    assert (case.state, event.old, event.new) == (new, old, new)


@pytest.mark.parametrize("old", State)
def test_who_may_dispute_or_judge_does_and_nobody_else_changes_anything(old: State) -> None:
    case, wrong = disputed_in(old), []
    for act, role in DOORS:
        targets = {new for new, word in MOVES[old].items() if word == act}
        with undone():
            before = facts(case)
            attempt(case, act, role)
            moved = Case.objects.get(pk=case.pk).state
            if role in WHO_DISPUTES[act] and targets:
                wrong += [] if moved in targets else [f"{role} could not {act}"]
            elif facts(case) != before:
                wrong.append(f"{role} could {act}: {before} became {facts(case)}")
    assert wrong == []


@pytest.mark.parametrize("state", sorted(set(State) - {State.COUNTERED}))
def test_a_counter_notice_is_judged_only_while_its_case_waits_for_it(state: State) -> None:
    case = put(disputed_in(State.COUNTERED), state)
    before = facts(case)
    for role in ("tao", "root", "system"):
        attempt(case, "refuse_counter", role)
    assert facts(case) == before


def test_every_door_of_a_dispute_is_tried() -> None:
    assert {act for act, _role in DOORS} == WHO_DISPUTES.keys()
    assert all(WHO_DISPUTES[act] <= {role for word, role in DOORS if word == act} for act in WHO_DISPUTES)
