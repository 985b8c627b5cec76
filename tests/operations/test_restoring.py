"""What a backup put back has lost and the ledger knows; what may go out; what is no part of a backup."""

import asyncio
import io
import runpy
import tarfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from articles.models import Article, Bar, Fingerprint
from articles.status import Status
from newsroom.operations import backup, clock, health, restoring, startup
from newsroom.outbox import delivery
from newsroom.outbox.models import Letter, State
from newsroom.takedowns import handling, ledger, rebuilding
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.states import ItemState
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db(transaction=True)
KEY = Fingerprint(kind="address", key="d" * 64)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def removed(story: Article, **values: object) -> Case:
    case = confirmed(story, **values)
    handling.remove(only_item(case), by=person("tao"))
    case.refresh_from_db()
    return case


def forgotten() -> Article:
    """A removal that the database does not know any more."""
    item = only_item(removed(make_article("Ferry runs again", fingerprints=[KEY])))
    assert item.article
    Bar.objects.all().delete()
    Article.objects.filter(pk=item.article.pk).update(status=Status.PUBLISHED)
    return item.article


def test_a_case_that_came_after_the_backup_is_made_again_with_its_dates_and_answer(shelf: Path) -> None:
    story, archive = make_article("Ferry runs again", fingerprints=[KEY]), backup.make(shelf)
    then = timezone.now() - timedelta(hours=9)
    case = removed(story, at=then)
    item = only_item(case)
    restoring.restore(archive)
    again = Case.objects.get(reference=case.reference)
    assert (again.claim, again.received_at, again.confirmed_at) == (case.claim, then, then)
    assert (again.state, again.outcome, again.decided_at) == ("decided", "removed", item.decided_at)
    stub = only_item(again)
    assert (stub.state, stub.removal, stub.path_key) == (ItemState.REMOVED, item.removal, item.path_key)
    assert stub.article == story
    assert again.name == rebuilding.MARK
    assert again.events.filter(act="rebuild").exists()
    assert not Letter.objects.filter(key__startswith=f"takedown:{case.reference}:").exists()
    assert rebuilding.rebuild() == [], "a second time there is nothing left to do"
    assert ledger.catch_up() == 0, "what the ledger knows is not written into it again"


def test_a_case_that_was_open_in_the_backup_goes_on_to_where_the_ledger_knows_it(shelf: Path) -> None:
    case = confirmed(make_article("Ferry runs again", fingerprints=[KEY]))
    archive = backup.make(shelf)
    item = handling.remove(only_item(case), by=person("tao"))
    handling.restore(item, by=person("tao"), reason="Ours after all.")
    restoring.restore(archive)
    item.refresh_from_db()
    assert item.state == ItemState.RESTORED
    assert list(item.events.values_list("act", flat=True)) == ["remove", "restore"]
    assert item.article
    assert item.article.is_public
    assert Case.objects.get().name == "Mira Quill"


def test_what_cannot_be_followed_is_noted_on_the_case_once(ledger_file: Path) -> None:
    case = removed(make_article("Ferry runs again", fingerprints=[KEY]))
    Event.objects.filter(case=case, act="remove").delete()
    case.items.update(state=ItemState.REJECTED, reason="Ours.")
    Case.objects.filter(pk=case.pk).update(state="litigation")
    assert rebuilding.rebuild() == [case]
    assert rebuilding.rebuild() == []
    assert case.events.get(act="rebuild").text.startswith(rebuilding.MARK)


def test_a_stub_is_rebuilt_of_a_line_that_names_no_dates(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = ledger._line
    bare = {"claim", "received", "confirmed"}
    monkeypatch.setattr(ledger, "_line", lambda event: {k: v for k, v in written(event).items() if k not in bare})
    archive = backup.make(shelf)
    case = removed(make_article("Ferry runs again", fingerprints=[KEY]))
    restoring.restore(archive)
    again = Case.objects.get(reference=case.reference)
    assert again.claim == "other"
    assert again.received_at == only_item(case).decided_at


def test_letters_that_waited_in_the_backup_are_held_back_until_a_person_lets_them_go(shelf: Path) -> None:
    confirmed(make_article("Ferry runs again"))
    waiting = Letter.objects.filter(state=State.WAITING).count()
    archive = backup.make(shelf)
    assert waiting
    assert restoring.restore(archive).held_back == waiting
    call_command("clock", "--once")
    assert mail.outbox == []
    letter = Letter.objects.earliest("pk")
    assert (letter.state, "may have gone out" in letter.problem) == (State.FAILED, True)
    delivery.retry(letter)
    call_command("clock", "--once")
    assert len(mail.outbox) == 1


def test_the_command_says_what_was_rebuilt_and_held_back(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    confirmed(make_article("Pier rebuilt"))
    story, archive = make_article("Ferry runs again", fingerprints=[KEY]), backup.make(shelf)
    case = removed(story)
    call_command("restore", str(archive), "--yes")
    said = capsys.readouterr().out
    assert f"rebuilt from the ledger: case {case.reference}" in said
    assert "letters waited in the backup and are held back" in said


@pytest.mark.parametrize("strange", ["evidence/more.txt", "link"])
def test_an_archive_with_more_in_it_than_its_manifest_names_is_refused(shelf: Path, strange: str) -> None:
    make_article("Ferry runs again")
    archive, more = backup.make(shelf), shelf / "more.tar.gz"
    with tarfile.open(archive) as old, tarfile.open(more, "w:gz") as new:
        for member in old.getmembers():
            new.addfile(member, old.extractfile(member))
        entry = tarfile.TarInfo(strange)
        if strange == "link":
            entry.type, entry.linkname = tarfile.SYMTYPE, backup.MANIFEST
        entry.size = 0 if strange == "link" else 4
        new.addfile(entry, io.BytesIO(b"more"))
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(more), "--yes")
    restoring.restore(archive)


def test_tables_that_are_newer_than_the_backup_are_dropped(shelf: Path) -> None:
    archive = backup.make(shelf)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE newer (story bigint REFERENCES articles_article (id))")
    restoring.restore(archive)
    with connection.cursor() as cursor:
        assert "newer" not in connection.introspection.table_names(cursor)


def test_an_older_backup_is_brought_up_to_this_version_before_stories_are_removed_again(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(restoring, "call_command", lambda name, **_options: steps.append(name))
    found = ledger.standing

    def noted() -> list[dict[str, Any]]:
        steps.append("reapply")
        return found()

    monkeypatch.setattr(ledger, "standing", noted)
    restoring.restore(backup.make(shelf))
    assert steps == ["migrate", "reapply"]


@pytest.mark.parametrize("name", ["db_worker", "rqworker"])
def test_no_worker_begins_while_removals_are_forgotten(name: str) -> None:
    forgotten()
    worker = load_command_class(get_commands()[name], name)
    with pytest.raises(CommandError, match="takedown reapply"):
        worker.handle(verbosity=0)


def test_the_asgi_door_stays_shut_while_removals_are_forgotten() -> None:
    forgotten()

    async def load() -> None:
        startup.must_serve_in_a_loop()

    with pytest.raises(startup.NotKnown, match="takedown reapply"):
        asyncio.run(load())
    with pytest.raises(SystemExit, match="does not start"):
        runpy.run_module("newsroom.asgi")


def test_a_running_clock_hands_out_nothing_while_removals_are_forgotten(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    forgotten()
    health._LOOKED.clear()
    ticks: list[int] = []
    monkeypatch.setattr(clock, "tick", lambda: ticks.append(1))
    turns = iter([True, False, False])
    clock.run(0.2, still_running=lambda: next(turns), sleep=lambda _seconds: None)
    assert ticks == []
    assert "the clock stands still" in caplog.text
    health._LOOKED.clear()
