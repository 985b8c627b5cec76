"""Words, headlines and paragraphs that mean nothing, by frequency as in a language. The same seed, the same words."""

import random
from functools import cache
from itertools import accumulate

SMALL = tuple("the of and to in a that was for on with as by it at from are this be has an not have will but".split())  # noqa: SIM905
START = ("ba", "ke", "mi", "ro", "tu", "sha", "len", "dor", "gri", "fal", "vel", "pon", "har", "sel", "tor")
MIDDLE = ("ra", "ni", "to", "se", "lu", "va", "mo", "ten", "dri", "bel")
END = ("n", "r", "s", "ly", "ted", "ment", "ing", "ship", "ar", "el")
OTHER_SCRIPTS = (
    "Гавань открылась на рассвете, лодки вернулись к полудню.",
    "港は夜明けに開き、船は昼までに戻った。",
    "बंदरगाह भोर में खुला और नावें दोपहर तक लौट आईं।",
    "فُتح المرفأ عند الفجر وعادت القوارب ظهرا.",
)
VOCABULARY, PARAGRAPHS, FOREIGN = 6_000, 3_000, 40
# People come into the news and go: a handful of stories tells of each, however many stories there are.
TOLD_OF_ONE = 8


class Words:
    """A vocabulary with a stock of ready paragraphs, so that a million stories can be told quickly."""

    def __init__(self, seed: int) -> None:
        """Invent everything once."""
        chance = random.Random(f"words {seed}")  # noqa: S311 - invention, no secret
        rare = {_invented(chance) for _ in range(VOCABULARY * 2)}
        self.known = [*SMALL, *sorted(rare)[:VOCABULARY]]
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.known))))
        self.paragraphs = [self._paragraph(chance) for _ in range(PARAGRAPHS)] + list(OTHER_SCRIPTS) * (FOREIGN // 4)

    def some(self, chance: random.Random, count: int) -> list[str]:
        """So many words, the frequent ones often."""
        return chance.choices(self.known, cum_weights=self.weights, k=count)

    def headline(self, chance: random.Random, number: int = 0) -> str:
        """Six words, the name of whom the story tells, and a number."""
        return f"{' '.join(self.some(chance, 6)).capitalize()} {name(number // TOLD_OF_ONE)} {chance.randrange(1_000)}"

    def body(self, chance: random.Random, most: int = 4) -> tuple[str, str]:
        """Two paragraphs to `most`, as HTML and as plain text."""
        told = chance.choices(self.paragraphs, k=chance.randint(2, most))
        return "".join(f"<p>{one}</p>" for one in told), "\n\n".join(told)

    def _paragraph(self, chance: random.Random) -> str:
        sentences = (" ".join(self.some(chance, chance.randint(8, 16))).capitalize() for _ in range(4))
        return " ".join(f"{sentence}." for sentence in sentences)


def name(of: int) -> str:
    """A surname that no other number has, and no other word is."""
    syllables = []
    while True:
        of, place = divmod(of, len(START))
        syllables.append(START[place])
        if not of:
            return f"{''.join(syllables).capitalize()}ovic"


def _invented(chance: random.Random) -> str:
    return chance.choice(START) + chance.choice(MIDDLE) + chance.choice([*MIDDLE, ""]) + chance.choice(END)


@cache
def words(seed: int) -> Words:
    """The vocabulary of a seed, invented once in a process."""
    return Words(seed)
