"""Which language a story is in: the one declared, unless its letters say that this cannot be. Pure."""

import unicodedata
from collections import Counter

LETTERS = 400
# Languages by script; the first of a script stands for it where no fitting one is declared.
_SCRIPTS = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "az", "kk"),
    "ARMENIAN": ("hy",),
    "BENGALI": ("bn", "as"),
    "CJK": ("zh", "ja", "ko"),
    "CYRILLIC": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "uz", "tk", "az"),
    "DEVANAGARI": ("hi", "ne", "mr", "sa", "mai", "bho", "new"),
    "GEORGIAN": ("ka",),
    "GREEK": ("el",),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "HANGUL": ("ko",),
    "HEBREW": ("he", "yi"),
    "HIRAGANA": ("ja",),
    "KANNADA": ("kn",),
    "KATAKANA": ("ja",),
    "KHMER": ("km",),
    "LAO": ("lo",),
    "MALAYALAM": ("ml",),
    "MONGOLIAN": ("mn",),
    "MYANMAR": ("my",),
    "ORIYA": ("or",),
    "SINHALA": ("si",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "THAANA": ("dv",),
    "THAI": ("th",),
    "TIBETAN": ("dz", "bo"),
}
_NEVER_LATIN = frozenset(code for codes in _SCRIPTS.values() for code in codes) - {"az", "uz", "tk", "kk", "ku", "sr"}


def language_of(text: str, *declared: str) -> str:
    """The first declared language tag that the script of `text` allows, else the script's own, else English.

    Tags are cut to their primary part (BCP 47): "pt" of "pt-BR"; Chinese keeps its script, as zh-hans or zh-hant.
    """
    script = _script(text)
    fitting = [code for tag in declared if (code := primary(tag)) and _fits(code, script)]
    return fitting[0] if fitting else _SCRIPTS.get(script, ("en",))[0]


def primary(tag: str) -> str:
    """The primary part of a language tag, "" when it is none."""
    parts = tag.strip().replace("_", "-").lower().split("-")
    if parts[0] == "zh" and len(parts) > 1:
        return "zh-hant" if parts[1] in ("tw", "hk", "mo", "hant") else "zh-hans"
    return parts[0] if 2 <= len(parts[0]) <= 3 and parts[0].isascii() and parts[0].isalpha() else ""


def _fits(code: str, script: str) -> bool:
    code = code.partition("-")[0]
    if script in _SCRIPTS:
        return code in _SCRIPTS[script]
    return not script or code not in _NEVER_LATIN


def _script(text: str) -> str:
    """The script of most letters, by the first word of their Unicode names; "" without letters. Kana mean Japanese."""
    letters = [letter for letter in text if letter.isalpha()][:LETTERS]
    counted = Counter(unicodedata.name(letter, "?").partition(" ")[0] for letter in letters)
    if not counted:
        return ""
    if counted["HIRAGANA"] + counted["KATAKANA"] > len(letters) // 20:
        return "HIRAGANA"
    return counted.most_common(1)[0][0]
