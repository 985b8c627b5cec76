"""What is wrong with a PDF, without showing it: is it whole, does it act by itself, would it swell. Pure.

Every pattern is bounded and every stream is walked once, so that a file made to be slow is not.
"""

import re
import zlib

from django.utils.translation import gettext as _

MOST_PAGES = 500
# What all its packed streams together may unpack to. A scanned page is some megabytes, a bomb is gigabytes.
MOST_UNPACKED = 60 * 1024 * 1024
LONGEST_DICTIONARY = 4000
_STREAM = re.compile(rb">>\s{0,9}stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PACKINGS = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL|BrotliDecode)\b")
_ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|GoToE)\b")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_PAGE = re.compile(rb"/Type\s{0,9}/Page\b")


class _Swells(Exception):
    """It unpacks to more than the budget, or is packed so that it could."""


def problem(data: bytes) -> str:
    """What is wrong with it and what to do; empty for a PDF that we take."""
    if not re.match(rb"%PDF-[12]\.\d", data) or b"%%EOF" not in data[-1024:]:
        return _("The PDF is damaged, or has something behind its end. Save it again and attach that.")
    try:
        objects = _unescaped(_objects(data))
    except _Swells:
        return _("The PDF unpacks to more than we can look at. Print it into a new PDF and attach that.")
    if b"/Encrypt" in objects:
        return _("The PDF is locked. Save it without a password and attach that.")
    if _ACTS.search(objects):
        return _("The PDF has a program or another file inside. Print it into a new PDF and attach that.")
    if len(_PAGE.findall(objects)) > MOST_PAGES:
        return _("The PDF has more than %(most)d pages. Attach only the pages that matter.") % {"most": MOST_PAGES}
    return ""


def _objects(data: bytes) -> bytes:
    """The file without its streams, and the objects that are packed into streams (ISO 32000-1, 7.5.7)."""
    parts, place, left = [], 0, MOST_UNPACKED
    while found := _STREAM.search(data, place):
        start, end = found.end(), data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end
        parts.append(data[place:start])
        dictionary = _unescaped(data[max(place, start - LONGEST_DICTIONARY) : start].rpartition(b"obj")[2])
        unpacked = _unpacked(dictionary, data[start:end], left)
        left -= len(unpacked)
        if b"/ObjStm" in dictionary:
            parts.append(unpacked)
        place = end
    return b"\n".join([*parts, data[place:]])


def _unpacked(dictionary: bytes, packed: bytes, most: int) -> bytes:
    """What a stream unpacks to; nothing for one that is not packed, such as a photograph. Raises _Swells."""
    if len(_PACKINGS.findall(dictionary)) > 1:
        raise _Swells
    if not _PACKED.search(dictionary):
        return b""
    try:
        unpacked = zlib.decompressobj().decompress(packed, most + 1)
    except zlib.error:
        return b""
    if len(unpacked) > most:
        raise _Swells
    return unpacked


def _unescaped(text: bytes) -> bytes:
    """Names may hide letters behind their numbers: /J#53 is /JS."""
    return _HEX.sub(lambda found: bytes([int(found[1], 16)]), text) if b"#" in text else text
