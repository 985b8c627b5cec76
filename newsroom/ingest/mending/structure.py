"""Mends on the tree of an article's HTML: headings, rows, paragraphs, lists. Pure; changes order of nothing."""

import re

from lxml import etree
from lxml import html as lxml_html

from newsroom.ingest.mending import furniture
from newsroom.ingest.mending.log import Log

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADINGS_SET = frozenset(_HEADINGS)
_BLOCKS = ("p", "div", "li", "blockquote", *_HEADINGS)
_BULLET = re.compile(r"^\s*(?:[•●▪◦‣∙]\s*|[-*]\s+)(?=\S)")
_SHOWS = ("img", "picture", "video", "audio", "iframe", "table", "hr", "svg", "figure", "embed", "object")


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _text(element: lxml_html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _remove(element: lxml_html.HtmlElement) -> None:
    """Take a block out without letting the words before and after it run together."""
    previous, parent = element.getprevious(), element.getparent()
    before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    if before[-1:].isalnum() and (element.tail or "")[:1].isalnum():
        element.tail = f" {element.tail}"
    element.drop_tree()


def _is_leaf(element: lxml_html.HtmlElement) -> bool:
    """Whether the element holds no block of its own."""
    return not any(
        isinstance(child.tag, str) and child.tag in (*_BLOCKS, "ul", "ol", "table")
        for child in element.iterdescendants()
    )


def mend(root: lxml_html.HtmlElement, headline: str, own_hosts: tuple[str, ...], log: Log) -> None:
    """Make every mend in turn, in place."""
    _drop_known_blocks(root, log)
    _unlink_own_addresses(root, own_hosts, log)
    while _drop_introduction(root, log):
        continue  # each round takes one block away, so this ends
    _drop_headline(root, headline, log)
    _drop_doubled_headings(root, log)
    _drop_repeated_rows(root, log)
    _list_from_bullets(root, log)
    _start_headings_at_two(root, log)
    _drop_empty(root, log)


def _drop_known_blocks(root: lxml_html.HtmlElement, log: Log) -> None:
    for number, element in enumerate(list(root.iterdescendants(*_BLOCKS)), 1):
        if not _is_leaf(element) or _shows_something(element) or not (text := _text(element)):
            continue
        if furniture.is_furniture(text):
            log.note("furniture", f"block {number}", text, "")
            _remove(element)
        elif not re.search(r"[\w*…]", text) and not re.search(r"[^\x00-\x7f“”‘’«»‹›]", text):
            log.note("only-marks", f"block {number}", text, "")
            _remove(element)


def _shows_something(element: lxml_html.HtmlElement) -> bool:
    return next(element.iter(*_SHOWS), None) is not None


def _unlink_own_addresses(root: lxml_html.HtmlElement, own_hosts: tuple[str, ...], log: Log) -> None:
    for link in list(root.iterdescendants("a")):
        target = (link.get("href") or "").lower()
        if any(re.match(rf"https?://(?:www\.)?{re.escape(host.lower())}(?:[/:?#]|$)", target) for host in own_hosts):
            log.note("own-address", "link", target, "")
            link.drop_tag()


def _drop_introduction(root: lxml_html.HtmlElement, log: Log) -> bool:
    """Take the label off the first block; True where the block held nothing else and went."""
    first = next((element for element in root.iterdescendants(*_BLOCKS) if _is_leaf(element) and _text(element)), None)
    text = _text(first) if first is not None else ""
    rest = furniture.without_introduction(text)
    if first is None or rest == text:
        return False
    opening = (first.text or "").lstrip()
    if not rest and not _shows_something(first):
        log.note("introduction-label", "block 1", text, "")
        _remove(first)
        return True
    if (shorter := furniture.without_introduction(opening)) != opening:
        log.note("introduction-label", "block 1", text, rest)
        first.text = shorter
    return False


def _drop_headline(root: lxml_html.HtmlElement, headline: str, log: Log) -> None:
    """A heading that says the headline again before the text has begun."""
    for element in list(root.iterdescendants(*_BLOCKS)):
        if not _is_leaf(element) or not (text := _words(_text(element))):
            continue
        if headline and element.tag in _HEADINGS and text == _words(headline):
            log.note("repeated-headline", "block 1", _text(element), "")
            _remove(element)
        return


def _drop_doubled_headings(root: lxml_html.HtmlElement, log: Log) -> None:
    """A heading said again by the very next heading or line."""
    before: lxml_html.HtmlElement | None = None
    for element in list(root.iterdescendants(*_BLOCKS)):
        if not _is_leaf(element) or not _text(element):
            continue
        if before is not None and _HEADINGS_SET & {before.tag, element.tag} and _says_the_same(before, element):
            log.note("doubled-heading", f"<{element.tag}>", _text(element), "")
            if before.tag not in _HEADINGS:
                before.tag = element.tag
            _remove(element)
        else:
            before = element


def _says_the_same(one: lxml_html.HtmlElement, other: lxml_html.HtmlElement) -> bool:
    words = _words(_text(one))
    return bool(words) and words == _words(_text(other))


def _drop_repeated_rows(root: lxml_html.HtmlElement, log: Log) -> None:
    """A run of two or more rows that stands in the same table once more; a whole table that stands there twice."""
    for number, table in enumerate(list(root.iterdescendants("table")), 1):
        seen: set[str] = set()
        rows = list(table.iter("tr"))
        keys = ["|".join(_words(_text(cell)) for cell in row.iter("td", "th")).strip("|") for row in rows]
        repeated = []
        for row, key in zip(rows, keys, strict=True):
            if key and key in seen:
                repeated.append(row)
            seen.add(key)
        if len(repeated) >= 2 or (repeated and len(rows) > 2 and keys[0] in keys[1:]):
            for row in repeated:
                log.note(
                    "repeated-row", f"table {number}", " | ".join(_text(cell) for cell in row.iter("td", "th")), ""
                )
                _remove(row)


def _list_from_bullets(root: lxml_html.HtmlElement, log: Log) -> None:
    """Paragraphs in a row that each begin with a bullet become one list."""
    run: list[lxml_html.HtmlElement] = []
    for element in [*list(root.iterdescendants("p")), None]:
        follows = element is not None and run and run[-1].getnext() is element and not (run[-1].tail or "").strip()
        bullet = element is not None and _is_leaf(element) and bool(_BULLET.match(element.text or ""))
        if element is not None and bullet and (follows or not run):
            run.append(element)
            continue
        _make_list(run, log)
        run = [element] if element is not None and bullet else []


def _make_list(run: list[lxml_html.HtmlElement], log: Log) -> None:
    if len(run) < 2:
        return
    parent = run[0].getparent()
    if parent is None:
        return
    made = lxml_html.Element("ul")
    parent.insert(parent.index(run[0]), made)
    for item in run:
        before = _text(item)
        item.tag, item.text = "li", _BULLET.sub("", item.text or "", count=1)
        item.tail, tail = None, item.tail
        made.append(item)
        made.tail = tail
        log.note("bullets", "list", before, _text(item))


def _start_headings_at_two(root: lxml_html.HtmlElement, log: Log) -> None:
    """Shift all headings so that the highest one is an h2: the page has its own h1."""
    found = list(root.iterdescendants(*_HEADINGS))
    if not found:
        return
    shift = 2 - min(int(element.tag[1]) for element in found)
    for element in found:
        level = min(int(element.tag[1]) + shift, 4)
        before, element.tag = element.tag, f"h{level}"
        log.note("heading-level", f"<{before}> {_text(element)[:60]}", before, element.tag)


def _drop_empty(root: lxml_html.HtmlElement, log: Log) -> None:
    """Blocks and lists with nothing in them, from the inside out."""
    dropped = 0
    for element in reversed(list(root.iterdescendants("p", "li", "ul", "ol", "blockquote", "div", *_HEADINGS))):
        if (
            not any(text.strip() for text in element.itertext())
            and not _shows_something(element)
            and element.getparent() is not None
        ):
            _remove(element)
            dropped += 1
    if dropped:
        log.note("empty-blocks", "text", f"{dropped} empty blocks", "")


def parsed(html: str) -> lxml_html.HtmlElement | None:
    """`html` as the children of one div; None when there is nothing to parse."""
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        root = lxml_html.document_fromstring(f"<html><body><div>{html}".encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    body = root.find("body")
    if body is None or not len(body):
        return None
    holder = body[0]
    for stray in list(body[1:]):  # what an unpaired </div> in the input pushed out of the holder
        holder.append(stray)
    return holder


def written(root: lxml_html.HtmlElement) -> str:
    """The HTML inside `root`."""
    whole = str(lxml_html.tostring(root, encoding="unicode", with_tail=False))
    return whole.removeprefix("<div>").removesuffix("</div>").strip()
