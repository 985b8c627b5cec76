"""Small files of claimants, sound and hostile, made here byte by byte."""

import io
import struct
import zipfile
import zlib


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def huge_png(width: int, height: int, *, inside: bytes = b"") -> bytes:
    """A PNG that says how large it is and is tiny itself; with a comment where one is given."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    comment = _chunk(b"tEXt", b"Comment\x00" + inside) if inside else b""
    return b"\x89PNG\r\n\x1a\n" + header + comment + _chunk(b"IDAT", zlib.compress(b"\x00\x00")) + _chunk(b"IEND", b"")


def pdf(*streams: bytes) -> bytes:
    """A PDF of one empty page with some packed streams."""
    parts = [b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] "]
    parts.append(b"/Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n")
    for number, stream in enumerate(streams, start=4):
        packed = zlib.compress(stream, 9)
        parts.append(b"%d 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % (number, len(packed)))
        parts.append(packed + b"\nendstream\nendobj\n")
    return b"".join([*parts, b"trailer << /Root 1 0 R >>\n%%EOF\n"])


def _zipped() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("evil.exe", "MZ")
    return kept.getvalue()


PNG = huge_png(1, 1)
HTML_PNG = huge_png(1, 1, inside=b"<script>alert(1)</script>")
PDF = pdf(b"BT (A licence) Tj ET")
ZIP_PDF = PDF + _zipped() + b"%%EOF"
BOMB = pdf(*[bytes(40 * 1024 * 1024)] * 2)
