"""The clock looks after every room, and a room that fails does not stop it."""

import logging
from datetime import datetime

import pytest

from newsroom.operations import clock
from newsroom.operations.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_a_tick_looks_into_every_room_and_leaves_a_sign_of_life() -> None:
    assert set(clock.tick()) == {"desk", "bulk", "takedowns", "ingest", "outbox", "paper", "house"}
    assert "clock" in Heartbeat.objects.values_list("name", flat=True)


def test_a_room_that_fails_does_not_keep_the_others_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(now: datetime) -> int:
        raise RuntimeError("the cellar is flooded")

    monkeypatch.setattr(clock, "ROOMS", {"cellar": fail, "attic": lambda now: 3})
    with caplog.at_level(logging.ERROR):
        assert clock.tick() == {"cellar": 0, "attic": 3}
    assert "cellar" in caplog.text


def test_the_clock_runs_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks: list[int] = []
    monkeypatch.setattr(clock, "tick", lambda: ticks.append(1))
    clock.run(5, still_running=lambda: len(ticks) < 3, sleep=lambda seconds: None)
    assert len(ticks) == 3
