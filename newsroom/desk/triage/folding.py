"""Folding a queue into rows: one for each event, the others that wait for the same decision under it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

ROWS_A_PAGE = 50


class Row(NamedTuple):
    """One row: the number of the story that stands for it, those folded under it, and the coverage, None for none."""

    lead: int
    others: tuple[int, ...]
    coverage: int | None

    @property
    def stories(self) -> tuple[int, ...]:
        """All stories of the row, the lead first."""
        return (self.lead, *self.others)


def fold(queue: Iterable[tuple[int, int | None]]) -> list[Row]:
    """Rows out of (story, coverage) in the order of the queue; a row stands where its first story stood."""
    rows: dict[tuple[str, int], list[int]] = {}
    for story, coverage in queue:
        key = ("alone", story) if coverage is None else ("coverage", coverage)
        rows.setdefault(key, []).append(story)
    return [
        Row(stories[0], tuple(stories[1:]), number if kind == "coverage" else None)
        for (kind, number), stories in rows.items()
    ]


def led(rows: Iterable[Row], leads: Mapping[int, int | None]) -> list[Row]:
    """The same rows, each led by its coverage's own lead where that one is in the row."""
    return [_led(row, leads.get(row.coverage or 0)) for row in rows]


def _led(row: Row, lead: int | None) -> Row:
    if lead is None or lead not in row.others:
        return row
    return Row(lead, tuple(story for story in row.stories if story != lead), row.coverage)


def page_of(rows: Sequence[Row], number: int) -> tuple[Sequence[Row], int, int]:
    """The rows of a page (from 1), its number within what there is, and how many pages there are."""
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    number = min(max(1, number), pages)
    return rows[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE], number, pages


def row_with(rows: Iterable[Row], story: int) -> Row | None:
    """The row in which a story is, as its lead or folded under it."""
    return next((row for row in rows if story in row.stories), None)


def following(rows: Sequence[Row], *, story: int, coverage: int | None, wanted: Iterable[int]) -> int | None:
    """Which story opens after one was decided, given the rows as they are now.

    The story itself where it still waits, else what waits of its event, else the first of `wanted` (what stood after
    it, then what stood before it) that is still there, else the first row.
    """
    if row_with(rows, story):
        return story
    same = next((row.lead for row in rows if coverage is not None and row.coverage == coverage), None)
    if same is not None:
        return same
    there = next((one for one in wanted if row_with(rows, one)), None)
    return there if there is not None else next((row.lead for row in rows), None)
