"""Words in another script than the text's, which nothing can read aloud without a mark of language. Pure."""

import re
from collections.abc import Iterator

from articles.findings.piece import Piece, Remark
from articles.findings.prose import shortened

_SCRIPTS = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0530-\u058f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "Indian": "\u0900-\u0dff",
    "Thai or Lao": "\u0e00-\u0eff",
    "Tibetan": "\u0f00-\u0fff",
    "Burmese": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff",
    "Khmer": "\u1780-\u17ff",
    "Mongolian": "\u1800-\u18af",
    "Chinese, Japanese or Korean": "\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff",
}
_RUNS = {name: re.compile(f"[{letters}][{letters}\\s]{{0,200}}") for name, letters in _SCRIPTS.items()}
_ANY = re.compile("[" + "".join(_SCRIPTS.values()) + "]")
_LETTERS = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
SAMPLE = 20_000


def scripts(piece: Piece) -> Iterator[Remark]:
    """Words of another script, where the body does not say which language they are."""
    main = _main(piece.text[:SAMPLE])
    for block in piece.blocks:
        own = block.own or ""
        if not _ANY.search(own):
            continue
        for name, words in _others(own, main):
            sentence = (
                f"“{shortened(words)}” is {name} script. Mark its language, so that it can be read aloud and found."
            )
            yield Remark("script", sentence, "body", block.number, shortened(words))
            break


def _main(text: str) -> str:
    """The script that most of the text is in, "" for Latin."""
    if not _ANY.search(text):
        return ""
    counts = {name: len(letters.findall(text)) for name, letters in _LETTERS.items()}
    best = max(counts, key=lambda name: counts[name])
    latin = sum(letter.isalpha() for letter in text) - sum(counts.values())
    return best if counts[best] > latin else ""


def _others(text: str, main: str) -> Iterator[tuple[str, str]]:
    for name, run in _RUNS.items():
        if name == main:
            continue
        for found in run.finditer(text):
            words = found[0].strip()
            if len(words) >= 2 or (words and name.startswith("Chinese")):
                yield name, words
                break


RULES = (scripts,)
