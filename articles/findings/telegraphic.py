"""Paragraphs that a machine has mangled into telegrams: the small words are gone that hold a sentence together. Pure.

Three signs are weighed, none of which is enough by itself: few function words in all, whole sentences with hardly any,
and long bare runs of plain words that no function word, name, number or comma breaks. Sound prose has runs of five or
six at most. Only languages are judged that mark their grammar by small words, and never by another language's words.
"""

from collections.abc import Iterator

from articles.findings import blocks
from articles.findings.function_words import FUNCTION_WORDS
from articles.findings.piece import Piece, Remark
from articles.findings.prose import LATIN_WORD, SENTENCE_END, shortened

JUDGED = frozenset(["en", "fr", "es", "it", "pt", "nl"])
LONG, SHORT = 25, 8
SIGNS, ENOUGH = 3, 0.33
_MARKS = ".,;:!?()[]“”\"'’‘…"


class Measure:
    """What is counted of one paragraph in one language."""

    def __init__(self, text: str, function_words: frozenset[str]) -> None:
        """Count once, sentence by sentence."""
        self.words = self.small = self.letters = self.weak = 0
        self.runs: list[int] = []
        for sentence in SENTENCE_END.split(text):
            self._sentence(sentence, function_words)

    def _sentence(self, sentence: str, function_words: frozenset[str]) -> None:
        count = small = run = place = 0
        for found in LATIN_WORD.finditer(sentence):
            word = found[0]
            if sentence[place : found.start()].strip(" /"):
                run = self._end(run)
            place = found.end()
            count += 1
            if word.lower().replace("’", "'") in function_words:
                small += 1
                run = self._end(run)
            elif word[0].isupper():
                run = self._end(run)
            else:
                run += 1
                self.letters += len(word)
        self._end(run)
        self.words += count
        self.small += small
        if count >= 5 and small <= count * 0.2:
            self.weak += count

    def _end(self, run: int) -> int:
        if run:
            self.runs.append(run)
        return 0

    @property
    def share(self) -> float:
        """Function words among all words."""
        return self.small / (self.words or 1)

    @property
    def longest(self) -> int:
        """The longest bare run."""
        return max(self.runs, default=0)

    @property
    def bare(self) -> float:
        """The part of the words that stands in bare runs of six and more."""
        return sum(run for run in self.runs if run >= 6) / (self.words or 1)

    @property
    def excess(self) -> float:
        """The part of the words by which bare runs are longer than four."""
        return sum(max(0, run - 4) for run in self.runs) / (self.words or 1)

    @property
    def is_garbled(self) -> bool:
        """Whether three signs meet in a paragraph, or all of them in a line."""
        if self.words < SHORT or self.longest < 7 or self.share >= 0.3:
            return False
        if self.words < LONG:
            plain = sum(self.runs) or 1
            return self.bare >= 0.6 and self.share <= 0.1 and self.letters / plain >= 5.5
        signs = (
            self.bare >= 0.15,
            self.bare >= 0.3,
            self.excess >= 0.12,
            self.share < 0.2,
            self.weak / self.words >= 0.35,
        )
        return sum(signs) >= SIGNS


def garbled(text: str, language: str) -> bool:
    """Whether a paragraph reads like a telegram in its language; False for languages that are not judged."""
    if language not in JUDGED or _is_sound(text, FUNCTION_WORDS[language]):
        return False
    return Measure(text, FUNCTION_WORDS[language]).is_garbled and not _is_foreign(text, language)


def _is_sound(text: str, function_words: frozenset[str]) -> bool:
    """Whether a first glance is enough: hardly any words, or plenty of small ones."""
    found = [word.strip(_MARKS) for word in text.lower().split()]
    return len(found) < SHORT or sum(word in function_words for word in found) >= len(found) * ENOUGH


def _is_foreign(text: str, language: str) -> bool:
    """Whether the paragraph has more small words of another language, as a quotation in it would."""
    found = [word.lower() for word in LATIN_WORD.findall(text)]
    own = sum(word in FUNCTION_WORDS[language] for word in found)
    return any(
        sum(word in small for word in found) > max(own, len(found) * 0.15)
        for other, small in FUNCTION_WORDS.items()
        if other != language
    )


def telegraphic(piece: Piece) -> Iterator[Remark]:
    """Each garbled paragraph; of a garbled list its first line speaks for the rest."""
    in_list = False
    for block in piece.running:
        is_item = block.role == blocks.ITEM
        if not garbled(block.text, piece.stem):
            in_list = in_list and is_item
            continue
        if is_item and in_list:
            continue
        in_list = is_item
        what = "This list reads" if is_item else "This paragraph reads"
        sentence = (
            f"{what} as if a machine had dropped its small words: “{shortened(block.text)}”. "
            "Compare it with the source and write it anew, or take it out."
        )
        yield Remark("garbled", sentence, "body", block.number, shortened(block.text))


RULES = (telegraphic,)
