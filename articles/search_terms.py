"""What a reader typed, as terms that any index can take. Pure; no input raises."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200
MOST = 12

# Scripts that set no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han (Unicode Standard, chapters 16 and 18).
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS = re.compile(f"([{UNSPACED}]+)")
_CHUNKS = re.compile(r'"([^"]*)"|([^\s"]+)')
_ILLEGAL = frozenset(["Cc", "Cs", "Cn", "Zl", "Zp"])
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


@dataclass(frozen=True)
class Terms:
    """What must be found: words or phrases, runs inside unspaced text, and the beginning of a word."""

    words: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    beginning: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.runs or self.beginning)

    @property
    def all(self) -> tuple[str, ...]:
        """Each term as it was typed, for marking it in a text."""
        return (*self.words, *self.runs, *filter(None, [self.beginning]))


def parse(query: str, *, typing: bool = False) -> Terms:
    """The terms of a query: at most 200 characters and 12 terms of it, quotation marks making phrases.

    While the reader is `typing`, the last word may be a beginning, from two letters on.
    """
    text = tidy(query)
    found: list[str] = []
    for phrase, word in _CHUNKS.findall(text):
        found += [piece.strip() for piece in _RUNS.split(phrase or word) if _says_something(piece)]
    found = list(dict.fromkeys(found))[:MOST]
    words = [term for term in found if not _RUNS.match(term)]
    runs = [term for term in found if _RUNS.match(term)]
    last = words[-1] if words else ""
    unfinished = typing and len(last) >= 2 and found[-1] == last and text.endswith(last)
    beginning = words.pop() if unfinished else ""
    return Terms(tuple(words), tuple(runs), beginning)


def tidy(query: str) -> str:
    """A query in NFC and on one line, without characters that no text may hold, cut to 200 characters."""
    text = unicodedata.normalize("NFC", query[: LONGEST * 4]).translate(_QUOTES)
    legal = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Zl", "Zp"} else letter for letter in text
    )
    return re.sub(r"\s+", " ", legal).lstrip()[:LONGEST]


def stems_within(beginning: str) -> tuple[str, ...]:
    """Stems that a half-typed word may already have outgrown: `governm` is past `govern`, which the index holds."""
    return tuple(beginning[:length] for length in range(len(beginning) - 1, max(4, len(beginning) - 6), -1))


def _says_something(piece: str) -> bool:
    return any(unicodedata.category(letter)[0] in "LN" for letter in piece)
