"""The end of sealed copies: when, whose, only if two people want it, and what is left afterwards."""

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

from articles import bars, editing, erasing, history
from articles.models import Article, Picture
from articles.models.article import Removal
from articles.refusals import Erased, NotPermitted, Refused, Unfit
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.models import HeadlineOption, WorkingCopy
from newsroom.ingest.models import Capture
from newsroom.outbox.models import Letter
from newsroom.takedowns import destroying, handling, moves, sealed, switches, tasks
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.disputes import Appeal
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.refusals import CaseMoveRefused
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.room import confirmed, only_item
from tests.takedowns.scene import FILES, MARK, Scene
from tests.world import make_article, make_author, make_source, person, root

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def switched_on() -> None:
    switches.ask(switches.DESTROY, by=person("tao"))
    switches.agree(switches.DESTROY, by=root())


def removed(article: Article | None = None, **values: Any) -> Item:
    """A story taken down just now; its address in a case."""
    item = only_item(confirmed(article or make_article(), **values))
    kind = Removal.PRIVACY if values.get("claim") == Claim.SAFETY else Removal.GONE
    return handling.remove(item, by=person("tao"), kind=kind)


def is_destroyed(item: Item) -> bool:
    return item.article is not None and history.is_erased(item.article)


def after(length: timedelta) -> int:
    """What the clock destroys so long after now."""
    return destroying.run(timezone.now() + length)


# When


def test_the_copy_of_an_imported_story_is_kept_for_thirty_days_and_destroyed_then(switched_on: None) -> None:
    item = removed()
    assert after(MONTH - MINUTE) == 0
    assert not is_destroyed(item)
    assert after(MONTH + MINUTE) == 1
    assert is_destroyed(item)
    case = Case.objects.get()
    assert case.state == State.DESTROYED
    acts = list(case.events.values_list("act", "item", "by__username").order_by("id"))[-3:]
    assert acts == [("destroy", item.pk, "newsroom"), ("close", None, "newsroom"), ("destroy", None, "newsroom")]


def test_the_copy_of_a_contributor_is_kept_until_no_appeal_can_come_any_more(switched_on: None) -> None:
    item = removed(make_article(authors=[make_author("Cy Writer", account=person("cy"))]))
    assert after(timedelta(days=184) - MINUTE) == 0
    assert after(timedelta(days=184) + MINUTE) == 1
    assert is_destroyed(item)


def test_an_editors_own_story_is_a_staff_story(switched_on: None) -> None:
    removed(make_article(authors=[make_author("Ben Editor", account=person("ben"))]))
    assert after(MONTH + MINUTE) == 1


def test_nothing_is_kept_of_a_story_that_endangers_somebody(switched_on: None) -> None:
    item = removed(claim=Claim.SAFETY)
    assert after(timedelta(0)) == 1
    assert is_destroyed(item)


def test_the_clock_destroys_by_itself_and_once(switched_on: None) -> None:
    removed()
    then = timezone.now() + MONTH + MINUTE
    tasks.enqueue_due(then)
    tasks.enqueue_due(then)
    assert Event.objects.filter(act="destroy").count() == 2


def test_a_case_of_two_stories_ends_with_the_last_of_them(switched_on: None) -> None:
    case = confirmed(make_article(), make_article())
    first, second = case.items.select_related("case", "article").order_by("number")
    handling.remove(first, by=person("tao"))
    second.case.refresh_from_db()
    handling.remove(second, by=person("tao"))
    Item.objects.filter(pk=second.pk).update(decided_at=timezone.now() + timedelta(days=2))
    assert after(MONTH + MINUTE) == 1
    assert Case.objects.get().state == State.DECIDED
    assert after(MONTH + timedelta(days=3)) == 1
    assert Case.objects.get().state == State.DESTROYED


# What prevents it


def test_nothing_is_destroyed_while_the_switch_is_off() -> None:
    item = removed()
    assert after(MONTH * 12) == 0
    switches.ask(switches.DESTROY, by=person("tao"))
    assert after(MONTH * 12) == 0
    assert not is_destroyed(item)


def test_an_open_appeal_keeps_the_copy(switched_on: None) -> None:
    item, now = removed(), timezone.now()
    appeal = Appeal.objects.create(
        case=item.case, side="claimant", decision=1, text="x" * 30, email="m@owner.example", due_at=now
    )
    assert after(MONTH * 12) == 0
    Appeal.objects.filter(pk=appeal.pk).update(answered_at=now, answered_by=root(), upheld=True, answer="It stands.")
    assert after(MONTH * 12) == 1


def test_a_court_and_a_case_taken_up_again_keep_the_copy(switched_on: None) -> None:
    item = removed()
    moves.move_case(item.case, State.LITIGATION, by=root())
    assert after(MONTH * 12) == 0
    moves.move_case(item.case, State.REOPENED, by=root())
    assert after(MONTH * 12) == 0


def test_another_case_on_the_same_story_keeps_the_copy(switched_on: None) -> None:
    item = removed()
    assert item.article is not None
    confirmed(item.article, email="other@owner.example")
    assert after(MONTH * 12) == 0
    assert "is not over" in destroying.obstacle(item, timezone.now())


def test_a_restored_story_is_never_destroyed(switched_on: None) -> None:
    item = removed()
    handling.restore(item, by=person("tao"), reason="It was licensed.")
    assert after(MONTH * 12) == 0
    assert Article.objects.get().is_public


def test_what_is_not_taken_down_cannot_be_erased() -> None:
    article = make_article()
    with pytest.raises(Unfit, match="Only what was taken down"):
        erasing.erase(article, by=root())
    with pytest.raises(NotPermitted):
        erasing.erase(article, by=person("ben"))
    article.refresh_from_db()
    assert article.body_text


# What is left


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
    assert len(holds(MARK)) > 10
    assert after(MONTH + MINUTE) == 1
    mine = {name for name in holds(MARK) if not name.startswith("takedowns.Event")}
    assert mine == set()
    item.refresh_from_db()
    assert (item.address, item.path, item.state) == ("", "", ItemState.REMOVED)
    assert item.path_key


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


# No way back


def test_nobody_restores_or_takes_up_again_what_was_destroyed(switched_on: None) -> None:
    item = removed()
    after(MONTH + MINUTE)
    item = only_item(Case.objects.get())
    with pytest.raises(Refused, match="destroyed"):
        handling.restore(item, by=root(), reason="We were wrong.")
    with pytest.raises(CaseMoveRefused, match="destroyed"):
        handling.reopen(item.case, by=root(), reason="We were wrong.")
    assert Article.objects.get().status == Status.WITHDRAWN


def test_a_destroyed_story_of_a_case_that_goes_on_is_not_brought_back_either(switched_on: None) -> None:
    item = removed()
    assert item.article is not None
    erasing.erase(item.article, by=root())
    with pytest.raises(Erased, match="erased for good"):
        handling.restore(only_item(Case.objects.get()), by=root(), reason="We were wrong.")
    assert only_item(Case.objects.get()).state == ItemState.REMOVED


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


# The switch


def test_it_takes_two_people_to_switch_it_on_and_one_to_switch_it_off() -> None:
    tao = person("tao")
    switches.ask(switches.DESTROY, by=tao)
    with pytest.raises(Refused, match="two people"):
        switches.agree(switches.DESTROY, by=tao)
    assert not switches.is_on(switches.DESTROY)
    switches.agree(switches.DESTROY, by=root())
    assert switches.is_on(switches.DESTROY)
    switches.turn_off(switches.DESTROY, by=tao)
    assert not switches.is_on(switches.DESTROY)
    with pytest.raises(Refused, match="Nobody has asked"):
        switches.agree(switches.DESTROY, by=root())
    messages = LogEntry.objects.order_by("pk").values_list("user__username", "change_message")
    assert list(messages) == [("tao", "asked"), ("root", "agreed"), ("tao", "switched off")]


@pytest.mark.parametrize("name", ["cy", "ben", "ada", "zoe"])
def test_who_is_no_officer_presses_no_switch(name: str) -> None:
    for verb in (switches.ask, switches.agree, switches.turn_off):
        with pytest.raises(Refused, match="Only takedown officers"):
            verb(switches.DESTROY, by=person(name))


def test_the_page_of_the_switch_shows_who_asked_and_offers_the_other_the_second_button() -> None:
    page, act = "/admin/takedowns/switch/", "/admin/takedowns/switch/destroy/act/"
    tao, chief = Client(), Client()
    tao.force_login(person("tao"))
    chief.force_login(root())
    assert "Nobody has asked for it" in tao.get(page).content.decode()
    tao.post(act, {"verb": "ask"})
    assert "Agree" not in tao.get(page).content.decode()
    assert "Agree" in chief.get(page).content.decode()
    refused = tao.post(act, {"verb": "agree"})
    assert (refused.status_code, "two people" in refused.content.decode()) == (409, True)
    assert chief.post(act, {"verb": "agree"}).status_code == 302
    assert switches.is_on(switches.DESTROY)


def test_the_case_page_says_until_when_the_copy_is_kept_and_what_keeps_it() -> None:
    item = removed()
    page = Client()
    page.force_login(person("tao"))
    shown = page.get(f"/admin/takedowns/case/{item.case_id}/change/").content.decode()
    assert "the switch is off" in shown
    assert "kept until" in shown
