"""Broken markup made sound, every mend written down. Pure and idempotent; takes away and rearranges, never adds a word.

What it does not do: judge (that is the gate's) and make safe (that is the sanitiser's, which always comes after).
"""

import re
from html import escape, unescape

from articles.markup import DEPTH, Token, hostility, tokens
from newsroom.ingest.entry import Mend
from newsroom.ingest.mending import debris, furniture, structure
from newsroom.ingest.mending.blocks import as_html, blocks
from newsroom.ingest.mending.headline import split_outlet
from newsroom.ingest.mending.log import Log
from newsroom.ingest.mending.punctuation import spaced, without_bars

Mends = tuple[Mend, ...]

_VERBATIM = frozenset(["pre", "code", "script", "style", "textarea", "kbd", "samp", "math", "svg"])
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "td",
        "th",
        "tr",
        "table",
        "blockquote",
        "section",
        "article",
        "dd",
        "dt",
        "dl",
        "figure",
    ]
    + [f"h{level}" for level in range(1, 7)]
)
_INLINE = frozenset(["a", "em", "strong", "b", "i", "span", "u", "cite", "q", "sub", "sup", "font", "abbr", "time"])
_ESCAPED_TAG = re.compile(
    r"&lt;(/?)(p|div|br|ul|ol|li|strong|em|b|i|a|h[1-6]|blockquote|img|span|table|tr|td|th)\b[^<>]{0,400}?&gt;",
    re.IGNORECASE,
)
_REAL_BLOCK = re.compile(r"<(?:p|div|ul|ol|table|blockquote|h[1-6])\b", re.IGNORECASE)
_GLUED_DATE = re.compile(r"^(?:date:?\s+)?(\d{4}-\d{2}-\d{2})\s+(?=[A-Z“\"])")
_ROUNDS = 4


def repair(
    html: str, *, own_hosts: tuple[str, ...] = (), outlet: str = "", headline: str = "", language: str = ""
) -> tuple[str, Mends]:
    """Mend the HTML of a story's body. Markup too hostile to be parsed comes back untouched: the sanitiser knows it.

    `own_hosts` are hosts of our site, `headline` is left out where the body says it again, `language` spares French.
    """
    del outlet  # bodies name outlets rightly; only headlines carry one that does not belong (see `repair_headline`)
    log = Log()
    if not html.strip() or hostility(html):
        return html.strip(), ()
    for _round in range(_ROUNDS):  # a mend can uncover another; in practice the second round changes nothing
        before = html
        html = _mended(_unescaped_once(html, log), own_hosts, headline, language, log)
        if html == before:
            break
    return html, tuple(log.mends)


def _unescaped_once(html: str, log: Log) -> str:
    """Markup that was escaped as a whole, so that readers would see its tags: take the escaping off."""
    escaped = _ESCAPED_TAG.findall(html)
    pairs = sum(1 for slash, _name in escaped if slash)
    if pairs >= 1 and len(escaped) >= 2 and not _REAL_BLOCK.search(html) and "<code" not in html:
        return log.note("escaped-markup", "text", html, unescape(html))
    return html


def _mended(html: str, own_hosts: tuple[str, ...], headline: str, language: str, log: Log) -> str:
    root = structure.parsed(_texts_mended(html, own_hosts, language, log))
    if root is None or _too_deep(root):
        return html
    structure.mend(root, headline, own_hosts, log)
    return structure.written(root)


def _too_deep(root: object) -> bool:
    depth = 0
    pending = [(root, 0)]
    while pending and depth <= DEPTH:
        element, depth = pending.pop()
        pending += [(child, depth + 1) for child in element]  # type: ignore[attr-defined]
    return depth > DEPTH


def _texts_mended(html: str, own_hosts: tuple[str, ...], language: str, log: Log) -> str:
    """Every run of text mended, tags left alone, and what must stay letter for letter left alone too."""
    pieces: list[str] = []
    verbatim = 0
    before: Token | None = None
    for number, token in enumerate(tokens(html), 1):
        if token.name in _VERBATIM and token.kind in ("open", "close"):
            verbatim = max(0, verbatim + (1 if token.kind == "open" else -1))
        if token.kind != "text" or verbatim or token.name:
            pieces.append(token.raw)
        else:
            if before is not None and before.kind == "close" and before.name in _BLOCKS and token.raw[:1].isalnum():
                pieces.append(" ")  # an end tag that ends nothing is dropped, and must not let two words run together
            after_inline = before is not None and before.kind == "close" and before.name in _INLINE
            pieces.append(
                _text_mended(token.raw, own_hosts, language, f"text {number}", log, after_inline=after_inline)
            )
        before = token
    return "".join(pieces)


def _text_mended(
    raw: str, own_hosts: tuple[str, ...], language: str, place: str, log: Log, *, after_inline: bool
) -> str:
    text = unescape(raw)
    if not text.strip():
        return raw
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    words = text.strip()
    if debris.has_debris(words):
        words = log.note("tag-debris", place, words, debris.in_one_line(words))
    words = log.note("own-address", place, words, furniture.without_own_addresses(words, own_hosts))
    words = log.note("empty-cells", place, words, without_bars(words))
    words = log.note("punctuation", place, words, spaced(words, language))
    if after_inline and start and re.match(r"[,.](?:\s|$)", words) and not language.startswith("fr"):
        log.note("punctuation", place, start + words[:1], words[:1])
        start = ""
    return escape(start + words + end, quote=False)


def repair_plain(
    text: str, *, own_hosts: tuple[str, ...] = (), outlet: str = "", headline: str = "", language: str = ""
) -> tuple[str, Mends]:
    """Make HTML of plain text: paragraphs, headings, lists and tables as far as they can be told; then `repair` it."""
    log = Log()
    glued = _GLUED_DATE.match(text.lstrip())
    if glued:
        log.note("glued-date", "line 1", text.lstrip()[: glued.end() + 40], text.lstrip()[glued.end() :][:40])
        text = text.lstrip()[glued.end() :]
    found = blocks(text, log)
    html, mends = repair(as_html(found), own_hosts=own_hosts, outlet=outlet, headline=headline, language=language)
    return html, (*log.mends, *mends)


def repair_headline(title: str, outlet: str = "") -> tuple[str, Mends]:
    """A headline without debris, without the outlet's name at its end, its spaces and punctuation mended."""
    log = Log()
    line = log.note("spaces", "headline", title, " ".join(unescape(title).split()))
    if debris.has_debris(line):
        line = log.note("tag-debris", "headline", line, debris.in_one_line(line))
    line = log.note("outlet-in-headline", "headline", line, split_outlet(line, outlet)[0])
    return log.note("punctuation", "headline", line, spaced(line)), tuple(log.mends)
