"""A claimant is asked for what is missing: the clock stands still, an answer starts it, silence ends the request."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import asking, claimants, handling, record, tasks, transparency
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.room import address, confirm_token, confirmed, notice, only_item, proved, status_token
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTION = "Which of the two photographs is yours?"


def asked_case(**values: object) -> Case:
    """A case that waits for its claimant since four hours after its confirmation."""
    start = timezone.now()
    case = confirmed(make_article(), at=start, **values)
    asking.ask(case, by=person("tao"), question=QUESTION, at=start + 4 * HOUR)
    return case


def letters(case: Case, kind: str) -> list[Letter]:
    """The letters of a kind that a case has."""
    return list(Letter.objects.filter(key__startswith=f"takedown:{case.reference}:{kind}"))


def since(case: Case, wait: timedelta) -> datetime:
    """A moment some time after the question."""
    assert case.asked_at
    return case.asked_at + wait


def test_the_question_reaches_the_claimant_with_the_way_to_the_answer() -> None:
    case = asked_case()
    [letter] = letters(case, "asked:")
    assert letter.to == case.email
    assert QUESTION in letter.body
    assert status_token(case) in letter.body
    assert case.state == State.NEEDS_INFO


def test_while_the_question_is_open_no_alarm_rings() -> None:
    case = asked_case()
    tasks.ring_alarms(since(case, 30 * DAY))
    assert letters(case, "officers:alarm") == []


def test_the_clock_goes_on_with_as_much_time_as_was_left() -> None:
    case = asked_case()
    due = case.due_at
    assert due
    asking.supply(case, answer="The one with the lantern.", at=since(case, 30 * HOUR))
    case.refresh_from_db()
    assert (case.state, case.asked_at, case.supplied) == (State.CONFIRMED, None, "The one with the lantern.")
    assert case.due_at == due + 30 * HOUR
    assert letters(case, "officers:supplied")


def test_a_held_case_is_held_again_after_the_answer() -> None:
    case = confirmed()
    handling.hold(only_item(case), by=person("tao"))
    case.refresh_from_db()
    asking.ask(case, by=person("tao"), question=QUESTION)
    asking.supply(case, answer="Both.")
    assert case.state == State.HELD
    assert only_item(case).state == ItemState.HELD


@pytest.mark.parametrize(("days", "reminded"), [(2, []), (3, ["3"]), (6, ["3"]), (7, ["7"]), (13, ["7"])])
def test_reminders_go_out_on_the_third_and_the_seventh_day(days: int, reminded: list[str]) -> None:
    case = asked_case()
    for _tick in range(2):
        asking.follow_up(since(case, days * DAY))
    assert [letter.key.rpartition(":")[2] for letter in letters(case, "reminded")] == reminded
    assert Case.objects.get().state == State.NEEDS_INFO


def test_a_clock_that_runs_every_day_sends_each_reminder_once() -> None:
    case = asked_case()
    for day in range(14):
        asking.follow_up(since(case, day * DAY))
    assert sorted(letter.key.rpartition(":")[2] for letter in letters(case, "reminded")) == ["3", "7"]


def test_after_fourteen_days_of_silence_the_request_is_over_and_a_held_story_stands_again() -> None:
    article = make_article()
    case = confirmed(article)
    handling.hold(only_item(case), by=person("tao"))
    case.refresh_from_db()
    asking.ask(case, by=person("tao"), question=QUESTION)
    asking.follow_up(since(case, 14 * DAY - HOUR))
    article.refresh_from_db()
    assert article.status == Status.WITHHELD
    for _tick in range(2):
        asking.follow_up(since(case, 14 * DAY))
    case.refresh_from_db()
    article.refresh_from_db()
    assert (case.state, article.status) == (State.INCOMPLETE, Status.PUBLISHED)
    assert len(letters(case, "incomplete")) == 1


def test_where_safety_was_claimed_no_clock_shows_the_story_again() -> None:
    article = make_article()
    case = confirmed(article, claim="safety")
    handling.hold(only_item(case), by=person("tao"))
    case.refresh_from_db()
    asking.ask(case, by=person("tao"), question=QUESTION)
    asking.follow_up(since(case, 14 * DAY))
    case.refresh_from_db()
    article.refresh_from_db()
    assert (case.state, article.status) == (State.INCOMPLETE, Status.WITHHELD)
    assert letters(case, "officers:left")


@pytest.mark.parametrize("question", ["", "  \n", "x" * 2001])
def test_a_question_has_words_and_an_end(question: str) -> None:
    case = confirmed()
    with pytest.raises(Unfit):
        asking.ask(case, by=person("tao"), question=question)
    assert Case.objects.get().state == State.CONFIRMED


@pytest.mark.parametrize("name", ["cy", "ben", "ada", "zoe"])
def test_only_officers_ask(name: str) -> None:
    case = confirmed()
    with pytest.raises(Refused):
        asking.ask(case, by=person(name), question=QUESTION)
    assert not Event.objects.filter(act="ask").exists()


def test_the_claimant_answers_on_the_page_of_the_request(client: Client) -> None:
    case = asked_case()
    page = proved(client, case).get(f"/takedown/status/{status_token(case)}/").content.decode()
    assert QUESTION in page
    assert "The clock stands still" in page
    client.post(f"/takedown/status/{status_token(case)}/supply/", {"answer": "The one with the lantern."})
    case.refresh_from_db()
    assert (case.state, case.supplied) == (State.CONFIRMED, "The one with the lantern.")


def test_an_answer_that_is_too_long_stays_in_its_field(client: Client) -> None:
    case = asked_case()
    answer = proved(client, case).post(f"/takedown/status/{status_token(case)}/supply/", {"answer": "y" * 5001})
    assert answer.status_code == 409
    assert "y" * 5001 in answer.content.decode()
    assert Case.objects.get().state == State.NEEDS_INFO


def test_an_answer_that_nobody_asked_for_changes_nothing(client: Client) -> None:
    case = confirmed()
    answer = proved(client, case).post(f"/takedown/status/{status_token(case)}/supply/", {"answer": "Please hurry."})
    assert answer.status_code == 409
    assert (Case.objects.get().state, Case.objects.get().supplied) == (State.CONFIRMED, "")


def test_an_answer_runs_as_no_markup_on_the_officers_page(signed_in: SignIn) -> None:
    case = asked_case()
    asking.supply(case, answer="<script>alert(1)</script> \x00\u202e")
    page = signed_in("tao").get(f"/admin/takedowns/case/{case.pk}/change/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_officer_asks_with_the_button(signed_in: SignIn) -> None:
    case = confirmed()
    door = f"/admin/takedowns/case/{case.pk}/act/"
    page = signed_in("tao").post(door, {"verb": "ask", "reason": QUESTION}, follow=True).content.decode()
    assert "the clock stands still until the answer comes" in page
    assert QUESTION in page


def test_the_letter_that_acknowledges_a_request_is_written_with_it_or_neither_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Five minutes are the aim; both are in one transaction, so there is never one without the other."""
    start = timezone.now()
    case = claimants.receive(notice(address(make_article())), at=start)
    [letter] = letters(case, "confirm")
    assert letter.written_at - start < timedelta(minutes=5)

    def broken(*_args: object, **_values: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr("newsroom.outbox.letters.draft", broken)
    with pytest.raises(OSError, match="disk"):
        claimants.receive(notice(address(make_article()), email="second@owner.example"))
    assert Case.objects.count() == Letter.objects.count() == 1


def test_waiting_for_the_claimant_is_no_missed_promise() -> None:
    case = asked_case()
    asking.supply(case, answer="The one with the lantern.", at=since(case, 3 * DAY))
    assert case.due_at
    Case.objects.filter(pk=case.pk).update(state=State.DECIDED, outcome="rejected", decided_at=case.due_at - HOUR)
    Item.objects.update(state="rejected", reason="No.", decided_by=person("tao"), decided_at=case.due_at - HOUR)
    Event.objects.create(case=case, item=only_item(case), act="reject", by=person("tao"), at=case.due_at - HOUR)
    case.refresh_from_db()
    assert not transparency.is_missed(case, case.due_at + DAY)
    assert record.rows()[0]["within_24h"] == "y"
    Case.objects.filter(pk=case.pk).update(decided_at=case.due_at + HOUR)
    case.refresh_from_db()
    assert transparency.is_missed(case, case.due_at + DAY)


def test_a_reopened_case_that_was_asked_is_reopened_again_with_its_own_clock() -> None:
    case = confirmed()
    handling.reject(only_item(case), by=person("tao"), reason="It is licensed to us.")
    case.refresh_from_db()
    handling.reopen(case, by=person("tao"), reason="The licence may have ended.")
    due, decided = case.due_at, case.decided_at
    assert due
    asking.ask(case, by=person("tao"), question=QUESTION)
    asking.supply(case, answer="It ended in spring.", at=since(case, 2 * DAY))
    assert (case.state, case.due_at, case.decided_at) == (State.REOPENED, due + 2 * DAY, decided)
    assert case.paused_for == timedelta(), "the first decision was in time, whatever came later"
    handling.close(case, by=person("tao"))


def test_the_clock_of_a_data_law_does_not_stand_still() -> None:
    case = claimants.receive(notice(claim="data", data_law="gdpr", data_right="access"))
    claimants.confirm(confirm_token(case))
    case.refresh_from_db()
    due = case.due_at
    asking.ask(case, by=person("tao"), question="Which address did you write from?")
    asking.supply(case, answer="This one.", at=since(case, 5 * DAY))
    case.refresh_from_db()
    assert (case.state, case.due_at) == (State.CONFIRMED, due)


def test_a_clock_that_stands_still_says_so_everywhere(client: Client, signed_in: SignIn) -> None:
    case = asked_case()
    for page in (
        client.get(f"/takedown/status/{status_token(case)}/"),
        signed_in("tao").get("/admin/takedowns/case/"),
        signed_in("tao").get(f"/admin/takedowns/case/{case.pk}/change/"),
    ):
        assert "stands still" in page.content.decode()
    assert "stands still; 20 h 0 min left" in signed_in("tao").get("/admin/takedowns/case/").content.decode()


def test_an_end_that_is_interrupted_is_not_begun_and_completes_at_the_next_tick(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = confirmed()
    handling.hold(only_item(case), by=person("tao"))
    case.refresh_from_db()
    asking.ask(case, by=person("tao"), question=QUESTION)

    def killed(*_args: object, **_values: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(handling, "show_again", killed)
        with pytest.raises(SystemExit):
            asking.follow_up(since(case, 14 * DAY))
    assert (Case.objects.get().state, letters(case, "incomplete")) == (State.NEEDS_INFO, [])
    asking.follow_up(since(case, 14 * DAY))
    item = only_item(case)
    assert item.article
    assert (item.case.state, item.article.status) == (State.INCOMPLETE, Status.PUBLISHED)
    assert len(letters(case, "incomplete")) == 1
