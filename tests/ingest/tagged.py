"""Invented stories about four things and a fifth, seldom one, for lessons in tags: the same ones every time."""

import random

import numpy as np

from newsroom.ingest.tag_learning.arrays import pack, remembered, unpack
from newsroom.ingest.tag_learning.combining import Shelf
from newsroom.ingest.tag_learning.lesson import Example, learn
from newsroom.ingest.tag_learning.words import counted, keyed
from newsroom.ingest.tag_words import named

TOPICS = {
    "Ports": "pier quay crane berth dredger tide freighter pilot harbour mooring",
    "Schools": "pupil teacher classroom lesson exam chalk term library desk homework",
    "Weather": "rain fog gale frost cloud thunder drizzle forecast storm snow",
    "Music": "violin choir drum concert tune melody rehearsal flute orchestra score",
    "Lanterns": "lantern wick glass oil lamplighter evening glow paper festival candle",
}
COMMON = "people town said morning street year council day walk house river bread market friend letter"
SELDOM = 5


def tell(topic: str, number: int) -> tuple[str, str]:
    """Headline and text of an invented story about a topic."""
    dice = random.Random(f"{topic} {number}")
    own, common = TOPICS[topic].split(), COMMON.split()
    text = " ".join(dice.choice(own if dice.random() < 0.4 else common) for _word in range(80))
    return f"{dice.choice(own)} and {dice.choice(common)}".capitalize(), text.capitalize() + "."


def corpus(each: int = 25) -> list[tuple[str, str, str]]:
    """Topic, headline and text of `each` stories about four topics, and of five about lanterns."""
    return [
        (topic, *tell(topic, number))
        for number in range(each)
        for topic in TOPICS
        if topic != "Lanterns" or number < SELDOM
    ]


def numbers() -> dict[str, int]:
    return {topic: place for place, topic in enumerate(TOPICS, start=1)}


def examples(each: int = 25) -> list[Example]:
    ids, words = numbers(), {topic: topic for topic in TOPICS}
    return [
        Example(
            story,
            *keyed(counted(title, text)),
            frozenset({ids[topic]}),
            {ids[tag]: (hits.title, hits.lead, hits.body) for tag, hits in named(title, text, words).items()},
        )
        for story, (topic, title, text) in enumerate(corpus(each), start=100)
    ]


def shelf() -> Shelf:
    """What is learnt of these stories, after a journey through its packed form."""
    lesson = learn(examples())
    learned = unpack(pack(lesson.learned))
    place = int(np.searchsorted(learned.tags, numbers()["Lanterns"]))
    memory = remembered(lesson.memory, [(story, place) for story, _words in lesson.memory])
    return Shelf(learned, memory, {number: tag for tag, number in numbers().items()})
