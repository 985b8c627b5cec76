"""In which encoding a feed really came, whatever it says; and the same feed in UTF-8. Pure; reads no feed.

The declared encoding is believed only as far as the bytes bear it out: UTF-8 by form is UTF-8, and a Western label on
letters that are nearly all beyond ASCII is a server's default, not a statement.
"""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_WIDE = (
    (re.compile(rb"(?:\s\0\0\0)*[<{\[]\0\0\0"), "utf-32-le"), (re.compile(rb"(?:\0\0\0\s)*\0\0\0[<{\[]"), "utf-32-be"),
    (re.compile(rb"(?:\s\0)*[<{\[]\0"), "utf-16-le"), (re.compile(rb"(?:\0\s)*\0[<{\[]"), "utf-16-be"),
)  # fmt: skip
_EBCDIC = b"\x4c\x6f\xa7\x94"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{2,40})["']""")
_CHARSET = re.compile(r"""(?i)charset\s*=\s*["']?([A-Za-z0-9._:-]{2,40})""")
_WESTERN = frozenset({"ascii", "iso8859-1", "iso8859-15", "cp1252"})
_LIKELY = [
    "cp1251", "cp1256", "cp1254", "cp1253", "cp1255", "cp1250", "cp1258", "cp874", "koi8_r", "cp932", "euc_jp",
    "gb18030", "big5", "cp949", "cp1252",
]  # fmt: skip
_SAMPLE = 65536
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
_SEQUENCES = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
FOREIGN = 0.5
"""Above this share of letters beyond ASCII a text is not written in a Western European language."""
BROKEN = 0.05
"""Up to this share of broken letters a text in UTF-8 is one with a few stray bytes in it."""


def as_utf8(body: bytes, content_type: str = "") -> bytes | None:
    """The feed as UTF-8 without its XML declaration; None where it can be read as it declares itself.

    The checks that follow look at bytes, and would be blind to the wider encodings (XML 1.0, appendix F.1).
    """
    encoding = wide(body) or _true_encoding(body, content_type)
    if not encoding:
        return None
    text = body.decode(encoding, "stray" if encoding == "utf-8" else "replace")
    return _DECLARATION.sub("", text.lstrip("\ufeff")).encode()


def wide(body: bytes) -> str:
    """The name of the encoding of a text in two or four bytes a letter, told by how it begins; "" for others."""
    marked = next((name for mark, name in _MARKS if body.startswith(mark)), "")
    return marked or next((name for pattern, name in _WIDE if pattern.match(body)), "")


def _true_encoding(body: bytes, content_type: str) -> str:
    """The encoding to read `body` in, "" to leave it to what it declares."""
    if body.isascii() or body.startswith(_EBCDIC):
        return ""
    if _is_utf8(body):
        return "utf-8"
    declared = _declared(body, content_type)
    if declared and (declared not in _WESTERN or not _is_foreign(body)):
        return ""
    found = from_bytes(_text(body), cp_isolation=_LIKELY).best()
    return found.encoding if found else ""


def _is_utf8(body: bytes) -> bool:
    """Whether all letters beyond ASCII are in UTF-8, or nearly all of many."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return True
    left = len(_HIGH.findall(_SEQUENCES.sub(b"", body)))
    return left < len(_SEQUENCES.findall(body)) * BROKEN


def _declared(body: bytes, content_type: str) -> str:
    """The declared encoding that reads all of `body`, by Python's name for it."""
    stated, inside = _CHARSET.search(content_type), _DECLARED.match(body)
    for name in (stated.group(1) if stated else "", inside.group(1).decode() if inside else ""):
        try:
            body.decode(name)
            return codecs.lookup(name).name
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return ""


def _is_foreign(body: bytes) -> bool:
    text = _text(body)
    return len(_HIGH.findall(text)) > len(_LETTERS.findall(text)) * FOREIGN


def _text(body: bytes) -> bytes:
    """A piece of what stands between the tags, with what is beyond ASCII in it."""
    first = _HIGH.search(body)
    start = max(0, first.start() - 1024) if first else 0
    return _TAGS.sub(b" ", body[start : start + _SAMPLE])


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8, read as Windows does: it is a quotation mark or a dash, as a rule."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("stray", _stray)
