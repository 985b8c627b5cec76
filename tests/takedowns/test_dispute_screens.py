"""The officers' side of counter-notices and appeals: panels and buttons of the case page, and their two lists."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.takedowns import appealing
from newsroom.takedowns.disputes import CounterNotice
from newsroom.takedowns.models import Case
from tests.takedowns.disputed import countered, removed_case

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
TEXT = "You have mixed my report up with another one."


def press(client: Client, case: Case, verb: str, **values: str) -> tuple[int, str]:
    answer = client.post(f"/admin/takedowns/case/{case.pk}/act/", {"verb": verb} | values, follow=True)
    return answer.status_code, answer.content.decode()


def seen(client: Client, case: Case) -> str:
    return client.get(f"/admin/takedowns/case/{case.pk}/change/").content.decode()


def test_an_officer_reads_a_counter_notice_on_the_case_and_forwards_it_once(signed_in: SignIn) -> None:
    case = removed_case()
    countered(case, explanation="<script>alert(1)</script>")
    officer = signed_in("tao")
    page = seen(officer, case)
    for part in ("4 Canal Street", "555-0144", "&lt;script&gt;alert(1)", "not yet; due", "perjury"):
        assert part in page
    assert "<script>alert(1)" not in page
    status, said = press(officer, case, "forward", item="1")
    assert (status, "Forwarded. The story comes back on" in said) == (200, True)
    assert CounterNotice.objects.get().forwarded_at
    assert 'value="forward"' not in said
    assert press(officer, case, "forward", item="1")[0] == 409


def test_a_case_without_disputes_shows_nothing_of_them(signed_in: SignIn) -> None:
    page = seen(signed_in("tao"), removed_case())
    assert 'id="counters"' not in page
    assert 'id="appeals"' not in page


def test_the_lists_show_the_nearest_deadline_first_and_lead_to_the_case(signed_in: SignIn) -> None:
    now = timezone.now()
    soon, later = removed_case(), removed_case(email="kim@owner.example")
    countered(later, at=now)
    countered(soon, at=now - timedelta(days=3))
    officer = signed_in("tao")
    page = officer.get("/admin/takedowns/counternotice/").content.decode()
    assert page.index(soon.reference) < page.index(later.reference)
    assert f"/admin/takedowns/case/{soon.pk}/change/#counters" in page
    assert "not forwarded in time" in page
    assert later.reference not in officer.get(f"/admin/takedowns/counternotice/?q={soon.reference}").content.decode()


def test_the_list_of_appeals_can_be_narrowed_to_those_that_are_late(signed_in: SignIn) -> None:
    now = timezone.now()
    late, calm = removed_case(), removed_case(email="kim@owner.example")
    appealing.by_claimant(late, TEXT, at=now - timedelta(days=8))
    appealing.by_claimant(calm, TEXT, at=now)
    officer = signed_in("tao")
    page = officer.get("/admin/takedowns/appeal/").content.decode()
    assert page.index(late.reference) < page.index(calm.reference)
    page = officer.get("/admin/takedowns/appeal/?answer=late").content.decode()
    assert (late.reference in page, calm.reference in page) == (True, False)


@pytest.mark.parametrize(
    ("name", "said"), [("counternotice", "Nobody has sent a counter-notice"), ("appeal", "Nobody has appealed")]
)
def test_an_empty_list_says_what_would_stand_in_it(signed_in: SignIn, name: str, said: str) -> None:
    assert said in signed_in("tao").get(f"/admin/takedowns/{name}/").content.decode()
