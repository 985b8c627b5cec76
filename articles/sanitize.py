"""Foreign HTML made safe, always last before it is stored. Pure; repairs nothing, judges nothing, reaches nothing.

One allowlist, enforced by nh3. Because nh3 is quadratic in depth and in attributes, markup is measured first in linear
time, and what is beyond measure is kept as its words alone.
"""

import re
from html import escape

import nh3
from lxml import etree
from lxml import html as lxml_html

from articles.markup import BYTES, DEPTH, depth_bound, hostility, tokens, visible_text

TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "q",
        "cite",
        "a",
        "em",
        "strong",
        "b",
        "i",
        "sub",
        "sup",
        "br",
        "hr",
        "figure",
        "figcaption",
        "img",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "caption",
        "span",
        "time",
        "code",
        "pre",
        "dl",
        "dt",
        "dd",
    ]
)
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
}
_VALUES = {
    "href": re.compile(r"(?i)(?:https?://[^\s/]|mailto:[^\s@]+@)"),
    "src": re.compile(r"(?i)https?://[^\s/]"),
    "lang": re.compile(r"[A-Za-z0-9-]{1,35}\Z"),
    "hreflang": re.compile(r"[A-Za-z0-9-]{1,35}\Z"),
    "dir": re.compile(r"(?:ltr|rtl|auto)\Z"),
    "width": re.compile(r"\d{1,5}\Z"),
    "height": re.compile(r"\d{1,5}\Z"),
    "colspan": re.compile(r"\d{1,2}\Z"),
    "rowspan": re.compile(r"\d{1,3}\Z"),
    "scope": re.compile(r"(?:row|col|rowgroup|colgroup)\Z"),
    "datetime": re.compile(r"[0-9TZ:+.\- ]{4,40}\Z"),
}
_DROPPED_WITH_CONTENT = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "applet",
    "template",
    "textarea",
    "select",
    "option",
    "button",
    "svg",
    "math",
    "head",
    "title",
    "noembed",
    "noframes",
    "audio",
    "video",
    "canvas",
    "xmp",
    "plaintext",
]
_NEAREST = dict.fromkeys(
    [
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "nav",
        "address",
        "center",
        "fieldset",
        "form",
        "details",
        "summary",
    ],
    "p",
) | {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "tfoot": "tbody",
    "strike": "span",
    "font": "span",
    "dir": "ul",
    "menu": "ul",
}
# What people write by hand may be longer than a page from outside: this many characters of markup.
BODY_BYTES = 5_500_000
_IMAGE = re.compile(r'<img(?:\s[a-z]+="[^"]*")*\s?/?>')
_PIXEL = re.compile(r'\s(?:width|height)="0*[0-3]"')
_RUNNING = frozenset({"em", "strong", "b", "i", "span", "a"})
_EMPTY = re.compile(
    r"<(p|li|h[2-4]|em|strong|b|i|span|figure|figcaption|blockquote|ul|ol|a)(?:\s[a-z]+=\"[^\"]*\")*>\s*</\1>"
)


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    value = value.strip() if attribute in ("href", "src") else value
    rule = _VALUES.get(attribute)
    return value if rule is None or rule.match(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_allowed_value,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener nofollow ugc",
    strip_comments=True,
)


def clean(html: str, *, limit: int = BYTES) -> str:
    """Return `html` with nothing left but allowed tags, attributes and absolute http(s) or mailto addresses.

    Idempotent. Markup that is larger than `limit` characters, too deep or overloaded comes back as escaped paragraphs
    of its words, of which none beyond the limit is read.
    """
    html = _legal_characters(html)
    if hostility(html, limit=limit):
        return _words_alone(html, limit)
    if not _is_plain(html):
        rebuilt = _rebuilt(html)
        if rebuilt is None:
            return _words_alone(html, limit)
        html = rebuilt
    if depth_bound(html) > DEPTH:
        return _words_alone(html, limit)
    return _settled(html)


def _settled(html: str) -> str:
    """`html` cleaned until cleaning changes nothing: links and tables nested wrongly take more than one reading."""
    for _pass in range(6):
        before, html = html, _without_empties(_CLEANER.clean(html)).strip()
        if html == before:
            break
    return html


def _legal_characters(html: str) -> str:
    return re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]",
        "",
        html,
    )


def _is_plain(html: str) -> bool:
    """Whether `html` holds allowed tags alone, well enough nested that its depth is known without a tree."""
    if any(token.kind == "other" or (token.name and token.name not in TAGS) for token in tokens(html)):
        return False
    return depth_bound(html) <= DEPTH


def _rebuilt(html: str) -> str | None:
    """`html` parsed leniently and written out well nested, with the nearest allowed tag for each; None if too deep."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(f"<html><body>{html}".encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    etree.strip_elements(root, *_DROPPED_WITH_CONTENT, with_tail=False)
    if _too_deep(root):
        return None
    for element in root.iter(*_NEAREST):
        element.tag = _NEAREST[element.tag]
    body = root.find("body")
    return "" if body is None else (escape(body.text or "", quote=False) + "".join(map(_written, body)))


def _written(element: lxml_html.HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode"))


def _too_deep(root: lxml_html.HtmlElement) -> bool:
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            return True
    return False


def _without_empties(html: str) -> str:
    """Drop pictures without an address, one-pixel trackers and elements with nothing in them, inside out."""
    html = _IMAGE.sub(_worth_showing, html)
    while (shorter := _EMPTY.sub(_gap, html)) != html:
        html = shorter
    return html


def _gap(empty: re.Match[str]) -> str:
    """Nothing, or a blank where an empty block was all that kept two words apart."""
    apart = (
        empty.string[max(0, empty.start() - 1) : empty.start()].isalnum()
        and empty.string[empty.end() : empty.end() + 1].isalnum()
    )
    return " " if apart and empty.group(1) not in _RUNNING else ""


def _worth_showing(image: re.Match[str]) -> str:
    tag = image.group()
    return "" if ' src="' not in tag or _PIXEL.search(tag) else tag


def _words_alone(html: str, limit: int) -> str:
    lines = visible_text(html[:limit]).split("\n")
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def plain_text(html: str) -> str:
    """The words of `html`, blocks on lines of their own, spaces folded."""
    return visible_text(_legal_characters(html))


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def excerpt(html: str, words: int = 30) -> str:
    """The first words of HTML or text on one line, with an ellipsis where it was cut.

    Two characters count as a word in scripts that set no spaces between words.
    """
    text = " ".join(plain_text(html).split())
    if len(_UNSPACED.findall(text[:400])) * 3 > len(text[:400]):
        return text if len(text) <= words * 2 else text[: words * 2].rstrip() + "…"
    run = text.split(" ")
    return text if len(run) <= words else " ".join(run[:words]).rstrip(",;:–—-") + "…"
