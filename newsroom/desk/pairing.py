"""Two texts side by side: which paragraphs belong together, which words both have, which facts only one has. Pure.

Unlike in the change of one text (`compare`) neither side is older: `gone` stands on the left alone, `new` on the right.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from newsroom.desk.compare import MOST_WORDS, Piece, split_words

MOST_STEPS = 2_000_000
"""More pairs of equal words than this would keep a person waiting: such texts repeat a few words over and over."""
CHANCE = 3
"""A shorter run of equal words says nothing where the paragraphs around it do not belong together."""
TOGETHER = 0.3
LONGEST = 100_000
"""So many characters of a paragraph, or of a text in search of facts, are looked at."""
FACTS = 12
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[.!?:\n“\"]")


class Row(NamedTuple):
    """Paragraphs that belong together; a side is empty where the other has no like."""

    left: list[Piece]
    right: list[Piece]


class Pairing(NamedTuple):
    """Two texts in rows. `share` is how much of the left stands in the right, 0 to 1; `cut` that both go on."""

    rows: list[Row]
    share: float
    cut: bool


class Facts(NamedTuple):
    """Numbers and names that only the left, or only the right has, in the order of the text."""

    left: list[str]
    right: list[str]


class Token(NamedTuple):
    """A word of a paragraph as it is shown, and as it is compared."""

    paragraph: int
    text: str
    key: str


def pair(left: str, right: str) -> Pairing:
    """The rows of two texts, each read as far as its first 4,000 words."""
    mine, others = _tokens(left), _tokens(right)
    cut = len(mine) > MOST_WORDS or len(others) > MOST_WORDS
    mine, others = mine[:MOST_WORDS], others[:MOST_WORDS]
    runs = list(_runs([token.key for token in mine], [token.key for token in others]))
    groups = list(_groups(_ties(mine, others, runs)))
    kept = [run for run in runs if run[2] >= CHANCE or _inside(groups, mine[run[0]], others[run[1]])]
    same_left = {run[0] + step for run in kept for step in range(run[2])}
    same_right = {run[1] + step for run in kept for step in range(run[2])}
    rows = [
        Row(_pieces(mine, a, b, same_left, "gone"), _pieces(others, c, d, same_right, "new"))
        for a, b, c, d in _whole(groups, _count(mine), _count(others))
    ]
    return Pairing(rows, len(same_left) / len(mine) if mine else 0.0, cut)


def facts(left: str, right: str) -> Facts:
    """What two reports of one form would differ in: the numbers and the names that only one of them has."""
    mine, others = _facts(left), _facts(right)
    return Facts(
        [shown for key, shown in mine.items() if key not in others][:FACTS],
        [shown for key, shown in others.items() if key not in mine][:FACTS],
    )


def _tokens(text: str) -> list[Token]:
    """The words, paragraph by paragraph; one more than are compared tells that there are more."""
    found: list[Token] = []
    paragraphs = (line for line in text.splitlines() if line.strip())
    for number, line in enumerate(paragraphs):
        for word in split_words(line[:LONGEST]):
            if word.strip():
                found.append(Token(number, word, word.strip().casefold()))
            elif found and found[-1].paragraph == number:
                found[-1] = found[-1]._replace(text=found[-1].text + word)
        if len(found) > MOST_WORDS:
            break
    return found[: MOST_WORDS + 1]


def _runs(mine: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The runs of equal words: where they begin on either side, and how long they are."""
    told, heard = Counter(mine), Counter(others)
    if sum(count * heard[key] for key, count in told.items()) > MOST_STEPS:
        shorter = min(len(mine), len(others))
        start = next((at for at in range(shorter) if mine[at] != others[at]), shorter)
        yield (0, 0, start)
        return
    yield from (run for run in SequenceMatcher(None, mine, others, autojunk=False).get_matching_blocks() if run[2])


def _ties(
    mine: Sequence[Token], others: Sequence[Token], runs: Iterable[tuple[int, int, int]]
) -> list[tuple[int, int]]:
    """Which paragraph of the left has most of its words in which of the right, and the other way round."""
    shared: Counter[tuple[int, int]] = Counter()
    for a, c, length in runs:
        shared.update((mine[a + step].paragraph, others[c + step].paragraph) for step in range(length))
    ties: set[tuple[int, int]] = set()
    for side, tokens in ((0, mine), (1, others)):
        sizes = Counter(token.paragraph for token in tokens)
        best: dict[int, tuple[int, int]] = {}
        for tie, count in shared.items():
            if count > shared.get(best.get(tie[side], (-1, -1)), 0):
                best[tie[side]] = tie
        ties |= {tie for paragraph, tie in best.items() if shared[tie] >= TOGETHER * sizes[paragraph]}
    return sorted(ties)


def _groups(ties: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Ties that touch, joined: first and last paragraph of the left, first and last of the right. Ties never cross."""
    now: tuple[int, int, int, int] | None = None
    for a, c in ties:
        if now is None:
            now = (a, a, c, c)
        elif a <= now[1] or c <= now[3]:
            now = (now[0], max(now[1], a), now[2], max(now[3], c))
        else:
            yield now
            now = (a, a, c, c)
    if now is not None:
        yield now


def _inside(groups: Iterable[tuple[int, int, int, int]], mine: Token, other: Token) -> bool:
    return any(a <= mine.paragraph <= b and c <= other.paragraph <= d for a, b, c, d in groups)


def _whole(groups: Iterable[tuple[int, int, int, int]], left: int, right: int) -> Iterator[tuple[int, int, int, int]]:
    """The groups, and between them each paragraph without a like in a row of its own (its other side is -1 to -1)."""
    at, to = 0, 0
    for a, b, c, d in [*groups, (left, left, right, right)]:
        yield from ((lone, lone, -1, -1) for lone in range(at, a))
        yield from ((-1, -1, lone, lone) for lone in range(to, c))
        if a < left:
            yield (a, b, c, d)
        at, to = b + 1, d + 1


def _paragraph(token: Token) -> int:
    return token.paragraph


def _count(tokens: Sequence[Token]) -> int:
    return tokens[-1].paragraph + 1 if tokens else 0


def _pieces(tokens: Sequence[Token], first: int, last: int, same: set[int], other: str) -> list[Piece]:
    """The words of some paragraphs in runs of one kind, each paragraph on a line of its own."""
    found: list[Piece] = []
    before = first
    start = bisect_left(tokens, first, key=_paragraph)
    for place, token in enumerate(tokens[start : bisect_right(tokens, last, key=_paragraph)], start):
        kind = "same" if place in same else other
        text = "\n" * (token.paragraph > before) + token.text
        before = token.paragraph
        if found and found[-1].kind == kind:
            found[-1] = Piece(kind, found[-1].text + text)
        else:
            found.append(Piece(kind, text))
    return found


def _facts(text: str) -> dict[str, str]:
    """Numbers, and words with a capital that do not begin a sentence, each once: as compared, and as it stands."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    found = {number: number for number in _NUMBER.findall(text)}
    names: dict[str, str] = {}
    begins = True
    for word in _WORD.findall(text):
        if not begins and word[0].isupper() and len(word) > 1:
            names.setdefault(word.casefold(), word)
        begins = not word[0].isalpha()
    return found | names
