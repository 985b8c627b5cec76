"""HTML read as a flat run of tags and text, in time linear in its length. Pure; builds no tree, trusts nothing.

For what must look at hostile markup before a real parser may touch it. Follows the tokenisation rules of the HTML
standard (section 13.2.5) as far as safety needs: quotes count only in attribute values, raw text ends at its own tag.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

BYTES = 2 * 1024 * 1024
DEPTH = 512
ATTRIBUTES = 100

_NEXT = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z])")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s/]*(?!>)([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(?!["'])([^\s>]*)))?""")
_COMMENT_END = re.compile(r"--!?>|\Z")
_TAG_END = re.compile(r"[\s/]*>")
_RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
_VOID = frozenset(
    ["br", "hr", "img", "embed", "meta", "area", "base", "col", "input", "link", "param", "source", "track", "wbr"]
)
_CLOSED_BY_THE_NEXT = frozenset(["p", "li", "dd", "dt"])
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_UNREAD = frozenset(["script", "style", "iframe", "noembed", "noframes", "template"])


class Token(NamedTuple):
    """One piece of markup: kind is "text", "open", "close" or "other" (comment, doctype, instruction)."""

    kind: str
    name: str
    attributes: list[tuple[str, str]]
    raw: str


def tokens(html: str) -> Iterator[Token]:
    """Yield the pieces of `html` in order. An unfinished tag at the end is dropped, as browsers do."""
    place = 0
    while found := _NEXT.search(html, place):
        if found.start() > place:
            yield Token("text", "", [], html[place : found.start()])
        token, place = _markup_at(html, found)
        if token is None:
            return
        yield token
        if token.kind == "open" and token.name in _RAW:
            end = _raw_text_end(html, token.name, place)
            if end > place:
                yield Token("text", token.name, [], html[place:end])
            place = end
    if place < len(html):
        yield Token("text", "", [], html[place:])


def _markup_at(html: str, found: re.Match[str]) -> tuple[Token | None, int]:
    opening = found.group()
    if opening == "<!--":
        end = _COMMENT_END.search(html, found.start() + 2)
        place = end.end() if end else len(html)
        return Token("other", "", [], html[found.start() : place]), place
    if opening in ("<!", "<?"):
        place = html.find(">", found.end()) + 1 or len(html)
        return Token("other", "", [], html[found.start() : place]), place
    return _tag_at(html, found.start())


def _tag_at(html: str, start: int) -> tuple[Token | None, int]:
    name = _NAME.match(html, start)
    if name is None:
        return None, len(html)
    place = name.end()
    attributes: list[tuple[str, str]] = []
    while found := _ATTRIBUTE.match(html, place):
        value = found.group(2) or found.group(3) or found.group(4) or ""
        attributes.append((found.group(1).lower(), value))
        place = found.end()
    end = _TAG_END.match(html, place)
    if end is None:
        return None, len(html)
    kind = "close" if html[start + 1] == "/" else "open"
    return Token(kind, name.group(1).lower(), attributes, html[start : end.end()]), end.end()


def _raw_text_end(html: str, name: str, place: int) -> int:
    end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(html, place)
    return end.start() if end else len(html)


def hostility(html: str | bytes, *, limit: int = BYTES) -> str | None:
    """Why `html` must not reach a parser, as a sentence for an editor; None when it may.

    Size and attributes per tag only: the depth of sloppy markup is known once a tree is built (see `depth_bound`).
    """
    if len(html) > limit:
        return f"The page is larger than {limit // 1024} KiB."
    text = html.decode("latin-1") if isinstance(html, bytes) else html
    for token in tokens(text):
        if len(token.attributes) > ATTRIBUTES:
            return f"A tag <{token.name[:20]}> carries more than {ATTRIBUTES} attributes."
    return None


def depth_bound(html: str) -> int:
    """How deep a browser could at most nest `html`.

    A tag counts as closed only where its end tag directly follows its content. Exact for well-nested markup, too high
    for sloppy markup, never too low without comments or raw text.
    """
    open_tags: list[str] = []
    deepest = 0
    for token in tokens(html):
        if token.name in _VOID or token.name in _CLOSED_BY_THE_NEXT:
            continue
        if token.kind == "open":
            open_tags.append(token.name)
            deepest = max(deepest, len(open_tags))
        elif token.kind == "close" and open_tags and open_tags[-1] == token.name:
            open_tags.pop()
    return deepest


def visible_text(html: str) -> str:
    """The words a reader would see, blocks on lines of their own, spaces folded, character references resolved."""
    pieces: list[str] = []
    hidden = 0
    for token in tokens(html):
        if token.kind == "text" and not hidden and token.name not in _UNREAD:
            pieces.append(re.sub(r"[ \t\r\n\f\u00a0]+", " ", unescape(token.raw)))
        elif token.name == "template":
            hidden = max(0, hidden + (1 if token.kind == "open" else -1))
        elif token.name in ("td", "th"):
            pieces.append(" ")
        elif token.name in _BLOCKS:
            pieces.append("\n")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
