"""Tables whose tags became text: put together again from their cells, or taken out where nothing but a head is left."""

from collections.abc import Iterator
from itertools import groupby

from newsroom.ingest.mending.block import Block
from newsroom.ingest.mending.log import Log

PIECES = ("cell", "rowend")


def rebuilt(found: list[Block], log: Log) -> list[Block]:
    """The blocks with every run of loose cells made rows of a table; as items of a list where rows cannot be told."""
    made: list[Block] = []
    runs = [(loose, list(run)) for loose, run in groupby(found, lambda block: block.kind in PIECES)]
    for number, (loose, run) in enumerate(runs):
        beside = [*runs[max(0, number - 1)][1][-1:], *(runs[number + 1][1][:1] if number + 1 < len(runs) else [])]
        made += _table(run, log, in_doubt=any(block.left for block in beside)) if loose else run
    return made


def _table(run: list[Block], log: Log, *, in_doubt: bool) -> list[Block]:
    cells = [block for block in run if block.kind == "cell"]
    if not cells:
        return []
    items = [Block("li", cell.text, cell.place) for cell in cells]
    before = " ¶ ".join(cell.text for cell in cells)
    if all(cell.head for cell in cells) and not in_doubt:
        return [] if log.may("lost-table", cells[0].place, before, "") else items
    rows = list(_rows(run))
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or len(rows[0]) < 2:
        return items
    after = " ¶ ".join(" | ".join(cell.text for cell in row) for row in rows)
    if not log.may("table", cells[0].place, before, after):
        return items
    return [Block("row", place=row[0].place, cells=[cell.text for cell in row], head=row[0].head) for row in rows]


def _rows(run: list[Block]) -> Iterator[list[Block]]:
    """Rows as their ends tell; where those are lost, as wide as the head."""
    head, rest = [], run
    while rest and (rest[0].kind == "rowend" or rest[0].head):
        head += [rest[0]] if rest[0].kind == "cell" else []
        rest = rest[1:]
    if head:
        yield head
    rows = [list(row) for end, row in groupby(rest, lambda block: block.kind == "rowend") if not end]
    width = len(head)
    for row in rows:
        if width > 1 and len(row) > width and not len(row) % width:
            yield from (row[place : place + width] for place in range(0, len(row), width))
        else:
            yield row
