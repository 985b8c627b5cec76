"""The tables of docs/takedowns.md: every line is there, and has a test that bears its number."""

import re
from functools import cache

import pytest

from tests.house import ROOT

TABLES = {"leak": ("## Where a story could still be seen", 63), "abuse": ("## What somebody might try", 34)}
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


@cache
def numbers_of(kind: str) -> frozenset[int]:
    """The numbers that tests of a kind bear."""
    named = re.compile(rf"def test_{kind}_(\d+)_")
    texts = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return frozenset(int(number) for text in texts for number in named.findall(text))


def rows(kind: str) -> list[tuple[str, str, str]]:
    """The lines of a table."""
    heading, _count = TABLES[kind]
    text = (ROOT / "docs" / "takedowns.md").read_text("utf-8").split(heading)[1].split("\n## ")[0]
    return ROW.findall(text)


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_has_all_its_lines(kind: str) -> None:
    assert [int(row[0]) for row in rows(kind)] == list(range(1, TABLES[kind][1] + 1))


@pytest.mark.parametrize("kind", TABLES)
def test_every_line_has_a_test_that_bears_its_number(kind: str) -> None:
    assert sorted({int(row[0]) for row in rows(kind)} - numbers_of(kind)) == []
