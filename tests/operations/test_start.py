"""The first start writes its settings once; the first account is made once."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from newsroom.operations import start
from newsroom.operations.first_account import first_account


def test_the_first_start_writes_a_key_that_only_the_owner_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / ".env"
    assert start.write_env(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "DEMO=1" in file.read_text()


def test_a_later_start_leaves_the_settings_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=mine\n")
    assert not start.write_env(file)
    assert file.read_text() == "SECRET_KEY=mine\n"


@pytest.mark.django_db
def test_the_first_account_is_made_once_and_its_password_told_until_it_is_changed(
    tmp_path: Path, settings: Any
) -> None:
    settings.VAR_DIR = tmp_path
    name, password = first_account()
    assert User.objects.get(username=name).check_password(password)
    assert first_account() == (name, password)
    account = User.objects.get(username=name)
    account.set_password("something else")
    account.save()
    assert first_account() == (name, "")


@pytest.mark.django_db
def test_no_account_is_made_where_a_superuser_exists(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path
    User.objects.create_superuser("chief", "chief@paper.example", "a password")
    assert first_account() == ("admin", "")
    assert not User.objects.filter(username="admin").exists()
