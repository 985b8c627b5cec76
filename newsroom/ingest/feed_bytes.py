"""A feed's bytes made fit for an XML parser in Python, so that one bad entry cannot stop the others. Pure, linear.

Reads no feed. What is blanked here could not have been stored, or would hold the parser for minutes.
"""

import re

BYLINE = 2000
"""feedparser looks for mail addresses in bylines in quadratic time: 20,000 letters take three seconds."""
CAPTION = b"newsroomcaption"
DEPTH = 5000
TAGS = 250_000
"""feedparser takes up to 15 seconds for a million tags, nested or not."""
ATTRIBUTES = 1000
ENTITIES = 3000
"""HTML has 252 and MathML some 2,000; feedparser expands none of them, but a list without end is no feed's."""
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_MEDIA = re.compile(rb"""xmlns:([A-Za-z_][\w.-]{0,30})\s*=\s*["']https?://search\.yahoo\.com/mrss""")
_TAG = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    rb"|<(/?)((?:[A-Za-z_][\w.-]{0,30}:)?(author|creator|contributor|editor|managingeditor|webmaster|publisher|owner"
    rb"|name|email|description|item|entry))\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ENDLESS = re.compile(
    rb"(<(?:[A-Za-z_][\w.-]{0,30}:)?(?:author|creator|contributor|editor|managingeditor|webmaster|publisher|owner|name"
    rb"|email)\b[^<>]{0,2000}>)[^<]{%d,}" % BYLINE,
    re.IGNORECASE,
)
_ANY_TAG = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)(?:[A-Za-z_][\w.-]{0,30}:)?([A-Za-z_][\w.-]*+)([^<>]*)>|<",
    re.DOTALL,
)
_BARE = re.compile(rb"&(?![A-Za-z#])")
_RUN = re.compile(rb"[\w.+-]{100}")
_ATTRIBUTE = re.compile(rb"[\s\"'][\w:.-]+\s*=")


def tidied(body: bytes) -> bytes:
    """`body` without impossible characters and endless bylines, its pictures' captions told apart from its texts."""
    body = _REFERENCE.sub(lambda found: found.group() if _is_possible(found) else b"", body)
    body = _ENDLESS.sub(rb"\1", body)
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
            if started >= done and _is_endless(body[started : found.start()]):
                pieces.append(body[done:started])
                done = found.start()
            opened = b""
    return b"".join([*pieces, body[done:]])


def _is_endless(byline: bytes) -> bool:
    return len(byline) > BYLINE or _RUN.search(byline) is not None


def hostility(body: bytes) -> str | None:
    """Why an XML parser in Python must not see `body`: it would be held for many seconds; None for most."""
    if body.count(b"<!ENTITY") > ENTITIES:
        return "The feed declares too many entities."
    if re.search(rb"<[A-Za-z][^<>]{65536,}", body):
        return "A tag of the feed is longer than 64 KiB."
    if len(_BARE.findall(body)) > TAGS:
        return "The feed is full of ampersands that stand for nothing."
    depth = count = 0
    for found in _ANY_TAG.finditer(body):
        name, inside = (found.group(2) or b"").lower(), found.group(3) or b""
        count += 1
        if not name:
            continue
        if len(inside) > ATTRIBUTES * 3 and len(_ATTRIBUTE.findall(inside)) > ATTRIBUTES:
            return f"A tag of the feed carries more than {ATTRIBUTES} attributes."
        # A story starts anew: tags that were left open in the one before are an oversight, not a tower.
        depth = 0 if name in (b"item", b"entry") else depth + _step(found.group(1), inside)
        if depth > DEPTH:
            return f"The feed nests its elements more than {DEPTH} deep."
    return "The feed consists of too many tags." if count > TAGS else None


def _step(closing: bytes, inside: bytes) -> int:
    if closing:
        return -1
    return 0 if inside.endswith(b"/") else 1
