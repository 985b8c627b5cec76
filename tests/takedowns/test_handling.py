"""Who may decide, what is refused, and that letters are written exactly once."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from articles.models import Article
from articles.refusals import NotPermitted, Refused, Unfit
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.outbox.tasks import enqueue_due as post
from newsroom.takedowns import claimants, handling, tasks
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.refusals import ItemMoveRefused, NotAnOfficer, NothingThere
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.room import SITE, confirm_token, confirmed, notice, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["ben", "cy", "zoe"])
def test_who_is_no_officer_may_not_touch_a_case(name: str) -> None:
    case = confirmed()
    acts = (
        lambda: handling.hold(only_item(case), by=person(name)),
        lambda: handling.remove(only_item(case), by=person(name)),
        lambda: handling.reject(only_item(case), by=person(name), reason="No."),
        lambda: handling.close(case, by=person(name)),
        lambda: handling.remark(case, by=person(name), text="Hm."),
    )
    before = Event.objects.count()
    for act in acts:
        with pytest.raises(NotAnOfficer, match="takedown officers"):
            act()
    assert Event.objects.count() == before
    assert Article.objects.get().status == Status.PUBLISHED


def test_a_refused_removal_leaves_case_and_story_as_they_were() -> None:
    case = confirmed()
    officer = person("tao")
    officer.groups.clear()
    officer = type(officer).objects.get(pk=officer.pk)
    officer.user_permissions.add(Permission.objects.get(codename="change_case"))
    with pytest.raises(NotPermitted, match="withdraw article"):
        handling.remove(only_item(case), by=officer)
    assert only_item(case).state == ItemState.OPEN
    assert Case.objects.get().state == State.CONFIRMED
    assert Article.objects.get().status == Status.PUBLISHED


def test_an_address_without_a_story_can_only_be_rejected() -> None:
    case = claimants.receive(notice(f"{SITE}/2026/01/02/never-was/"))
    claimants.confirm(confirm_token(case))
    for act in (handling.hold, handling.remove):
        with pytest.raises(NothingThere, match="address 1"):
            act(only_item(case), by=person("tao"))
    handling.reject(only_item(case), by=person("tao"), reason="Nothing of ours ever stood there.")
    assert Case.objects.get().state == State.DECIDED


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_nothing_is_rejected_or_restored_without_a_reason(reason: str) -> None:
    item = only_item(confirmed())
    with pytest.raises(Unfit):
        handling.reject(item, by=person("tao"), reason=reason)
    handling.remove(item, by=person("tao"))
    with pytest.raises(Unfit):
        handling.restore(item, by=person("tao"), reason=reason)


def test_a_draft_can_be_removed_before_it_is_ever_published() -> None:
    article = make_article(status=Status.IN_REVIEW)
    handling.remove(only_item(confirmed(article)), by=person("tao"))
    article.refresh_from_db()
    assert article.status == Status.WITHDRAWN


def test_what_is_removed_is_not_removed_twice() -> None:
    item = only_item(confirmed())
    handling.remove(item, by=person("tao"))
    with pytest.raises(ItemMoveRefused):
        handling.remove(only_item(Case.objects.get()), by=person("tao"))


def test_a_case_without_confirmation_is_never_reopened() -> None:
    case = claimants.receive(notice(f"{SITE}/2026/01/02/never-was/"))
    Case.objects.update(state=State.WITHDRAWN)  # as it could be done before the mail address was confirmed, once
    case.refresh_from_db()
    with pytest.raises(Refused):
        handling.reopen(case, by=person("tao"), reason="Perhaps.")


def test_the_journey_writes_each_letter_once_however_often_the_clock_ticks() -> None:
    person("tao")
    case = confirmed()
    handling.remove(only_item(case), by=person("tao"))
    for _tick in range(3):
        tasks.enqueue_due()
        post()
    kinds = sorted(Letter.objects.values_list("template", flat=True))
    assert kinds == ["takedown_confirm", "takedown_confirmed", "takedown_decided", "takedown_officers_new"]
    assert len(mail.outbox) == 4
    assert {to for letter in mail.outbox for to in letter.to} == {"mira@owner.example", "tao@paper.example"}


def test_alarms_ring_at_50_75_90_and_100_per_cent_once_each() -> None:
    person("tao")
    start = timezone.now()
    confirmed(at=start)
    rung = []
    for hours in (1, 11.9, 12.1, 12.2, 18.1, 21.7, 23.9, 24.1, 30):
        with time_machine.travel(start + timedelta(hours=hours)):
            tasks.enqueue_due()
            tasks.enqueue_due()
        rung.append(Letter.objects.filter(template="takedown_officers_alarm").count())
    assert rung == [0, 0, 1, 1, 2, 3, 3, 4, 4]
    assert "100 %" in Letter.objects.filter(template="takedown_officers_alarm").latest("pk").subject


def test_a_clock_that_slept_rings_the_last_alarm_alone() -> None:
    person("tao")
    start = timezone.now()
    confirmed(at=start)
    with time_machine.travel(start + timedelta(hours=40)):
        tasks.enqueue_due()
    [letter] = Letter.objects.filter(template="takedown_officers_alarm")
    assert "16 h 0 min overdue" in letter.body


def test_a_decided_case_rings_no_alarm() -> None:
    start = timezone.now()
    case = confirmed(at=start)
    handling.reject(only_item(case), by=person("tao"), reason="Licensed to us.")
    with time_machine.travel(start + timedelta(hours=40)):
        tasks.enqueue_due()
    assert not Letter.objects.filter(template="takedown_officers_alarm").exists()
