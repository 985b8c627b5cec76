"""Tables on the tree: rows and whole tables that stand there twice, and Markdown tables in paragraphs. Pure."""

import re

from lxml import html as lxml_html

from newsroom.ingest.mending import tree
from newsroom.ingest.mending.log import Log

_RULER = re.compile(r"^\|?[\s:|-]{0,200}-{2,}[\s:|-]{0,200}\|?$")


def mend(root: tree.Element, log: Log) -> None:
    """Every mend of tables, in place."""
    for paragraph in [found for found in root.iterdescendants("p") if "|" in (found.text or "")]:
        _from_markdown(paragraph, log)
    before: tuple[tree.Element, list[str]] | None = None
    for number, table in enumerate(list(root.iterdescendants("table")), 1):
        _drop_repeated_rows(number, table, log)
        keys = [_key(row) for row in table.iter("tr")]
        if before and keys == before[1] and any(keys) and before[0].getnext() is table:
            said = " ¶ ".join(_said(row) for row in table.iter("tr"))
            if log.may("repeated-table", f"table {number}", said, ""):
                tree.remove(table)
                continue
        before = table, keys


def _key(row: tree.Element) -> str:
    return "|".join(tree.words(tree.text(cell)) for cell in row.iter("td", "th")).strip("|")


def _said(row: tree.Element) -> str:
    return " | ".join(tree.text(cell) for cell in row.iter("td", "th"))


def _drop_repeated_rows(number: int, table: tree.Element, log: Log) -> None:
    """A run of two or more rows that stands in the same table once more, and its head where that does."""
    seen: set[str] = set()
    rows = list(table.iter("tr"))
    keys = [_key(row) for row in rows]
    repeated = []
    for row, key in zip(rows, keys, strict=True):
        if key and key in seen:
            repeated.append(row)
        seen.add(key)
    if len(repeated) >= 2 or (repeated and len(rows) > 2 and keys[0] in keys[1:]):
        for row in repeated:
            if log.may("repeated-row", f"table {number}", _said(row), ""):
                tree.remove(row)


def _from_markdown(paragraph: tree.Element, log: Log) -> None:
    """A paragraph whose lines are the rows of a Markdown table, the second one its ruler."""
    if any(child.tag != "br" for child in paragraph):
        return
    lines = [line.strip() for part in paragraph.itertext() for line in part.split("\n") if line.strip()]
    if len(lines) < 3 or not _RULER.match(lines[1]) or not all(line.count("|") > 1 for line in lines):
        return
    head, *rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in [lines[0], *lines[2:]]]
    after = " ¶ ".join(" | ".join(row) for row in [head, *rows])
    if not log.may("markdown", tree.place(paragraph), " ¶ ".join(lines), after):
        return
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.tag, paragraph.text = "table", None
    for part, cell, group in (("thead", "th", [head]), ("tbody", "td", rows)):
        _fill(paragraph, part, cell, group)


def _fill(table: tree.Element, part: str, cell: str, rows: list[list[str]]) -> None:
    holder = lxml_html.Element(part)
    table.append(holder)
    for row in rows:
        line = lxml_html.Element("tr")
        holder.append(line)
        for said in row:
            one = lxml_html.Element(cell)
            one.text = said
            line.append(one)
