"""Alive and ready are two things."""

import pytest
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from newsroom.operations import health


def test_a_running_process_says_that_it_is_alive() -> None:
    assert Client().get("/health/live").content == b"alive\n"


@pytest.mark.django_db
def test_a_migrated_site_is_ready() -> None:
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_a_site_that_is_not_migrated_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", False)
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one more"])
    answer = Client().get("/health/ready")
    assert answer.status_code == 503
    assert b"manage.py migrate" in answer.content
