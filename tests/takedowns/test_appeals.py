"""Appeals: either side once against each decision, answered within a week by somebody who did not decide."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import appealing, countering, handling, record, tasks
from newsroom.takedowns.disputes import Appeal, Side
from newsroom.takedowns.models import Case
from newsroom.takedowns.refusals import NotAnOfficer
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.disputed import countered, fresh, party_of, removed_case, second_officer, written_story
from tests.takedowns.room import confirmed, only_item
from tests.world import person

pytestmark = pytest.mark.django_db
TEXT = "You have mixed my report up with another one."
DAY = timedelta(days=1)


def letters_of(template: str) -> list[Letter]:
    return list(Letter.objects.filter(template=f"takedown_{template}"))


def rejected_case() -> Case:
    case = confirmed(written_story())
    handling.reject(only_item(case), by=person("tao"), reason="It is a quotation.")
    case.refresh_from_db()
    return case


def test_a_claimant_appeals_and_is_answered_by_somebody_else_in_seven_days() -> None:
    case = rejected_case()
    now = timezone.now()
    appeal = appealing.by_claimant(case, TEXT, at=now)
    case.refresh_from_db()
    assert (case.state, appeal.side, appeal.due_at) == (State.APPEALED, Side.CLAIMANT, now + 7 * DAY)
    assert [letter.to for letter in letters_of("appeal_received")] == ["mira@owner.example"]
    assert letters_of("officers_appeal")
    assert TEXT not in "".join(Letter.objects.values_list("body", flat=True))
    other = second_officer()
    with pytest.raises(Refused, match="somebody else has to answer"):
        appealing.uphold(appeal, by=person("tao"), answer="It is a quotation.")
    appealing.uphold(appeal, by=other, answer="Three lines with a source may be quoted.")
    case.refresh_from_db()
    assert case.state == State.DECIDED
    [answer] = letters_of("appeal_answered")
    assert "Three lines with a source may be quoted." in answer.body
    assert "stands" in answer.body
    assert not case.events.filter(act="alone").exists()


def test_a_reversal_opens_the_case_with_a_new_clock_and_an_officer_decides_it_anew() -> None:
    case = rejected_case()
    other, later = second_officer(), timezone.now() + 3 * DAY
    appealing.reverse(appealing.by_claimant(case, TEXT), by=other, answer="It was no quotation.", at=later)
    case.refresh_from_db()
    assert (case.state, case.due_at, case.alarmed) == (State.REOPENED, later + DAY, 0)
    handling.remove(fresh(only_item(case)), by=other)
    case.refresh_from_db()
    assert (case.state, only_item(case).state) == (State.DECIDED, ItemState.REMOVED)
    assert Case.objects.get().events.filter(act="reverse").count() == 1


def test_whoever_wrote_a_removed_story_appeals_and_gets_it_back() -> None:
    case = removed_case(story := written_story(), claim="defamation")
    appeal = appealing.by_author(party_of(case), TEXT)
    assert (appeal.side, appeal.email, appeal.item) == (Side.OTHER, "cy@paper.example", only_item(case))
    other = second_officer()
    appealing.reverse(appeal, by=other, answer="It is true.")
    handling.restore(fresh(only_item(case)), by=other, reason="It is true.")
    story.refresh_from_db()
    case.refresh_from_db()
    assert (story.status, case.state) == (Status.PUBLISHED, State.DECIDED)


def test_where_nobody_else_could_answer_the_log_says_so() -> None:
    appeal = appealing.by_claimant(rejected_case(), TEXT)
    appealing.uphold(appeal, by=person("tao"), answer="I have looked again.")
    assert appeal.case.events.filter(act="alone", by=person("tao")).count() == 1


def test_one_appeal_of_each_side_against_each_decision_and_one_open_at_a_time() -> None:
    case = removed_case()
    party, other = party_of(case), second_officer()
    first = appealing.by_author(party, TEXT)
    with pytest.raises(Refused, match="answer comes first"):
        appealing.by_claimant(case, TEXT)
    appealing.uphold(first, by=other, answer="It stands.")
    with pytest.raises(Refused, match="already"):
        appealing.by_author(party, TEXT)
    second = appealing.by_claimant(case, TEXT)
    appealing.reverse(second, by=other, answer="Look again.")
    handling.restore(fresh(only_item(case)), by=other, reason="It is true.")
    handling.remove(_reopened(case), by=other)
    assert appealing.by_author(party_of(case), TEXT).decision == 3


def _reopened(case: Case) -> Any:
    case.refresh_from_db()
    handling.reopen(case, by=person("ada"), reason="New facts.")
    return fresh(only_item(case))


def test_the_right_to_appeal_ends_after_184_days() -> None:
    case = rejected_case()
    decided = appealing.decision_of(case).at or timezone.now()
    with pytest.raises(Refused, match="184 days"):
        appealing.by_claimant(case, TEXT, at=decided + 184 * DAY + timedelta(seconds=1))
    appealing.by_claimant(case, TEXT, at=decided + 184 * DAY)
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize("text", ["", "Too short.", " " * 40, "x" * 5001])
def test_an_appeal_says_something_and_not_too_much(text: str) -> None:
    with pytest.raises(Unfit, match="20 to 5,000"):
        appealing.by_claimant(rejected_case(), text)


def test_nothing_can_be_appealed_before_it_is_decided_nor_while_a_counter_notice_runs() -> None:
    open_case = confirmed(written_story("An open one"), email="kim@owner.example")
    with pytest.raises(Refused, match="no decision"):
        appealing.by_claimant(open_case, TEXT)
    case = removed_case(written_story("A removed one"))
    countered(case)
    with pytest.raises(Refused, match="counter-notice are running"):
        appealing.by_claimant(case, TEXT)


def test_officers_are_warned_two_days_before_and_when_it_is_late_each_once() -> None:
    case = rejected_case()
    start = timezone.now()
    appealing.by_claimant(case, TEXT, at=start)
    tasks.enqueue_due(start + 4 * DAY)
    assert letters_of("officers_appeal_alarm") == []
    for hours in (120, 121, 168, 169, 200):
        tasks.enqueue_due(start + timedelta(hours=hours))
    subjects = [letter.subject for letter in letters_of("officers_appeal_alarm")]
    assert len(subjects) == 2
    assert "late" in subjects[-1] or "late" in subjects[0]


def test_an_appeal_waits_while_a_counter_notice_runs_and_goes_on_where_it_is_refused() -> None:
    case = removed_case()
    appeal = appealing.by_author(party_of(case), TEXT)
    counter = countered(case)
    with pytest.raises(Refused, match="Answer the appeal when they end"):
        appealing.reverse(appeal, by=second_officer(), answer="Look again.")
    countering.refuse(counter, by=person("tao"), reason="No address.")
    case.refresh_from_db()
    assert case.state == State.APPEALED


def test_a_story_that_came_back_meanwhile_leaves_its_appeal_to_be_answered() -> None:
    case = removed_case()
    appealing.by_author(party_of(case), TEXT)
    counter = countered(case)
    countering.run(counter.ends_at)
    case.refresh_from_db()
    assert case.state == State.APPEALED
    assert only_item(case).state == ItemState.RESTORED


def test_a_claimant_may_appeal_against_a_story_that_a_counter_notice_brought_back() -> None:
    case = removed_case()
    counter = countered(case)
    countering.run(counter.ends_at)
    case.refresh_from_db()
    appeal = appealing.by_claimant(case, TEXT, at=counter.ends_at + DAY)
    assert appeal.decision == 2


@pytest.mark.parametrize("name", ["ben", "cy", "zoe"])
def test_only_officers_answer(name: str) -> None:
    appeal = appealing.by_claimant(rejected_case(), TEXT)
    for verb in (appealing.uphold, appealing.reverse):
        with pytest.raises(NotAnOfficer):
            verb(appeal, by=person(name), answer="No.")
    assert Appeal.objects.get().answered_at is None


def test_an_answer_has_reasons_and_is_given_once() -> None:
    appeal = appealing.by_claimant(rejected_case(), TEXT)
    other = second_officer()
    with pytest.raises(Unfit, match="reasons"):
        appealing.uphold(appeal, by=other, answer="  ")
    appealing.uphold(appeal, by=other, answer="It stands.")
    with pytest.raises(Refused, match="answered already"):
        appealing.reverse(appeal, by=other, answer="It does not.")


def test_the_public_rows_tell_of_counter_notice_appeal_and_what_came_of_it() -> None:
    case = removed_case(written_story(), written_story("Another one"))
    before = record.rows()
    assert {(row["counter_notice"], row["appeal"], row["reversed"]) for row in before} == {("n", "n", "n")}
    appeal = appealing.by_author(party_of(case, number=2), TEXT)
    rows = record.rows()
    assert [(row["appeal"], row["appeal_outcome"]) for row in rows] == [("n", ""), ("y", "open")]
    appealing.reverse(appeal, by=second_officer(), answer="You are right.")
    assert [(row["appeal_outcome"], row["reversed"]) for row in record.rows()] == [("", "n"), ("reversed", "y")]
