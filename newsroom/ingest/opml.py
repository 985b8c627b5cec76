"""Lists of feeds as OPML 2.0, in and out. Pure: bytes to outlines and back; nothing in a file is followed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as ET

from lxml import etree

LIMIT = 5 * 1024 * 1024
DEPTH = 32


class Unreadable(ValueError):
    """The file is no list of feeds; `str()` is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list, with the folders that it lies in from the outside in."""

    url: str
    title: str = ""
    home_page: str = ""
    folders: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The innermost folder, "" for none."""
        return self.folders[-1] if self.folders else ""


def read(data: bytes) -> list[Outline]:
    """The feeds of a list, each address once. Raises Unreadable."""
    if len(data) > LIMIT:
        raise Unreadable("The file is larger than 5 MiB; that is no list of feeds.")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"The file is no XML ({error}).") from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise Unreadable("The file is no OPML: its outermost element is not <opml>.")
    found = {outline.url: outline for body in root.iter("{*}body", "body") for outline in _outlines(body, ())}
    return list(found.values())


def _outlines(parent: "etree._Element", folders: tuple[str, ...]) -> Iterator[Outline]:
    for element in parent:
        if not isinstance(element.tag, str) or len(folders) > DEPTH:
            continue
        given = {name.lower(): value.strip() for name, value in element.attrib.items()}
        title = given.get("title") or given.get("text", "")
        url = given.get("xmlurl", "")
        if url.startswith(("http://", "https://", "feed:")):
            yield Outline(url.removeprefix("feed:").removeprefix("//"), title, given.get("htmlurl", ""), folders)
        if len(element):
            yield from _outlines(element, (*folders, title) if title and not url else folders)


def write(outlines: Iterable[Outline], title: str) -> bytes:
    """A list of feeds, those of one folder together."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    body = ET.SubElement(root, "body")
    for folder, members in groupby(
        sorted(outlines, key=lambda one: (one.folder, one.title)), key=lambda one: one.folder
    ):
        parent = ET.SubElement(body, "outline", text=folder, title=folder) if folder else body
        for one in members:
            given = {"type": "rss", "text": one.title, "title": one.title, "xmlUrl": one.url, "htmlUrl": one.home_page}
            ET.SubElement(parent, "outline", {name: value for name, value in given.items() if value})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()
