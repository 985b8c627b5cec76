"""Which tags of the vocabulary a story names itself. Pure: words in, tags out; the vocabulary never grows here."""

from collections import Counter
from collections.abc import Mapping

from newsroom.ingest.spotting import spotted

TAGS = 8


def suggest_tags(title: str, text: str, vocabulary: Mapping[str, str]) -> tuple[str, ...]:
    """The tags whose words (lower case → tag) stand in the story, most telling first, at most eight."""
    scores: Counter[str] = Counter()
    for weight, part in ((3, title), (1, text)):
        for _word, tag in spotted(part.casefold(), vocabulary):
            scores[tag] += weight
    wanted = [tag for tag, score in scores.items() if score >= 2]
    return tuple(sorted(wanted, key=lambda tag: (-scores[tag], tag))[:TAGS])
