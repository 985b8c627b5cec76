"""Tags that became text: spaced, doubled, half closed. Pure; takes them out and says what they were meant to be."""

import re
from html import unescape

_BLOCK = ("li", "ul", "ol", "p", "br", "hr", "div", "tr", "td", "th", "table", "tbody", "thead", "tfoot", "blockquote")
_HEADING = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = ("strong", "em", "b", "i", "u", "a", "span", "font", "small", "sub", "sup", "figure", "figcaption", "center")
_VALUE = r"""(?:"[^"<>]{0,300}"|'[^'<>]{0,300}'|[^\s<>"']{1,300})"""
_ATTRIBUTES = rf"(?:\s+[a-zA-Z-]{{1,20}}\s*=\s*{_VALUE}){{0,12}}"
BREAK = "\n"
ITEM = "\ue000"
HEADING = "\ue001"
ROW = "\ue002"


def _spelt(names: tuple[str, ...]) -> str:
    """The names as a pattern that lets blanks stand between their letters."""
    return "(?:" + "|".join(r"[ ]{0,2}".join(name) for name in sorted(names, key=len, reverse=True)) + ")"


def _tag(names: tuple[str, ...]) -> re.Pattern[str]:
    close = r"[>›]{1,4}(?:[ ]?/?[ ]?[>›]{1,3})?"
    return re.compile(
        rf"[<‹]{{1,4}}\s{{0,3}}(?:[>›]{{1,2}}\s?)?/?\s{{0,3}}{_spelt(names)}{_ATTRIBUTES}\s{{0,3}}/?\s{{0,3}}{close}",
        re.IGNORECASE,
    )


_ITEM_TAG, _CELL_TAG = _tag(("li",)), _tag(("td", "th"))
_HEADING_TAG, _BLOCK_TAG, _INLINE_TAG = _tag(_HEADING), _tag(_BLOCK), _tag(_INLINE)
_ODD_CLOSE = re.compile(r"<{1,4}\s?>{1,4}\s?/\s?(?:td|th|tr|li|ul)\s?>{1,4}", re.IGNORECASE)
_ODD_CELL = re.compile(r"<{1,4}\s?>{1,4}\s?/\s?(?:td|th)\s?>{1,4}", re.IGNORECASE)
_UNCLOSED = re.compile(
    rf"[<‹]\s{{1,3}}/?\s{{0,3}}{_spelt(('strong', 'li', 'ul', 'ol', 'tr', 'td', 'th', 'br', *_HEADING))}(?=\s|$)",
    re.IGNORECASE,
)
_UNCLOSED_P = re.compile(r"[\"”“]?\s?<\s?p\s(?=[A-Z“\"])")
_BRACKETED = re.compile(r"\(\s?/?\s?li\s?/?\s?\)\s?(?=\()", re.IGNORECASE)
_IMAGE = re.compile(
    r"<{1,4}\s{0,3}i\s?m\s?g\b(?:[^<>]{0,600}>|[^<>]{0,600}?\balt\s?=\s?\"{0,2}[^\"<>]{0,300}\"{1,2}"
    r"|[^<>]{0,400}?\.(?:jpe?g|png|gif|webp)[\w.]{0,12}\"{0,2})",
    re.IGNORECASE,
)
_ESCAPED = re.compile(
    r"&lt;/?(?:p|div|br|ul|ol|li|strong|em|b|i|a|h[1-6]|blockquote|img|span|table|tr|td|th)\b[^<>]{0,400}?&gt;",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"<\s*i\s?m\s?g\b", re.IGNORECASE)
_HEAD_TAG = _tag(("th",))
_ROW_TAG = _tag(("tr", "thead", "tbody", "tfoot", "table"))
_DOUBLED_QUOTES = re.compile(r"([“”\"])(?:\s?\1)+")
_STRAY_QUOTES = re.compile(r"^[“\"]\s+(?=\w)|(?<=\w)\s+[“\"]$|^”\s*(?=\w)|(?<=\w)\s*“$")
_LETTERS = re.compile(r"[^\W_]")
_NAMED = re.compile(r"[<‹]\s{0,3}(?:[>›]{1,2}\s?)?/?\s{0,3}[a-zA-Z]")
_LONE_LETTER = re.compile(r"(?<![<‹])[<‹]\s{0,3}[abiqpu]\s{0,3}[>›](?![>›])", re.IGNORECASE)
_TALK_OF_TAGS = re.compile(
    r"(?i)<[^<>]{1,80}>[\s”\"’']{1,3}(?:and |or |[,/]\s?)?(?:tags?|elements?|markup|attributes?)\b"
    r"|\b(?:tags?|elements?)\s[“\"‘']?<[^<>]{1,80}>"
)


def has_debris(text: str) -> bool:
    """Whether tags stand in `text` as words. One letter between brackets may be mathematics: `a < b > c`."""
    if "<" not in text and "‹" not in text:
        return "(" in text and bool(_BRACKETED.search(text))
    if not _NAMED.search(text) or _TALK_OF_TAGS.search(text):
        return False
    if (letter := _LONE_LETTER.search(text)) and text[: letter.start()].strip():
        text = _LONE_LETTER.sub(" ", text)
    return any(pattern.search(text) for pattern in (_INLINE_TAG, _BLOCK_TAG, _HEADING_TAG, _UNCLOSED, _IMAGE))


def has_structure(text: str) -> bool:
    """Whether lists, tables, headings or pictures stand in `text` as words, and not merely emphasis or paragraphs."""
    if not has_debris(text):
        return False
    return any(pattern.search(text) for pattern in (_ITEM_TAG, _CELL_TAG, _HEADING_TAG, _ROW_TAG, _IMAGE))


def rule_of(text: str) -> str:
    """The name of the mend that takes the debris out of `text`."""
    return "broken-picture" if _PICTURE.search(text) else "tag-debris"


def marked(text: str) -> str:
    """`text` without debris, with marks where structure was meant.

    Where a block began stands a line break; after it `ITEM` for an item or a cell and `ROW` for a row of a table, and
    before it `HEADING` where a heading ended.
    """
    text = _IMAGE.sub(BREAK, text)
    text = _HEADING_TAG.sub(HEADING + BREAK, text)
    text = _ITEM_TAG.sub(BREAK + ITEM, _ODD_CLOSE.sub(BREAK, text))
    text = _ROW_TAG.sub(BREAK + ROW, _CELL_TAG.sub(BREAK + ITEM, text))
    text = _BLOCK_TAG.sub(BREAK, text)
    text = _BRACKETED.sub(BREAK + ITEM, _INLINE_TAG.sub(" ", text))
    return _UNCLOSED_P.sub(BREAK, _UNCLOSED.sub(" ", text))


def is_cell(text: str) -> bool:
    """Whether the debris of a table's cell stands in `text`."""
    return bool(_CELL_TAG.search(text) or _ODD_CELL.search(text))


def is_head(text: str) -> bool:
    """Whether the debris of a cell in a table's head stands in `text`."""
    return bool(_HEAD_TAG.search(text))


def tidied(line: str) -> str:
    """One line after its debris is gone: no angle brackets at its ends, no doubled or stray quotes, blanks folded."""
    line = " ".join(line.split()).strip("<> ")
    return _STRAY_QUOTES.sub("", _DOUBLED_QUOTES.sub(r"\1", line)).strip()


def without_marks(piece: str) -> str:
    """A piece of `marked` text as words alone."""
    return piece.replace(ITEM, " ").replace(HEADING, " ").replace(ROW, " ")


def unescaped(text: str) -> str:
    """`text` with its escaping taken off once more, where tags stand escaped in what readers see."""
    return unescape(text) if "&lt;" in text and _ESCAPED.search(text) else text


def in_one_line(text: str) -> str:
    """`text` without debris, for a place that has structure of its own."""
    lines = [tidied(without_marks(line)) for line in marked(text).split(BREAK)]
    return " ".join(line for line in lines if _LETTERS.search(line))


def is_only_marks(line: str) -> bool:
    """Whether a line holds brackets, quotes, bars and blanks, and nothing else."""
    return bool(line.strip()) and not re.sub(r"[\s<>«»‹›\"'“”‘’`|/\\(){}\[\]]", "", line)
