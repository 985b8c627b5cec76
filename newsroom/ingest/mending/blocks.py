"""Plain text with or without Markdown and debris, read as blocks and written as HTML. Pure."""

import re
from html import escape
from itertools import groupby, pairwise

from newsroom.ingest.mending import debris, furniture, tables
from newsroom.ingest.mending.block import Block, same
from newsroom.ingest.mending.log import Log

_BULLET = re.compile(r"^(?:[•●▪◦‣·∙]|[-*+–](?=\s))\s*(?=\S)")
_NUMBERED = re.compile(r"^\(?(\d{1,2})[.)]\s+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_RULER = re.compile(r"^\|?[\s:|-]*-{2,}[\s:|-]*\|?$")
_INLINE_BULLET = re.compile(r"(?<=[.;:])\s+-\s+(?=[A-Z“\"])")
_BRACKET_AT_END = re.compile(r"^(?!> )[<>]+ ?(?=[^\W\d_(])[^<>]*$|^[^<>]*(?:[^\W\d_]|\)) ?[<>]+$")
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
MANY = 4
SCRAP = 6
FEW = 5
NARROWEST, WIDEST = 45, 100
"""How many letters a line has that was broken at a column."""


def blocks(text: str, log: Log) -> list[Block]:
    """The blocks of `text`, its debris, furniture and empty lines taken out and written down."""
    lines = _lines(text, log)
    ill = any("<" in line and (debris.has_debris(line) or debris.is_only_marks(line)) for line in lines)
    found: list[Block] = []
    for number, line in enumerate(lines, 1):
        found += _line_blocks(line, f"line {number}", log, ill=ill)
    found = _without_scraps(tables.rebuilt(found, log), log)
    return _with_headings(_joined(_without_contents(found, log), log), log)


def _lines(text: str, log: Log) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    trailing = text[len(text.rstrip()) :].count("\n")
    if trailing >= MANY:
        log.may("blank-lines", "end", f"{trailing} line breaks", "")
    lines = text.strip().split("\n")
    whole = _unwrapped(lines, log) if _is_hard_wrapped(lines) else lines
    return [line.strip() for line in whole if line.strip()]


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Whether the lines were broken at a column, as in mail: of a like length, and many ending within a sentence."""
    followed = [line for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(followed) < FEW or any("|" in line or len(line) > WIDEST for line in followed):
        return False
    full = sum(len(line) >= NARROWEST for line in followed)
    return full >= 0.7 * len(followed) and sum(not _SENTENCE_END.search(line) for line in followed) >= 0.5 * full


def _unwrapped(lines: list[str], log: Log) -> list[str]:
    """The paragraphs: each begins after an empty line, with a bullet, or further in than the line before it."""
    joined: list[str] = []
    for line, before in zip(lines, ["", *lines], strict=False):
        further_in = line[:1].isspace() and not before[:1].isspace()
        bare = line.strip()
        if bare and before.strip() and not further_in and not _BULLET.match(bare) and not _NUMBERED.match(bare):
            joined[-1] += f" {bare}"
        elif bare:
            joined.append(bare)
    given = [line for line in lines if line.strip()]
    wanted = log.may("wrapped-lines", "text", f"{len(given)} lines", f"{len(joined)} paragraphs")
    return joined if wanted else given


def _line_blocks(line: str, place: str, log: Log, *, ill: bool) -> list[Block]:
    line = log.note("escaped-markup", place, line, debris.unescaped(line))
    for rule, applies in (("furniture", furniture.is_furniture), ("only-marks", debris.is_only_marks)):
        if applies(line):
            return [] if log.may(rule, place, line, "") else [Block("p", line, place, left=True)]
    if debris.has_debris(line):
        found = _out_of_debris(line, place)
        after = " ¶ ".join(block.text for block in found if block.text)
        return found if log.may(debris.rule_of(line), place, line, after) else [Block("p", line, place, left=True)]
    if ill and _BRACKET_AT_END.match(line):
        tidy = debris.tidied(line)
        if _is_scrap(tidy):
            return [Block("p", tidy, place, scrap=line)]
        line = log.note("angle-brackets", place, line, tidy)
    return _plain_blocks(line, place, log)


def _out_of_debris(line: str, place: str) -> list[Block]:
    found: list[Block] = []
    in_table, head = debris.is_cell(line), debris.is_head(line)
    for piece in debris.marked(line).split(debris.BREAK):
        if debris.ROW in piece:
            found.append(Block("rowend", place=place))
        kind = "cell" if in_table else "li" if debris.ITEM in piece else "h2" if debris.HEADING in piece else ""
        words = debris.tidied(debris.without_marks(piece))
        if not re.search(r"[^\W_]", words):
            continue
        bullet = _BULLET.match(words)
        if bullet and not kind:
            kind, words = "li", words[bullet.end() :]
        found.append(Block(kind or "p", words, place, head=head))
    return [block for piece in found for block in _listed(piece)]


def _listed(block: Block) -> list[Block]:
    """A paragraph that came out of debris, with the list that was run into it."""
    parts = _INLINE_BULLET.split(block.text) if block.kind == "p" else []
    return _items(parts, block.place) if len(parts) >= 3 else [block]


def _plain_blocks(line: str, place: str, log: Log) -> list[Block]:
    heading, bullet = _MARKDOWN_HEADING.match(line), _BULLET.match(line)
    if heading and log.may("markdown", place, line, words := line[heading.end() :].rstrip("# ")):
        return [Block("h2", words, place)]
    if line.count("|") >= 2 and (line.startswith("|") or line.count("|") >= 3):
        return _row(line, place, log)
    if bullet:
        wanted = log.may("bullets", place, line, line[bullet.end() :])
        return [Block("li", line[bullet.end() :], place) if wanted else Block("p", line, place, left=True)]
    if len(parts := _INLINE_BULLET.split(line)) >= 3:
        found = _items(parts, place)
        if log.may("bullets", place, line, " ¶ ".join(block.text for block in found)):
            return found
    return [Block("p", line, place)]


def _row(line: str, place: str, log: Log) -> list[Block]:
    if _RULER.match(line) and log.may("markdown", place, line, ""):
        return []
    full = line.rstrip("| \t")
    bare = f"{full} |" if line.count("|", len(full)) >= 3 else line
    bare = log.note("empty-cells", place, line, bare)
    cells = [cell.strip() for cell in bare.strip().removeprefix("|").removesuffix("|").split("|")]
    return [Block("row", place=place, cells=cells)] if any(cells) else []


def _items(parts: list[str], place: str) -> list[Block]:
    """A list that was run into one paragraph; what follows the last item's first sentence is text again."""
    head, *items = parts
    last, _, rest = items[-1].partition(". ")
    items[-1] = f"{last}." if rest else last
    found = [Block("p", head, place), *(Block("li", item, place) for item in items)]
    return found + ([Block("p", rest, place)] if rest else [])


def _is_scrap(line: str) -> bool:
    """Whether a line is a few words in brackets or in capitals, without the end of a sentence."""
    bracketed = line.startswith("(") and line.endswith(")") and line.count("(") == 1
    return len(line.split()) <= SCRAP and (bracketed or (line.isupper() and not _SENTENCE_END.search(line)))


def _without_scraps(found: list[Block], log: Log) -> list[Block]:
    """Without what is left of captions and labels: scraps in a row, one of them with a bracket of a tag about it."""
    kept: list[Block] = []
    for scraps, run in groupby(found, lambda block: block.kind == "p" and _is_scrap(block.text)):
        blocks_ = list(run)
        broken = scraps and any(block.scrap for block in blocks_)
        for block in blocks_:
            block.text = block.scrap or block.text
            if not (broken and log.may("orphan-scrap", block.place, block.text, "")):
                block.left = block.left or broken
                kept.append(block)
    return kept


def _without_contents(found: list[Block], log: Log) -> list[Block]:
    """Leave out list items that announce a later line word for word: a table of contents. Such lines are headings."""
    announced = {same(block.text) for block in found if block.kind == "li" and len(block.text.split()) >= 2}
    lines = [block for block in found if block.kind in ("p", "h2") and same(block.text) in announced]
    for block in lines:
        block.kind = "h2"
    said_again = {same(block.text) for block in lines}
    return [
        block
        for block in found
        if not (
            block.kind == "li"
            and same(block.text) in said_again
            and log.may("table-of-contents", block.place, block.text, "")
        )
    ]


def _joined(found: list[Block], log: Log) -> list[Block]:
    """One sentence that was broken over several lines, made one again."""
    kept: list[Block] = []
    for block in found:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.kind == block.kind == "p"
            and not block.left
            and _goes_on(before.text, block.text)
        ):
            whole = f"{before.text} {block.text}"
            if log.may("broken-sentence", block.place, f"{before.text} ¶ {block.text}", whole):
                before.text = whole
                continue
        kept.append(block)
    return kept


def _goes_on(text: str, after: str) -> bool:
    if len(text) > LONGEST_BROKEN or _SENTENCE_END.search(text[-20:]):
        return False
    last = text.rsplit(" ", 1)[-1].casefold()
    long = len(after.split()) >= SCRAP or _SENTENCE_END.search(after[-20:])
    return (after[:1].islower() and bool(long)) or last in _SMALL - {"on", "up", "over"}


def _with_headings(found: list[Block], log: Log) -> list[Block]:
    """Short lines in headline case without a stop, with a longer text after them, are headings."""
    for block, after in pairwise(found):
        is_heading = (
            block.kind == "p" and not block.left and after.kind != "row" and _reads_like_heading(block.text, after.text)
        )
        if is_heading and log.may("heading", block.place, block.text, f"## {block.text}"):
            block.kind = "h2"
    return found


def _reads_like_heading(text: str, after: str) -> bool:
    names = _WORD.findall(text)
    if not 2 <= len(names) <= 22 or len(text) > 160 or _SENTENCE_END.search(text) or text.startswith("("):
        return False
    if len(after) < 2 * len(text) and same(after) != same(text) and len(after) < 80:
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
    head, rows = (group[:1], group[1:]) if group[0].head else ([], group)
    top = "".join(f"<thead>{_cells(row, 'th')}</thead>" for row in head)
    body = "".join(_cells(row, "td") for row in rows)
    return f"<table>{top}" + (f"<tbody>{body}</tbody>" if rows else "") + "</table>"


def _cells(row: Block, tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in row.cells) + "</tr>"
