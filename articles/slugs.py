"""Slugs that keep every script's letters and combining marks. Pure.

Django's own rule drops combining marks, which breaks Hindi, Bengali, Burmese, Khmer and others
(U+093F is category Mc), so here a letter's category decides: L, N, Mn and Mc stay (Unicode Standard, chapter 4.5).
"""

import re
import unicodedata
from collections.abc import Callable

KEPT = ("L", "N", "Mn", "Mc")
JOINERS = "\u200c\u200d"


def slugify(text: str, *, limit: int = 80) -> str:
    """The text as a slug in NFC, at most `limit` characters, cut between words where that is possible."""
    text = unicodedata.normalize(
        "NFC", unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    )
    kept = "".join(letter if keeps(letter) else "-" for letter in text)
    slug = re.sub(r"-+", "-", kept).strip("-" + JOINERS)
    if len(slug) <= limit:
        return slug
    cut = slug[: limit + 1].rsplit("-", 1)[0]
    return cut[:limit].strip("-")


def keeps(letter: str) -> bool:
    """Whether a character may stand in a slug."""
    return unicodedata.category(letter).startswith(KEPT) or letter in JOINERS


def unique_slug(text: str, taken: Callable[[str], bool], *, fallback: str = "story") -> str:
    """A slug of the text for which `taken` answers False, numbered from 2 where the plain one is in use."""
    stem = slugify(text) or fallback
    candidate, number = stem, 1
    while taken(candidate):
        number += 1
        candidate = f"{stem}-{number}"
    return candidate
