"""Filler that a machine writes where it has nothing to say, and opinion that passes for report. Pure."""

import re
from collections.abc import Iterator

from articles.findings.piece import Piece, Remark
from articles.findings.prose import alternatives, listed

ENOUGH, ONE_IN = 4, 120
"""Points that make a text one of filler, and the words in which at least one point must stand."""

# Two points: hardly ever written by a reporter.
STRONG = """
testament to|in a world where|in a world characterized|in a world characterised|in today's fast|in an era where
ever-evolving|ever-changing|evolving landscape|rapidly evolving|shed light on|sheds light on|shedding light on
delves into|delve into|delving into|the intricacies of|navigate the complexities|navigating the complexities
rich tapestry|a tapestry of|beacon of|new chapter of|new chapter in|serves as a vital|serves as a crucial
serves as a strategic|serves as a beacon|serves as a reminder|stands as a testament|stands out as a
a catalyst for transformative|catalyst for transformative|it is important to note|it is worth noting
it's worth noting|it's important to note|plays a crucial role|plays a pivotal role|plays a vital role
play a crucial role|play a pivotal role|strategically pivotal|harness the power|harness opportunities
unlock new opportunities|unlocking the full potential|unlock the full potential|full potential|leveraging synergies
create synergies|synergistic|holistic approach|robust framework|a robust and|seamless integration
at the forefront of|a myriad of|multifaceted|fostering a sense|foster a robust|foster a conducive|fosters innovation
shared prosperity|deep-rooted historical|underscores the importance of|underscored the importance of
underscore this momentum|highlights the evolving|highlighting the importance|a dynamic resurgence|dynamic interplay
intricate dance|paving the way for a|transformative approach|transformative journey|in conclusion,|in summary,
game-changer|ushering in a new|embark on a journey|embarking on a|a tangible conduit|broader implications
only time will tell|one thing is clear|remains to be seen how|far-reaching implications
"""
# One point: fine once, filler in heaps.
WEAK = """
leverage|leveraging|fostering|foster|seamless|robust|pivotal|crucial|vital link|intertwin|landscape|holistic|synerg
framework for|overarching|conducive|strategic motivations|increasingly important|growing importance|underscore
moreover,|furthermore,|additionally,|resilience|stakeholders|transformative|innovative solutions|cutting-edge
sustainable growth|deeper integration|deepens|shared heritage|mutual growth|mutual understanding
long-term collaboration|significant step towards|longstanding bonds|remains essential|balance of power|realm of
plethora of|paves the way|paving the way|navigat|commitment to|dynamic
"""
_STRONG = tuple(filter(None, re.split(r"[|\n]", STRONG.strip())))
_WEAK = tuple(filter(None, re.split(r"[|\n]", WEAK.strip())))
_VERBS = """
think|believe|argue|suspect|doubt|hope|fear|feel|wonder|suggest|maintain|contend|consider|look|mean|find|say|would|see|agree
disagree|know|am|have|was|had
"""
_STANCES = """
inexcusabl[ey]|utterly|oblivious|shameful(?:ly)?|disgraceful(?:ly)?|outrageous(?:ly)?|absurd(?:ly)?|ridiculous(?:ly)?
hypocri(?:sy|tical)|appalling(?:ly)?|sadly|thankfully|clearly|obviously|undoubtedly|needless to say|of course|so-called
the truth is|make no mistake|propaganda|warmongers?|puppets?|regime change|destabili[sz]ation
"""
_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y)\b")
_FIRST_PERSON = re.compile(
    rf"\bI (?:\w{{1,20}}ly )?(?:{alternatives(_VERBS)})\b|\b[Ii]n my (?:view|opinion|judge?ment)\b|\b[Tt]o my mind\b"
)
_WE_MUST = re.compile(r"\b[Ww]e (?:must|should|need to|have to|ought to|cannot|may notice|can see that)\b")
_STANCE = re.compile(rf"(?i)\b(?:{alternatives(_STANCES)})\b")


def filler(piece: Piece) -> Iterator[Remark]:
    """Phrases that say nothing, where there are many of them for the length of the text."""
    if piece.stem != "en":
        return
    text = piece.unquoted.lower().replace("’", "'")
    strong = [words for words in _STRONG if words in text]
    points = 2 * len(strong) + sum(min(2, text.count(words)) for words in _WEAK if words in text)
    words = len(text.split())
    if points >= ENOUGH and points * ONE_IN >= words * 2 and strong:
        weak = [words for words in _WEAK if words in text]
        said = listed([*strong, *weak][:5])
        sentence = f"Much of the text says little: {said}. Say what happened, who said so, and what it changes."
        yield Remark("filler", sentence, "body", 0, "")


def opinion(piece: Piece) -> Iterator[Remark]:
    """The writer says "I", or "we must", and takes sides: that is opinion, and should be called so."""
    if piece.stem != "en":
        return
    text = piece.unquoted
    own = [found[0] for found in _FIRST_PERSON.finditer(text)] if _PERSON.search(text) else []
    claims = [found[0] for found in _WE_MUST.finditer(text)] if _PERSON.search(text) else []
    if not own and not claims:
        return
    stance = [found[0] for found in _STANCE.finditer(text)]
    if (own and (stance or len(own) >= 4)) or (claims and len(stance) >= 2):
        said = listed(list(dict.fromkeys([*own, *claims, *stance]))[:4])
        sentence = f"This reads as opinion, not as report ({said}). Say whose view it is, or leave the view out."
        yield Remark("opinion", sentence, "body", 0, "")


RULES = (filler, opinion)
