"""The tables of what there is name nothing that is not there."""

import re

import pytest
from django.template import engines

from tests.house import ROOT

TABLES = {"features.md": 50, "paper.md": 74}
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`((?:[a-z0-9]+/)*test_[a-z_]+\.py)`")
TAG = re.compile(r"`\{% ([a-z_]+) %\}`")
TEMPLATE = re.compile(r"`((?:[a-z_]+/)*[a-z_]+\.html)`")


def rows(table: str) -> list[tuple[str, str, str, str]]:
    return ROW.findall((ROOT / "docs" / table).read_text("utf-8"))


def missing(names: list[str]) -> list[str]:
    return [name for name in names if not (ROOT / "tests" / name).is_file()]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_all_its_rows(table: str) -> None:
    found = rows(table)
    assert [int(row[0]) for row in found] == list(range(1, TABLES[table] + 1))
    assert {row[2] for row in found} <= {"yes", "partly", "no"}


@pytest.mark.parametrize("table", TABLES)
def test_every_test_that_a_table_names_is_there(table: str) -> None:
    for number, _what, ours, where in rows(table):
        named = TEST.findall(where)
        assert named or ours == "no", number
        assert missing(named) == [], number


def test_every_page_of_the_paper_names_the_tests_that_show_it() -> None:
    _rows, pages = (ROOT / "docs" / "paper.md").read_text("utf-8").split("## Page by page")
    told = [line.strip("| ").split(" | ") for line in pages.splitlines() if line.startswith("| ")][1:]
    assert len(told) >= 23
    for page, _address, acceptance, seen in told:
        assert acceptance, page
        assert TEST.findall(seen), page
    assert missing(TEST.findall(pages)) == []


def test_every_template_that_the_paper_names_is_there() -> None:
    named = [name for row in rows("paper.md") for name in TEMPLATE.findall(row[3])]
    assert len(named) > 10
    assert [name for name in named if not (ROOT / "templates" / "articles" / name).is_file()] == []


def test_every_template_tag_that_the_paper_names_is_there() -> None:
    named = {name for row in rows("paper.md") for name in TAG.findall(row[3])}
    engine = engines["django"].engine  # type: ignore[attr-defined]
    known = {tag for library in engine.template_libraries.values() for tag in library.tags}
    assert {"source_box", "share"} <= named
    assert named <= known
