"""The mends on the review screen: by rule, with names for people, each to be undone; nothing typed is lost."""

import inspect
import re

import pytest

from articles.models import Article
from newsroom.desk.mended import NAMES, groups
from newsroom.ingest import store
from newsroom.ingest.mending import blocks, grids, headings, scripts, structure
from newsroom.ingest.repair import repair, repair_plain
from tests.desk.screen import SignIn, address, press
from tests.ingest.test_unmending import ENTRY, key, read, undone
from tests.world import make_article, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Article:
    source = make_source("Harbour Post")
    return Article.objects.get(pk=store.settle(read(ENTRY, source), source).article or 0)


def test_mends_are_grouped_by_rule_with_names_and_counts(signed_in: SignIn, story: Article) -> None:
    shown = signed_in("ben").get(address(story)).content.decode()
    for words in ("6 mends", "Space before a punctuation mark", "Buttons, menus and advertisements", "paragraph 3"):
        assert words in shown
    assert "space-before" not in shown
    assert "<del>ADVERTISEMENT</del>" in shown


def test_one_press_undoes_a_mend_and_another_makes_it_again(signed_in: SignIn, story: Article) -> None:
    client, ad = signed_in("ben"), key(story, "furniture")
    assert "The mend was undone" in press(client, story, f"undo_mend:{ad}")
    story.refresh_from_db()
    assert undone(story) == ["furniture"]
    shown = client.get(address(story)).content.decode()
    assert f'value="redo_mend:{ad}"' in shown
    assert "1 undone" in shown
    assert "The mend was made again" in press(client, story, f"redo_mend:{ad}")
    story.refresh_from_db()
    assert undone(story) == []


def test_what_was_typed_is_kept_when_a_mend_is_undone(signed_in: SignIn, story: Article) -> None:
    press(signed_in("ben"), story, f"undo_mend:{key(story, 'furniture')}", standfirst="Typed just now")
    story.refresh_from_db()
    assert story.standfirst == "Typed just now"
    assert "ADVERTISEMENT" in story.body_text


def test_a_refusal_is_said_and_what_was_typed_is_saved(signed_in: SignIn, story: Article) -> None:
    said = press(signed_in("ben"), story, f"undo_mend:{key(story, 'furniture')}", body="<p>Written anew.</p>")
    assert "copy the words from the list" in said
    story.refresh_from_db()
    assert story.body == "<p>Written anew.</p>"


def test_a_forged_press_is_refused(signed_in: SignIn, story: Article) -> None:
    assert "not on the list" in press(signed_in("ben"), story, "undo_mend:")
    assert "not on the list" in press(signed_in("ben"), story, "undo_mend:<script>")


def test_enter_in_a_field_saves_and_undoes_nothing(signed_in: SignIn, story: Article) -> None:
    shown = signed_in("ben").get(address(story)).content.decode()
    form = shown[shown.index('id="article_form"') :]
    assert form.index('value="save"') < form.index('value="undo_mend:')


def test_mends_of_old_without_keys_are_shown_without_a_button(signed_in: SignIn) -> None:
    told = {"rule": "some-rule", "place": "text 9", "before": "early .", "after": "early."}
    article = make_article("Early", mends=[told])
    shown = signed_in("ben").get(address(article)).content.decode()
    assert "Some rule" in shown
    assert "undo_mend" not in shown


def test_whoever_may_not_edit_sees_mends_and_no_buttons(signed_in: SignIn, story: Article) -> None:
    shown = signed_in("tao").get(address(story)).content.decode()
    assert "6 mends" in shown
    assert "undo_mend" not in shown


def test_every_rule_has_a_name() -> None:
    sources = [inspect.getsource(one) for one in (blocks, grids, headings, scripts, structure)]
    sources += [inspect.getsource(inspect.getmodule(one)) for one in (repair, repair_plain)]  # type: ignore[arg-type]
    rules = {rule for text in sources for rule in re.findall(r'(?:may|note)\(\s*"([a-z-]+)"', text)}
    assert len(rules) > 20
    assert rules <= NAMES.keys()


@pytest.mark.parametrize(("number", "said"), [(1, "1 empty paragraph"), (3, "3 empty paragraphs")])
def test_empty_paragraphs_are_counted_in_plain_words(number: int, said: str) -> None:
    _html, mends = repair(f"<p>Boats out.</p>{'<p> </p>' * number}<p>Boats back.</p>")
    found = groups([{"rule": m.rule, "place": m.place, "before": m.before, "after": m.after} for m in mends])
    (told,) = [group for group in found if group.name == "Empty paragraphs"]
    assert "".join(piece.text for piece in told.lines[0].pieces) == said
    assert told.lines[0].place == ""


def test_words_of_the_text_that_look_like_such_a_number_stay_as_they_are() -> None:
    for before in ("empty blocks: many", "the empty blocks: 3"):
        (told,) = groups([{"rule": "furniture", "place": "block 2", "before": before, "after": ""}])
        assert told.lines[0].pieces[0].text == before
        assert told.lines[0].place == "paragraph 2"


def test_a_hundred_mends_stay_in_closed_groups() -> None:
    html = "".join(f"<p>Line {number} .</p><p>Share this</p>" for number in range(60))
    found = groups([{"rule": m.rule, "place": m.place, "before": m.before, "after": m.after} for m in repair(html)[1]])
    assert [len(group.lines) for group in found] == [60, 60]
