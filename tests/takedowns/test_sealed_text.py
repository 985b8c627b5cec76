"""The text of a removed story: sealed for everybody at the desk, opened with a permission, a reason and a witness."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.refusals import Refused, Unfit
from newsroom.outbox.models import Letter
from newsroom.takedowns import handling, unsealing
from newsroom.takedowns.models import Event
from tests.takedowns.scene import MARK, Scene, text_of
from tests.world import person

SignIn = Callable[[str], Client]
EVERYBODY = ["cy", "ben", "ada", "tao", "root"]


def pages_of(scene: Scene) -> list[str]:
    """Where the desk would show the story's words."""
    own = f"/admin/articles/article/{scene.article.pk}"
    captured = [f"/admin/ingest/capture/{one.pk}/change/" for one in scene.article.captures.all()]
    return [f"{own}/{name}/" for name in ("change", "history", "changes", "live")] + captured


LISTS = ["/admin/articles/article/", "/admin/articles/change/", "/admin/articles/correction/", "/admin/articles/bar/"]
SEARCHES = [
    f"/admin/articles/article/?q={MARK}",
    f"/admin/articles/article/?all=1&q={MARK}",
    f"/admin/articles/change/?q={MARK}",
    f"/admin/articles/picture/?q={MARK}",
    f"/admin/ingest/capture/?q={MARK}",
]


@pytest.mark.parametrize("name", EVERYBODY)
def test_abuse_25_nobody_simply_reads_a_removed_story_at_the_desk(scene: Scene, signed_in: SignIn, name: str) -> None:
    scene.remove()
    for path in pages_of(scene):
        assert MARK not in text_of(signed_in(name).get(path, follow=True)), path


@pytest.mark.parametrize("name", ["cy", "ben", "ada"])
def test_abuse_25_lists_and_searches_of_the_desk_leave_it_out_for_whoever_may_not_open_it(
    scene: Scene, signed_in: SignIn, name: str
) -> None:
    scene.remove()
    for path in LISTS + SEARCHES:
        assert "lanterns float at dusk" not in text_of(signed_in(name).get(path)), path


def test_abuse_25_an_officer_gives_a_reason_and_reads_it_once(scene: Scene, signed_in: SignIn) -> None:
    item = scene.remove()
    door = f"/admin/articles/article/{scene.article.pk}/change/"
    page = signed_in("tao").post(door, {"reason": "The claimant appeals."})
    assert MARK in text_of(page)
    assert "no-store" in page["Cache-Control"]
    event = Event.objects.get(act="open sealed")
    assert (event.case, event.item, event.by, event.text) == (item.case, item, person("tao"), "The claimant appeals.")
    assert MARK not in text_of(signed_in("tao").get(door))


def test_abuse_25_the_other_officers_have_a_letter_that_repeats_nothing_of_it(scene: Scene) -> None:
    other = User.objects.create_user("mo", "mo@paper.example", is_staff=True)
    other.groups.add(Group.objects.get(name="Takedown officer"))
    scene.remove()
    unsealing.open_text(scene.article, by=person("tao"), reason="The claimant appeals.")
    letters = list(Letter.objects.filter(key__contains=":opened:"))
    assert [letter.to for letter in letters] == [other.email]
    assert MARK.lower() not in f"{letters[0].subject} {letters[0].body}".lower()


def test_abuse_25_without_a_reason_it_stays_shut_and_what_was_typed_stays(scene: Scene, signed_in: SignIn) -> None:
    scene.remove()
    door = f"/admin/articles/article/{scene.article.pk}/change/"
    for typed in ("", "   ", "x" * 301):
        page = signed_in("tao").post(door, {"reason": typed})
        assert page.status_code == 409
        assert MARK not in text_of(page)
    assert "x" * 301 in text_of(page)
    with pytest.raises(Unfit):
        unsealing.open_text(scene.article, by=person("tao"), reason="\n")
    assert not Event.objects.filter(act="open sealed").exists()


@pytest.mark.parametrize("name", ["cy", "ben", "ada"])
def test_abuse_25_an_editor_is_refused_and_leaves_no_row(scene: Scene, signed_in: SignIn, name: str) -> None:
    scene.remove()
    page = signed_in(name).post(f"/admin/articles/article/{scene.article.pk}/change/", {"reason": "I am curious."})
    assert page.status_code == 409
    assert MARK not in text_of(page)
    with pytest.raises(Refused):
        unsealing.open_text(scene.article, by=person(name), reason="I am curious.")
    assert not Event.objects.filter(act="open sealed").exists()


def test_a_story_that_came_back_is_read_as_before(scene: Scene, signed_in: SignIn) -> None:
    item = scene.remove()
    handling.restore(item, by=person("tao"), reason="The claimant was wrong.")
    assert MARK in text_of(signed_in("ben").get(f"/admin/articles/article/{scene.article.pk}/change/"))
    with pytest.raises(Refused):
        unsealing.open_text(scene.article, by=person("tao"), reason="To look.")
