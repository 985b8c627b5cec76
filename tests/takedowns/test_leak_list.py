"""The list of what could leak is whole: each of its 63 lines has a test of its number, and a line in the docs."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LINES = range(1, 64)
# Where the product has no such surface, a test says so by trying its usual addresses or by reading the settings.
NOT_APPLICABLE = {23, 24, 25, 27, 30, 35, 41, 43, 61}


def numbers() -> dict[int, list[str]]:
    """The names of the tests of each line."""
    found: dict[int, list[str]] = {line: [] for line in LINES}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, number in re.findall(r"^def (test_leak_(\d\d)_\w+)", path.read_text(), re.MULTILINE):
            found.setdefault(int(number), []).append(name)
    return found


def documented() -> dict[int, str]:
    """What docs/takedowns.md says of each line."""
    text = (ROOT / "docs" / "takedowns.md").read_text().partition("## Where a story could still be seen")[2]
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", text.partition("\n## ")[0], re.MULTILINE)
    return {int(number): said for number, said in rows}


@pytest.mark.parametrize("line", LINES)
def test_each_line_of_the_leak_list_has_a_test_of_its_number(line: int) -> None:
    assert numbers()[line], f"line {line} has no test_leak_{line:02}_…"


def test_no_test_bears_a_number_that_the_list_does_not_have() -> None:
    assert sorted(set(numbers()) - set(LINES)) == []


def test_what_is_not_applicable_says_so_and_nothing_else_does() -> None:
    said = documented()
    assert sorted(said) == list(LINES)
    assert {line for line, words in said.items() if words.startswith("not applicable")} == NOT_APPLICABLE
