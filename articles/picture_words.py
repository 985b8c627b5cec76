"""What a picture file says of itself: who made it and who holds the rights. Read before the file is made anew. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import Image, IptcImagePlugin

ARTIST, COPYRIGHT = 0x013B, 0x8298
"""Tags of Exif 2.32, section 4.6.5."""
BYLINE, CREDIT, NOTICE = (2, 80), (2, 110), (2, 116)
"""Datasets of the IPTC Information Interchange Model 4.2."""
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
LONGEST_PACKET = 256 * 1024


@dataclass(frozen=True, slots=True)
class Stated:
    """Whom to credit, and the notice of copyright or the terms of use; "" where the file does not say."""

    credit: str = ""
    licence: str = ""


def stated(image: Image.Image) -> Stated:
    """What the metadata says: IPTC first, which newsrooms write, then XMP, then what a camera wrote. Raises nothing."""
    places = [_attempted(reader, image) for reader in (_iptc, _xmp, _exif)]
    return Stated(_first(place.credit for place in places), _first(place.licence for place in places))


def _attempted(reader: Any, image: Image.Image) -> Stated:
    try:
        found: Stated = reader(image)
    except Exception:  # metadata is as hostile as the rest of the file, and nobody misses it
        return Stated()
    return found


def _iptc(image: Any) -> Stated:
    told: Mapping[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(image) or {}
    return Stated(_line(told.get(CREDIT) or told.get(BYLINE)), _line(told.get(NOTICE)))


def _xmp(image: Image.Image) -> Stated:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    if not data or len(data) > LONGEST_PACKET:
        return Stated()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data.strip(b"\0 \r\n\t"), parser)

    def said(name: str) -> str:
        found = root.xpath(f"//rdf:Description/@{name} | //{name}//rdf:li/text() | //{name}/text()", namespaces=NAMES)
        return _first(_line(one) for one in found)

    credit, licence = said("photoshop:Credit") or said("dc:creator"), said("rights:UsageTerms") or said("dc:rights")
    return Stated(credit, licence)


def _exif(image: Image.Image) -> Stated:
    told = image.getexif()
    return Stated(_line(told.get(ARTIST)), _line(told.get(COPYRIGHT)))


def _line(value: Any) -> str:
    """One clean line of at most 200 characters; of several values the first. What is no text is nothing."""
    one = value[0] if isinstance(value, list | tuple) and value else value
    if isinstance(one, bytes):
        one = one.decode("utf-8", "replace")
    if not isinstance(one, str):
        return ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in one).split())[:200]


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
