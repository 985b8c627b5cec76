"""Whispered asides in brackets, and outlets that speak as if they told our story. Pure."""

import re
from collections.abc import Iterator

from articles.findings.piece import Piece, Remark
from articles.findings.prose import alternatives, shortened

_OPENERS = r"""
h+m+|u+h+m*|e+r+m*|a+h+|o+h+|ha(?:\s?ha)*|heh|l+o+l|wow|yikes|ugh|sigh|well|yeah|nope|ok(?:ay)?|really|seriously
surprise|no kidding|go figure|who knew|guess what|you guessed it|believe me|trust me|mind you|note to self
sadly|thankfully|of course|naturally|obviously|apparently|supposedly|so[- ]called|whatever that means|if only
i (?:think|guess|suppose|mean|wonder|know)|don['’]t ask|let['’]s (?:be honest|face it)|to be honest
in my (?:view|opinion)|unchecked|not checked|check this|sic!|editor['’]?s? (?:to )?check
"""
_STANCES = """
notice how|utterly|oblivious|as if|so-called|laughabl[ey]|ridiculous(?:ly)?|absurd(?:ly)?|doubts? as to
"""
_OUTLETS = """
Times|Post|News|Herald|Tribune|Gazette|Journal|Daily|Observer|Chronicle|Telegraph|Standard|Globe|Mail|Star|Sun|Mirror
Independent|Guardian|Economist|Diplomat|Agency|Press|Today|Review|Monitor|Express|Courier|Bulletin|Insider|Wire|Nikkei
Reuters|Bloomberg|AFP|Xinhua|Interfax|TASS|Kyodo|Yonhap|Anadolu|BBC|CNN|CNBC|NPR|CNA|DW|Al Jazeera|Euronews|Magazine
"""
_TELLS = """
explores|examines|investigates|delves into|dives into|looks at|looks into|looks back|takes a|takes you|takes readers
takes stock|unpacks|breaks down|discusses|analyses|analyzes|considers|asks|wonders|presents|brings you|walks|rounds up
sheds light|shines|highlights|uncovers|traces|profiles|invites|offers a|offers an|offers its|tells the story|speaks to
speaks with|spoke to|spoke with|caught up with|sat down with|sits down with|visits|meets
"""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,600})[)\]]")
_OPENER = re.compile(rf"(?i)(?:{alternatives(_OPENERS)})(?=[\s,.:;!?…–—-]|$)")
_STANCE = re.compile(rf"(?i)\b(?:{alternatives(_STANCES)})\b")
_TELLING = alternatives(_TELLS)
_NARRATOR = re.compile(rf"\b(?:{alternatives(_OUTLETS)})(?: [A-Z][\w&’'-]{{0,20}}){{0,2}} (?:{_TELLING})\b")
_NAME_BEFORE = re.compile(r"(?:\b[Tt]he )?(?:\b[A-Z][\w.&’'-]{0,30} ){0,4}$")
_OURS = re.compile(
    r"\b(?:[Ss]ubscribe to our|[Ff]ollow us on|our (?:correspondent|reporter|newsroom|sister site|newsletter)\b"
    r"|[Rr]ead more (?:on|at) our|[Dd]ownload our app|told our (?:reporter|correspondent))"
)
_OURS_HINTS = ("ur correspondent", "ur reporter", "ur newsroom", "ur sister", "ur newsletter", "ur app", "follow us on")


def asides(piece: Piece) -> Iterator[Remark]:
    """What is whispered in brackets: exclamations, questions to nobody, opinions of whoever passed the text on."""
    for block in piece.running:
        if "(" not in block.text and "[" not in block.text:
            continue
        for found in _BRACKETS.finditer(block.text):
            if is_aside(found[1]):
                words = shortened(found[0])
                sentence = f"An aside stands in brackets: “{words}”. Take it out, or say whose view it is."
                yield Remark("aside", sentence, "body", block.number, words)


def is_aside(inside: str) -> bool:
    """Whether words in brackets comment on the text rather than explain it."""
    inside = inside.strip()
    words = inside.split()
    if not words:
        return False
    opener = _OPENER.match(inside)
    if opener and not opener[0].isupper() and (len(words) > 1 or inside[-1] in "!?…."):
        return True
    if inside[-1] in "?!" and len(words) >= 2 and inside[0].islower():
        return True
    return len(words) > 12 and bool(_STANCE.search(inside))


def narrators(piece: Piece) -> Iterator[Remark]:
    """Another outlet that explores or examines something is speaking of its own piece, which this is not."""
    for block in piece.running:
        found = [*_NARRATOR.finditer(block.text)] if any(word in block.text for word in _TELLING_WORDS) else []
        if any(hint in block.text for hint in _OURS_HINTS):
            found += _OURS.finditer(block.text)
        for hit in found:
            before = _NAME_BEFORE.search(block.text[max(0, hit.start() - 80) : hit.start()])
            words = shortened(f"{before[0] if before else ''}{hit[0]}")
            sentence = (
                f"“{words}”: another outlet speaks as if this were its story. "
                "Say what happened, and credit the outlet for what it found out."
            )
            yield Remark("narrator", sentence, "body", block.number, words)


_TELLING_WORDS = tuple(_TELLING.split("|"))
RULES = (asides, narrators)
