"""Markup of bare paragraphs and line breaks whose real structure stands in it as debris, read as lines. Pure."""

from html import unescape

from articles.markup import tokens
from newsroom.ingest.mending import debris

_FLAT = frozenset(["p", "br", "div"])
_BLOCKS = frozenset(["p", "div"])


def lines(html: str) -> str | None:
    """The text of `html` line by line, where it is flat and lists, tables, headings or pictures are debris in it.

    None where other elements stand in it: they may mean something, and their text is then mended run by run.
    """
    if "&lt;" not in html and "<<" not in html and "< " not in html:
        return None
    pieces: list[str] = []
    for token in tokens(html):
        if token.kind == "text" and not token.name:
            pieces.append(" ".join(unescape(token.raw).split()))
        elif token.name not in _FLAT:
            return None
        else:
            pieces.append("\n\n" if token.name in _BLOCKS else "\n")
    text = "".join(pieces).strip()
    return text if debris.has_structure(text) else None
