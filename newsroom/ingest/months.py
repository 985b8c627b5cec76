"""Months as the world's newspapers name them, and the order in which they write a day. Pure; names by dateparser."""

import unicodedata
from functools import cache
from importlib import import_module

_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_LANGUAGES = frozenset({
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu",
    "fa", "fi", "fil", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",
    "km", "kn", "ko", "ky", "lb", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "nn",
    "or", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk", "sl", "so", "sq", "sr", "sr-Latn", "sv", "sw", "ta", "te",
    "th", "ti", "tr", "uk", "ur", "uz", "uz-Cyrl", "vi", "zh",
})  # fmt: skip
_OTHER_CODES = {"no": "nb", "iw": "he", "in": "id", "tl": "fil", "sh": "sr-Latn", "ua": "uk"}
_ENGLISH_BY_DAY = frozenset({
    "ac", "ae", "ag", "au", "bb", "bd", "bn", "bs", "bw", "by", "bz", "cy", "de", "eu", "fj", "gg", "gh", "gi",
    "gy", "hk", "ie", "il", "im", "in", "je", "jm", "ke", "lk", "ls", "mt", "mu", "mv", "mw", "my", "na", "ng",
    "nl", "np", "nz", "pk", "pg", "qa", "rw", "sb", "sc", "sg", "sl", "ss", "sz", "to", "tt", "tz", "ug", "uk",
    "vu", "za", "zm", "zw",
})  # fmt: skip


def month(word: str, language: str) -> int:
    """The month that `word` names in `language`, or else in English or wherever no language contradicts; 0 if none."""
    key = _key(word)
    own = _table(_code(language)).get(key, 0) if len(key) > 1 else 0
    return own or (_table("en").get(key, 0) or _common().get(key, 0) if len(key) > 2 else 0)


def month_first(language: str, host: str) -> bool:
    """Whether 3/4/2020 is the fourth of March for who writes `language` at `host`."""
    code, _, region = language.partition("-")
    if code.lower() != "en" or region.upper() not in {"", "US", "PH"}:
        return False
    # Half of the world's English pages say that they are American because their software does.
    return host.rpartition(".")[2].lower() not in _ENGLISH_BY_DAY


def _code(language: str) -> str:
    code = language.partition("-")[0].lower()
    code = _OTHER_CODES.get(code, code)
    return code if code in _LANGUAGES else "en"


def _key(word: str) -> str:
    """The word without case, dots and accents, which print leaves out at will."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn" and letter not in ".'’").strip()


@cache
def _table(code: str) -> dict[str, int]:
    info = import_module(f"dateparser.data.date_translation_data.{code}").info
    tables = [info, *info["locale_specific"].values()]
    return {_key(word): n for table in tables for n, name in enumerate(_NAMES, 1) for word in table.get(name, ())}


@cache
def _common() -> dict[str, int]:
    """What a word means in every language that has it; words on which languages disagree are left out."""
    meanings: dict[str, set[int]] = {}
    for code in _LANGUAGES:
        for word, n in _table(code).items():
            meanings.setdefault(word, set()).add(n)
    return {word: min(found) for word, found in meanings.items() if len(found) == 1}
