"""Tables in a story: whose header is whose, what they are called, and room for the widest."""

import re

import pytest

from articles.sanitize import clean, plain_text
from articles.tables import shape

HEAD = "<thead><tr><th>Port</th><th>Boats</th></tr></thead>"
BODY = "<tbody><tr><th>Sur</th><td>40</td></tr><tr><th>Kochi</th><td>12</td></tr></tbody>"


def scopes(html: str) -> list[str]:
    return re.findall(r'<th[^>]* scope="(\w+)"', shape(clean(html), word="Table"))


def test_headers_say_whether_they_head_a_column_or_a_row() -> None:
    assert scopes(f"<table>{HEAD}{BODY}</table>") == ["col", "col", "row", "row"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<td></td><th>2025</th><th>2026</th>", ["col", "col"]),
        ("<th>Sur</th><td>1</td><th>of</th>", ["row", "col"]),
        ("<th>Sur</th>", ["col"]),
        ('<th scope="colgroup">Sur</th><td>1</td>', ["colgroup"]),
        ("<td>1</td>", []),
    ],
)
def test_a_header_alone_in_its_row_or_after_a_corner_heads_a_column(row: str, expected: list[str]) -> None:
    assert scopes(f"<table><tbody><tr>{row}</tr></tbody></table>") == expected


def test_a_table_is_called_by_its_caption_else_by_a_number() -> None:
    plain = f"<table>{BODY}</table>"
    captioned = f"<table><caption>Boats <em>by</em> port</caption>{HEAD}{BODY}</table>"
    names = re.findall(r'aria-label="([^"]+)"', shape(clean(plain + captioned + plain), word="Table"))
    assert names == ["Table", "Boats by port", "Table 2"]


def test_a_caption_cannot_break_out_of_its_frame() -> None:
    html = shape(clean('<table><caption>"&gt;&lt;script&gt;x</caption><tbody></tbody></table>'), word="Table")
    assert "<script" not in html
    assert 'aria-label="&quot;&gt;&lt;script&gt;x"' in html


def test_every_frame_that_opens_is_closed_and_no_word_is_lost() -> None:
    html = clean(f"<p>Before</p><table>{HEAD}{BODY}</table><p>After</p>")
    shaped = shape(html, word="Table")
    assert shaped.count("<div") == shaped.count("</div>") == 1
    assert plain_text(shaped).split() == plain_text(html).split()


@pytest.mark.parametrize(
    ("cells", "figures"),
    [
        (["40", "1,204.5", "+4.1 %", "−0.6%", "$ 12", "3 000"], True),
        (["40", "", "12"], True),
        (["40", "n/a"], False),
        (["2026-11-26"], False),
        (["12 boats"], False),
        ([""], False),
    ],
)
def test_a_column_of_nothing_but_figures_stands_in_line_with_its_header(cells: list[str], figures: bool) -> None:
    rows = "".join(f"<tr><th>Port</th><td>{cell}</td></tr>" for cell in cells)
    html = shape(
        clean(f"<table><thead><tr><th>Port</th><th>Boats</th></tr></thead><tbody>{rows}</tbody></table>"), word="T"
    )
    marked = re.findall(r'<(t[hd]) class="number"', html)
    assert marked == (["th", *["td"] * len(cells)] if figures else [])


def test_a_table_with_joined_cells_keeps_its_lines_as_they_are() -> None:
    joined = '<table><tbody><tr><td colspan="2">1</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>'
    assert "number" not in shape(clean(joined), word="T")
