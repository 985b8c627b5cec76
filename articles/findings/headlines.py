"""Headlines that shout, tease or promise more than the original headline says. Pure."""

import re
from collections.abc import Iterator

from articles.findings.piece import Piece, Remark
from articles.findings.prose import alternatives, listed

_EXCITING = """
shock(?:s|ed|ing|er)?|stun(?:s|ned|ning|ner)?|jaw[- ]dropping|mind[- ]?blow(?:n|ing)|unbelievable|incredible|insane
amaz(?:es|ed|ing)|epic|explosive|bombshell|groundbreaking|game[- ]chang(?:er|ing)|revolutionary|historic|unprecedented
sensational|spectacular|breathtaking|extraordinary|ultimate|must[- ](?:see|read|know)|viral|outrage(?:s|d|ous)?
slam(?:s|med)?|blast(?:s|ed)?|destroy(?:s|ed)?|obliterate[sd]?|crush(?:es|ed)?|humiliat(?:es|ed|ing)|erupt(?:s|ed)?
rip(?:s|ped)|savage[sd]?|chaos|nightmare|catastroph(?:e|ic)|apocalyp(?:se|tic)|devastat(?:es|ed|ing)|terrify(?:ing)?
horrif(?:ic|ying)|bold(?:ly)?|daring|dramatic(?:ally)?|skyrocket(?:s|ed|ing)?|soar(?:s|ed|ing)?|plummet(?:s|ed|ing)?
surg(?:es|ed|ing)|dominat(?:es|ed|ing)|triumph(?:s|ed|ant)?|unleash(?:es|ed|ing)?|unlock(?:s|ed|ing)?|unveil(?:s|ed|ing)?
secrets?|revealed|exposed|excellence|prowess|proudly|boost(?:s|ed)?|supercharge[sd]?|thrill(?:s|ed|ing)?|landmark
celebrat(?:es|ed)|ignit(?:es|ed)|fury|furious|panic|frenzy|meltdown|showdown
"""
# Loud whatever the original says.
_LOUDEST = """
shock(?:s|ed|ing|er)|jaw[- ]dropping|mind[- ]?blow(?:n|ing)|unbelievable|insane|bombshell|must[- ](?:see|read)|epic
savage[sd]|obliterate[sd]?|humiliat(?:es|ed|ing)
"""
_TEASERS = r"""
\byou (?:won['’]t|will never|wouldn['’]t) (?:believe|guess)|\bwhat happened next
\bthis is (?:what|why|how) (?:really )?happens?
\bhere['’]?s (?:what|why|how|everything)|\bhere is (?:what|why|how)
\bwhat (?:it|this|that) (?:really )?means for\b
\bthe (?:real )?reasons? why\b|\bwill (?:shock|amaze|surprise|blow) you|\b(?:everything|all) you need to know
\bone weird trick|\bwhat you (?:need|should) (?:to )?know|\band it['’]s not what\b|\bdoctors hate
\bwait (?:till|until) you see
^\d{1,2} (?:\w{1,20} ){0,3}(?:things|ways|reasons|facts|secrets|tips|signs|moments)\b
\bnobody (?:is )?talk(?:s|ing) about
\bfind out (?:why|how|what)\b|\bgoes viral\b|\bbreaks the internet\b
"""
_EXCITED = re.compile(rf"(?i)\b(?:{alternatives(_EXCITING)})\b")
_LOUD = re.compile(rf"(?i)\b(?:{alternatives(_LOUDEST)})\b")
_TEASER = re.compile(rf"(?i)(?:{alternatives(_TEASERS)})")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_ACRONYM_LIKE = re.compile(r"^[A-Z]{4,6}$")


def hype(piece: Piece) -> Iterator[Remark]:
    """A headline tells; it does not shout, tease, or excite where the original did not."""
    text = piece.headline
    if not text:
        return
    if said := excitement(text, piece.source_headline):
        known = piece.source_headline and piece.source_headline != text
        original = f" The original says: “{piece.source_headline}”." if known else ""
        sentence = f"The headline promises more than it tells ({listed(said[:4])}).{original} Write it soberly."
        yield Remark("hype", sentence, "headline", 0, said[0])


def excitement(headline: str, original: str = "") -> list[str]:
    """What excites in a headline: shouting always, other words only where the original lacks them."""
    found = [*_shouts(headline, original), *(hit[0] for hit in _LOUD.finditer(headline))]
    found += [hit[0] for hit in _TEASER.finditer(headline)]
    if original and original != headline:
        told = {_stem(hit[0]) for hit in _EXCITED.finditer(original)}
        found += [hit[0] for hit in _EXCITED.finditer(headline) if _stem(hit[0]) not in told]
    else:
        excited = [hit[0] for hit in _EXCITED.finditer(headline)]
        found += excited if len(excited) >= 2 else []
    return list(dict.fromkeys(found))


def _shouts(headline: str, original: str) -> Iterator[str]:
    """Exclamation marks, heaps of question marks, and words in capitals that the original does not have."""
    for mark in ("!", "！", "??"):
        if mark in headline and mark not in original:
            yield mark
    capitals = [word for word in _CAPITALS.findall(headline) if word not in original]
    letters = [letter for letter in headline if letter.isalpha()]
    all_of_it = len(letters) > 12 and sum(map(str.isupper, letters)) > len(letters) * 0.8 and original != headline
    if all_of_it or sum(not _ACRONYM_LIKE.match(word) for word in capitals) >= 1 or len(capitals) >= 3:
        yield from capitals[:3]


def _stem(word: str) -> str:
    return word.lower()[:4]


RULES = (hype,)
