"""What the process that reads does with an errand, and what of its answers is let in."""

import os
import pickle
from datetime import UTC, datetime

import pytest

from articles.markup import BYTES
from newsroom.ingest import child, errands
from newsroom.ingest.entry import Entry, Extraction, ParsedFeed
from newsroom.ingest.errands import Answer, Learn, Nonsense, ReadFeed, answered, framed
from newsroom.ingest.reading import Outlet, Reading
from tests.ingest.press import Story

NOW = datetime(2026, 11, 25, tzinfo=UTC)
URL = "https://harbour-gazette.example/pier"
OUTLET = Outlet(1, "Harbour Gazette")
ENTRY = Entry(guid="pier", url=URL, title="The pier opens", summary_html="<p>The new pier opened on Monday.</p>")


def test_a_text_longer_than_any_story_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "BODY", 20)
    assert child.answer(errands.ReadStory(ENTRY, OUTLET, NOW), {}).fault == "TooLong"


def test_an_entry_larger_than_a_page_is_cut_and_the_feed_says_so() -> None:
    def item(number: int, size: int) -> Entry:
        return Entry(guid=str(number), title=f"Story {number}", content_html="x" * size)

    parsed = child._within_limits(ParsedFeed(entries=(item(1, 9), item(2, BYTES + 1))))
    assert [len(entry.content_html) for entry in parsed.entries] == [9, BYTES]
    assert parsed.problem == "One story's text is longer than 2048 KiB, and cut there."
    many = ParsedFeed(entries=tuple(item(n, BYTES + 1) for n in range(300)), problem="Half of it is missing.")
    assert child._within_limits(many).problem == (
        "Half of it is missing. The texts of 300 stories are longer than 2048 KiB, and cut there."
    )


class Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch /tmp/never",)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\x80",
        pickle.dumps(Trap()),
        pickle.dumps(Answer(value=Trap())),  # type: ignore[arg-type]
        pickle.dumps(ParsedFeed()),
        pickle.dumps(eval),
        b"cbuiltins\ngetattr\n.",
        b"cnewsroom.ingest.keeper\nsubprocess\n.",
        b"\x80\x04\x8c\x17newsroom.ingest.errands\x8c\x0dpickle.loads\x93.",
    ],
)
def test_an_answer_that_is_none_is_refused_before_it_is_built(said: bytes) -> None:
    with pytest.raises(Nonsense):
        answered(said)


def test_every_answer_survives_the_way() -> None:
    reading = child.done(errands.ReadStory(ENTRY, OUTLET, NOW, unread=errands.ReadPage(Story().page.encode(), URL)), {})
    assert isinstance(reading, Reading)
    for value in (reading, ParsedFeed(entries=(ENTRY,)), Extraction(date=NOW), ("a", "b")):
        assert answered(framed(Answer(value))[errands.HEAD.size :]).value == value
    assert child.done(Learn({}), {}) is None


def test_a_fault_tells_where_it_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(child, "done", broken)
    said = child.answer(ReadFeed(b"", {}, URL), {})
    assert said.fault == "ZeroDivisionError: a fault of ours"
    assert "in broken" in said.trace
