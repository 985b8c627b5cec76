"""Two people on one story, and one person in two windows: nobody overwrites anybody, and nothing is done twice."""

from typing import Any

import pytest

from articles import editing
from articles.models import Correction, Tag
from articles.status import Status
from newsroom.desk import copies
from newsroom.desk.models import WorkingCopy
from tests.desk.screen import SignIn, address, now, press, typed
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db


def test_the_screen_shows_theirs_mine_and_asks_only_where_both_changed_the_same(signed_in: SignIn) -> None:
    article, client = make_article("Forty boats left", status=Status.IN_REVIEW), signed_in("ben")
    sent = typed(client, article, headline="Forty-one boats left", standfirst="By Ben", _do="save")
    changes = {"headline": "No boats left", "country": make_country("NP")}
    editing.revise(article, by=person("ada"), changes=changes)
    answer = client.post(address(article), sent)
    found = {clash.name: (clash.they_changed, clash.i_changed) for clash in answer.context["theirs"]}
    assert found == {"headline": (True, True), "standfirst": (False, True), "country": (True, False)}
    shown = answer.content.decode()
    assert 'name="take-headline"' in shown
    assert 'name="take-standfirst"' not in shown
    form = answer.context["form"]
    assert (form["headline"].value(), form["country"].value()) == ("Forty-one boats left", str(changes["country"].pk))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("choice", "headline"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_each_field_is_as_one_chose(signed_in: SignIn, choice: str, headline: str) -> None:
    article, client = make_article("Old", status=Status.IN_REVIEW, body="<p>Old.</p>"), signed_in("ben")
    sent = typed(client, article, headline="Mine", body="<p>Mine.</p>", standfirst="Also mine", _do="save")
    editing.revise(article, by=person("ada"), changes={"headline": "Theirs", "body": "<p>Theirs.</p>"})
    form = client.post(address(article), sent).context["form"]
    again = {name: form.data.getlist(name) for name in form.data}
    client.post(address(article), again | {"_do": "save", "take-headline": choice, "take-body": choice})
    found = now(article)
    assert (found.headline, found.body, found.standfirst) == (headline, f"<p>{headline}.</p>", "Also mine")


def test_lists_and_choices_are_compared_by_name(signed_in: SignIn) -> None:
    fog, sea = Tag.objects.create(name="Fog"), Tag.objects.create(name="Sea")
    article, client = make_article(status=Status.IN_REVIEW, tags=[fog]), signed_in("ben")
    sent = typed(client, article, tags=[fog.pk, sea.pk], _do="save")
    editing.revise(article, by=person("ada"), changes={"tags": []})
    answer = client.post(address(article), sent)
    (clash,) = answer.context["theirs"]
    assert (clash.name, clash.both) == ("tags", True)
    assert "Sea" in "".join(piece.text for piece in clash.mine)


def test_publish_from_an_old_version_is_refused_with_what_changed(signed_in: SignIn) -> None:
    article, client = make_article("Fit to print", status=Status.IN_REVIEW), signed_in("ben")
    sent = typed(client, article, _do="publish")
    editing.revise(article, by=person("ada"), changes={"headline": "Fit to be looked at first"})
    answer = client.post(address(article), sent)
    assert "Changed while you were typing" in answer.content.decode()
    assert now(article).status == Status.IN_REVIEW


def test_the_same_verb_twice_is_answered_kindly_and_done_once(signed_in: SignIn) -> None:
    article, client = make_article("Fit to print", status=Status.IN_REVIEW), signed_in("ben")
    sent = typed(client, article, standfirst="Typed with it", _do="publish")
    for said in ("is published.", "is published already."):
        answer = client.post(address(article), sent, follow=True)
        text = " ".join(str(message) for message in answer.context["messages"])
        assert said in text, text
        assert {message.level_tag for message in answer.context["messages"]} <= {"success", "info"}
    assert article.changes.filter(act="publish").count() == 1


@pytest.mark.parametrize(
    ("status", "verb", "given"),
    [
        (Status.IN_REVIEW, "save", {"standfirst": "Once"}),
        (Status.IN_REVIEW, "reject", {"reason-reject": "no news"}),
        (Status.IN_REVIEW, "send_back", {"reason-send_back": "not yet"}),
        (Status.IN_REVIEW, "schedule", {"at": "2036-01-01T10:00"}),
        (Status.PUBLISHED, "unpublish", {"reason-unpublish": "wrong"}),
        (Status.PUBLISHED, "correct", {"reason-correct": "It was forty."}),
    ],
)
def test_a_double_click_leaves_one_row_and_no_error(
    signed_in: SignIn, status: Status, verb: str, given: dict[str, Any]
) -> None:
    article, client = make_article(status=status), signed_in("ben")
    sent = typed(client, article, _do=verb, **given)
    client.post(address(article), sent)
    rows = article.changes.count()
    answer = client.post(address(article), sent, follow=True)
    assert {message.level_tag for message in answer.context["messages"]} <= {"success", "info"}
    assert article.changes.count() == rows
    assert Correction.objects.count() == (verb == "correct")


def test_a_second_undo_from_the_same_page_undoes_nothing_further(signed_in: SignIn) -> None:
    article, client = make_article(status=Status.IN_REVIEW), signed_in("ben")
    press(client, article, headline="Second")
    press(client, article, "reject", **{"reason-reject": "no news"})
    sent = typed(client, article, _do="undo")
    client.post(address(article), sent)
    rows = article.changes.count()
    client.post(address(article), sent)
    assert (article.changes.count(), now(article).headline) == (rows, "Second")


def test_what_was_never_saved_is_shown_as_words_and_put_back_upon_the_newest_version(signed_in: SignIn) -> None:
    fog = Tag.objects.create(name="Fog")
    article, client = make_article("Old", status=Status.IN_REVIEW, body="<p>One two.</p>"), signed_in("ben")
    data = {"headline": "Mine", "body": "<p>One three.</p>", "tags": [str(fog.pk)], "source_author": "A. Typist"}
    copies.save_working_copy(article, by=person("ben"), data=data, version=article.version)
    editing.revise(article, by=person("ada"), changes={"standfirst": "Ada's"})
    shown = client.get(address(article)).content.decode()
    assert "The story was changed since." in shown
    assert "three" in shown
    form = client.get(address(article) + "?restore=1").context["form"]
    sent = {name: form.data.getlist(name) for name in form.data}
    client.post(address(article), sent | {"_do": "save"})
    found = now(article)
    assert (found.headline, found.body, found.standfirst) == ("Mine", "<p>One three.</p>", "Ada's")
    assert list(found.tags.all()) == [fog]
    assert found.source_author == "A. Typist"
    assert not WorkingCopy.objects.exists()


def test_a_copy_that_differs_in_nothing_is_not_offered(signed_in: SignIn) -> None:
    article, client = make_article("Same", status=Status.IN_REVIEW), signed_in("ben")
    copies.save_working_copy(article, by=person("ben"), data={"headline": "Same"}, version=article.version)
    assert "never saved" not in client.get(address(article)).content.decode()


def test_an_autosave_of_a_published_story_changes_nothing_that_readers_see(signed_in: SignIn) -> None:
    article = make_article("Live", status=Status.PUBLISHED)
    before = now(article)
    copies.save_working_copy(article, by=person("ben"), data={"headline": "Not yet"}, version=before.version)
    assert (now(article).headline, now(article).version) == ("Live", before.version)
    assert "Live" in signed_in("ben").get(article.get_absolute_url()).content.decode()
