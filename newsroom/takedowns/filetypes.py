"""What a file is, by its content and never by its name; refuses what is two things at once or would swell. Pure.

Nothing is decoded for show: a picture's size is read from its header, a PDF's streams are unpacked within a budget.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from newsroom.takedowns import pdf_reading


class FileType(models.TextChoices):
    """The kinds of file that we take."""

    PDF = "pdf", "PDF"
    PNG = "png", "PNG"
    JPEG = "jpg", "JPEG"
    TEXT = "txt", "TXT"


CONTENT_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.TEXT: "text/plain; charset=utf-8",
}
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000
_PNG = b"\x89PNG\r\n\x1a\n"
# A browser that guesses would take these for a page or a program.
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?php)[\s>/]", re.IGNORECASE)
_TEXTS_OF_OTHERS = re.compile(r"\s*(?:<[!?a-z]|\{\\rtf|%!PS|%PDF|#!|MZ|BEGIN:V)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Start of frame: all of C0 to CF but DHT, JPG and DAC (ITU T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class BadFile(Exception):
    """A file that we do not take; says why and what to do."""


def kind_of(data: bytes) -> FileType:
    """The kind of a file. Raises BadFile for everything but a sound PDF, PNG, JPEG or text."""
    if not data:
        raise BadFile(_("It is empty."))
    if data.startswith(b"%PDF-"):
        _must_be_one_thing(data, markup_within=1024)
        _must_be_plain_pdf(data)
        return FileType.PDF
    if data.startswith(_PNG):
        _must_be_one_thing(data)
        _must_fit(*_size_of_png(data))
        return FileType.PNG
    if data.startswith(b"\xff\xd8\xff"):
        _must_be_one_thing(data)
        _must_fit(*_size_of_jpeg(data))
        return FileType.JPEG
    if _is_text(data):
        return FileType.TEXT
    raise BadFile(_("It is no PDF, PNG, JPEG or plain text. Save it as one of these and attach it again."))


def _must_be_one_thing(data: bytes, *, markup_within: int | None = None) -> None:
    if zipfile.is_zipfile(io.BytesIO(data)) or b"Rar!\x1a\x07" in data or b"7z\xbc\xaf\x27\x1c" in data:
        raise BadFile(_("It has an archive inside. Attach the document or the picture alone."))
    if _MARKUP.search(data[:markup_within]):
        raise BadFile(_("It has a web page inside. Save it again from the program that made it and attach that."))


def _must_fit(width: int, height: int) -> None:
    if not width or not height:
        raise BadFile(_damaged())
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise BadFile(
            _("The picture is %(width)d by %(height)d points large. Make it smaller and attach it again.")
            % {"width": width, "height": height}
        )


def _size_of_png(data: bytes) -> tuple[int, int]:
    """Width and height; every chunk must be whole, and nothing may follow the last (PNG §5)."""
    chunks = list(_chunks_of_png(data))
    if [chunks[0][0], chunks[-1][0]] != [b"IHDR", b"IEND"] or b"IDAT" not in dict(chunks):
        raise BadFile(_damaged())
    width, height = struct.unpack(">II", chunks[0][1][:8])
    return width, height


def _chunks_of_png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place < len(data):
        if place + 12 > len(data):
            raise BadFile(_damaged())
        (length,) = struct.unpack(">I", data[place : place + 4])
        name, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data) or (name == b"IEND" and end != len(data)) or (name == b"IHDR" and length != 13):
            raise BadFile(_damaged())
        yield name, data[place + 8 : place + 16]
        place = end


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    """Width and height; the picture must end where its file ends (ITU T.81, annex B)."""
    if not data.rstrip(b"\x00").endswith(b"\xff\xd9"):
        raise BadFile(_damaged())
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in {0xFF, 0x01, *range(0xD0, 0xD8)}:  # padding, and markers that have no length
            place += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        if marker in {0xD9, 0xDA}:
            break
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        place += 2 + length
    raise BadFile(_damaged())


def _must_be_plain_pdf(data: bytes) -> None:
    problem = pdf_reading.problem(data)
    if problem:
        raise BadFile(problem)


def _is_text(data: bytes) -> bool:
    """Whether it is plain text in UTF-8, and no page, program or letter card."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not (_CONTROLS.search(text) or _TEXTS_OF_OTHERS.match(text))


def _damaged() -> str:
    return _("It is damaged, or has something behind its end. Save it again and attach that.")
