"""A web page in, title, byline, date, picture and body out. Pure: no network, no clock, safe to run in a child process.

Two readers look at every page: trafilatura first, readability when the first found less than half as much. How far
they agree is how far the body can be trusted. The HTML given back is neither repaired nor safe yet.
"""

import logging
import re
from typing import NamedTuple

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from readability import Document

from articles.markup import DEPTH, hostility, visible_text
from newsroom.ingest import labels, metadata, selectors
from newsroom.ingest.decoding import page_text
from newsroom.ingest.entry import Extraction, Reader
from newsroom.ingest.links import absolute, with_absolute_links
from newsroom.ingest.portion import count_words
from newsroom.ingest.shingles import likeness

HALF = 0.5
TAKEN_WORDS = 25
"""Fewer words than these are no story: then the selectors are out of date, and the readers have the page."""
logging.getLogger("readability").setLevel(logging.ERROR)  # both readers log every oddity of every page
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class Reading(NamedTuple):
    """A body as one reader sees it."""

    reader: Reader
    html: str
    text: str


def extract(
    html: bytes | str, url: str, charset: str = "", *, take: tuple[str, ...] = (), drop: tuple[str, ...] = ()
) -> Extraction:
    """Read the page at `url`; `charset` is what its Content-Type header said. Never raises: `problem` says why not.

    `take` and `drop` are CSS selectors: where the text stands, and what in it is none.
    """
    text = page_text(html, charset) if isinstance(html, bytes) else html
    if problem := hostility(text):
        return Extraction(problem=problem)
    try:
        tree = _tree(text)
    except (etree.LxmlError, ValueError) as error:
        return Extraction(problem=f"The page is no readable HTML ({error}).")
    if tree is None:
        return Extraction(label="empty", problem="The page is empty.")
    if _too_deep(tree):
        return Extraction(problem=f"The page nests its elements more than {DEPTH} deep.")
    return _extracted(text, tree, url, take, drop)


def _tree(text: str) -> lxml_html.HtmlElement | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    body = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", text).encode()
    return lxml_html.document_fromstring(body, parser=parser, ensure_head_body=True) if body.strip() else None


def _too_deep(tree: lxml_html.HtmlElement) -> bool:
    depth = 0
    for event, _element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            return True
    return False


def _extracted(
    text: str, tree: lxml_html.HtmlElement, url: str, take: tuple[str, ...], drop: tuple[str, ...]
) -> Extraction:
    facts = metadata.read(tree, text, url)
    base = facts.base or url
    selected = selectors.apply(tree, take, drop)
    page = lxml_html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>") if selected.dropped else text
    first, second = _trafilatura(page, url), _readability(page, url)
    body, alike = choose(first, second), likeness(first.text, second.text)
    taken = Reading("selectors", selected.html, visible_text(selected.html))
    words = count_words(taken.text)
    if words >= TAKEN_WORDS:
        body, alike = taken, likeness(taken.text, body.text)
    return Extraction(
        title=facts.title,
        author=facts.author,
        date=facts.date,
        date_raw=facts.date_raw,
        language=facts.language,
        canonical_url=absolute(base, facts.canonical) if facts.canonical else "",
        site_name=facts.site_name,
        image_url=absolute(base, facts.image) if facts.image else "",
        html=with_absolute_links(body.html, base),
        text=body.text,
        reader=body.reader if body.text else "",
        agreement=round(alike, 4),
        label=labels.page_label(text, body.text),
        remark=_remark(words) if take and body is not taken else "",
        dropped=selected.dropped,
        silent=selected.silent,
    )


def _remark(words: int) -> str:
    """That the selectors were of no use, so that a redesign of the site is noticed."""
    if not words:
        return "The selectors of this source found nothing on this page."
    return f"The selectors of this source found only {words} word{'s' if words > 1 else ''} on this page."


def choose(first: Reading, second: Reading) -> Reading:
    """The first reading, unless it is less than half as long as the second."""
    return second if len(first.text) < HALF * len(second.text) else first


def _trafilatura(text: str, url: str) -> Reading:
    try:
        found = trafilatura.extract(
            text,
            url=url,
            favor_precision=True,
            include_comments=False,
            include_links=True,
            include_images=False,  # with pictures their captions are taken for text: F1 .962 instead of .973
            include_tables=True,
            include_formatting=True,
            output_format="html",
        )
    except Exception:
        # Whatever a reader trips over, the other one still has the page; the label and the agreement tell the editor.
        found = None
    html = _inside_body(found or "")
    return Reading("trafilatura", html, visible_text(html))


def _readability(text: str, url: str) -> Reading:
    try:
        found = str(Document(text, url=url).summary(html_partial=True))
    except Exception:
        # As above: the other reader still has the page.
        found = ""
    html = _inside_body(found)
    return Reading("readability", html, visible_text(html))


def _inside_body(html: str) -> str:
    """The HTML without the wrapper that a reader puts around it."""
    html = re.sub(r"(?is)^.*?<body[^>]*>|</body>.*$", "", html)
    return re.sub(r"(?is)^\s*<div>\s*(<div[^>]*>.*</div>)\s*</div>\s*$", r"\1", html).strip()
