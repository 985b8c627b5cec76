"""Lists of feeds as OPML 2.0, in and out. Pure: bytes to outlines and back; nothing in a file is followed.

A broken file is read as far as it goes: bare ampersands, a wrong label, words before the XML refuse nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from xml.etree import ElementTree as ET

from lxml import etree

from newsroom.ingest import feed_encoding

LIMIT = 5 * 1024 * 1024
DEPTH = 32
RIGHTS = "rights"
"""An attribute of ours: other readers pass over it."""
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)(?:([A-Za-z]{2,20});)?")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Unreadable(ValueError):
    """The file is no list of feeds; `str()` is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list, with the folders that it lies in from the outside in.

    Without `url` only a site is known, and its feed has to be looked for.
    """

    url: str
    title: str = ""
    home_page: str = ""
    folders: tuple[str, ...] = ()
    rights: str = ""

    @property
    def folder(self) -> str:
        """The innermost folder, "" for none."""
        return self.folders[-1] if self.folders else ""


def read(data: bytes) -> list[Outline]:
    """The feeds and sites of a list in its order, each address once. Raises Unreadable."""
    if len(data) > LIMIT:
        raise Unreadable("The file is larger than 5 MiB; that is no list of feeds.")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_mended(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"The file is no XML ({error}).") from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise Unreadable("The file is no OPML: its outermost element is not <opml>.")
    bodies = [body for body in root if isinstance(body.tag, str) and etree.QName(body).localname.lower() == "body"]
    found: dict[str, Outline] = {}
    for outline in (one for body in bodies for one in _outlines(body, ())):
        found.setdefault(outline.url or f"site:{outline.home_page}", outline)
    return list(found.values())


def _mended(data: bytes) -> bytes:
    """The list in UTF-8 from its first element on, without declarations of its own, its ampersands written out."""
    mended = feed_encoding.as_utf8(data)
    text = (data if mended is None else mended).decode("utf-8", "replace")
    text = _without_doctype(_DECLARATION.sub("", text.lstrip("\ufeff")))
    start = re.search(r"<[A-Za-z]", text)
    text = _BARE.sub(_written_out, _UNFIT.sub("", text[start.start() :] if start else text))
    return text.encode()


def _without_doctype(text: str) -> str:
    """The text without its first declaration of a type; looked for once, for a hostile file repeats it without end."""
    begun = re.search(r"(?i)<!DOCTYPE", text)
    found = _DOCTYPE.match(text, begun.start()) if begun else None
    return text[: found.start()] + text[found.end() :] if found else text


def _written_out(found: "re.Match[str]") -> str:
    """An entity of HTML as its letter; an ampersand that begins none as XML writes it."""
    name = found.group(1)
    letter = html5.get(f"{name};") if name else None
    return letter.replace("&", "&amp;").replace("<", "&lt;") if letter else found.group().replace("&", "&amp;")


def _outlines(parent: "etree._Element", folders: tuple[str, ...]) -> Iterator[Outline]:
    for element in parent:
        if not isinstance(element.tag, str) or len(folders) > DEPTH:
            continue
        given = {name.lower(): " ".join(value.split()) for name, value in element.attrib.items()}
        title, home = given.get("title") or given.get("text", ""), _web(given.get("htmlurl", ""))
        kind = given.get("type", "").lower()
        url = _web(given.get("xmlurl") or (given.get("url", "") if kind in ("rss", "atom", "rss1") else ""))
        if url or (home and kind not in ("link", "include")):
            yield Outline(url, title, home, folders or _categories(given), given.get(RIGHTS, ""))
        if len(element):
            yield from _outlines(element, (*folders, title) if title and not url else folders)


def _web(address: str) -> str:
    """A web address, also one that begins with feed:; "" for anything else."""
    address = re.sub(r"(?i)^feed:(?://)?(?=https?:)", "", address)
    address = re.sub(r"(?i)^feed://", "https://", address)
    return address if re.match(r"(?i)https?://[^/]", address) else ""


def _categories(given: dict[str, str]) -> tuple[str, ...]:
    """The folders that a flat list names in its first category, such as /Asia/Nepal."""
    return tuple(part.strip() for part in given.get("category", "").split(",")[0].split("/") if part.strip())[:DEPTH]


def write(outlines: Iterable[Outline], title: str) -> bytes:
    """A list of feeds, folder within folder."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = _fit(title)
    places: dict[tuple[str, ...], ET.Element] = {(): ET.SubElement(root, "body")}
    for one in sorted(outlines, key=lambda one: (one.folders, one.title, one.url)):
        given = {"type": "rss", "text": one.title, "title": one.title, "xmlUrl": one.url, "htmlUrl": one.home_page}
        given |= {RIGHTS: one.rights}
        kept = {name: _fit(value) for name, value in given.items() if value}
        ET.SubElement(_place(places, one.folders), "outline", kept | {"text": _fit(one.title)})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _place(places: dict[tuple[str, ...], ET.Element], folders: tuple[str, ...]) -> ET.Element:
    """The element of a folder, made within that of the folder around it."""
    for depth in range(1, len(folders) + 1):
        path = folders[:depth]
        if path not in places:
            name = _fit(path[-1])
            places[path] = ET.SubElement(places[path[:-1]], "outline", text=name, title=name)
    return places[folders]


def _fit(text: str) -> str:
    """Text without the characters that XML does not admit."""
    return _UNFIT.sub("", text)
