"""The registration of the agent for copyright notices, and who is told before it ends."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.checks import run_checks
from hypothesis import given
from hypothesis import strategies as st

from newsroom.outbox.models import Letter
from newsroom.takedowns import agent, tasks
from tests.world import person

pytestmark = pytest.mark.django_db
SINCE = date(2024, 3, 10)


def warned() -> list[str]:
    return [message.msg for message in run_checks() if message.id == "newsroom.W003"]


@given(st.dates(date(1990, 1, 1), date(2200, 12, 31)))
def test_three_years_are_three_years_in_leap_years_too(day: date) -> None:
    left = agent.ends(day) - day
    assert timedelta(days=1095) <= left <= timedelta(days=1096)


def test_officers_are_told_three_times_and_each_time_once(settings: Any) -> None:
    settings.DMCA_AGENT_SINCE = SINCE
    person("tao")
    told = []
    with time_machine.travel("2027-01-08 12:00:00+00:00", tick=False) as clock:
        for _day in range(70):
            for _tick in range(2):
                tasks.enqueue_due()
            told.append(Letter.objects.filter(template="takedown_agent").count())
            clock.shift(timedelta(days=1))
    assert (told[0], told[1], told[46], told[47], told[60], told[61], told[-1]) == (0, 1, 1, 2, 2, 3, 3)
    last = Letter.objects.filter(template="takedown_agent").latest("pk")
    assert last.to == person("tao").email
    assert "ended on 2027-03-10" in last.body
    assert "DMCA_AGENT_SINCE" in last.body


@pytest.mark.parametrize(
    ("today", "sentences"),
    [("2027-01-08", 0), ("2027-01-09", 1), ("2027-03-09", 1), ("2027-03-10", 1), ("2031-01-01", 1)],
)
def test_the_system_check_warns_from_sixty_days_before(settings: Any, today: str, sentences: int) -> None:
    settings.DMCA_AGENT_SINCE = SINCE
    with time_machine.travel(f"{today} 04:00:00+00:00", tick=False):
        assert len(warned()) == sentences


def test_where_no_day_is_set_nobody_is_bothered(settings: Any) -> None:
    settings.DMCA_AGENT_SINCE = None
    person("tao")
    assert warned() == []
    tasks.enqueue_due()
    assert not Letter.objects.filter(template="takedown_agent").exists()


def test_a_renewed_registration_is_a_new_one(settings: Any) -> None:
    settings.DMCA_AGENT_SINCE = SINCE
    with time_machine.travel("2027-02-01 12:00:00+00:00", tick=False):
        assert agent.problem(date(2027, 2, 1))
        settings.DMCA_AGENT_SINCE = date(2027, 1, 31)
        assert agent.problem(date(2027, 2, 1)) == ""
