"""An author's own correction: while a story is held for less than its removal, for one business day, once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article, Change
from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import (
    asking,
    autohold,
    claimants,
    destroying,
    endings,
    handling,
    mending,
    parties,
    remedies,
    shrinking,
    tasks,
)
from newsroom.takedowns.business_days import WASHINGTON
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.disputed import fresh, party_of, written_story
from tests.takedowns.room import confirmed, only_item
from tests.world import make_author, person

pytestmark = pytest.mark.django_db
TEXT = "I would leave out her name: “A neighbour saw the boat leave before dawn.”"
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
MONDAY = datetime(2026, 3, 2, 10, tzinfo=WASHINGTON)
# Memorial Day 2026 is the Monday after it.
FRIDAY_EVENING = datetime(2026, 5, 22, 17, 30, tzinfo=WASHINGTON)


def new_york(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WASHINGTON)


def held_case(*stories: Article, settle: str = "anonymise", at: datetime = MONDAY, **values: Any) -> Case:
    """A case whose stories Tao holds at a moment; it was confirmed then."""
    with time_machine.travel(at, tick=False):
        case = confirmed(*(stories or (written_story(),)), settle=settle, **({"claim": "privacy"} | values))
        for item in case.items.order_by("number"):
            handling.hold(fresh(item), by=person("tao"))
    return again(case)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def held_item(case: Case) -> Item:
    return fresh(case.items.get(number=1))


def letters_of(template: str) -> list[Letter]:
    return list(Letter.objects.filter(template=f"takedown_{template}"))


def offer(case: Case, at: datetime, text: str = TEXT, who: str = "cy") -> Event:
    return mending.receive(party_of(case, who), text, at=at)


def rows() -> list[Any]:
    """All that a proposal might have moved."""
    return [list(model._default_manager.order_by("pk").values()) for model in (Case, Item, Article, Change)]


# Until when


@pytest.mark.parametrize(
    ("held", "until"),
    [
        ("2026-03-02 10:00", "2026-03-03 10:00"),
        # A Friday evening before Memorial Day: the weekend and the Monday are closed.
        ("2026-05-22 17:30", "2026-05-26 17:30"),
        # Late that evening it is Saturday in Europe, and the Tuesday in Washington counts in full.
        ("2026-05-22 22:30", "2026-05-26 22:30"),
        # The day before Thanksgiving.
        ("2026-11-25 09:00", "2026-11-27 09:00"),
        # The clocks go forward on that weekend.
        ("2026-03-06 18:00", "2026-03-09 18:00"),
    ],
)
def test_it_may_come_for_one_business_day_of_the_united_states(held: str, until: str) -> None:
    case = held_case(at=new_york(held))
    Case.objects.update(due_at=new_york(held) + 30 * DAY)
    assert mending.until(held_item(case)) == new_york(until)


def test_it_may_never_come_after_the_case_is_due() -> None:
    case = held_case(at=FRIDAY_EVENING)
    assert mending.until(held_item(case)) == case.due_at == FRIDAY_EVENING + DAY
    with pytest.raises(Refused, match="is over"):
        offer(case, FRIDAY_EVENING + DAY + SECOND)
    assert offer(case, FRIDAY_EVENING + DAY).act == "mend"


def test_a_question_to_the_claimant_that_moved_the_due_time_leaves_the_business_day() -> None:
    case = held_case(at=FRIDAY_EVENING)
    asking.ask(case, by=person("tao"), question="Which name?", at=FRIDAY_EVENING + HOUR)
    assert mending.why_not(held_item(case), person("cy"), FRIDAY_EVENING + 2 * HOUR) == ""
    assert mending.until(held_item(case)) == FRIDAY_EVENING + DAY
    asking.supply(again(case), answer="The one in the second line.", at=FRIDAY_EVENING + 3 * DAY + 12 * HOUR)
    assert mending.until(held_item(case)) == new_york("2026-05-26 17:30")
    with pytest.raises(Refused, match="is over"):
        offer(case, new_york("2026-05-26 17:31"))
    assert offer(case, new_york("2026-05-26 17:30")).act == "mend"


def test_a_story_held_after_the_case_was_due_leaves_no_time_for_it() -> None:
    case = held_case()
    with time_machine.travel(MONDAY + 25 * HOUR, tick=False):
        handling.release(held_item(case), by=person("tao"))
        handling.hold(held_item(case), by=person("tao"))
    assert mending.until(held_item(case)) is None
    assert ["you may propose" in letter.body for letter in letters_of("reasons")] == [False, True]
    with pytest.raises(Refused, match="is over"):
        offer(case, MONDAY + 26 * HOUR)


# The letter


@pytest.mark.parametrize(
    ("settle", "told"),
    [
        ("picture", True),
        ("shorten", True),
        ("credit", True),
        ("anonymise", True),
        ("other", True),
        ("remove", False),
        ("delist", False),
    ],
)
def test_the_letter_of_a_hold_says_until_when_where_less_than_removal_is_wished(settle: str, *, told: bool) -> None:
    case = held_case(settle=settle, at=FRIDAY_EVENING)
    [letter] = letters_of("reasons")
    assert ("Until 2026-05-24 05:30 +08 you may propose a correction of your own" in letter.body) is told
    assert "you may propose" not in letter.body or told
    assert case.name not in letter.body
    assert case.email not in letter.body


def test_the_letters_of_other_acts_promise_no_correction() -> None:
    case = held_case()
    handling.remove(held_item(case), by=person("tao"), reason="It is about her.")
    assert ["you may propose" in letter.body for letter in letters_of("reasons")] == [False, True]


def test_a_second_hold_promises_nothing_where_a_proposal_is_here() -> None:
    case = held_case()
    offer(case, MONDAY + HOUR)
    with time_machine.travel(MONDAY + 2 * HOUR, tick=False):
        handling.release(held_item(case), by=person("tao"))
        handling.hold(held_item(case), by=person("tao"))
    assert sorted("you may propose" in letter.body for letter in letters_of("reasons")) == [False, True]


# What comes


def test_a_proposal_is_kept_and_told_to_officers_and_moves_nothing() -> None:
    case = held_case()
    party, before = party_of(case), rows()
    event = mending.receive(party, f"  {TEXT}\n", at=MONDAY + HOUR)
    assert (event.act, event.by, event.item, event.text) == ("mend", person("cy"), only_item(case), TEXT)
    assert (event.old, event.new, event.at) == ("", "", MONDAY + HOUR)
    assert rows() == before
    told = letters_of("officers_mend")
    assert "tao@paper.example" in {letter.to for letter in told}
    assert all("Nothing waits for it" in letter.body and "neighbour" not in letter.body for letter in told)


def test_the_alarms_ring_when_they_would_have_rung_without_it() -> None:
    case = held_case()
    offer(case, MONDAY + HOUR)
    tasks.ring_alarms(MONDAY + DAY)
    assert any("100 %" in letter.subject for letter in letters_of("officers_alarm"))
    assert held_item(case).state == ItemState.HELD


def test_an_officer_carries_it_out_with_the_remedies_there_are() -> None:
    case = held_case(story := written_story(body="<p>Vera Moss saw the boat.</p>"))
    offer(case, MONDAY + HOUR)
    typed = {"who": "Vera Moss", "instead": "A neighbour"}
    remedies.amend(held_item(case), by=person("tao"), remedy="anonymise", typed=typed, reason="As proposed.")
    story.refresh_from_db()
    assert story.status == Status.PUBLISHED
    assert "A neighbour saw the boat." in story.body


def test_one_for_each_address_and_another_author_of_it_is_told_so() -> None:
    story = written_story()
    story.bylines.create(author=make_author("ben writer", account=person("ben")), place=1)
    case = held_case(story, written_story("Another one"))
    offer(case, MONDAY + HOUR)
    with pytest.raises(Refused, match="We have your proposal already"):
        offer(case, MONDAY + 2 * HOUR, "Another text, which is long enough.")
    with pytest.raises(Refused, match="somebody who wrote this story with you"):
        offer(case, MONDAY + 2 * HOUR, who="ben")
    assert mending.receive(party_of(case, number=2), TEXT, at=MONDAY + 2 * HOUR).act == "mend"
    assert Event.objects.filter(act="mend").count() == 2


@pytest.mark.parametrize("text", ["", "Too short.", " " * 40, "x" * 19, "x" * 5001])
def test_it_says_something_and_not_too_much(text: str) -> None:
    with pytest.raises(Unfit, match="20 to 5,000"):
        offer(held_case(), MONDAY + HOUR, text)


@pytest.mark.parametrize("text", ["x" * 20, "x" * 5000])
def test_its_shortest_and_its_longest_are_taken(text: str) -> None:
    assert offer(held_case(), MONDAY + HOUR, text).text == text


# When it cannot come


@pytest.mark.parametrize("settle", ["remove", "delist"])
def test_where_a_correction_would_not_settle_it_none_can_come(settle: str) -> None:
    with pytest.raises(Refused, match="would not settle"):
        offer(held_case(settle=settle), MONDAY + HOUR)


def test_before_a_hold_none_can_come() -> None:
    case = confirmed(written_story(), claim="privacy", settle="anonymise")
    with pytest.raises(Refused, match="not held now"):
        offer(case, timezone.now())


@pytest.mark.parametrize("verb", ["release", "reject", "remove"])
def test_once_the_story_is_not_held_any_more_none_can_come(verb: str) -> None:
    case, tao = held_case(), person("tao")
    item = held_item(case)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        if verb == "reject":
            handling.reject(item, by=tao, reason="It is true.")
        elif verb == "remove":
            handling.remove(item, by=tao)
        else:
            handling.release(item, by=tao)
    with pytest.raises(Refused, match="not held now"):
        offer(case, MONDAY + HOUR)


def test_once_the_request_is_taken_back_or_before_a_court_none_can_come() -> None:
    taken_back, at_court = held_case(), held_case(written_story("Another one"), email="kim@owner.example")
    claimants.withdraw(taken_back)
    endings.litigate(at_court, by=person("tao"), reason="District Court, file 4.")
    for case in (taken_back, at_court):
        assert held_item(case).state == ItemState.HELD
        with pytest.raises(Refused, match="not being decided now"):
            offer(case, MONDAY + HOUR)


def test_a_case_that_was_held_automatically_takes_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autohold, "AT_ONCE", frozenset({"privacy"}))
    with time_machine.travel(MONDAY, tick=False):
        story = written_story(published_at=MONDAY - 2 * DAY)
        case = confirmed(story, claim="privacy", settle="picture")
        assert autohold.consider(case)
    assert "you may propose" in letters_of("reasons")[0].body
    assert offer(case, MONDAY + HOUR).act == "mend"
    assert again(case).state == State.HELD


# What is left


def test_years_later_nothing_is_left_of_its_words() -> None:
    case = held_case()
    offer(case, MONDAY + HOUR)
    handling.reject(held_item(case), by=person("tao"), reason="It is true.")
    assert shrinking.shrink(again(case))
    assert Event.objects.get(act="mend").text == ""


def test_its_words_go_with_the_sealed_copy(switched_on: None) -> None:
    case = held_case()
    offer(case, MONDAY + HOUR)
    handling.remove(held_item(case), by=person("tao"))
    assert destroying.run(timezone.now() + 200 * DAY) == 1
    assert Event.objects.get(act="mend").text == ""


def test_a_renewed_link_takes_a_proposal_like_the_old_one() -> None:
    case = held_case()
    party = party_of(case)
    parties.renew(party, at=MONDAY)
    assert mending.receive(party, TEXT, at=MONDAY + HOUR).act == "mend"
