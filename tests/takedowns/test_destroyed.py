"""What is left of a destroyed story: numbers, keys and dates; and that a killed worker finishes later."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.storage import default_storage
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from articles import bars, editing, erasing
from articles.models import Article, Picture
from articles.models.article import Removal
from articles.refusals import Erased
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.models import HeadlineOption, WorkingCopy
from newsroom.ingest.models import Capture
from newsroom.outbox.models import Letter
from newsroom.takedowns import addresses, destroying, moves, sealed, unsealing
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.scene import FILES, MARK, Scene
from tests.world import make_article, make_source, person, root

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
MINUTE = timedelta(minutes=1)


def after(length: timedelta) -> int:
    """What the clock destroys so long after now."""
    return destroying.run(timezone.now() + length)


def everything() -> Iterator[tuple[str, str]]:
    """Each cell of text in each table of the database, with the name of the column."""
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]
        for row in model._default_manager.values(*names):
            yield from ((f"{model._meta.label}.{name}", str(value)) for name, value in row.items())


def holds(word: str) -> set[str]:
    """The columns in which a word stands."""
    return {name for name, text in everything() if word.lower() in text.lower()}


def test_no_table_holds_a_word_of_the_story_afterwards(scene: Scene, switched_on: None) -> None:
    article = scene.article
    ada = person("ada")
    editing.revise(article, by=ada, changes={"standfirst": f"{MARK} at dusk, once more."}, reason=f"{MARK} again")
    decisions.correct(article, by=ada, note=f"{MARK} was spelt wrongly.")
    decisions.note(article, by=ada, text=f"Is {MARK} right?")
    HeadlineOption.objects.create(article=article, text=f"{MARK} by night", by=ada)
    WorkingCopy.objects.create(article=article, by=ada, data={"body": MARK}, version=1)
    Capture.objects.create(article=article, source=make_source(), verdict="new", title=MARK, full_text=MARK, url="")
    LogEntry.objects.log_actions(ada.pk, [article], CHANGE, change_message=f"{MARK} changed", single_object=True)
    context = {"link": f"https://paper.example{article.get_absolute_url()}", "text": MARK}
    Letter.objects.create(key="alert", to="ada@paper.example", subject="A note", body=str(context), template="alert")
    item = scene.remove(Removal.PRIVACY)
    in_receipt = addresses.fingerprint(item.path)
    assert len(holds(MARK)) > 10
    assert after(MONTH + MINUTE) == 1
    mine = {name for name in holds(MARK) if not name.startswith("takedowns.Event")}
    assert mine == set()
    item.refresh_from_db()
    assert (item.address, item.state) == ("", ItemState.REMOVED)
    assert item.path_key
    assert addresses.fingerprint(item.path) == in_receipt, "the claimant's receipt is still found to be about it"


def test_leak_38_the_admins_log_and_the_history_keep_no_headline_of_what_was_destroyed(
    scene: Scene, switched_on: None
) -> None:
    ada, headline = person("ada"), scene.article.headline
    LogEntry.objects.log_actions(ada.pk, [scene.article], CHANGE, change_message="Headline", single_object=True)
    LogEntry.objects.log_actions(ada.pk, [scene.other], CHANGE, change_message=f"Beside {headline}", single_object=True)
    option = HeadlineOption.objects.create(article=scene.article, text=f"{MARK} by night", by=ada)
    LogEntry.objects.log_actions(ada.pk, [option], CHANGE, change_message="", single_object=True)
    scene.remove()
    after(MONTH + MINUTE)
    assert not [entry for entry in LogEntry.objects.all() if MARK in f"{entry.object_repr}{entry.change_message}"]
    assert LogEntry.objects.filter(user=ada).count() == 3, "who did what, and when, stays"
    assert {row.headline for row in scene.article.history.all()} == {""}
    assert not [row for row in scene.article.changes.all() if MARK in f"{row.reason}{row.details}"]
    page = Client()
    page.force_login(root())
    assert MARK not in page.get("/admin/").content.decode()


def test_the_address_answers_afterwards_what_it_answered_before(scene: Scene, switched_on: None) -> None:
    scene.remove()
    assert scene.reader.get(scene.path).status_code == 410
    after(MONTH + MINUTE)
    assert scene.reader.get(scene.path).status_code == 410
    assert not scene.shows(scene.path)


def test_nobody_opens_the_sealed_text_of_what_was_destroyed(scene: Scene, switched_on: None) -> None:
    scene.remove()
    after(MONTH + MINUTE)
    with pytest.raises(Erased, match="erased for good"):
        unsealing.open_text(scene.article, by=root(), reason="For the appeal.")


def test_what_keeps_it_out_outlives_it(scene: Scene, switched_on: None) -> None:
    item = scene.remove()
    assert item.article is not None
    keys = bars.keys_of(item.article)
    after(MONTH + MINUTE)
    assert {bar.key for bar in bars.standing(keys)} >= {key for _kind, key in keys}


def test_its_pictures_are_deleted_and_those_that_others_show_stay(
    scene: Scene, switched_on: None, tmp_path: Path
) -> None:
    scene.remove()
    assert (tmp_path / "sealed" / FILES[0]).exists()
    after(MONTH + MINUTE)
    assert not [name for name in FILES if (tmp_path / "sealed" / name).exists() or default_storage.exists(name)]
    assert not Picture.objects.exists()


def test_a_picture_of_another_hidden_story_is_not_deleted(scene: Scene, switched_on: None, tmp_path: Path) -> None:
    other = make_article(picture=scene.article.picture, status=Status.IN_REVIEW)
    scene.remove()
    after(MONTH + MINUTE)
    assert (tmp_path / "sealed" / FILES[0]).exists() or default_storage.exists(FILES[0])
    other.refresh_from_db()
    assert other.picture is not None


def test_the_search_index_holds_no_row_of_it(scene: Scene, switched_on: None) -> None:
    scene.remove()
    after(MONTH + MINUTE)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid FROM articles_search WHERE articles_search MATCH %s", [f'"{MARK}"'])
        else:
            cursor.execute("SELECT id FROM articles_article WHERE body_text ILIKE %s", [f"%{MARK}%"])
        assert cursor.fetchall() == []


def test_every_table_that_points_to_a_story_is_emptied_or_holds_no_words() -> None:
    known = erasing.OWN | erasing.KEPT | frozenset().union(*(eraser.tables for eraser in erasing.ERASERS))
    points = {
        relation.related_model._meta.label  # type: ignore[union-attr] # none is generic
        for relation in Article._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }
    assert points - known == {"takedowns.Item"}, "register an Eraser for the new table, or say that it holds no words"
    assert known <= points, "a table that is emptied and does not exist"


@pytest.mark.parametrize("step", ["erase words", "delete files", "write down"])
def test_one_that_is_killed_halfway_is_finished_at_the_next_tick(
    step: str, scene: Scene, switched_on: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scene.remove()
    places = {"erase words": (erasing, "_empty"), "delete files": (sealed, "destroy"), "write down": (moves, "note")}

    def die(*_args: Any, **_values: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(*places[step], die)
        with pytest.raises(KeyboardInterrupt):
            after(MONTH + MINUTE)
    assert Case.objects.get().state == State.DECIDED
    assert after(MONTH + MINUTE) == 1
    assert Case.objects.get().state == State.DESTROYED
    assert holds(f"{MARK} lanterns") == set()
    assert not (tmp_path / "sealed" / FILES[0]).exists()
    assert Event.objects.filter(act="destroy").count() == 2
