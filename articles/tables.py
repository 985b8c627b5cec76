"""Tables of a stored, already sanitised body made ready for readers: what heads what, figures in line, frames. Pure.

A frame scrolls by itself, so that a wide table does not widen the page; it can be reached and is named for those who
use a keyboard or a screen reader.
"""

import re
from html import escape
from itertools import count, zip_longest

from articles.sanitize import plain_text

_UNREAD = r"(?:\s[a-z]+=\"[^\"]*\")*"
_ATTRIBUTES = f"({_UNREAD})"
_ROW = re.compile(rf"<tr{_ATTRIBUTES}>.*?</tr>", re.DOTALL)
_CELL = re.compile(rf"<(th|td){_ATTRIBUTES}>")
_FULL_CELL = re.compile(rf"<(th|td){_UNREAD}>(.*?)</\1>", re.DOTALL)
_WHOLE = re.compile(rf"<table{_ATTRIBUTES}>(.*?)</table>", re.DOTALL)
_FIGURE = re.compile(r"[+\-−–±<>≈~]?\s?[$€£¥₹]?\s?\d[\d.,\s]*\s?(?:%|‰)?")
_TABLE = re.compile(rf"<table{_ATTRIBUTES}>(?:\s*<caption{_ATTRIBUTES}>(.*?)</caption>)?", re.DOTALL)


def shape(html: str, *, word: str) -> str:
    """The body with a scope on each header cell, its tables in frames named by their captions, else `word` and number.

    Only outermost tables count; what nests wrongly is framed all the same.
    """
    return _framed(_WHOLE.sub(_aligned, _ROW.sub(_scoped, html)), word)


def _scoped(row: re.Match[str]) -> str:
    """A header that begins a row of data heads the row; any other heads its column. A scope that stands is kept."""
    cells = _CELL.findall(row[0])
    heads_row = bool(cells) and cells[0][0] == "th" and any(name == "td" for name, _ in cells)
    scopes = iter(["row" if heads_row else "col", *["col"] * len(cells)])

    def mark(cell: re.Match[str]) -> str:
        scope = next(scopes)
        if cell[1] == "td" or " scope=" in cell[2]:
            return cell[0]
        return f'<th scope="{scope}"{cell[2]}>'

    return _CELL.sub(mark, row[0])


def _aligned(table: re.Match[str]) -> str:
    """Columns that hold nothing but figures are marked, header and all; a table with joined cells is left alone."""
    if "span=" in table[0] or "<table" in table[2]:
        return table[0]
    rows = [[_is_figure(*cell) for cell in _FULL_CELL.findall(row[0])] for row in _ROW.finditer(table[0])]
    columns = list(zip_longest(*rows))
    figures = {place for place, cells in enumerate(columns) if True in cells and False not in cells}

    def mark(row: re.Match[str]) -> str:
        places = count()
        return _CELL.sub(lambda cell: _with_class(cell[0]) if next(places) in figures else cell[0], row[0])

    return _ROW.sub(mark, table[0])


def _is_figure(name: str, inner: str) -> bool | None:
    """Whether a cell of data holds a figure; None where it says nothing: a header, or empty."""
    text = plain_text(inner).strip()
    return None if name == "th" or not text else bool(_FIGURE.fullmatch(text))


def _with_class(cell: str) -> str:
    return f'{cell[:3]} class="number"{cell[3:]}'


def _framed(html: str, word: str) -> str:
    taken: set[str] = set()

    def frame(table: re.Match[str]) -> str:
        caption = " ".join(plain_text(table[3] or "").split())
        name = _new_name(caption or word, taken)
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(name)}">{table[0]}'

    return _TABLE.sub(frame, html).replace("</table>", "</table></div>")


def _new_name(wanted: str, taken: set[str]) -> str:
    """The name, with a number where another table has it: landmarks of one page are told apart by name."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    taken.add(name)
    return name
