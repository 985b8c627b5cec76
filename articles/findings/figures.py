"""Figures that nobody answers for. Pure."""

import re
from collections.abc import Iterator

from articles.findings import blocks
from articles.findings.piece import Piece, Remark
from articles.findings.prose import alternatives, listed

_UNITS = r"""
%|per ?cent\b|pct\b|percentage points?\b|million\b|billion\b|trillion\b|[MGk]Wh?\b|km\b|tonnes?\b|barrels?\b
"""
_SPEAKERS = """
said|says|say|told|according|reported|reports?|announced|stated|estimate[sd]?|showed|shows|data|survey|poll|study
figures (?:from|by)|statistics|census|published|released|forecast\\w*
projected by|ministry|agency|bureau|bank|fund|sources?
citing|cited|quoted|confirmed|added|noted|spokes\\w+|statement|index|sagte|sagten|laut|selon|según|secondo|segundo|volgens
"""
_NUMBER = r"\d[\d.,]{0,20}"
_FIGURE = re.compile(
    rf"[+±~≈-]?[$€£¥₹₩]\s?{_NUMBER}(?:\s?(?:million|billion|trillion|bn|mn|m|k))?\b"
    rf"|[+±~≈-]?\b{_NUMBER}\s?(?:{alternatives(_UNITS)})"
)
_CELL = re.compile(r"[+±~≈-]\s?\d|\d[.,]\d|\d\s?(?:%|[MGk]Wh?\b|km\b|million|billion)|[$€£¥₹₩]\s?\d")
_ANSWERED = re.compile(rf"(?i)\b(?:{alternatives(_SPEAKERS)})\b")
_DIGIT = re.compile(r"\d")
FEW = 3


def figures(piece: Piece) -> Iterator[Remark]:
    """Somebody answers for figures: a name, an office or a document near them."""
    loose: list[str] = []
    first = 0
    before = ""
    for block in piece.blocks:
        if block.role == blocks.CELL:
            found = [block.text] if len(block.text) < 60 and _CELL.search(block.text) else []
        else:
            before, found = block.text, _FIGURE.findall(block.text) if _DIGIT.search(block.text) else []
        if found and not _ANSWERED.search(before):
            loose += found
            first = first or block.number
    if len(loose) >= FEW:
        said = listed([one.strip() for one in loose[:4]])
        sentence = f"Nobody is named for {len(loose)} figures: {said}. Say where they come from."
        yield Remark("figures", sentence, "body", first, loose[0].strip())


RULES = (figures,)
