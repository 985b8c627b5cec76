"""Headings on the tree: said twice, said by the headline already, of the wrong level. Pure."""

from newsroom.ingest.mending import tree
from newsroom.ingest.mending.log import Log

LOWEST = 4


def mend(root: tree.Element, headline: str, log: Log) -> None:
    """Every mend of headings, in place."""
    blocks = tree.leaves(root)
    if blocks and headline:
        _drop_headline(*blocks[0], tree.words(headline), log)
    _drop_doubled(root, log)
    _set_levels(root, log)


def _drop_headline(number: int, first: tree.Element, headline: str, log: Log) -> None:
    """A heading that says the headline again before the text has begun."""
    said = tree.text(first)
    again = first.tag in tree.HEADINGS and tree.words(said) == headline
    if again and log.may("repeated-headline", _at(number), said, ""):
        tree.remove(first)


def _drop_doubled(root: tree.Element, log: Log) -> None:
    """A heading said again by the very next heading or line."""
    before: tree.Element | None = None
    for number, element in tree.leaves(root):
        said = tree.text(element)
        if before is None or not _says_again(before, element) or not log.may("doubled-heading", _at(number), said, ""):
            before = element
            continue
        before.tag = before.tag if before.tag in tree.HEADINGS else element.tag
        tree.remove(element)


def _at(number: int) -> str:
    return f"block {number}"


def _says_again(before: tree.Element, element: tree.Element) -> bool:
    """Whether one of two neighbours is a heading, and both say the same."""
    said = tree.words(tree.text(element))
    tags = {before.tag, element.tag}
    lines = bool(tags & set(tree.HEADINGS)) and tags <= {*tree.HEADINGS, "p", "div"}
    return lines and bool(said) and tree.words(tree.text(before)) == said


def _set_levels(root: tree.Element, log: Log) -> None:
    """Headings begin at h2, for the page has its own h1, and go down one level at a time to h4 at most."""
    above: list[int] = []
    for element in root.iterdescendants(*tree.HEADINGS):
        given = int(element.tag[1])
        while above and above[-1] >= given:
            above.pop()
        level = min(2 + len(above), LOWEST)
        above.append(given)
        said = tree.text(element)[:60]
        if log.may("heading-level", f"<{element.tag}>", f"h{given}: {said}", f"h{level}: {said}"):
            element.tag = f"h{level}"
