"""What `manage.py run` starts for each engine of tasks."""

import pytest
from pytest_django import Settings

from newsroom.operations.house import House


@pytest.mark.parametrize(("engine", "command"), [("db", "db_worker"), ("rq", "rqworker")])
def test_each_engine_has_as_many_workers_as_were_asked_for(settings: Settings, engine: str, command: str) -> None:
    settings.TASKS_ENGINE = engine
    commands = House("127.0.0.1", 8000, workers=3).commands
    assert [name for name, parts in commands.items() if command in parts] == ["worker 1", "worker 2", "worker 3"]
    assert {"web", "clock"} < set(commands)


def test_tasks_that_run_at_once_need_no_worker(settings: Settings) -> None:
    settings.TASKS_ENGINE = "immediate"
    assert set(House("127.0.0.1", 8000, workers=3).commands) == {"web", "clock"}
