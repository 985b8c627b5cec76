"""Broken markup made sound, every mend written down. Pure and idempotent; takes away and rearranges, never adds a word.

What it does not do: judge (that is the gate's) and make safe (that is the sanitiser's, which always comes after). Each
mend has a key; what is named in `without` is left as it was, and written down as undone.
"""

import re
from collections.abc import Collection
from html import escape, unescape

from articles.markup import Token, hostility, tokens
from newsroom.ingest.entry import Mend
from newsroom.ingest.mending import debris, flat, furniture, structure, tree
from newsroom.ingest.mending.blocks import as_html, blocks
from newsroom.ingest.mending.headline import split_outlet
from newsroom.ingest.mending.log import Log
from newsroom.ingest.mending.punctuation import spaced, without_bars

Mends = tuple[Mend, ...]

_VERBATIM = frozenset(["pre", "code", "script", "style", "textarea", "kbd", "samp", "math", "svg"])
_BLOCKS = frozenset([
    "p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "blockquote", "section", "article", "dd", "dt", "dl",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6",
])  # fmt: skip
_INLINE = frozenset(["a", "em", "strong", "b", "i", "span", "u", "cite", "q", "sub", "sup", "font", "abbr", "time"])
_ESCAPED_TAG = re.compile(
    r"&lt;(/?)(p|div|br|ul|ol|li|strong|em|b|i|a|h[1-6]|blockquote|img|span|table|tr|td|th)\b[^<>]{0,400}?&gt;",
    re.IGNORECASE,
)
_REAL_BLOCK = re.compile(r"<(?:p|div|ul|ol|table|blockquote|h[1-6])\b", re.IGNORECASE)
_ALONE = re.compile(r"[,.](?=\s|$)(?!\s*\.)")
_STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*<>\n]{1,200}?)(?<=\S)\*\*(?![\w*])")
_ROUNDS = 4


def repair(
    html: str,
    *,
    own_hosts: tuple[str, ...] = (),
    outlet: str = "",
    headline: str = "",
    language: str = "",
    without: Collection[str] = (),
) -> tuple[str, Mends]:
    """Mend the HTML of a story's body. Markup too hostile to be parsed comes back untouched: the sanitiser knows it.

    `own_hosts` are hosts of our site, `headline` is left out where the body says it again, `language` spares French,
    and `without` holds the keys of mends that are not to be made.
    """
    del outlet  # bodies name outlets rightly; only headlines carry one that does not belong (see `repair_headline`)
    log = Log(without)
    return _settled(html, own_hosts, headline, language, log), tuple(log.mends)


def _settled(html: str, own_hosts: tuple[str, ...], headline: str, language: str, log: Log) -> str:
    if not html.strip() or hostility(html):
        return html.strip()
    for _round in range(_ROUNDS):  # a mend can uncover another; in practice the second round changes nothing
        before, unescaped = html, _unescaped_once(html)
        if unescaped != html and not log.may("escaped-markup", "text", html, unescaped):
            return html.strip()
        if (text := flat.lines(unescaped)) is not None:
            unescaped = as_html(blocks(text, log))
            log.next_reading()
        html = _mended(unescaped, own_hosts, headline, language, log)
        log.next_reading()
        if html == before:
            break
    return html


def _unescaped_once(html: str) -> str:
    """Markup that was escaped as a whole, so that readers would see its tags: take the escaping off."""
    escaped = _ESCAPED_TAG.findall(html) if "&lt;" in html else []
    pairs = sum(1 for slash, _name in escaped if slash)
    if pairs >= 1 and len(escaped) >= 2 and not _REAL_BLOCK.search(html) and "<code" not in html:
        return unescape(html)
    return html


def _mended(html: str, own_hosts: tuple[str, ...], headline: str, language: str, log: Log) -> str:
    root = tree.parsed(_texts_mended(html, own_hosts, language, log))
    if root is None:
        return html
    structure.mend(root, headline, own_hosts, language, log)
    return tree.written(root)


def _texts_mended(html: str, own_hosts: tuple[str, ...], language: str, log: Log) -> str:
    """Every run of text mended, tags left alone, and what must stay letter for letter left alone too."""
    pieces: list[str] = []
    verbatim = block = 0
    before: Token | None = None
    for token in tokens(html):
        if token.name in _VERBATIM and token.kind in ("open", "close"):
            verbatim = max(0, verbatim + (1 if token.kind == "open" else -1))
        block += token.kind == "open" and token.name in _BLOCKS
        if token.kind != "text" or verbatim or token.name:
            pieces.append(token.raw)
        else:
            closed = before.name if before is not None and before.kind == "close" else ""
            if closed in _BLOCKS and token.raw[:1].isalnum():
                pieces.append(" ")  # an end tag that ends nothing is dropped, and must not let two words run together
            place = f"block {max(block, 1)}"
            pieces.append(_text_mended(token.raw, own_hosts, language, place, log, after_inline=closed in _INLINE))
        before = token
    return "".join(pieces)


def _text_mended(
    raw: str, own_hosts: tuple[str, ...], language: str, place: str, log: Log, *, after_inline: bool
) -> str:
    text = unescape(raw) if "&" in raw else raw
    words = text.strip()
    if not words:
        return raw
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    bare = debris.unescaped(words)
    if bare != words and not log.may("escaped-markup", place, words, bare):
        return raw
    words = bare
    if debris.has_debris(words):
        mended = debris.in_one_line(words)
        if not log.may(debris.rule_of(words), place, words, mended):
            return raw
        words = mended
    words = log.note("own-address", place, words, furniture.without_own_addresses(words, own_hosts))
    words = log.note("empty-cells", place, words, without_bars(words))
    words = spaced(words, language, place, log)
    if after_inline and start and _ALONE.match(words) and not language.startswith("fr"):
        start = "" if log.may("space-before", place, f"{start}{words[:20]}", words[:20]) else start
    return _emphasised(escape(start + words + end, quote=False), place, log)


def _emphasised(escaped: str, place: str, log: Log) -> str:
    """Markdown's stars made tags."""
    if "**" not in escaped:
        return escaped

    def strong(found: re.Match[str]) -> str:
        wanted = log.may("markdown", place, unescape(found.group()), unescape(found.group(1)))
        return f"<strong>{found.group(1)}</strong>" if wanted else found.group()

    return _STRONG.sub(strong, escaped)


def repair_plain(
    text: str,
    *,
    own_hosts: tuple[str, ...] = (),
    outlet: str = "",
    headline: str = "",
    language: str = "",
    without: Collection[str] = (),
) -> tuple[str, Mends]:
    """Make HTML of plain text: paragraphs, headings, lists and tables as far as they can be told; then `repair` it."""
    del outlet
    log = Log(without)
    opening = text.lstrip()
    rest = furniture.without_date(opening)
    if rest != opening and log.may("glued-date", "line 1", *furniture.openings(opening, rest)):
        text = rest
    html = as_html(blocks(text, log))
    log.next_reading()
    return _settled(html, own_hosts, headline, language, log), tuple(log.mends)


def repair_headline(
    title: str, outlet: str = "", *, language: str = "", without: Collection[str] = ()
) -> tuple[str, Mends]:
    """A headline without debris, without the outlet's name at its end, its spaces and punctuation mended."""
    log = Log(without)
    line = log.note("spaces", "headline", title, " ".join(unescape(title).split()))
    if debris.has_debris(line):
        line = log.note("tag-debris", "headline", line, debris.in_one_line(line))
    line = log.note("outlet-in-headline", "headline", line, split_outlet(line, outlet)[0])
    return spaced(line, language, "headline", log), tuple(log.mends)
