"""Senders of manifestly unfounded requests: warned once, slowed after three more, never silenced."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.accounts import system_account
from articles.refusals import Refused
from newsroom.outbox.models import Letter
from newsroom.takedowns import handling, moves, senders, tasks, transparency
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.refusals import NotAnOfficer
from newsroom.takedowns.sanctions import SlowSender
from newsroom.takedowns.states import State
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person, root

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
START = datetime.fromisoformat("2026-11-20T09:00:00+00:00")
MIRA = "mira@owner.example"


def unfounded(at: datetime, email: str = MIRA) -> Case:
    """A case that was called manifestly unfounded at a moment."""
    case = confirmed(make_article(), email=email, at=at)
    moves.move_case(case, State.ABUSIVE, by=system_account(), at=at)
    return case


def letters(template: str) -> list[Letter]:
    return list(Letter.objects.filter(template=template))


def warned_and_three_more(start: datetime = START) -> datetime:
    """A first unfounded request and its warning, then three more; the moment of the last."""
    unfounded(start)
    senders.run(start)
    for days in (1, 2, 3):
        unfounded(start + days * DAY)
    return start + 3 * DAY


def test_the_first_unfounded_request_brings_a_warning_and_the_second_no_other() -> None:
    case = unfounded(START)
    senders.run(START)
    unfounded(START + DAY)
    senders.run(START + DAY)
    senders.run(START + DAY)
    [letter] = letters("takedown_warned")
    assert letter.to == MIRA
    assert "512(f)" in letter.body
    assert SlowSender.objects.get().warned_at == START
    assert list(Event.objects.filter(act="warn").values_list("case", "by__username")) == [(case.pk, "newsroom")]


def test_after_the_warning_three_in_ninety_days_put_a_sender_last_for_ninety_days() -> None:
    now = warned_and_three_more()
    assert senders.run(now) == 1
    assert SlowSender.objects.get().slow_until == now + 90 * DAY
    assert len(letters("takedown_slowed")) == 1
    assert senders.run(now + DAY) == 0
    assert senders.is_slow(MIRA, now + 89 * DAY)
    assert not senders.is_slow(MIRA, now + 91 * DAY)


def test_two_after_the_warning_slow_nobody() -> None:
    unfounded(START)
    senders.run(START)
    unfounded(START + DAY)
    unfounded(START + 2 * DAY)
    assert senders.run(START + 2 * DAY) == 0
    assert not senders.is_slow(MIRA, START + 3 * DAY)


def test_three_that_lie_further_apart_than_ninety_days_slow_nobody() -> None:
    unfounded(START)
    senders.run(START)
    for days in (10, 60, 101):
        unfounded(START + days * DAY)
        senders.run(START + days * DAY)
    assert SlowSender.objects.get().slow_until is None


def test_one_whose_requests_are_mostly_right_is_not_slowed() -> None:
    for _number in range(4):
        confirmed(make_article(), at=START - DAY)
    now = warned_and_three_more()
    assert senders.run(now) == 0, "four of eight are not over half"
    unfounded(now)
    assert senders.run(now) == 1


def test_a_case_taken_up_again_does_not_count_any_more() -> None:
    now = warned_and_three_more()
    last = Case.objects.order_by("-pk")[0]
    moves.move_case(last, State.REOPENED, by=root(), at=now)
    assert senders.run(now) == 0


def test_an_address_spelt_otherwise_is_the_same_sender() -> None:
    assert senders.sender_of("Mi.Ra+9@Gmail.com") == senders.sender_of("mira@gmail.com") == "mira@gmail.com"
    assert senders.sender_of("Mi.Ra+9@owner.example") == "mi.ra@owner.example"
    unfounded(START, email="mira+1@owner.example")
    senders.run(START)
    for number in (2, 3, 4):
        unfounded(START + number * DAY, email=f"MIRA+{number}@owner.example")
    senders.run(START + 4 * DAY)
    assert senders.is_slow(MIRA, START + 5 * DAY)


def test_what_a_slow_sender_sends_stands_last_keeps_its_clock_and_still_rings() -> None:
    person("tao")
    now = warned_and_three_more()
    senders.run(now)
    slow = confirmed(make_article(), at=now + timedelta(hours=1))
    other = confirmed(make_article(), email="other@owner.example", at=now + timedelta(hours=2))
    assert (slow.slow, other.slow) == (True, False)
    assert slow.due_at == now + timedelta(hours=25)
    assert [case.pk for case in Case.objects.by_due_time()][:2] == [other.pk, slow.pk]
    with time_machine.travel(now + timedelta(hours=14)):
        tasks.ring_alarms(timezone.now())
    rung = [letter.key.split(":")[1] for letter in letters("takedown_officers_alarm")]
    assert sorted(rung) == sorted([slow.reference, other.reference])


def test_what_was_open_when_its_sender_was_slowed_goes_last_too() -> None:
    waiting = confirmed(make_article(), at=START)
    now = warned_and_three_more()
    senders.run(now)
    waiting.refresh_from_db()
    assert waiting.slow


def test_the_figures_tell_that_a_sender_was_slowed() -> None:
    now = warned_and_three_more()
    senders.run(now)
    assert sum(row["senders_suspended"] for row in transparency.months(now)) == 1


def test_abuse_27_an_officer_sees_all_of_a_senders_requests_and_warns_one_who_threatens() -> None:
    unfounded(START, email="MIRA@owner.example")
    handling.reject(only_item(confirmed(make_article())), by=person("tao"), reason="Licensed to us.")
    case = confirmed(make_article())
    officer = Client()
    officer.force_login(person("tao"))
    page, act = f"/admin/takedowns/case/{case.pk}/change/", f"/admin/takedowns/case/{case.pk}/act/"
    shown = officer.get(page).content.decode()
    assert "This sender in figures" in shown
    figures = senders.panel(case)
    assert {name: figures[name] for name in ("total", "unfounded", "rejected", "upheld", "withdrawn")} == {
        "total": 3,
        "unfounded": 1,
        "rejected": 1,
        "upheld": 0,
        "withdrawn": 0,
    }
    assert officer.post(act, {"verb": "warn"}).status_code == 302
    [letter] = letters("takedown_warned")
    assert case.reference in letter.body
    assert "512(f)" in letter.body
    assert "Warn the sender" not in officer.get(page).content.decode()
    with pytest.raises(Refused, match="warned before"):
        senders.warn(case, by=person("tao"))


@pytest.mark.parametrize("name", ["cy", "ben", "ada"])
def test_who_is_no_officer_warns_nobody(name: str) -> None:
    case = confirmed()
    with pytest.raises(NotAnOfficer):
        senders.warn(case, by=person(name))
    assert SlowSender.objects.count() == 0
