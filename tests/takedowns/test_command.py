"""`manage.py takedown`: proof from the command line, and removals that outlive a restored backup."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles import lifecycle
from articles.accounts import system_account
from articles.models.article import Removal
from articles.status import Status
from newsroom.takedowns import handling
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def test_what_a_restored_backup_has_forgotten_is_removed_again(capsys: pytest.CaptureFixture[str]) -> None:
    article, other = make_article(), make_article()
    handling.remove(only_item(confirmed(article)), by=person("tao"), kind=Removal.LEGAL)
    article.refresh_from_db()
    lifecycle.move(article, Status.PUBLISHED, by=system_account())
    call_command("takedown", "reapply")
    article.refresh_from_db()
    other.refresh_from_db()
    assert (article.status, article.removal) == (Status.WITHDRAWN, Removal.LEGAL)
    assert other.status == Status.PUBLISHED
    assert f"article {article.pk}" in capsys.readouterr().out


def test_a_ledger_that_was_tampered_with_is_not_applied(ledger_file: Path) -> None:
    article = make_article()
    handling.remove(only_item(confirmed(article)), by=person("tao"))
    article.refresh_from_db()
    lifecycle.move(article, Status.PUBLISHED, by=system_account())
    ledger_file.write_text(ledger_file.read_text().replace('"act": "remove"', '"act": "remove" '))
    call_command("takedown", "ledger")
    ledger_file.write_text(ledger_file.read_text().replace('"item": 1', '"item": 2'))
    for act in ("ledger", "reapply"):
        with pytest.raises(CommandError, match="Line 1"):
            call_command("takedown", act)
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED


def test_a_case_is_verified_by_its_reference(capsys: pytest.CaptureFixture[str]) -> None:
    case = confirmed()
    handling.remove(only_item(case), by=person("tao"))
    call_command("takedown", "verify", case.reference.lower())
    out = capsys.readouterr().out
    assert "gone  article" in out
    assert "LEAK" not in out
    with pytest.raises(CommandError, match="no case"):
        call_command("takedown", "verify", "TD-0000-0000")


def test_the_open_cases_are_listed_with_their_clocks(capsys: pytest.CaptureFixture[str]) -> None:
    case = confirmed()
    call_command("takedown", "due")
    assert f"{case.reference}  23 h 59 min left" in capsys.readouterr().out
