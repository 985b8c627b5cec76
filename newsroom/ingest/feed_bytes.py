"""A feed's bytes made fit for an XML parser in Python, so that one bad entry cannot stop the others. Pure, linear.

Reads no feed. What is blanked here could not have been stored, or would hold the parser for minutes.
"""

import codecs
import re

BYLINE = 2000
"""feedparser looks for mail addresses in bylines in quadratic time: 20,000 letters take three seconds."""
CAPTION = b"newsroomcaption"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"),
)  # fmt: skip
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]{0,400}\?>")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_MEDIA = re.compile(rb"""xmlns:([A-Za-z_][\w.-]{0,30})\s*=\s*["']https?://search\.yahoo\.com/mrss""")
_TAG = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    rb"|<(/?)((?:[A-Za-z_][\w.-]{0,30}:)?(author|creator|contributor|editor|managingeditor|webmaster|publisher|owner"
    rb"|name|email|description|item|entry))\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)


def as_utf8(body: bytes) -> bytes | None:
    """A feed in UTF-16 or UTF-32, told by its first bytes, as UTF-8 without its XML declaration; None for others.

    Source: XML 1.0, appendix F.1. The checks that follow look at bytes, and would be blind to the wider encodings.
    """
    encoding = next((name for mark, name in _MARKS if body.startswith(mark)), "")
    if not encoding:
        return None
    return _DECLARATION.sub("", body.decode(encoding, "replace")).lstrip("\ufeff").encode()


def tidied(body: bytes) -> bytes:
    """`body` without impossible characters and endless bylines, its pictures' captions told apart from its texts."""
    body = _REFERENCE.sub(lambda found: found.group() if _is_possible(found) else b"", body)
    return _retold(body, frozenset(_MEDIA.findall(body[:65536])))


def _is_possible(found: re.Match[bytes]) -> bool:
    """Whether a numeric reference names a character of XML (XML 1.0, section 2.2)."""
    digits = found.group(1) or found.group(2)
    if len(digits.lstrip(b"0")) > 7:
        return False
    number = int(digits, 16 if found.group(1) else 10)
    return number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number <= 0x10FFFF


def _retold(body: bytes, media: frozenset[bytes]) -> bytes:
    """Blank the inside of long bylines; rename captions, which feedparser would take for the entry's own text."""
    pieces: list[bytes] = []
    done, opened, started = 0, b"", 0
    for found in _TAG.finditer(body):
        name = (found.group(3) or b"").lower()
        prefix = (found.group(2) or b"").rpartition(b":")[0]
        if name in (b"item", b"entry"):
            opened = b""
        elif name == b"description":
            if prefix in media:
                pieces += [body[done : found.start()], b"<" + found.group(1) + prefix + b":" + CAPTION + b">"]
                done = found.end()
        elif name and not found.group(1) and not opened and not found.group().endswith(b"/>"):
            opened, started = found.group(2), found.end()
        elif name and found.group(1) and found.group(2) == opened:
            if found.start() - started > BYLINE and started >= done:
                pieces.append(body[done:started])
                done = found.start()
            opened = b""
    return b"".join([*pieces, body[done:]])
