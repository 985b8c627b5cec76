"""How alike two texts are, by their runs of four words, counted with repetition. Pure."""

from collections import Counter

from newsroom.ingest.fingerprint import words

RUN = 4


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words with its number of occurrences; a shorter text is one run."""
    found = words(text)
    if not found:
        return Counter()
    return Counter(tuple(found[i : i + RUN]) for i in range(max(1, len(found) - RUN + 1)))


def likeness(first: str, second: str) -> float:
    """F1 of the two texts' runs: 1 when they are the same, 0 when they share nothing or one is empty."""
    one, other = runs(first), runs(second)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total and one and other else 0.0
