"""New, changed, seen, a reprint or barred, and why: the heart of ingest. Pure: what we know and what arrives, judged.

A story is recognised by its source's own id, then by its addresses, then by its words. Neither looks nor writes.
"""

from collections.abc import Iterable
from dataclasses import replace

from newsroom.ingest.alike import compare, resemblance, unpack
from newsroom.ingest.entry import Suggested
from newsroom.ingest.fingerprint import figures, likeness
from newsroom.ingest.verdict import Arriving, Copy, Holder, Kin, Known, Standing, Verdict, VerdictKind

NEAR = 0.85
"""Above this share of common runs of words a text is the other one, touched up."""
WORTH_KEEPING = 0.6
"""A poor reading (a paywall, a cookie notice) replaces the text we have only if it is at least this share as long."""

ALIKE = 0.6
"""Above this two headlines name the same story, if their texts resemble each other."""
ELSE, TEXT_ELSE = 0.3, 0.4
"""Below these two headlines, and two texts, are about something else."""
SAME_STORY = 0.93

_CLOSED = {"rejected": "an editor rejected it", "withdrawn": "it was withdrawn", "withheld": "it is withheld"}
_BY = {
    "guid": "the source's own id",
    "address": "the address",
    "text": "the text",
    "author": "the author",
    "outlet": "the outlet",
}


def at_a_glance(known: Known, arriving: Arriving) -> Verdict | None:
    """The verdict that needs no reading of the page, None where it has to be read."""
    if arriving.opted_out:
        return Verdict("refused", f"{arriving.source_name or 'The source'} asked not to be taken from.")
    if barred := _barred(_counting(known, arriving)):
        return barred
    holder = _same(known, arriving)
    if holder and holder.status in _CLOSED:
        kind: VerdictKind = "barred" if holder.status == "withdrawn" else "seen"
        return Verdict(kind, f"We know it by {_BY[holder.matched]}: {_CLOSED[holder.status]}.", holder.article)
    if holder and holder.source not in (None, arriving.source):
        return Verdict("seen", "We hold the story of this address already, from another source.", holder.article)
    return None


def decide(known: Known, arriving: Arriving) -> Verdict:
    """What to do with a story that has been read.

    1. The source's wish, and bars: what was withdrawn stays out, what was rejected counts as seen. 2. Its identity:
    the same id or address is the same story, changed or not, unless the source uses them for another one by now.
    3. Its words: the same text again from its own source is seen, from another one a reprint. 4. What is a near copy of
    something withdrawn comes in, but only to be judged. 5. A text of its own source that was merely touched up under a
    new id and address is the same story. 6. Any other near copy comes in and says of what.
    """
    if (verdict := at_a_glance(known, arriving)) is not None:
        return verdict
    if (holder := _same(known, arriving)) is not None:
        return _again(holder, arriving)
    verdict = _by_its_words(known, arriving)
    reused = tuple((holder.matched, holder.key) for holder in known.holders if _is_another(holder, known, arriving))
    return replace(verdict, reused=reused) if reused and verdict.comes_in else verdict


def _by_its_words(known: Known, arriving: Arriving) -> Verdict:
    """The verdict on what has no id or address that we know."""
    if (twins := [holder for holder in known.holders if holder.matched == "text"]) and arriving.text_key:
        return _twin(twins, arriving)
    if (near := nearest(known.near, arriving.signature)) is not None:
        what = "is barred by hand" if near.reason == "manual" else "was withdrawn"
        sentence = f"The text is nearly the same as one that {what}; a takedown officer must look at it."
        return Verdict("quarantined", sentence, near.article, near.bar)
    if (kin := _touched_up(known.kin, arriving)) is not None:
        return kin
    return _near_copy(known.copies, arriving) or Verdict("new", "We have not seen it before.")


def is_recognised(known: Known, arriving: Arriving) -> bool:
    """Whether we hold the very story, or its very words."""
    return any(not _is_another(holder, known, arriving) for holder in known.holders)


def _barred(bars: Iterable[Standing]) -> Verdict | None:
    """The strictest bar that stands: withdrawn and set by hand before merely rejected."""
    standing = sorted(bars, key=lambda bar: bar.reason == "rejected")
    if not standing:
        return None
    first = standing[0]
    if first.reason == "rejected":
        sentence = f"We know it by {_BY.get(first.matched, first.matched)}: an editor rejected it."
        return Verdict("seen", sentence, first.article, first.bar)
    why = "what was withdrawn stays out" if first.reason == "withdrawn" else "it is barred by hand"
    return Verdict("barred", f"Known by {_BY.get(first.matched, first.matched)}: {why}.", first.article, first.bar)


def _counting(known: Known, arriving: Arriving) -> list[Standing]:
    """The bars that count: that of a rejection does not where its id or address now belongs to another story."""
    other = {(holder.article, holder.matched) for holder in known.holders if _is_another(holder, known, arriving)}
    return [bar for bar in known.bars if bar.reason != "rejected" or (bar.article, bar.matched) not in other]


def _same(known: Known, arriving: Arriving) -> Holder | None:
    """The article of the same identity: of two, the one of this headline; by the source's own id, then by address."""
    holders = [holder for holder in known.holders if holder.matched in ("guid", "address")]
    identical = [holder for holder in holders if not _is_another(holder, known, arriving)]
    return min(identical, key=lambda one: (one.told != arriving.headline, one.matched != "guid"), default=None)


def _is_another(holder: Holder, known: Known, arriving: Arriving) -> bool:
    """Whether the shared id or address is all that two stories of one source have in common: it is used again.

    Feeds number their stories from one, and pages call the section their own. The other kind of key, the headline
    and, once read, the text must all differ. What was withdrawn or withheld stays barred by anything.
    """
    other = {"guid": "address", "address": "guid"}.get(holder.matched)
    if other is None or holder.source != arriving.source or holder.status in ("withdrawn", "withheld"):
        return False
    if any(one.article == holder.article and one.matched == other for one in known.holders):
        return False
    given = arriving.guid_key if other == "guid" else arriving.address_keys
    if not given or other not in holder.kinds or not arriving.headline or not holder.told:
        return False
    return likeness(holder.told, arriving.headline) < ELSE and not (arriving.read and _reads_alike(holder, arriving))


def _reads_alike(holder: Holder, arriving: Arriving) -> bool:
    """Whether the words are the same, or the texts resemble each other, as far as both are long enough for that."""
    if arriving.words_key and arriving.words_key == holder.words_key:
        return True
    return any(resemblance(one, arriving.signature) >= TEXT_ELSE for one in holder.signatures)


def _touched_up(kin: Iterable[Kin], arriving: Arriving) -> Verdict | None:
    """The same story under a new id and address: nearly the same text, and no number in it has changed.

    Reports on the weather or a market are alike from day to day but for their numbers; each is a story of its own.
    """
    for one in () if arriving.poor else kin:
        alike = resemblance(one.signature, arriving.signature)
        enough = NEAR if likeness(one.told, arriving.headline) >= ALIKE else SAME_STORY
        if alike < enough or one.figures != arriving.figures or figures(one.told) != figures(arriving.headline):
            continue
        if one.status in _CLOSED:
            return Verdict("seen", f"We know it by its text: {_CLOSED[one.status]}.", one.article)
        if one.words_key == arriving.words_key:
            return Verdict("seen", "The same source has given us this text before, at another address.", one.article)
        return Verdict("changed", "We hold it already under another address; the source has moved it.", one.article)
    return None


def _again(holder: Holder, arriving: Arriving) -> Verdict:
    """The same story again: as it was, changed, or so badly read that what we have is better."""
    by = _BY[holder.matched]
    if not arriving.words_key or arriving.words_key == holder.words_key:
        return Verdict("seen", f"We hold it already, by {by}; the text is the same.", holder.article)
    if arriving.poor and (not holder.poor or arriving.words < holder.words * WORTH_KEEPING):
        return Verdict("seen", "It was read worse than before; the text that we hold stays.", holder.article)
    return Verdict("changed", f"We hold it already, by {by}; the source has changed it.", holder.article)


def _twin(twins: list[Holder], arriving: Arriving) -> Verdict:
    """The same words under another id and address."""
    for status, kind in (("withdrawn", "barred"), ("withheld", "quarantined")):
        if closed := next((twin for twin in twins if twin.status == status), None):
            sentence = f"The text is the same as that of “{closed.headline}”: {_CLOSED[status]}."
            return Verdict("barred" if kind == "barred" else "quarantined", sentence, closed.article)
    if own := next((twin for twin in twins if twin.source == arriving.source), None):
        return Verdict("seen", "The same source has given us this text before, at another address.", own.article)
    first = twins[0]
    return _duplicate(first.article, f"The text is the same as that of “{first.headline}” from another outlet.", 1.0)


def _near_copy(copies: Iterable[Copy], arriving: Arriving) -> Verdict | None:
    """A cut, rewritten or otherwise changed copy, preferably of another source and of the first of its group."""
    found = [one for one in copies if one.likeness.same]
    if not found or arriving.poor:
        return None
    if closed := next((one for one in found if one.status == "withheld"), None):
        sentence = f"It is a near copy of “{closed.headline}”: {_CLOSED[closed.status]}."
        return Verdict("quarantined", sentence, closed.article)
    first = min(
        found,
        key=lambda one: (one.source == arriving.source, one.article != one.group, -one.likeness.score, one.article),
    )
    aside = f" ({_CLOSED[first.status]})" if first.status in _CLOSED else ""
    whose = " of the same source" if first.source == arriving.source else ""
    sentence = f"It is a near copy of “{first.headline}”{whose}{aside}: {first.likeness.reason}."
    return _duplicate(first.article, sentence, min(first.likeness.score, 0.99))


def _duplicate(article: int, sentence: str, score: float) -> Verdict:
    """What comes in beside another article, for an editor to decide upon."""
    said = Suggested("duplicate", str(article), sentence, round(score, 2), applied=False)
    return Verdict("duplicate", sentence, article, suggested=(said,))


def nearest(near: Iterable[Standing], signature: bytes) -> Standing | None:
    """The bar on the text that this one is most like, if it is a copy of it or hardly differs."""
    arriving = unpack(signature)
    alike = [(compare(arriving, unpack(bar.signature)), bar) for bar in near if bar.reason != "rejected"]
    found = [(like.score, bar.bar, bar) for like, bar in alike if like.same or like.resemblance >= NEAR]
    return max(found)[2] if found else None
