"""What stands in the source and what does not: words taken over, and quotations that it never said. Pure."""

import re
from collections.abc import Iterator

from articles.copying import Copy, count, stands_in
from articles.findings.piece import Original, Piece, Remark
from articles.findings.prose import QUOTED, quotations, shortened

EXCERPT_WORDS = 90
EXCERPT_SHARE = 0.15
QUOTE_WORDS = 5
NAMES = 14
"""So many words of a source that allows a link only are taken for long names and titles, which nobody can say anew."""
_LEFT_OUT = re.compile(r"\[[^\]]{0,200}\]|\.{3,}|…|\([^)]{0,80}\)|[,;:–—]\s*$")


def excerpt_limit(source_words: int) -> int:
    """How many words of a source with `excerpt` rights may stand on our page."""
    return min(EXCERPT_WORDS, int(source_words * EXCERPT_SHARE)) if source_words else EXCERPT_WORDS


def limit(original: Original) -> int | None:
    """How many words of an original may stand in ours word for word; None where the owner sets no limit."""
    if original.rights in {"own", "licensed", ""}:
        return None
    return NAMES if original.rights == "link_only" else excerpt_limit(original.words)


def share_of(original: Original, copy: Copy) -> float:
    """The part of the original that was copied, at most 1."""
    return min(1.0, copy.words / original.words) if original.words else 0.0


def copies(piece: Piece) -> Iterator[Remark]:
    """No more is taken over word for word than the rights of its owner allow. An excerpt is measured as a whole."""
    for original, copy in piece.copies:
        most = limit(original)
        if most is None or copy.words <= most or piece.kind in {"excerpt", "link"}:
            continue
        part = f", {share_of(original, copy):.0%} of its text" if original.words else ""
        allowed = "its owner allows a link only" if original.rights == "link_only" else f"its rights allow {most}"
        sentence = (
            f"{copy.words} words stand here just as in {original.source or 'the source'}{part}; {allowed}. "
            "Say it in your own words; what is copied is marked below."
        )
        yield Remark("copied", sentence)


def quotes(piece: Piece) -> Iterator[Remark]:
    """What is quoted was said: it stands in the source, if that is in our language and we have its text."""
    known = frozenset().union(*(original.hashes for original in piece.originals))
    foreign = piece.source_language and piece.source_language.lower().split("-")[0] != piece.stem
    if not known or foreign:
        return
    for block in piece.running:
        if not QUOTED.search(block.text):
            continue
        for quote in quotations(block.text):
            if _is_invented(quote, known):
                sentence = f"The source does not say “{shortened(quote)}”. Check who said it, or do not quote it."
                yield Remark("quote-not-in-source", sentence, "body", block.number, shortened(quote))


def _is_invented(quote: str, known: frozenset[int]) -> bool:
    """Whether a part of a quotation, long enough to tell, is not in the source."""
    if count(quote) < QUOTE_WORDS:
        return False
    return any(stands_in(part, known) is False for part in _LEFT_OUT.split(quote) if count(part) >= QUOTE_WORDS - 1)


RULES = (copies, quotes)
