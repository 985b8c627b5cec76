"""The ledger: every removal signed, nothing of the story in it, every tampering found."""

import json
import uuid
from pathlib import Path

import pytest

from articles.models import Fingerprint
from newsroom.takedowns import handling, ledger, tasks
from newsroom.takedowns.models import Item
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def removals(count: int) -> None:
    for _number in range(count):
        key = Fingerprint(kind="address", key=uuid.uuid4().hex)
        handling.remove(only_item(confirmed(make_article(fingerprints=[key]))), by=person("tao"))


def test_each_removal_and_restoration_is_one_good_line() -> None:
    removals(2)
    item = only_item(confirmed())
    handling.remove(item, by=person("tao"))
    handling.restore(item, by=person("tao"), reason="Ours after all.")
    ledger.catch_up()
    assert [line["act"] for line in ledger.read()] == ["remove", "remove", "remove", "restore"]
    assert ledger.verify() == (4, "")
    assert len(ledger.standing()) == 2


def test_the_ledger_holds_keys_and_nothing_that_can_be_read(ledger_file: Path) -> None:
    article = make_article("Boats come home", fingerprints=[Fingerprint(kind="address", key="d" * 64)])
    handling.remove(only_item(confirmed(article)), by=person("tao"), reason="Mira says so.")
    text = ledger_file.read_text()
    assert "d" * 64 in text
    assert not [word for word in (article.slug, "Boats", "Mira", "owner.example") if word in text]


def test_a_changed_a_dropped_and_a_foreign_line_are_found(ledger_file: Path) -> None:
    removals(3)
    lines = ledger_file.read_text().splitlines()
    changed = json.loads(lines[1]) | {"article": 999}
    for tampered in (
        [lines[0], json.dumps(changed, sort_keys=True), lines[2]],
        [lines[0], lines[2]],
        [lines[0], lines[1], lines[1]],
        [lines[1], lines[0], lines[2]],
        [lines[0], "{}", lines[2]],
        [lines[0], "no json", lines[2]],
    ):
        ledger_file.write_text("\n".join(tampered) + "\n")
        assert "Line" in ledger.verify().problem


def test_a_line_broken_off_by_a_crash_loses_no_later_removal(ledger_file: Path) -> None:
    removals(1)
    ledger_file.write_text(ledger_file.read_text()[:-30])
    removals(1)
    assert len(ledger.standing()) >= 1
    assert "Line 1" in ledger.verify().problem


def test_what_a_crash_kept_out_of_the_ledger_is_written_at_the_next_tick(ledger_file: Path) -> None:
    removals(1)
    ledger_file.unlink()
    Item.objects.update(next_check_at=None)
    tasks.enqueue_due()
    tasks.enqueue_due()
    assert ledger.verify() == (1, "")


def test_an_empty_house_has_an_empty_ledger() -> None:
    assert ledger.read() == []
    assert ledger.verify() == (0, "")
    assert ledger.catch_up() == 0
