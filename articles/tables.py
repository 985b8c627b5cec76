"""Tables of a stored, already sanitised body made ready for readers: headers that say what they head, frames. Pure.

A frame scrolls by itself, so that a wide table does not widen the page; it can be reached and is named for those who
use a keyboard or a screen reader.
"""

import re
from html import escape

from articles.sanitize import plain_text

_ATTRIBUTES = r"((?:\s[a-z]+=\"[^\"]*\")*)"
_ROW = re.compile(rf"<tr{_ATTRIBUTES}>.*?</tr>", re.DOTALL)
_CELL = re.compile(rf"<(th|td){_ATTRIBUTES}>")
_TABLE = re.compile(rf"<table{_ATTRIBUTES}>(?:\s*<caption{_ATTRIBUTES}>(.*?)</caption>)?", re.DOTALL)


def shape(html: str, *, word: str) -> str:
    """The body with a scope on each header cell, its tables in frames named by their captions, else `word` and number.

    Only outermost tables count; what nests wrongly is framed all the same.
    """
    return _framed(_ROW.sub(_scoped, html), word)


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
