"""The words by which a text names a country: 49 sections of ours in full, the rest of the world so that it competes.

Data, written by hand, and its reading. Pure.
"""

from newsroom.ingest.gazetteer import (
    africa_oceania,
    americas,
    central_asia,
    east_asia,
    europe,
    gulf,
    levant,
    phrases,
    south_asia,
    south_east_asia,
)
from newsroom.ingest.gazetteer.rows import Sense, folded, gathered, lines, senses

__all__ = ["MISLEADING", "NAMES", "OURS", "SENSES", "SHARED", "WORDS", "Sense", "folded"]

_OWN = "\n".join(part.ROWS for part in (south_asia, east_asia, south_east_asia, gulf, levant, central_asia))
_WORLD = "\n".join(part.ROWS for part in (europe, americas, africa_oceania))

OURS: frozenset[str] = frozenset(code for code, _kind, _words in lines(_OWN))
"""The ISO 3166-1 alpha-2 codes of our sections."""

NAMES: dict[str, str] = {code: words[0] for code, kind, words in lines(f"{_OWN}\n{_WORLD}") if kind == "name"}
"""The English name of every country that is known here."""

WORDS: dict[str, str] = {
    sense.word: sense.code
    for sense in senses(_OWN)
    if sense.kind in ("name", "folk", "seat") and not (sense.weak or sense.open)
}
"""Name, people and capital of our sections, as written → code."""

SENSES: dict[str, tuple[Sense, ...]] = gathered(f"{_OWN}\n{_WORLD}")
"""Every word, folded, with all its meanings, one for each country."""

MISLEADING: frozenset[str] = frozenset(
    folded(phrase.strip()) for phrase in phrases.MISLEADING.replace("\n", " ").split("|") if phrase.strip()
)
"""Folded phrases inside which the words above name no country."""

SHARED: dict[str, tuple[str, ...]] = {
    folded(word): tuple(codes.split())
    for word, _bar, codes in (line.partition(" | ") for line in phrases.SHARED.strip().splitlines())
}
"""Folded words that several countries have."""
