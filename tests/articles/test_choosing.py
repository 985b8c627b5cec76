"""Places of the front page, given away by facts alone."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from articles.views.choosing import LATEST, OF_COVERED, SECONDS, SECTIONS, Fact, choose

SOME = st.one_of(st.none(), st.integers(1, 6))
ROWS = st.lists(st.tuples(SOME, SOME, SOME, st.booleans()), max_size=120)
NEWEST = datetime(2026, 6, 5, 12, tzinfo=UTC)


def pool_of(rows: list[tuple[int | None, int | None, int | None, bool]]) -> list[Fact]:
    times = [NEWEST - timedelta(minutes=number) for number in range(len(rows))]
    return [
        Fact(number + 1, coverage, country, source, at, pictured)
        for number, ((coverage, country, source, pictured), at) in enumerate(zip(rows, times, strict=True))
    ]


def outlets_of(pool: list[Fact]) -> dict[int, int]:
    told = {story.coverage: {other.source for other in pool if other.coverage == story.coverage} for story in pool}
    return {coverage: len(sources) for coverage, sources in told.items() if coverage and len(sources) > 1}


@given(ROWS, st.integers(0, 3))
def test_no_story_stands_twice_and_no_place_has_more_than_its_room(
    rows: list[tuple[int | None, int | None, int | None, bool]], pins: int
) -> None:
    pool = pool_of(rows)
    choice = choose(pool, pool[-pins:] if pins else [], outlets_of(pool))
    assert len(choice.keys) == len(set(choice.keys))
    assert set(choice.keys) <= {story.pk for story in pool}
    assert len(choice.seconds) <= SECONDS
    assert len(choice.latest) <= LATEST
    assert len(choice.sections) <= SECTIONS
    assert all(1 <= len(keys) <= OF_COVERED for keys in choice.events.values())
    assert (choice.lead is None) == (not pool)


@given(ROWS)
def test_while_there_is_room_for_all_the_latest_no_story_is_left_out(
    rows: list[tuple[int | None, int | None, int | None, bool]],
) -> None:
    pool = pool_of(rows[: LATEST + 1])
    assert set(choose(pool, [], {}).keys) == {story.pk for story in pool}


@given(ROWS)
def test_the_lead_is_of_the_event_that_most_outlets_cover(
    rows: list[tuple[int | None, int | None, int | None, bool]],
) -> None:
    pool = pool_of(rows)
    outlets = outlets_of(pool)
    lead = choose(pool, [], outlets).lead
    if lead and outlets:
        best = [story for story in pool if outlets.get(story.coverage or 0) == max(outlets.values())]
        assert lead == next((story for story in best if story.pictured), best[0])
