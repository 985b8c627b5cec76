"""Scripts and languages of texts: which way they run, what they are called. Reads no database.

Direction comes from the letters and never from a language code: Azerbaijani and Kurdish are written in several scripts.
"""

import unicodedata
from functools import cache
from itertools import islice

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LETTERS_READ = 200
OTHERS = {
    "dv": "Dhivehi",
    "dz": "Dzongkha",
    "fil": "Filipino",
    "km": "Khmer",
    "ku": "Kurdish",
    "lo": "Lao",
    "my": "Burmese",
    "ps": "Pashto",
    "si": "Sinhala",
    "tl": "Filipino",
    "ug": "Uyghur",
    "zh": "Chinese",
    "zh-hant": "Chinese (traditional)",
    "zh-hans": "Chinese (simplified)",
}


def direction(text: str) -> str:
    """`rtl` or `ltr`, as most of the text's first strong letters run (Unicode Standard Annex 9)."""
    if not text or text.isascii():
        return "ltr"
    strong = (kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"})
    first = list(islice(strong, LETTERS_READ))
    return "ltr" if first.count("L") * 2 >= len(first) else "rtl"


def name(code: str) -> str:
    """A language's name in the reader's language, or the code itself where we know none."""
    code = (code or "").lower()
    found = OTHERS.get(code) or LANG_INFO.get(code, {}).get("name")
    stem = code.split("-")[0]
    found = found or OTHERS.get(stem) or LANG_INFO.get(stem, {}).get("name") or code
    return _(found) if found else ""


def listed(text: str) -> str:
    """Languages that stand with commas between them, whether written as codes or as names, with their names."""
    parts = [part for part in (part.strip() for part in text.split(",")) if part]
    return ", ".join(part if name(part) == part.lower() else name(part) for part in parts)


def same(one: str, other: str) -> bool:
    """Whether two codes name one language, whatever their regions."""
    return (one or "").lower().split("-")[0] == (other or "").lower().split("-")[0]


def site_language() -> str:
    """The language of the pages around the texts."""
    return get_language() or settings.LANGUAGE_CODE


def site_direction() -> str:
    """Which way our pages run."""
    return runs(site_language())


@cache
def runs(code: str) -> str:
    """Which way pages in a language run: as the language's own name for itself does."""
    known = LANG_INFO.get(code, {}) or LANG_INFO.get(code.split("-", maxsplit=1)[0], {})
    return direction(str(known.get("name_local", "")))
