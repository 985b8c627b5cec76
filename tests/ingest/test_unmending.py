"""An editor undoes one mend of a story and has it made again, whatever became of the text meanwhile."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import editing
from articles.models import Article, Change
from articles.models.source import Rights
from articles.refusals import NotPermitted, SomeoneWasFirst, Unfit
from articles.sanitize import clean
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.claims import HeldBySomeone
from newsroom.desk.mends import redo_mend, undo_mend
from newsroom.ingest import captures, store
from newsroom.ingest.entry import Entry, Extraction
from newsroom.ingest.models import Capture
from newsroom.ingest.prepare import of_text, prepare
from newsroom.ingest.reading import NO_PAGE, Page, Reading
from newsroom.ingest.repair import repair, repair_plain
from tests.ingest.press import PARAGRAPHS
from tests.ingest.test_repair_plain import LINES
from tests.thorough import examples
from tests.world import make_source, person

db = pytest.mark.django_db
BODY = (
    "<p>The pier opens ,said the master.Ships will follow .</p><p>ADVERTISEMENT</p><p>Nobody waits .</p>"
    f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
)
ENTRY = Entry(
    guid="1", url="https://harbour-gazette.example/pier", title="The pier opens – Harbour Post", content_html=BODY
)


def read(entry: Entry, source: Any, extraction: Extraction | None = None) -> Reading:
    page = Page() if extraction else NO_PAGE
    given_ = extraction or Extraction()
    return prepare(entry, page, given_, store.outlet(source, None), vocabulary={}, now=timezone.now())


@pytest.fixture
def story() -> Article:
    source = make_source("Harbour Post")
    verdict = store.settle(read(ENTRY, source), source)
    return Article.objects.get(pk=verdict.article or 0)


def key(article: Article, rule: str, words: str = "") -> str:
    found = [mend["key"] for mend in article.mends if mend["rule"] == rule and words in mend["before"]]
    assert len(found) == 1
    return str(found[0])


def undone(article: Article) -> list[str]:
    return [mend["rule"] for mend in article.mends if mend["undone"]]


@db
def test_one_mend_is_undone_and_all_others_stand(story: Article) -> None:
    undo_mend(story, key(story, "space-before", "waits"), by=person("ben"))
    assert story.body_text.startswith("The pier opens, said the master. Ships will follow.\nNobody waits .\n")
    assert undone(story) == ["space-before"]
    change = Change.objects.filter(article=story, act="revise").latest("id")
    assert (change.by.username, change.reason) == ("ben", "A mend was undone.")


@db
def test_a_mend_is_made_again_and_leaves_what_was_before(story: Article) -> None:
    before, mends = story.body, story.mends
    ad = key(story, "furniture")
    undo_mend(story, ad, by=person("ben"))
    assert "<p>ADVERTISEMENT</p>" in story.body
    redo_mend(story, ad, by=person("ben"))
    assert (story.body, story.mends) == (before, mends)


@db
def test_two_mends_are_undone_one_after_the_other(story: Article) -> None:
    undo_mend(story, key(story, "furniture"), by=person("ben"))
    undo_mend(story, key(story, "space-before", "waits"), by=person("ben"))
    assert "ADVERTISEMENT\nNobody waits ." in story.body_text


@db
def test_a_mend_of_the_headline_is_undone_with_the_headline_that_we_credit(story: Article) -> None:
    assert story.headline == "The pier opens"
    undo_mend(story, key(story, "outlet-in-headline"), by=person("ben"))
    assert story.headline == story.source_headline == "The pier opens – Harbour Post"


@db
def test_in_an_edited_text_the_words_are_put_back_where_they_stand_once(story: Article) -> None:
    body = story.body.replace("Ships", "Two < three ships")
    decisions.revise(story, by=person("ben"), changes={"body": body.replace("< three", "&lt; three")})
    waits = key(story, "space-before", "waits")
    undo_mend(story, waits, by=person("ben"))
    assert "Nobody waits ." in story.body_text
    assert "Two < three ships" in story.body_text
    redo_mend(story, waits, by=person("ben"))
    assert "Nobody waits." in story.body_text


@db
@pytest.mark.parametrize("edited", ["<p>Nothing of it is left.</p>", "<p>Nobody waits. Nobody waits.</p>"])
def test_where_the_place_is_not_certain_the_editor_is_told_what_to_do(story: Article, edited: str) -> None:
    decisions.revise(story, by=person("ben"), changes={"body": edited})
    with pytest.raises(Unfit, match="copy the words from the list"):
        undo_mend(story, key(story, "space-before", "waits"), by=person("ben"))
    with pytest.raises(Unfit, match="copy the words from the list"):
        undo_mend(story, key(story, "furniture"), by=person("ben"))
    assert undone(Article.objects.get(pk=story.pk)) == []


@db
def test_what_is_put_back_is_sanitised_last(story: Article) -> None:
    told = {"rule": "tag-debris", "place": "block 1", "before": "< script >x", "after": "Nobody waits", "key": "ab"}
    editing.revise(story, by=person("ben"), changes={"mends": [told], "body": "<p>Nobody waits here.</p>"})
    undo_mend(story, "ab", by=person("ben"))
    assert story.body == "<p>&lt; script &gt;x here.</p>"
    assert clean(story.body) == story.body


@db
def test_a_mend_that_is_not_on_the_list_or_undone_already_is_refused(story: Article) -> None:
    with pytest.raises(Unfit, match="not on the list"):
        undo_mend(story, "nosuchkey", by=person("ben"))
    with pytest.raises(Unfit, match="not on the list"):
        undo_mend(story, "", by=person("ben"))
    with pytest.raises(Unfit, match="made already"):
        redo_mend(story, key(story, "furniture"), by=person("ben"))


@db
def test_rights_claims_and_versions_are_kept_as_for_any_edit(story: Article) -> None:
    ad, stale = key(story, "furniture"), Article.objects.get(pk=story.pk)
    with pytest.raises(NotPermitted):
        undo_mend(story, ad, by=person("zoe"))
    decisions.claim(story, by=person("ada"))
    with pytest.raises(HeldBySomeone):
        undo_mend(story, ad, by=person("ben"))
    with pytest.raises(SomeoneWasFirst):
        undo_mend(stale, ad, by=person("ada"))


@db
def test_what_was_undone_stays_undone_when_the_source_changes_its_text(story: Article) -> None:
    undo_mend(story, key(story, "space-before", "waits"), by=person("ben"))
    longer = replace(ENTRY, content_html=f"{BODY}<p>At noon the ferry came back ,laden with mail.</p>")
    source = story.source
    assert source is not None
    assert store.settle(read(longer, source), source).kind == "changed"
    story.refresh_from_db()
    assert "Nobody waits ." in story.body_text
    assert "came back, laden" in story.body_text
    assert undone(story) == ["space-before"]
    redo_mend(story, key(story, "space-before", "waits"), by=person("ben"))
    assert "Nobody waits." in story.body_text
    assert "came back, laden" in story.body_text


@db
def test_a_story_that_an_editor_has_rewritten_does_not_follow_its_source(story: Article) -> None:
    undo_mend(story, key(story, "furniture"), by=person("ben"))
    decisions.revise(story, by=person("ben"), changes={"headline": "Ours"})
    source = story.source
    assert source is not None
    assert not store.may_follow(story, source)


@db
def test_within_an_excerpt_the_rights_of_the_source_are_kept() -> None:
    source = make_source("Harbour Post", rights=Rights.EXCERPT)
    article = Article.objects.get(pk=store.settle(read(ENTRY, source), source).article or 0)
    assert article.body_text == "The pier opens, said the master."
    undo_mend(article, key(article, "space-on-wrong-side"), by=person("ben"))
    assert article.body_text == "The pier opens ,said the master."


@db
def test_a_text_without_markup_is_made_again_from_its_lines() -> None:
    source = make_source("Harbour Post")
    text = f"{PARAGRAPHS[0]}\n- two ships ,one pier\n- three\n{PARAGRAPHS[1]}"
    html, mends = repair_plain(text)
    reading = prepare(
        Entry(guid="2", title="The pier opens again"), Page(), of_text(text, html), store.outlet(source, None),
        vocabulary={}, now=timezone.now(), mends=mends,
    )  # fmt: skip
    article = Article.objects.get(pk=store.settle(reading, source).article or 0)
    undo_mend(article, key(article, "bullets", "three"), by=person("ben"))
    assert "<ul><li>two ships, one pier</li></ul>" in article.body
    assert "<p>- three</p>" in article.body


@db
def test_what_was_kept_for_undoing_goes_with_what_came_in(story: Article) -> None:
    capture = captures.latest(story)
    assert capture is not None
    assert capture.unmended
    captures.erase(story, person("tao"))
    assert not Capture.objects.exclude(unmended=b"").exists()
    with pytest.raises(Unfit, match="copy the words"):
        undo_mend(story, key(story, "furniture"), by=person("ben"))


@db
def test_of_a_sound_story_nothing_is_kept_twice() -> None:
    source = make_source("Harbour Post")
    entry = replace(ENTRY, title="The pier opens", content_html=f"<p>{PARAGRAPHS[0]}</p>")
    assert store.settle(read(entry, source), source).kind == "new"
    assert not Capture.objects.exclude(unmended=b"").exists()
    assert Article.objects.get().status == Status.INCOMING


@given(st.lists(LINES, max_size=15).map("\n".join), st.data())
@examples(200)
def test_each_mend_of_any_text_can_be_left_out_by_its_key(text: str, data: st.DataObject) -> None:
    _html, mends = repair_plain(text)
    keys = [mend.key for mend in mends]
    assert len(set(keys)) == len(keys)
    if keys:
        left = data.draw(st.sampled_from(keys))
        again = repair_plain(text, without={left})[1]
        assert [mend.key for mend in again if mend.undone] == [left]


@given(st.lists(LINES, max_size=15).map("\n".join))
@examples(100)
def test_with_all_mends_undone_not_one_is_made(text: str) -> None:
    without: set[str] = set()
    for _round in range(12):
        more = {mend.key for mend in repair_plain(text, without=without)[1]} - without
        if not more:
            break
        without |= more
    assert all(mend.undone for mend in repair_plain(text, without=without)[1])


def test_the_same_fault_twice_has_two_keys_that_do_not_move() -> None:
    html = "<p>Yes .</p><p>Yes .</p><p>Yes .</p>"
    keys = [mend.key for mend in repair(html)[1]]
    assert len(set(keys)) == 3
    for number, one in enumerate(keys):
        lines = ["<p>Yes.</p>"] * 3
        lines[number] = "<p>Yes .</p>"
        assert repair(html, without={one})[0] == "".join(lines)
