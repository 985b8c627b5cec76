"""HTTP content codings undone under a cap that counts what comes out, and pages decoded into text. Pure."""

import codecs
import re
import zlib
from collections.abc import Callable, Iterator

import brotli

CODINGS = "gzip, deflate, br"
"""What we offer in Accept-Encoding."""
_STEP = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


class TooLarge(Exception):
    """More came out, or far more came in, than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than {limit} bytes")
        self.limit = limit


class Undecodable(Exception):
    """The bytes are not what the Content-Encoding header says, end too early, or have a coding we did not offer."""


def decoded(pieces: Iterator[bytes], content_encoding: str, limit: int) -> Iterator[bytes]:
    """Yield `pieces` decompressed, in bounded steps. Raises `TooLarge` at the first byte beyond `limit`."""
    coding = content_encoding.strip().lower()
    if coding in ("", "identity"):
        yield from _capped(pieces, limit, limit)
        return
    undo = _UNDO.get(coding)
    if undo is None:
        raise Undecodable(coding[:40])
    # What makes nothing come out, such as empty members without end, is counted as it comes in.
    coded = _capped(pieces, 2 * limit + _STEP, limit)
    try:
        yield from _capped(undo(piece for piece in coded if piece), limit, limit)
    except (zlib.error, brotli.error) as error:
        raise Undecodable(str(error)) from error


def _capped(pieces: Iterator[bytes], most: int, limit: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise TooLarge(limit)
        yield piece


def _gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """One member after another (RFC 1952, section 2.2); whatever else follows the last one is padding."""
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    begun = False
    left = b""
    for piece in pieces:
        left += piece
        while left:
            if member.eof:
                if len(left) < len(_GZIP_MAGIC):
                    break
                if not left.startswith(_GZIP_MAGIC):
                    return
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            begun = True
            yield member.decompress(left, _STEP)
            left = member.unused_data if member.eof else member.unconsumed_tail
    _must_have_ended(begun=begun, ended=member.eof)


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """A zlib stream by the standard (RFC 9110, section 8.4.1.2), and a bare one with some servers."""
    inflater = None
    for piece in pieces:
        inflater = inflater or zlib.decompressobj(zlib.MAX_WBITS if piece[0] & 0x0F == 8 else -zlib.MAX_WBITS)
        left = piece
        while left and not inflater.eof:
            yield inflater.decompress(left, _STEP)
            left = inflater.unconsumed_tail
    _must_have_ended(begun=inflater is not None, ended=inflater is None or inflater.eof)


def _unbrotlied(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """A Brotli stream (RFC 7932)."""
    stream = brotli.Decompressor()
    begun = False
    for piece in pieces:
        begun = True
        plain = stream.process(piece, output_buffer_limit=_STEP)
        while plain:
            yield plain
            plain = stream.process(b"", output_buffer_limit=_STEP)
    _must_have_ended(begun=begun, ended=stream.is_finished())


def _must_have_ended(*, begun: bool, ended: bool) -> None:
    """Half an answer must not be taken for the whole."""
    if begun and not ended:
        raise Undecodable("it ends too early")


_UNDO: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotlied,
}

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
