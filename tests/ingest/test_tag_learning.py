"""Tags that stories like this one bear: what is learnt of invented stories, and what is then suggested."""

import subprocess
import sys
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.ingest.tag_learning import arrays
from newsroom.ingest.tag_learning.arrays import Rows, Unreadable, pack, unpack
from newsroom.ingest.tag_learning.combining import Shelf, suggest
from newsroom.ingest.tag_learning.lesson import TooFew, learn
from newsroom.ingest.tag_learning.words import counted, key
from newsroom.ingest.tag_words import TAGS
from tests.ingest.tagged import TOPICS, examples, numbers, shelf, tell

NAMES = {topic: topic for topic in TOPICS}
LEARNT = shelf()


def told(title: str, text: str, known: Shelf = LEARNT) -> list[str]:
    return [one.value for one in suggest(title, text, NAMES, known) if one.applied]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_story_gets_the_tag_that_stories_like_it_bear(topic: str) -> None:
    title, text = tell(topic, 999)
    assert told(title, text) == [topic]


def test_a_story_about_nothing_learnt_gets_no_tag() -> None:
    assert told("The council said", "People of the town walk to the market for bread every morning of the year.") == []


def test_the_reason_names_the_words_that_told() -> None:
    (first, *_rest) = suggest("Dredger at the quay", "The pier, the tide and the crane.", NAMES, LEARNT)
    assert first.value == "Ports"
    assert "words that told: " in first.reason
    words = first.reason.rpartition("words that told: ")[2].split(", ")
    assert set(words) <= set(TOPICS["Ports"].split())
    assert 0.5 < first.score < 1


def test_a_rare_tag_is_told_by_the_stories_that_are_most_like_this_one() -> None:
    title, text = tell("Lanterns", 999)
    headlines = {number: f"Story {number}" for number in range(100, 400)}
    (first, *_rest) = suggest(title, text, NAMES, LEARNT, headlines=lambda _stories: headlines)
    assert first.value == "Lanterns"
    assert first.reason.startswith("named in the ")
    assert "stories tagged so: “Story " in first.reason


def test_no_story_that_readers_may_not_see_is_named_as_a_reason() -> None:
    title, text = tell("Lanterns", 999)
    assert all("tagged so" not in one.reason for one in suggest(title, text, NAMES, LEARNT))


def test_a_tag_that_is_no_more_is_never_suggested_and_a_renamed_one_by_its_new_name() -> None:
    title, text = tell("Ports", 999)
    gone = {number: tag for tag, number in numbers().items() if tag != "Ports"}
    assert "Ports" not in [one.value for one in suggest(title, text, {}, replace(LEARNT, names=gone))]
    renamed = gone | {numbers()["Ports"]: "Harbours"}
    assert suggest(title, text, {}, replace(LEARNT, names=renamed))[0].value == "Harbours"


def test_a_tag_of_which_nothing_was_learnt_is_told_by_its_name() -> None:
    names, known = NAMES | {"Kites": "Kites"}, replace(LEARNT, names={**LEARNT.names, 77: "Kites"})
    found = suggest("Kites above the pier", "A kite and the tide.", names, known)
    assert "Kites" in [one.value for one in found if one.applied]


def test_the_feeds_own_category_stands_whatever_was_learnt() -> None:
    title, text = tell("Ports", 999)
    found = suggest(title, text, NAMES, LEARNT, given=["music"])
    assert {one.value for one in found if one.applied} == {"Ports", "Music"}


def test_the_same_stories_teach_the_same_to_the_last_bit() -> None:
    assert pack(learn(examples()).learned) == pack(learn(examples()).learned)


def test_what_was_learnt_comes_back_from_its_bytes_as_it_was() -> None:
    learned = learn(examples()).learned
    again = unpack(pack(learned))
    for one in fields(learned):
        before, after = getattr(learned, one.name), getattr(again, one.name)
        pairs = [(before, after)]
        if isinstance(before, Rows):
            pairs = [(getattr(before, part.name), getattr(after, part.name)) for part in fields(Rows)]
        assert all(np.array_equal(first, second) for first, second in pairs)


@pytest.mark.parametrize("packed", [b"", b"PK\x03\x04", b"\x80\x04K\x01.", pack(LEARNT.learned)[:-40]])
def test_damaged_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(Unreadable):
        unpack(packed)


def test_another_layout_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack(LEARNT.learned)
    monkeypatch.setattr(arrays, "LAYOUT", 99)
    with pytest.raises(Unreadable, match="another layout"):
        unpack(packed)


def test_too_few_stories_teach_nothing() -> None:
    with pytest.raises(TooFew, match="fewer than 30 stories"):
        learn(examples(3))


def test_what_is_kept_holds_no_word_of_any_story() -> None:
    lesson = learn(examples())
    kept = b"".join([pack(lesson.learned), *(words for _story, words in lesson.memory)])
    assert not any(word.encode() in kept for words in TOPICS.values() for word in words.split())


def test_only_stories_of_rare_tags_are_remembered() -> None:
    lesson = learn(examples())
    assert len(lesson.memory) == 5
    assert all(len(words) <= 40 * 3 for _story, words in lesson.memory)


def test_suggesting_never_loads_what_learning_needs() -> None:
    script = "import sys; import newsroom.ingest.tag_learning.combining, newsroom.ingest.tag_learning.lesson; "
    script += "print([name for name in ('sklearn', 'scipy') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_scripts_without_spaces_are_told_by_pairs_of_letters() -> None:
    assert set(counted("", "港口開放")) == {"港口", "口開", "開放"}
    assert set(counted("", "मौसम बदलता है")) == {"मौसम", "बदलता", "है"}


def test_figures_say_nothing_and_plurals_are_one_word() -> None:
    assert counted("", "12 boats, 3.5 boat's, cities") == {"boat": 2, "city": 1}
    assert counted("Boat", "boat") == {"boat": 4}


def test_a_words_key_is_the_same_everywhere() -> None:
    assert (key("harbour"), key("港口")) == (1533582490, 411924263)


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=500))
def test_whatever_a_story_says_only_tags_of_the_vocabulary_are_suggested(title: str, text: str) -> None:
    found = suggest(title, text, NAMES, LEARNT, given=[title], least=0)
    assert {one.value for one in found} <= set(TOPICS)
    assert len({one.value for one in found}) == len(found)
    assert sum(one.applied for one in found) <= TAGS
    assert all(0 <= one.score <= 1 for one in found)


@pytest.mark.parametrize(
    "text",
    ["", "a" * 1_000_000, "é" * 1_000_000, "pier " * 200_000, "\ud800pier\udfff", "\u202epier\u202c", "港" * 1_000_000],
)
def test_hostile_text_is_weighed_like_any_other(text: str) -> None:
    assert {one.value for one in suggest(text[:9999], text, NAMES, LEARNT)} <= set(TOPICS)
