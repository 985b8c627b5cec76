"""What a site tells machines about text and data mining, read from its files, headers and pages. Pure.

TDM Reservation Protocol (W3C Community Group, final report of May 2024); and the word `noai` among the robots' words.
Each answer is True (reserved), False (said to be free) or None (nothing said).
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

FILE = "/.well-known/tdmrep.json"
FILE_LIMIT = 256 * 1024
_HEAD = 64 * 1024
"""So many bytes of a page are looked at: what it says to machines stands in its head."""
_RULES = 1000
_META = re.compile(r"<meta\s([^>]{1,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]{1,40})\s{0,5}=\s{0,5}(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'>]{1,500}))""")
_KEEP_OUT = frozenset({"noai", "noimageai"})


def in_file(body: bytes, path: str) -> bool | None:
    """What a site's tdmrep.json says of a path (with its query): the first rule whose location matches counts."""
    try:
        rules = json.loads(body[:FILE_LIMIT].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    for rule in rules[:_RULES] if isinstance(rules, list) else ():
        if isinstance(rule, dict) and matches(str(rule.get("location", ""))[:2000], path):
            return _meaning(rule.get("tdm-reservation"))
    return None


def matches(location: str, path: str) -> bool:
    """Whether a location covers a path: `*` stands for anything, `$` for the end, and without it a beginning does."""
    location, ends = (location[:-1], True) if location.endswith("$") else (location, False)
    first, *others = location.split("*")
    if not location or not path.startswith(first):
        return False
    place = len(first)
    for number, part in enumerate(others, start=1):
        if ends and number == len(others):
            return path.endswith(part) and len(path) - len(part) >= place
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return place == len(path) or not ends


def in_headers(headers: Mapping[str, str]) -> bool | None:
    """What an answer's headers say (names in lower case)."""
    return _meaning(headers.get("tdm-reservation"))


def in_page(body: bytes) -> bool | None:
    """What a page says in its head."""
    return next((_meaning(content) for name, content in _metas(body) if name == "tdm-reservation"), None)


def keeps_out_ai(headers: Mapping[str, str], body: bytes) -> tuple[str, ...]:
    """The words `noai` and `noimageai`, where a page says them to all robots; no standard says what they mean."""
    said = [headers.get("x-robots-tag", ""), *(content for name, content in _metas(body) if name == "robots")]
    words = {word.strip().lower() for line in said for word in line.split(",")}
    return tuple(sorted(words & _KEEP_OUT))


def _meaning(value: Any) -> bool | None:
    text = "" if isinstance(value, bool) else str(value).strip()
    return text == "1" if text in ("0", "1") else None


def _metas(body: bytes) -> Iterator[tuple[str, str]]:
    """The names, in lower case, and contents of a page's meta tags."""
    for tag in _META.finditer(body[:_HEAD].decode("utf-8", "replace")):
        given = {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(tag.group(1).replace("\n", " "))
        }
        yield given.get("name", "").strip().lower(), given.get("content", "").strip()
