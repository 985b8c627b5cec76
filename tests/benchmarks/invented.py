"""Invented stories for benchmarks: words of invented syllables by frequency, as in a language, with names and numbers.

Every fifth story is a follow-up on an event that others tell of as well, every tenth a copy with small changes.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

PLACES = [
    "Mongolia",
    "Japan",
    "Nepal",
    "Georgia",
    "Qatar",
    "Vietnam",
    "Ulaanbaatar",
    "Osaka",
    "Kathmandu",
    "Tbilisi",
    "Doha",
    "Hanoi",
    "Paris",
    "Chile",
]
SMALL = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "was",
    "for",
    "on",
    "with",
    "as",
    "by",
    "it",
    "at",
    "from",
    "are",
    "this",
    "be",
    "has",
    "an",
    "not",
    "have",
    "will",
    "but",
]
START, MIDDLE, END = (
    ["ba", "ke", "mi", "ro", "tu", "sha", "len", "dor", "gri", "fal", "vel", "pon"],
    ["ra", "ni", "to", "se", "lu", "va", "mo", "ten", "dri", "bel"],
    ["n", "r", "s", "ly", "ted", "ment", "ing", "ship", "ar", "el"],
)
EVENTS, SENTENCES, PARAGRAPHS = 400, 5, 7


@dataclass(frozen=True)
class Story:
    """One invented story; paragraphs are plain text."""

    number: int
    title: str
    paragraphs: tuple[str, ...]

    @property
    def page(self) -> bytes:
        """Its page, with the menus that pages have."""
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)
        menu = "".join(f"<li><a href='/{place}'>{place}</a></li>" for place in PLACES)
        return (
            f"<!doctype html><html lang=en><head><title>{escape(self.title)}</title></head><body>"
            f"<nav><ul>{menu}</ul></nav><main><article><h1>{escape(self.title)}</h1>{text}</article></main><footer>Imprint</footer></body></html>"
        ).encode()


def stories(first: int, count: int) -> Iterator[Story]:
    """Stories by their number, always the same ones."""
    return (story(number) for number in range(first, first + count))


def story(number: int) -> Story:
    """The story of this number."""
    if number % 10 == 9 and number > 10:
        return _copy(number, story(number - 7))
    chance = random.Random(f"story {number}")
    event = random.Random(f"event {number % EVENTS}") if number % 5 == 0 else chance
    names = [_name(event) for _one in range(4)]
    title = f"{names[0]} {_words(event, 4)} {names[1]} in {event.choice(PLACES)}"
    text = tuple(
        " ".join(_sentence(chance, names) for _sentence_number in range(SENTENCES)) for _paragraph in range(PARAGRAPHS)
    )
    return Story(number, title, text)


def _copy(number: int, original: Story) -> Story:
    """The same with another first sentence and without its last paragraph."""
    chance = random.Random(f"copy {number}")
    kept = (f"{_sentence(chance, [_name(chance)])} {original.paragraphs[0]}", *original.paragraphs[1:-1])
    return Story(number, f"{original.title} {_words(chance, 1)}", kept)


def _sentence(chance: random.Random, names: list[str]) -> str:
    words = [chance.choice(SMALL) if place % 2 else _word(chance) for place in range(chance.randint(10, 18))]
    words[chance.randrange(len(words))] = chance.choice(names)
    if chance.random() < 0.3:
        words.insert(2, str(chance.randint(2, 9000)))
    if chance.random() < 0.1:
        words.append(f"in {chance.choice(PLACES)}")
    return f"{' '.join(words)}.".replace(words[0], words[0].capitalize(), 1)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(_word(chance) for _one in range(count))


def _word(chance: random.Random) -> str:
    """Few words are frequent and many are rare (Zipf): the number of the word is skewed before it is spelt."""
    spelling = random.Random(int(3000 * chance.random() ** 3))
    return spelling.choice(START) + spelling.choice(MIDDLE) + spelling.choice(END)


def _name(chance: random.Random) -> str:
    return f"{chance.choice(START)}{chance.choice(MIDDLE)}{chance.choice(MIDDLE)}".capitalize()
