"""The tags of one story: what it names, what its feed calls it, and what stories like it bear, in one list. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from newsroom.ingest.entry import Suggested
from newsroom.ingest.tag_learning.arrays import Learned, Memory
from newsroom.ingest.tag_learning.weighing import Likely, likely, vector
from newsroom.ingest.tag_learning.words import counted
from newsroom.ingest.tag_words import CATEGORY, OFFERED, Hits, named, ranked, reason_of, suggest_tags

LEAST = 0.15
"""What is less likely is not offered: a list of guesses costs an editor more than it gives."""

Headlines = Callable[[Iterable[int]], Mapping[int, str]]
"""The headlines of those of some stories that readers may still see."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What suggesting needs: what was learnt and remembered, and the names of the tags as they are now.

    A tag that was learnt and is no more has no name here, and is not suggested.
    """

    learned: Learned
    memory: Memory
    names: Mapping[int, str]


def no_headlines(_stories: Iterable[int]) -> Mapping[int, str]:
    """None may be seen."""
    return {}


def suggest(
    title: str,
    text: str,
    vocabulary: Mapping[str, str],
    shelf: Shelf | None,
    *,
    given: Iterable[str] = (),
    headlines: Headlines = no_headlines,
    least: float = LEAST,
) -> list[Suggested]:
    """The tags of a story, surest first, each with its reason; those that are sure enough are `applied`.

    Tags of which something was learnt are weighed by all that was learnt; of the others, names alone tell.
    """
    found = named(title, text, vocabulary)
    plain = suggest_tags(title, text, vocabulary, given, found)
    if shelf is None:
        return plain
    places = {name: number for number, name in shelf.names.items()}
    counts = {places[tag]: (hits.title, hits.lead, hits.body) for tag, hits in found.items() if tag in places}
    story = vector(shelf.learned, counted(title, text))
    weighed = likely(shelf.learned, shelf.memory, story, counts, most=OFFERED * 2, least=least)
    known = set(shelf.learned.tags.tolist())
    sure: dict[str, Suggested] = {one.value: one for one in plain if _stands(one, places, known)}
    thresholds: dict[str, float] = {}
    near = headlines({story for one in weighed for story in one.near}) if any(one.near for one in weighed) else {}
    for one in weighed:
        number = int(shelf.learned.tags[one.place])
        name = shelf.names.get(number, "")
        if name and name not in sure:
            sure[name] = Suggested("tag", name, _reason(one, found.get(name), shelf, near), round(one.score, 4))
            thresholds[name] = float(shelf.learned.thresholds[one.place])
    return ranked(sure.values(), thresholds)


def _stands(one: Suggested, places: Mapping[str, int], known: set[int]) -> bool:
    """Whether a plain suggestion is not weighed anew: the feed said it, or nothing was learnt of its tag."""
    return one.reason.startswith(CATEGORY) or places.get(one.value) not in known


def _reason(one: Likely, hits: Hits | None, shelf: Shelf, headlines: Mapping[int, str]) -> str:
    """What told, in words: the name, the nearest stories, the tag beside which it stands, or single words."""
    said = [reason_of(hits)] if hits else []
    if near := [headlines[story] for story in one.near if story in headlines]:
        stories = f"{len(near)} stories" if len(near) > 1 else "a story"
        said.append(f"like {stories} tagged so: “{near[0][:120]}”")
    if one.words:
        said.append(f"words that told: {', '.join(one.words)}")
    if one.beside is not None and (other := shelf.names.get(int(shelf.learned.tags[one.beside]))):
        said.append(f"stands beside “{other}”")
    return "; ".join(said[:3])
