"""From a story's light markup to HTML: paragraphs, ## headings, lists and tables.

A story in "raw" form is printed as escaped text, line by line, because its faults are the point of it.
"""

import re
from html import escape

from newsroom.operations.demo.press.content import Story

RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+$")


def blocks(story: Story) -> list[str]:
    """The body as a list of HTML blocks."""
    parts = [part for part in story.body.split("\n\n") if part.strip()]
    if story.form == "raw":
        return [_raw(part) for part in parts]
    return [_block(part) for part in parts]


def html(story: Story) -> str:
    """The whole body as HTML."""
    return "\n".join(blocks(story))


def lead(story: Story, paragraphs: int = 2) -> str:
    """The first paragraphs of the body as HTML."""
    return "\n".join(blocks(story)[:paragraphs])


def plain(story: Story) -> str:
    """The words of the body alone, which is what a reader of the page ought to find."""
    lines = (re.sub(r"^(?:## |- )", "", line) for line in story.body.splitlines())
    return "\n".join(line.strip("| ") for line in lines if not RULE.match(line))


def _raw(part: str) -> str:
    return "<p>" + "<br>\n".join(escape(line, quote=False) for line in part.splitlines()) + "</p>"


def _block(part: str) -> str:
    lines = part.splitlines()
    if part.startswith("## "):
        return f"<h2>{escape(part[3:], quote=False)}</h2>"
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{escape(line[2:], quote=False)}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    if part.startswith("|"):
        return _table(lines)
    return f"<p>{escape(' '.join(lines), quote=False)}</p>"


def _table(lines: list[str]) -> str:
    head, *rows = [_cells(line) for line in lines if not RULE.match(line)]
    top = "".join(f'<th scope="col">{escape(cell, quote=False)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell, quote=False)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
