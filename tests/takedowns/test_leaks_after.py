"""Leak checklist, outside and after: later looks, the public record, and the way back."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article
from articles.syndication import permanent_id
from newsroom.outbox.models import Letter
from newsroom.takedowns import handling, ledger, proof, surfaces
from tests.takedowns.room import status_token
from tests.takedowns.scene import MARK, Scene, text_of
from tests.world import person


def test_leak_57_all_surfaces_are_looked_at_again_after_an_hour_a_day_a_week_and_a_month(scene: Scene) -> None:
    assert [*proof.AGAIN] == [timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30)]
    item = scene.remove()
    looks = proof.examine(item, now=timezone.now())
    assert [look for look in looks if not look.gone] == []
    assert {"article", "feeds", "sitemap", "picture"} <= {look.surface for look in looks}
    assert item.next_check_at
    assert item.decided_at
    assert item.next_check_at == item.decided_at + timedelta(hours=1)
    for pause, following in zip(proof.AGAIN, [*proof.AGAIN[1:], None], strict=True):
        looks = proof.examine(item, now=item.decided_at + pause)
        assert [look for look in looks if not look.gone] == []
        item.refresh_from_db()
        assert item.next_check_at == (item.decided_at + following if following else None)


def test_leak_62_the_record_the_letters_and_the_claimants_pages_do_not_repeat_it(scene: Scene) -> None:
    item = scene.remove()
    proof.examine(item)
    for path in ("/transparency/", "/transparency.csv", "/transparency.json"):
        assert MARK.lower() not in text_of(scene.reader.get(path)).lower()
    status = text_of(scene.reader.get(f"/takedown/status/{status_token(item.case)}/"))
    assert MARK not in status
    assert MARK not in "".join(Letter.objects.values_list("body", flat=True))


def test_leak_63_a_restored_story_comes_back_once_with_its_id_and_dates(scene: Scene) -> None:
    before = (scene.article.pk, scene.article.published_at, permanent_id(scene.article))
    item = scene.remove()
    handling.restore(item, by=person("tao"), reason="The counter-notice was right.")
    back = Article.objects.get(slug=scene.article.slug)
    assert (back.pk, back.published_at, permanent_id(back)) == before
    feed = text_of(scene.reader.get("/feed/atom/"))
    assert feed.count(f"<id>{permanent_id(back)}</id>") == 1
    assert "deleted-entry" not in feed
    assert scene.reader.get(scene.path).status_code == 200


def test_leak_59_the_ledger_lies_outside_the_database_and_knows_the_removal(scene: Scene, ledger_file: Path) -> None:
    scene.remove()
    text = ledger_file.read_text()
    assert ledger.verify() == (1, "")
    assert [line["article"] for line in ledger.standing()] == [scene.article.pk]
    assert MARK.lower() not in text.lower()


def test_leak_61_there_is_one_database_and_no_replica_to_be_late(scene: Scene, settings: Any) -> None:
    scene.remove()
    assert list(settings.DATABASES) == ["default"]
    assert settings.DATABASE_ROUTERS == []


def test_the_looks_of_a_month_come_at_their_times_and_then_no_more(scene: Scene) -> None:
    item = scene.remove()
    began = item.decided_at
    assert began
    moments: list[timedelta] = []
    while item.next_check_at and len(moments) < 9:
        moments.append(item.next_check_at - began)
        proof.examine(item, now=item.next_check_at)
        item.refresh_from_db()
    assert moments == [timedelta(0), *proof.AGAIN]


def test_a_leak_is_looked_at_again_after_1_5_15_and_60_minutes_and_each_hour_then(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("tao")
    item = scene.remove()
    leak = surfaces.Look("wall", "/wall/", 200, gone=False, problem="It is on the wall.")
    pauses, told = [], []
    with monkeypatch.context() as leaking:
        leaking.setattr(surfaces, "examine", lambda _article, _marks: [leak])
        for _look in range(6):
            now = item.next_check_at
            assert now
            proof.examine(item, now=now)
            assert item.next_check_at
            pauses.append((item.next_check_at - now) / timedelta(minutes=1))
            told.append(Letter.objects.filter(template="takedown_officers_leak").count())
    assert pauses == [1, 5, 15, 60, 60, 60]
    assert told == [1, 1, 1, 1, 2, 2], "once at first, and once more after an hour"
    assert item.next_check_at
    proof.examine(item, now=item.next_check_at)
    assert item.leaks == []
    with monkeypatch.context() as leaking:
        leaking.setattr(surfaces, "examine", lambda _article, _marks: [leak])
        now = item.next_check_at
        proof.examine(item, now=now)
    assert item.next_check_at - now == timedelta(minutes=1), "a new leak begins anew"
