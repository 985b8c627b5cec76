"""HTTP content codings undone under a cap that counts what comes out, and pages decoded into text. Pure."""

import codecs
import re
import zlib
from collections.abc import Iterator
from typing import Protocol

_STEP = 64 * 1024


class TooLarge(Exception):
    """More came out than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than {limit} bytes")
        self.limit = limit


class Undecodable(Exception):
    """The bytes are not what the Content-Encoding header says, or it names a coding that we did not offer."""


class _Inflater(Protocol):
    @property
    def unconsumed_tail(self) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def decoded(pieces: Iterator[bytes], content_encoding: str, limit: int) -> Iterator[bytes]:
    """Yield `pieces` decompressed, in bounded steps. Raises `TooLarge` at the first byte beyond `limit`."""
    coding = content_encoding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Undecodable(coding[:40])
    plain = pieces if coding in ("", "identity") else _inflated(pieces, gzip=coding != "deflate")
    size = 0
    for piece in plain:
        size += len(piece)
        if size > limit:
            raise TooLarge(limit)
        yield piece


def _inflated(pieces: Iterator[bytes], *, gzip: bool) -> Iterator[bytes]:
    inflater: _Inflater | None = None
    for piece in pieces:
        if not piece:
            continue
        inflater = inflater or _inflater_for(piece, gzip=gzip)
        try:
            yield from _steps(inflater, piece)
        except zlib.error as error:
            raise Undecodable(str(error)) from error


def _inflater_for(first: bytes, *, gzip: bool) -> _Inflater:
    """A gzip, zlib or raw inflater: "deflate" means zlib by the standard and raw with some servers."""
    if gzip:
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    looks_like_zlib = first[0] & 0x0F == 8
    return zlib.decompressobj(zlib.MAX_WBITS if looks_like_zlib else -zlib.MAX_WBITS)


def _steps(inflater: _Inflater, piece: bytes) -> Iterator[bytes]:
    while piece and not inflater.eof:
        yield inflater.decompress(piece, _STEP)
        piece = inflater.unconsumed_tail


_META_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:-]{2,40})""")
_SUPERSETS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_SUPERSETS |= {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-sjis": "cp932"}


def page_text(body: bytes, charset: str = "") -> str:
    """A web page's bytes as text: byte-order mark, then UTF-8 if it is that, then the header's word, then the page's.

    Labels mean what browsers take them for (WHATWG Encoding, section 4.2). Never raises.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(name, "replace")
    declared = _META_CHARSET.search(body[:8192])
    names = ["utf-8", charset, declared.group(1).decode("ascii", "replace") if declared else "", "cp1252"]
    for name in names:
        try:
            return body.decode(_SUPERSETS.get(name.strip("\"' ").lower(), name.strip("\"' ")) if name else "utf-8")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    likely = next((name for name in names[1:3] if _known(name)), "utf-8")
    return body.decode(likely, "replace")


def _known(name: str) -> bool:
    try:
        return bool(name) and codecs.lookup(name) is not None
    except LookupError:
        return False
