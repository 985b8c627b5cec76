"""Plain text with or without Markdown and debris, read as blocks and written as HTML. Pure."""

import re
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from newsroom.ingest.mending import debris, furniture
from newsroom.ingest.mending.log import Log

_BULLET = re.compile(r"^(?:[•●▪◦‣·∙]|[-*+–](?=\s))\s*(?=\S)")
_NUMBERED = re.compile(r"^\(?(\d{1,2})[.)]\s+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_RULER = re.compile(r"^\|?[\s:|-]*-{2,}[\s:|-]*\|?$")
_INLINE_BULLET = re.compile(r"(?<=[.;:])\s+-\s+(?=[A-Z“\"])")
_SENTENCE_END = re.compile(r"[.!?…:;,。！？؟।]['\"”’)\]]*$")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "upon",
        "via",
        "vs",
        "with",
        "between",
        "among",
    ]
)

LONGEST_BROKEN = 400


@dataclass
class Block:
    """One block: kind is "p", "h2", "li" or "row"; a row has cells."""

    kind: str
    text: str = ""
    cells: list[str] = field(default_factory=list)


def blocks(text: str, log: Log) -> list[Block]:
    """The blocks of `text`, its debris, furniture and empty lines taken out and written down."""
    lines = _lines(text, log)
    found: list[Block] = []
    for number, line in enumerate(lines, 1):
        found += _line_blocks(line, f"line {number}", log)
    return _with_headings(_joined(_without_contents(found, log), log), log)


def _lines(text: str, log: Log) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    trailing = text[len(text.rstrip()) :].count("\n")
    if trailing >= 4:
        log.note("blank-lines", "end", f"{trailing} line breaks", "")
    lines = [line.strip() for line in text.strip().split("\n")]
    return _unwrapped(lines, log) if _is_hard_wrapped(lines) else [line for line in lines if line]


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Whether the lines were broken at a column, as in mail: most that are followed by another are 50 to 90 long."""
    followed = [line for line, after in pairwise(lines) if line and after]
    full = [line for line in followed if 50 <= len(line) <= 90]
    return len(followed) >= 5 and len(full) >= 0.8 * len(followed) and not any("|" in line for line in lines)


def _unwrapped(lines: list[str], log: Log) -> list[str]:
    joined: list[str] = []
    for line, before in zip(lines, ["", *lines], strict=False):
        if line and before and not _BULLET.match(line) and not _NUMBERED.match(line):
            joined[-1] += f" {line}"
        elif line:
            joined.append(line)
    log.note("wrapped-lines", "text", f"{len(lines)} lines", f"{len(joined)} paragraphs")
    return joined


def _line_blocks(line: str, place: str, log: Log) -> list[Block]:
    if furniture.is_furniture(line):
        log.note("furniture", place, line, "")
        return []
    if debris.is_only_marks(line):
        log.note("only-marks", place, line, "")
        return []
    if debris.has_debris(line):
        return _out_of_debris(line, place, log)
    if re.match(r"^[^<>]*[^<>\s]\s?[<>]+$|^[<>]+[^<>\s][^<>]*$", line) and not line.startswith("> "):
        line = log.note("angle-brackets", place, line, debris.tidied(line))
    return _plain_blocks(line, place, log) if line else []


def _out_of_debris(line: str, place: str, log: Log) -> list[Block]:
    found: list[Block] = []
    cell = debris.is_cell(line)
    for piece in debris.marked(line).split(debris.BREAK):
        kind = "li" if cell or debris.ITEM in piece else "h2" if debris.HEADING in piece else ""
        words = debris.tidied(piece.replace(debris.ITEM, "").replace(debris.HEADING, ""))
        if not re.search(r"[^\W_]", words):
            continue
        found += [Block(kind, words)] if kind else _plain_blocks(words, place, log)
    rule = "broken-picture" if re.search(r"<\s*i\s?m\s?g\b", line, re.IGNORECASE) else "tag-debris"
    log.note(rule, place, line, " ¶ ".join(block.text for block in found))
    return found


def _plain_blocks(line: str, place: str, log: Log) -> list[Block]:
    if heading := _MARKDOWN_HEADING.match(line):
        return [Block("h2", log.note("markdown", place, line, line[heading.end() :]).rstrip("# "))]
    if line.count("|") >= 2 and (line.startswith("|") or line.count("|") >= 3):
        return _row(line, place, log)
    if bullet := _BULLET.match(line):
        return [Block("li", log.note("bullets", place, line, line[bullet.end() :]))]
    if len(parts := _INLINE_BULLET.split(line)) >= 3:
        return _inline_list(line, parts, place, log)
    return [Block("p", line)]


def _row(line: str, place: str, log: Log) -> list[Block]:
    if _RULER.match(line):
        log.note("markdown", place, line, "")
        return []
    full = line.rstrip("| \t")
    bare = f"{full} |" if line.count("|", len(full)) >= 3 else line
    log.note("empty-cells", place, line, bare)
    cells = [cell.strip() for cell in bare.strip().strip("|").split("|")]
    return [Block("row", cells=cells)] if any(cells) else []


def _inline_list(line: str, parts: list[str], place: str, log: Log) -> list[Block]:
    """A list that was run into one paragraph; what follows the last item's first sentence is text again."""
    head, *items = parts
    last, _, rest = items[-1].partition(". ")
    items[-1] = f"{last}." if rest else last
    found = [Block("p", head), *(Block("li", item) for item in items)]
    found += [Block("p", rest)] if rest else []
    log.note("bullets", place, line, " ¶ ".join(block.text for block in found))
    return found


def _without_contents(found: list[Block], log: Log) -> list[Block]:
    """Leave out list items that announce a later line word for word: a table of contents. Such lines are headings."""
    announced = {_same(block.text) for block in found if block.kind == "li" and len(block.text.split()) >= 2}
    lines = [block for block in found if block.kind in ("p", "h2") and _same(block.text) in announced]
    for block in lines:
        block.kind = "h2"
    said_again = {_same(block.text) for block in lines}
    for block in found:
        if block.kind == "li" and _same(block.text) in said_again:
            log.note("table-of-contents", "list", block.text, "")
    return [block for block in found if block.kind != "li" or _same(block.text) not in said_again]


def _joined(found: list[Block], log: Log) -> list[Block]:
    """One sentence that was broken over several lines, made one again."""
    kept: list[Block] = []
    for block in found:
        before = kept[-1] if kept else None
        if before is not None and before.kind == block.kind == "p" and _goes_on(before.text, block.text):
            log.note("broken-sentence", "line", f"{before.text} ¶ {block.text}", f"{before.text} {block.text}")
            before.text = f"{before.text} {block.text}"
        else:
            kept.append(block)
    return kept


def _goes_on(text: str, after: str) -> bool:
    if len(text) > LONGEST_BROKEN or _SENTENCE_END.search(text[-20:]):
        return False
    last = text.rsplit(" ", 1)[-1].casefold()
    return after[:1].islower() or last in _SMALL - {"on", "up", "over"}


def _same(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _with_headings(found: list[Block], log: Log) -> list[Block]:
    """Short lines in headline case without a stop, with a longer text after them, are headings."""
    for block, after in pairwise(found):
        if block.kind == "p" and after.kind != "row" and _reads_like_heading(block.text, after.text):
            block.kind = "h2"
            log.note("heading", "line", block.text, f"## {block.text}")
    return found


def _reads_like_heading(text: str, after: str) -> bool:
    names = _WORD.findall(text)
    if not 2 <= len(names) <= 22 or len(text) > 160 or _SENTENCE_END.search(text):
        return False
    if len(after) < 2 * len(text) and _same(after) != _same(text) and len(after) < 80:
        return False
    large = [name for name in names if name.casefold() not in _SMALL]
    return bool(large) and sum(not name[0].islower() for name in large) >= 0.8 * len(large)


def as_html(found: list[Block]) -> str:
    """The blocks as HTML: items in lists, rows in tables with the first one as their head."""
    pieces: list[str] = []
    place = 0
    while place < len(found):
        end = place + 1
        while end < len(found) and found[end].kind == found[place].kind and found[place].kind in ("li", "row"):
            end += 1
        pieces.append(_group(found[place:end]))
        place = end
    return "\n".join(pieces)


def _group(group: list[Block]) -> str:
    kind = group[0].kind
    if kind == "li":
        return "<ul>" + "".join(f"<li>{escape(block.text, quote=False)}</li>" for block in group) + "</ul>"
    if kind != "row":
        return f"<{kind}>{escape(group[0].text, quote=False)}</{kind}>"
    head, *rows = group
    body = "".join(_cells(row, "td") for row in rows)
    return f"<table><thead>{_cells(head, 'th')}</thead>" + (f"<tbody>{body}</tbody>" if rows else "") + "</table>"


def _cells(row: Block, tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in row.cells) + "</tr>"
