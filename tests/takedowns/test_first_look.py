"""Somebody looks at a confirmed case within hours: the first look is written down, and officers hear where none is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.outbox.models import Letter
from newsroom.takedowns import first_look
from newsroom.takedowns.models import Case
from tests.takedowns.room import confirmed

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def alarms(case: Case) -> list[Letter]:
    """The letters that say that nobody has looked."""
    return list(Letter.objects.filter(key__startswith=f"takedown:{case.reference}:officers:look"))


def test_officers_hear_after_four_and_eight_hours_that_nobody_has_looked() -> None:
    start = timezone.now()
    case = confirmed(at=start)
    for hours in (3.9, 4, 5, 7.9, 8, 12):
        first_look.ring(start + timedelta(hours=hours))
    assert sorted(letter.key.split(":")[4] for letter in alarms(case)) == ["4", "8"]


def test_a_clock_that_stood_still_says_it_once() -> None:
    start = timezone.now()
    case = confirmed(at=start)
    first_look.ring(start + timedelta(hours=9))
    assert [letter.key.split(":")[4] for letter in alarms(case)] == ["8"]


@pytest.mark.parametrize("name", ["tao", "root"])
def test_the_first_look_is_that_of_an_officer(signed_in: SignIn, name: str) -> None:
    case = confirmed(at=timezone.now() - timedelta(hours=5))
    signed_in(name).get(f"/admin/takedowns/case/{case.pk}/change/")
    first_look.ring(timezone.now())
    case.refresh_from_db()
    assert case.looked_at
    assert alarms(case) == []
    before = case.looked_at
    signed_in(name).get(f"/admin/takedowns/case/{case.pk}/change/")
    case.refresh_from_db()
    assert case.looked_at == before
