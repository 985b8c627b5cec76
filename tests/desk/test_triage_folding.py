"""Folding a queue into events: nothing is lost, nothing twice, and a row stands where its first story stood."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.triage import choices
from newsroom.desk.triage.folding import ROWS_A_PAGE, Row, fold, following, led, page_of, row_with

QUEUES = st.lists(
    st.tuples(st.integers(1, 400), st.none() | st.integers(1, 6)), max_size=60, unique_by=lambda story: story[0]
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"])


@settings(max_examples=60)
@given(QUEUES)
def test_every_story_is_in_one_row_with_those_of_its_event(queue: list[tuple[int, int | None]]) -> None:
    rows = fold(queue)
    assert sorted(story for row in rows for story in row.stories) == sorted(story for story, _coverage in queue)
    of = dict(queue)
    for row in rows:
        assert {of[story] for story in row.stories} == {row.coverage}
        assert len(row.stories) == 1 or row.coverage is not None
    grouped = [row.coverage for row in rows if row.coverage is not None]
    assert len(grouped) == len(set(grouped))


@settings(max_examples=60)
@given(QUEUES)
def test_rows_stand_in_the_order_of_the_queue(queue: list[tuple[int, int | None]]) -> None:
    place = {story: number for number, (story, _coverage) in enumerate(queue)}
    rows = fold(queue)
    firsts = [place[row.lead] for row in rows]
    assert firsts == sorted(firsts)
    assert all([place[story] for story in row.stories] == sorted(place[story] for story in row.stories) for row in rows)


@settings(max_examples=60)
@given(QUEUES, st.dictionaries(st.integers(1, 6), st.none() | st.integers(1, 400)))
def test_a_coverage_is_led_by_its_lead_where_that_one_waits(
    queue: list[tuple[int, int | None]], leads: dict[int, int | None]
) -> None:
    for before, after in zip(fold(queue), led(fold(queue), leads), strict=True):
        assert sorted(before.stories) == sorted(after.stories)
        wanted = leads.get(before.coverage or 0)
        assert after.lead == (wanted if wanted in before.stories and before.coverage else before.lead)


@settings(max_examples=60)
@given(QUEUES, st.integers(1, 400), st.none() | st.integers(1, 6), st.lists(st.integers(1, 400), max_size=3))
def test_what_opens_next_is_always_there(
    queue: list[tuple[int, int | None]], story: int, coverage: int | None, wanted: list[int]
) -> None:
    rows = fold(queue)
    found = following(rows, story=story, coverage=coverage, wanted=wanted)
    assert (found is None) == (not rows)
    assert found is None or row_with(rows, found)


def test_after_a_decision_the_rest_of_its_event_comes_first_then_the_next_row() -> None:
    rows = [Row(1, (), None), Row(5, (6,), 9), Row(7, (), None)]
    assert following(rows, story=4, coverage=9, wanted=[7, 1]) == 5
    assert following(rows, story=4, coverage=None, wanted=[7, 1]) == 7
    assert following(rows, story=4, coverage=None, wanted=[8, 1]) == 1
    assert following(rows, story=6, coverage=9, wanted=[]) == 6
    assert following([], story=6, coverage=9, wanted=[7]) is None


@pytest.mark.parametrize(("asked", "number"), [(-3, 1), (0, 1), (1, 1), (2, 2), (99, 3)])
def test_a_page_that_is_not_there_is_the_nearest_one(asked: int, number: int) -> None:
    rows = fold((story, None) for story in range(1, 2 * ROWS_A_PAGE + 2))
    shown, at, pages = page_of(rows, asked)
    assert (at, pages) == (number, 3)
    assert len(shown) == (1 if number == 3 else ROWS_A_PAGE)
    assert page_of([], asked) == ([], 1, 1)


@settings(max_examples=80)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), ZONES)  # noqa: DTZ001 - made aware below
def test_ready_minutes_lie_ahead_whatever_the_clock_does(wall: datetime, name: str) -> None:
    now, zone = wall.replace(tzinfo=UTC), ZoneInfo(name)
    ready = choices.moments(now, zone)
    assert 2 <= len(ready) <= 3
    assert [moment.key for moment in ready] == [str(number) for number in range(1, len(ready) + 1)]
    for moment in ready:
        assert now < moment.at.astimezone(UTC) < now + timedelta(days=3)
    assert ready[0].at.minute == 0
