"""How much of a source's text may stand on our pages: whole lead sentences within the rights. Pure; judges no story.

The limit is `articles.readiness.excerpt_limit`: 90 words or 15 % of the source's text, the smaller.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml import html as lxml_html

from articles.readiness import excerpt_limit
from articles.sanitize import plain_text

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Where a sentence may end: Latin, Arabic and Urdu before a space; CJK at once; danda, Ethiopic, Burmese.
_END = re.compile(
    "(?P<latin>[.!?…؟۔]+)(?P<quote>[\"'”’»)\\]]*)(?=\\s|$)"
    "|(?P<wide>[。！？｡]+[」』”’）]*)"
    "|(?P<other>[।॥။።។]+[\"'”’)]*)(?=\\s|$)"
)
_ABBREVIATION = re.compile(
    r"(?i)(?:^|[\s(“\"'])(?:mr|mrs|ms|dr|prof|st|gen|col|lt|sgt|capt|gov|sen|rep|rev|hon|no|nos|vs|inc|ltd|co|corp|jr|sr"
    r"|approx|ca|cf|fig|vol|pp|art|bzw|z\.b|u\.a|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:[a-z]\.)*[a-z])$"
)
_OUTSIDE = frozenset(["figure", "figcaption", "table", "blockquote", "li", "dl", "pre"])


@dataclass(frozen=True, slots=True)
class Portion:
    """What becomes the body of the article, and the kind that the article is by it."""

    kind: str
    body: str


def portion(rights: str, html: str, words: int) -> Portion:
    """The part of the sanitised `html` that a source's rights let us show; `words` is the length of its whole text.

    Where not even one sentence fits into an excerpt, the story comes as a link: it can be published as it stands,
    and an editor who wants more writes it.
    """
    if rights == "own":
        return Portion("original", html)
    if rights == "licensed":
        return Portion("licensed", html)
    body = lead(html, excerpt_limit(words)) if rights == "excerpt" else ""
    return Portion("excerpt", body) if body else Portion("link", "")


def lead(html: str, limit: int) -> str:
    """The first whole sentences of `html` that together have at most `limit` words, as paragraphs; "" if none fits."""
    paragraphs: list[str] = []
    left = limit
    for paragraph in _paragraphs(html):
        kept: list[str] = []
        run = list(sentences(paragraph))
        for sentence in run:
            if count_words(sentence) > left:
                break
            kept.append(sentence)
            left -= count_words(sentence)
        if kept:
            paragraphs.append(f"<p>{escape(_joined(kept), quote=False)}</p>")
        if len(kept) < len(run) or (kept and not paragraph.endswith(kept[-1])):
            break
    return "".join(paragraphs)


def count_words(text: str) -> int:
    """Words between spaces; in scripts that set none, two characters count as a word."""
    unspaced = len(_UNSPACED.findall(text))
    spaced = _UNSPACED.sub(" ", text) if unspaced else text
    return sum(any(letter.isalnum() for letter in word) for word in spaced.split()) + (unspaced + 1) // 2


def sentences(text: str) -> Iterator[str]:
    """The whole sentences of one paragraph; what trails without an end is left out."""
    text = " ".join(text.split())
    start = 0
    for end in _END.finditer(text):
        if end["latin"] and not _ends(text, end):
            continue
        yield text[start : end.end()].strip()
        start = end.end()


def _ends(text: str, end: re.Match[str]) -> bool:
    """Whether a full stop ends the sentence, rather than an abbreviation, an initial or a quotation inside it."""
    following = text[end.end() :].lstrip()[:1]
    if following and following.islower():
        return False
    if end["latin"] == "." and following:
        return not _ABBREVIATION.search(text[max(0, end.start() - 12) : end.start()])
    return True


def _paragraphs(html: str) -> Iterator[str]:
    """The running text: paragraphs outside of pictures, lists and tables; every line where there are none."""
    if not html.strip():
        return
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    found = [
        " ".join(plain_text(lxml_html.tostring(element, encoding="unicode", with_tail=False)).split())
        for element in root.iter("p")
        if not any(above.tag in _OUTSIDE for above in element.iterancestors())
    ]
    yield from found or plain_text(html).split("\n")


def _joined(kept: list[str]) -> str:
    """Sentences put together again: with a space, but for those of scripts that set none."""
    joined = kept[0]
    for sentence in kept[1:]:
        joined += sentence if _UNSPACED.match(sentence) and joined[-1:] in "。！？｡」』”’）" else f" {sentence}"
    return joined
