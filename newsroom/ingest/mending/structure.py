"""Mends on the tree of an article's HTML, all in turn; of lists, labels, furniture and pictures here. Pure."""

import re

from lxml import html as lxml_html

from newsroom.ingest.mending import debris, furniture, grids, headings, scripts, tree
from newsroom.ingest.mending.log import Log

_BULLET = re.compile(r"^\s*(?:[•●▪◦‣∙]\s*|[-*]\s+)(?=\S)")
_MARKDOWN_HEADING = re.compile(r"^\s*#{1,6}\s+(?=\S)")
_SCRAP = re.compile(r"^(?:[<>]+ ?)?(\([^()<>]{1,60}\)|[^<>()]{1,60})(?: ?[<>]+)$")
_DEAD = re.compile(r"\.(?:jpe?g|png|gif|webp)[\w]{3,12}\.(?:jpe?g|png|gif|webp)\b", re.IGNORECASE)
_ALIVE = re.compile(r"\s*(?:https?:)?//|\s*data:image|\s*/?\w", re.IGNORECASE)
_ELSEWHERE = ("srcset", "data-src", "data-srcset", "data-original", "data-lazy-src")
SCRAP = 6


def mend(root: tree.Element, headline: str, own_hosts: tuple[str, ...], language: str, log: Log) -> None:
    """Make every mend in turn, in place."""
    _drop_dead_pictures(root, log)
    _drop_known_blocks(root, log)
    _unlink_own_addresses(root, own_hosts, log)
    _mend_opening(root, log)
    _headings_from_markdown(root, log)
    _list_from_bullets(root, log)
    grids.mend(root, log)
    headings.mend(root, headline, log)
    scripts.mark(root, language, log)
    _drop_empty(root, log)


def _drop_dead_pictures(root: tree.Element, log: Log) -> None:
    """Pictures that can never be shown: without an address, or with one that was mangled."""
    for picture in list(root.iterdescendants("img")):
        address = picture.get("src") or ""
        if any(picture.get(name) for name in _ELSEWHERE) or (_ALIVE.match(address) and not _DEAD.search(address)):
            continue
        figure = next(picture.iterancestors("figure"), picture)
        whole = figure if sum(1 for _one in figure.iter("img", "video", "iframe")) == 1 else picture
        said = " ".join(filter(None, [f'<img src="{address}">', picture.get("alt"), tree.text(whole)]))
        if whole is not root and log.may("broken-picture", "picture", said, ""):
            tree.remove(whole)


def _drop_known_blocks(root: tree.Element, log: Log) -> None:
    for number, element in tree.leaves(root):
        if tree.shows_something(element):
            continue
        said = tree.text(element)
        rule = _known(said)
        if rule and log.may(rule, f"block {number}", said, ""):
            tree.remove(element)


def _known(said: str) -> str:
    """The rule by which a whole block goes, "" where it stays."""
    if furniture.is_furniture(said):
        return "furniture"
    if debris.is_only_marks(said):
        return "only-marks"
    scrap = _SCRAP.match(said) if said[-1] in "<>" else None
    if scrap and len(said.split()) <= SCRAP and (scrap[1].startswith("(") or scrap[1].strip().isupper()):
        return "orphan-scrap"
    return ""


def _unlink_own_addresses(root: tree.Element, own_hosts: tuple[str, ...], log: Log) -> None:
    hosts = "|".join(re.escape(host.lower()) for host in own_hosts if host)
    for link in list(root.iterdescendants("a")) if hosts else ():
        target = (link.get("href") or "").lower()
        if re.match(rf"https?://(?:www\.)?(?:{hosts})(?:[/:?#]|$)", target) and log.may(
            "own-address", "link", target, ""
        ):
            link.drop_tag()


def _mend_opening(root: tree.Element, log: Log) -> None:
    """Take label and date off the first block; a block that held nothing else goes, and the next is the first then."""
    for number, first in tree.leaves(root):
        said = tree.text(first)
        rest = furniture.without_introduction(said)
        if rest or tree.shows_something(first):
            _shorten(first, f"block {number}", log)
            return
        if not log.may("introduction-label", f"block {number}", said, ""):
            return
        tree.remove(first)


def _shorten(first: tree.Element, place: str, log: Log) -> None:
    for rule, without in (
        ("introduction-label", furniture.without_introduction),
        ("glued-date", furniture.without_date),
    ):
        opening = (first.text or "").lstrip()
        shorter = without(opening)
        if shorter != opening and log.may(rule, place, *furniture.openings(opening, shorter)):
            first.text = shorter


def _headings_from_markdown(root: tree.Element, log: Log) -> None:
    for paragraph in list(root.iterdescendants("p")):
        found = _MARKDOWN_HEADING.match(paragraph.text or "")
        said = tree.text(paragraph)
        if found and len(said) <= 160 and tree.is_leaf(paragraph) and paragraph.find(".//br") is None:
            after = said[len(found.group().strip()) :].strip("# ")
            if after and log.may("markdown", "heading", said, after):
                paragraph.tag, paragraph.text = "h2", (paragraph.text or "")[found.end() :]


def _list_from_bullets(root: tree.Element, log: Log) -> None:
    """Paragraphs in a row that each begin with a bullet become one list."""
    run: list[tree.Element] = []
    for element in [*list(root.iterdescendants("p")), None]:
        follows = element is not None and run and run[-1].getnext() is element and not (run[-1].tail or "").strip()
        bullet = element is not None and bool(_BULLET.match(element.text or "")) and tree.is_leaf(element)
        if element is not None and bullet and (follows or not run):
            run.append(element)
            continue
        _make_list(run, log)
        run = [element] if element is not None and bullet else []


def _make_list(run: list[tree.Element], log: Log) -> None:
    """One list of a run of paragraphs; whoever leaves one of them as it was leaves two lists."""
    if len(run) < 2:
        return
    made: tree.Element | None = None
    for item in run:
        before = tree.text(item)
        if not log.may("bullets", "list", before, _BULLET.sub("", before, count=1)):
            made = None
            continue
        made = _append(made, item)


def _append(made: tree.Element | None, item: tree.Element) -> tree.Element | None:
    parent = item.getparent()
    if parent is None:
        return made
    if made is None:
        made = lxml_html.Element("ul")
        parent.insert(parent.index(item), made)
    item.tag, item.text = "li", _BULLET.sub("", item.text or "", count=1)
    item.tail, tail = None, item.tail
    made.append(item)
    made.tail = tail
    return made


def _drop_empty(root: tree.Element, log: Log) -> None:
    """Blocks and lists with nothing in them, from the inside out. They hold nothing to undo: one mend for all."""
    empty = [
        element
        for element in reversed(
            list(root.iterdescendants("p", "li", "ul", "ol", "blockquote", "div", "figure", *tree.HEADINGS))
        )
        if not any(text.strip() for text in element.itertext()) and not _shows(element)
    ]
    if empty and log.may("empty-blocks", "text", f"empty blocks: {len(empty)}", ""):
        for element in empty:
            tree.remove(element)


def _shows(element: tree.Element) -> bool:
    held = element if element.tag == "figure" else [element]
    return any(tree.shows_something(one) for one in held)
