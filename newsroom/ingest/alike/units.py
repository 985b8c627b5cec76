"""The units by which texts are compared: words, or characters where a script sets none apart. Pure.

Each unit is told with whether it is a fact: a number, or a word written with a capital inside a sentence.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain

LONGEST = 100_000
"""So many characters of a text are looked at; a copy of a longer one shows in its beginning."""
RUN, UNSPACED_RUN = 3, 5
"""So many units are compared together; five characters of an unspaced script are about three words."""
SHOUTING = 0.6
"""Where more than this share of the words begins with a capital, capitals say nothing."""

_ENDS = frozenset('.!?:;\n“”"«»।؟。！？：；「」')
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
"""Vowel signs and accents that belong to the word they stand in (Unicode 15, Mn and Mc of Latin to Sinhala)."""
_TOKEN = re.compile(rf"[\w{_MARKS}]+|[{''.join(sorted(_ENDS))}]")
_UNSPACED_TOKEN = re.compile(rf"\d+|[a-zA-Z]+|\w|[{''.join(sorted(_ENDS))}]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a text in their order, folded and encoded (UTF-8).

    `facts` says of each whether it is a fact, `numbers` whether it is a number; `run` is how many are compared at once.
    `cased` is false where capitals tell nothing: a script without them, or a text all in capitals.
    """

    words: list[bytes]
    facts: list[bool]
    numbers: list[bool]
    run: int = RUN
    cased: bool = True

    @property
    def unspaced(self) -> bool:
        """Whether the units are characters."""
        return self.run == UNSPACED_RUN


def units(text: str) -> Units:
    """The units of a text, compatibility-composed and case-folded."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    unspaced = is_unspaced(text)
    tokens = (_UNSPACED_TOKEN if unspaced else _TOKEN).findall(text)
    words = [token for token in tokens if token not in _ENDS]
    numbers = [word[0].isdigit() for word in words]
    pairs = zip(chain(".", tokens), tokens, strict=False)
    capitals = [token[0].isupper() and before not in _ENDS for before, token in pairs if token not in _ENDS]
    cased = 0 < sum(capitals) <= SHOUTING * len(words)
    facts = [number or capital for number, capital in zip(numbers, capitals, strict=True)] if cased else numbers
    joined = " ".join(words).casefold().encode("utf-8", "surrogatepass")
    return Units(joined.split(b" ") if words else [], facts, numbers, UNSPACED_RUN if unspaced else RUN, cased)


def is_unspaced(text: str) -> bool:
    """Whether most of a text is in a script that sets no words apart."""
    beginning = text[:2000]
    found = len(_UNSPACED.findall(beginning))
    return found > 0 and found * 2 > sum(map(str.isalnum, beginning))
