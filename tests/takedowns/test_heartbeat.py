"""Somebody watches whether the deadlines are watched: the clock's sign of life, and who reads it."""

import logging
from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from newsroom.operations import clock
from newsroom.operations.models import Heartbeat
from newsroom.takedowns import heartbeat, tasks
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import State
from tests.takedowns.room import SITE, notice
from tests.world import person

pytestmark = pytest.mark.django_db
QUEUE = "/admin/takedowns/case/"


def officer() -> Client:
    client = Client()
    client.force_login(person("tao"))
    return client


def last_beat(ago: timedelta) -> None:
    Heartbeat.objects.create(name=heartbeat.NAME, at=timezone.now() - ago)


def test_a_tick_of_the_clock_leaves_the_sign_that_deadlines_are_watched() -> None:
    assert "never run" in heartbeat.read().problem
    clock.tick()
    pulse = heartbeat.read()
    assert pulse.problem == ""
    assert pulse.at is not None


@pytest.mark.parametrize(("ago", "told"), [(4, ""), (5, ""), (6, "6 minutes"), (1500, "1500 minutes")])
def test_five_minutes_of_silence_are_borne_and_more_are_told_in_minutes(ago: int, told: str) -> None:
    now = timezone.now()
    problem = heartbeat.judge(now - timedelta(minutes=ago), now).problem
    assert (told in problem) if told else problem == ""


def test_officers_read_above_the_queue_that_the_clock_is_silent_and_what_to_do() -> None:
    last_beat(timedelta(minutes=17))
    page = officer().get(QUEUE).content.decode()
    assert "The clock has not run for 17 minutes" in page
    assert "manage.py clock" in page


def test_a_queue_whose_clock_runs_warns_of_nothing() -> None:
    last_beat(timedelta(seconds=20))
    assert "The clock has" not in officer().get(QUEUE).content.decode()


def test_whoever_watches_the_site_is_answered_503_while_the_clock_is_silent() -> None:
    silent = Client().get("/health/clock")
    assert (silent.status_code, "never run" in silent.content.decode()) == (503, True)
    last_beat(timedelta(seconds=20))
    running = Client().get("/health/clock")
    assert (running.status_code, running.content) == (200, b"running\n")
    assert "no-store" in running.headers["Cache-Control"]


def test_the_check_of_the_site_names_a_silent_clock() -> None:
    last_beat(timedelta(minutes=9))
    said = StringIO()
    call_command("check", databases=["default"], stderr=said, stdout=said)
    assert "9 minutes" in said.getvalue()


def test_a_step_that_fails_keeps_no_other_deadline_waiting_and_the_sign_of_life_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from newsroom.takedowns import claimants

    start = timezone.now()
    case = claimants.receive(notice(f"{SITE}/2026/01/02/never-was/"), at=start)

    def fail(_now: datetime) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(tasks, "STEPS", (fail, *tasks.STEPS))
    with time_machine.travel(start + timedelta(days=8)), caplog.at_level(logging.ERROR):
        clock.tick()
        assert Case.objects.get(pk=case.pk).state == State.LAPSED
        assert "never run" in heartbeat.read().problem
    assert "the disk is full" in caplog.text


def test_every_step_that_time_brings_is_run_by_the_clock_with_one_and_the_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[datetime] = []
    now = timezone.now()

    def step(at: datetime) -> int:
        seen.append(at)
        return 1

    monkeypatch.setattr(tasks, "STEPS", (step,) * 3)
    assert tasks.enqueue_due(now) == 3
    assert seen == [now] * 3
