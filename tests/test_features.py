"""The table of features names nothing that is not there."""

import re

from tests.house import ROOT

TABLE = (ROOT / "docs" / "features.md").read_text()
ROWS = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", TABLE, re.MULTILINE)


def test_the_table_has_its_fifty_rows() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 51))
    assert {row[2] for row in ROWS} <= {"yes", "partly", "no"}


def test_every_test_that_the_table_names_is_there() -> None:
    for number, _what, ours, where in ROWS:
        named = re.findall(r"`((?:[a-z0-9]+/)*test_[a-z_]+\.py)`", where)
        assert named or ours == "no", number
        assert [name for name in named if not (ROOT / "tests" / name).is_file()] == [], number
