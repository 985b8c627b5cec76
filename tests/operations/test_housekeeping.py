"""Finished tasks are swept up after a day, what came in is shortened once a day; by one clock at a time."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import Settings

from newsroom.ingest import retention
from newsroom.operations import housekeeping
from newsroom.operations.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_database(settings: Settings) -> None:
    settings.TASKS_ENGINE = "db"
    Heartbeat.objects.create(name=housekeeping.KEEPING, at=timezone.now() - timedelta(hours=1))


def make_task(**values: Any) -> DBTaskResult[Any, Any]:
    facts = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x", "backend_name": "default"}
    return DBTaskResult.objects.create(**(facts | {"run_after": get_date_max()} | values))


def test_old_tasks_go_and_the_others_stay() -> None:
    now = timezone.now()
    old, fresh = now - timedelta(days=2), now - timedelta(hours=2)
    make_task(status="SUCCESSFUL", started_at=old, finished_at=old)
    make_task(status="FAILED", started_at=old, finished_at=old)
    make_task(status="RUNNING", started_at=old)  # its worker was killed
    kept = {make_task(status="READY").pk, make_task(status="SUCCESSFUL", started_at=fresh, finished_at=fresh).pk}
    assert housekeeping.enqueue_due(now) == 3
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == kept


def test_one_clock_sweeps_and_the_other_does_not() -> None:
    now = timezone.now()
    assert housekeeping.enqueue_due(now) == 0
    old = now - timedelta(days=2)
    make_task(status="SUCCESSFUL", started_at=old, finished_at=old)
    assert housekeeping.enqueue_due(now + timedelta(seconds=2)) == 0, "it was swept a moment ago"
    assert housekeeping.enqueue_due(now + timedelta(minutes=11)) == 1


def test_another_engine_leaves_nothing_to_sweep(settings: Settings) -> None:
    settings.TASKS_ENGINE = "rq"
    old = timezone.now() - timedelta(days=2)
    make_task(status="SUCCESSFUL", started_at=old, finished_at=old)
    assert housekeeping.enqueue_due(timezone.now()) == 0


def test_what_ingest_keeps_is_shortened_once_a_day_whoever_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[datetime] = []

    def keep_house(now: datetime) -> retention.Kept:
        kept.append(now)
        return retention.Kept()

    monkeypatch.setattr(retention, "keep_house", keep_house)
    now = timezone.now()
    housekeeping.enqueue_due(now)
    assert kept == [], "it was done an hour ago"
    for hours in (23, 24, 46, 47):
        housekeeping.enqueue_due(now + timedelta(hours=hours))
    assert len(kept) == 2


def test_sqlite_knows_how_its_rows_are_spread() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL measures by itself")
    housekeeping.enqueue_due(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'django_migrations'")
        assert cursor.fetchone()[0]
