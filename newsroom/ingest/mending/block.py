"""A block of plain text while it is made into HTML."""

import re
from dataclasses import dataclass, field


@dataclass
class Block:
    """One block. Kinds: "p", "h2", "li", "row" (it has cells), and "cell" and "rowend" of a table still in pieces.

    `place` is the line it came from. `head` tells a table's head. `scrap` is the whole line as it came where brackets
    stood about a few words that are no text. `left` is a line that an editor wanted as it came.
    """

    kind: str
    text: str = ""
    place: str = "line"
    cells: list[str] = field(default_factory=list)
    head: bool = True
    scrap: str = ""
    left: bool = False


def same(text: str) -> str:
    """What two lines have in common that say the same."""
    return " ".join(re.findall(r"\w+", text.casefold()))
