"""A backup put back is the newsroom of that moment, but for what was removed since: that stays removed."""

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client

from articles import edition, front_files
from articles.models import Article, Bar, Fingerprint
from articles.models.bar import KeyKind
from articles.status import Status
from newsroom.operations import backup, health, restoring, startup
from newsroom.takedowns import handling, ledger, proof, reapply, surfaces
from newsroom.takedowns.models import Case
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db(transaction=True)
KEY = Fingerprint(kind=KeyKind.ADDRESS, key="d" * 64)


@pytest.fixture(autouse=True)
def _looked_at_anew() -> Iterator[None]:
    """Health looks at the ledger once a minute."""
    health._LOOKED.clear()
    yield
    health._LOOKED.clear()


@pytest.fixture
def shelf(ledger_file: Path, tmp_path: Path) -> Path:
    return tmp_path / "backups"


def removed(story: Article) -> Article:
    handling.remove(only_item(confirmed(story)), by=person("tao"))
    story.refresh_from_db()
    return story


def test_leak_58_the_restore_drill_nothing_that_was_removed_after_the_backup_is_public_again(shelf: Path) -> None:
    story, other = make_article("Ferry runs again", fingerprints=[KEY]), make_article("Pier rebuilt")
    archive = backup.make(shelf)
    removed(story)
    done = restoring.restore(archive)
    assert [article.pk for article in done.removals.removed] == [story.pk]
    assert [case.reference for case in done.rebuilt] == [Case.objects.get().reference], "the case came after the backup"
    again = Article.objects.get(pk=story.pk)
    assert again.status == Status.WITHDRAWN
    assert Client().get(again.get_absolute_url()).status_code == 410
    assert Client().get(other.get_absolute_url()).status_code == 200
    looks = surfaces.examine(again, proof.marks_of(again))
    assert [look for look in looks if not look.gone] == []
    assert Bar.objects.filter(kind=KEY.kind, key=KEY.key).exists()
    assert reapply.reapply() == ([], 0), "a second time there is nothing left to do"


def test_what_the_backup_never_held_is_kept_from_coming_in(shelf: Path) -> None:
    archive = backup.make(shelf)
    removed(make_article("Ferry runs again", fingerprints=[KEY]))
    done = restoring.restore(archive)
    assert done.removals == ([], 1)
    assert only_item(Case.objects.get()).article is None
    assert Bar.objects.get(kind=KEY.kind, key=KEY.key).reason == Bar.Reason.WITHDRAWN
    assert startup.problem() == ""


def test_a_story_that_has_the_number_of_a_removed_one_stays(shelf: Path) -> None:
    archive = backup.make(shelf)
    gone = removed(make_article("Ferry runs again", fingerprints=[KEY]))
    restoring.restore(archive)
    innocent = make_article("Pier rebuilt", fingerprints=[Fingerprint(kind="address", key="e" * 64)])
    assert innocent.pk == gone.pk
    assert reapply.reapply() == ([], 0)
    innocent.refresh_from_db()
    assert innocent.is_public


def test_a_removed_story_under_another_number_is_found_by_its_keys(ledger_file: Path) -> None:
    gone = removed(make_article("Ferry runs again", fingerprints=[KEY]))
    Fingerprint.objects.filter(article=gone).delete()
    Bar.objects.all().delete()
    elsewhere = make_article("Ferry runs again", fingerprints=[Fingerprint(kind=KEY.kind, key=KEY.key)])
    assert reapply.reapply().removed == [elsewhere]


def test_a_story_that_was_restored_stays_though_a_crash_kept_that_from_the_ledger(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = removed(make_article("Ferry runs again", fingerprints=[KEY]))
    monkeypatch.setattr(ledger, "catch_up", lambda: 0)
    handling.restore(Case.objects.get().items.get(), by=person("tao"), reason="Ours after all.")
    assert startup.problem() == ""
    assert reapply.reapply() == ([], 0)
    story.refresh_from_db()
    assert story.is_public


def test_nothing_is_served_while_removals_are_forgotten(ledger_file: Path) -> None:
    story = removed(make_article("Ferry runs again", fingerprints=[KEY]))
    Bar.objects.all().delete()
    Article.objects.filter(pk=story.pk).update(status=Status.PUBLISHED)
    assert "takedown reapply" in startup.problem()
    answer = Client().get("/health/ready")
    assert (answer.status_code, b"takedown reapply" in answer.content) == (503, True)
    with pytest.raises(CommandError, match="takedown reapply"):
        call_command("clock", "--once")
    with pytest.raises(startup.NotKnown, match="a removal that this database does not know"):
        startup.must_serve()
    call_command("takedown", "reapply")
    startup.must_serve()


def test_pictures_come_back_and_those_of_removed_stories_do_not(shelf: Path) -> None:
    default_storage.save("pictures/kept.txt", ContentFile(b"kept"))
    archive = backup.make(shelf)
    default_storage.delete("pictures/kept.txt")
    restoring.restore(archive)
    with default_storage.open("pictures/kept.txt") as file:
        assert file.read() == b"kept"
    default_storage.delete("pictures/kept.txt")


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign", "other database", "no archive"])
def test_a_damaged_archive_changes_nothing_and_says_what_is_wrong(shelf: Path, tmp_path: Path, damage: str) -> None:
    make_article("Ferry runs again")
    archive = backup.make(shelf)
    make_article("Pier rebuilt")
    if damage == "cut":
        archive.write_bytes(archive.read_bytes()[:-400])
    elif damage == "no archive":
        archive.write_text("nothing of the kind")
    else:
        with tarfile.open(archive) as tar:
            tar.extractall(tmp_path / "x", filter="data")
        facts = json.loads((tmp_path / "x" / backup.MANIFEST).read_text())
        if damage == "changed":
            (tmp_path / "x" / backup.DATABASES[connection.vendor]).write_bytes(b"other")
        facts |= {"foreign": {"format": 99}, "other database": {"database": "oracle"}}.get(damage, {})
        (tmp_path / "x" / backup.MANIFEST).write_text(json.dumps(facts))
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(tmp_path / "x", arcname=".")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(archive), "--yes")
    assert Article.objects.count() == 2


def test_an_archive_is_whole_readable_by_its_owner_alone_and_old_ones_go(shelf: Path) -> None:
    shelf.mkdir()
    for day in (1, 2, 3):
        (shelf / f"newsroom-2020010{day}-030000.tar.gz").write_text("old")
    call_command("backup", str(shelf), "--keep", "2")
    names = sorted(path.name for path in shelf.iterdir())
    assert len(names) == 2
    assert names[0] == "newsroom-20200103-030000.tar.gz"
    assert (shelf / names[1]).stat().st_mode & 0o077 == 0
    facts = restoring.unpacked(shelf / names[1], shelf / "look")
    assert facts["sha256"].keys() >= {backup.DATABASES[connection.vendor]}


def test_pages_that_the_web_server_sends_by_itself_are_those_of_the_backup(
    shelf: Path, tmp_path: Path, settings: Any
) -> None:
    settings.FRONT_DIR = str(tmp_path / "front")
    archive = backup.make(shelf)
    late = make_article("Written after the backup")
    for _more in range(3):
        edition.bump()
    Client().get(late.get_absolute_url(), HTTP_HOST=settings.SITE_URL.split("//")[1])
    page = tmp_path / "front" / front_files.CURRENT / late.get_absolute_url().strip("/") / "index.html"
    assert page.exists()
    restoring.restore(archive)
    link = (tmp_path / "front" / front_files.CURRENT).readlink()
    assert str(link) == front_files.folder_of(edition.current().number)
    assert list((tmp_path / "front").rglob("index.html")) == []


def test_a_restore_asks_before_it_replaces_stories(shelf: Path) -> None:
    make_article()
    archive = backup.make(shelf)
    with pytest.raises(CommandError, match="Add --yes"):
        call_command("restore", str(archive))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(shelf / "none.tar.gz"))


def test_the_longer_ledger_stays_and_a_foreign_one_is_laid_aside(shelf: Path, ledger_file: Path) -> None:
    removed(make_article("Ferry runs again", fingerprints=[KEY]))
    archive, long = backup.make(shelf), ledger_file.read_text()
    ledger_file.unlink()
    assert restoring.restore(archive).ledger_aside is None
    assert ledger_file.read_text() == long
    ledger_file.write_text("another\n")
    aside = restoring.restore(archive).ledger_aside
    assert aside
    assert (ledger_file.read_text(), aside.read_text()) == ("another\n", long)
    assert ledger.verify().problem
