"""New, changed, seen, a reprint or barred, and why: the heart of ingest. Pure: what we know and what arrives, judged.

A story is recognised by its source's own id, then by its address, then by its words. Neither looks nor writes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from newsroom.ingest.fingerprint import resemblance

VerdictKind = Literal["new", "changed", "seen", "duplicate", "barred", "quarantined", "refused"]

NEAR = 0.8
WORTH_KEEPING = 0.6
"""A poor reading (a paywall, a cookie notice) replaces the text we have only if it is at least this share as long."""

_CLOSED = {"rejected": "an editor rejected it", "withdrawn": "it was withdrawn", "withheld": "it is withheld"}
_BY = {
    "guid": "the source's own id",
    "address": "the address",
    "text": "the text",
    "author": "the author",
    "outlet": "the outlet",
}


@dataclass(frozen=True, slots=True)
class Arriving:
    """A story at the door. Keys are "" where there is none; `read` is false while only the feed's entry is known.

    `poor` says that the page was not readable as an article, so that the words are a notice or the feed's own summary.
    """

    source: int
    source_name: str = ""
    opted_out: bool = False
    guid_key: str = ""
    address_key: str = ""
    text_key: str = ""
    words_key: str = ""
    author_key: str = ""
    outlet_key: str = ""
    signature: bytes = b""
    words: int = 0
    poor: bool = False
    read: bool = True


@dataclass(frozen=True, slots=True)
class Holder:
    """An article that we hold under one of the arriving keys, and the newest text that came in for it.

    `matched` is the kind of key: "guid", "address" or "text". `words_key` is the key of that text's words.
    """

    article: int
    status: str
    source: int | None
    matched: str
    headline: str = ""
    words_key: str = ""
    words: int = 0
    poor: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A bar against one of the arriving keys; a near one carries the signature of the text that was taken down."""

    bar: int
    matched: str
    reason: str
    article: int | None = None
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Known:
    """What we hold and what we must keep out, as far as it touches the story at the door."""

    holders: tuple[Holder, ...] = ()
    bars: tuple[Standing, ...] = ()
    near: tuple[Standing, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a story, the article or the bar that it hangs on, and why in one sentence."""

    kind: VerdictKind
    reason: str
    article: int | None = None
    bar: int | None = None

    @property
    def comes_in(self) -> bool:
        """Whether an article is made of it."""
        return self.kind in ("new", "duplicate", "quarantined")


def at_a_glance(known: Known, arriving: Arriving) -> Verdict | None:
    """The verdict that needs no reading of the page, None where it has to be read."""
    if arriving.opted_out:
        return Verdict("refused", f"{arriving.source_name or 'The source'} asked not to be taken from.")
    if barred := _barred(known.bars):
        return barred
    holder = _same(known.holders)
    if holder and holder.status in _CLOSED:
        kind: VerdictKind = "barred" if holder.status == "withdrawn" else "seen"
        return Verdict(kind, f"We know it by {_BY[holder.matched]}: {_CLOSED[holder.status]}.", holder.article)
    if holder and holder.source not in (None, arriving.source):
        return Verdict("seen", "We hold the story of this address already, from another source.", holder.article)
    return None


def decide(known: Known, arriving: Arriving) -> Verdict:
    """What to do with a story that has been read.

    1. The source's wish, and bars: what was withdrawn stays out, what was rejected counts as seen. 2. Its identity:
    the same id or address is the same story, changed or not. 3. Its words: the same text again from its own source is
    seen, from another one a reprint. 4. What resembles something withdrawn comes in, but only to be judged.
    """
    if (verdict := at_a_glance(known, arriving)) is not None:
        return verdict
    if (holder := _same(known.holders)) is not None:
        return _again(holder, arriving)
    if (twins := [holder for holder in known.holders if holder.matched == "text"]) and arriving.text_key:
        return _twin(twins, arriving)
    if (near := _nearest(known.near, arriving.signature)) is not None:
        sentence = "The text is nearly the same as one that was withdrawn; a takedown officer must look at it."
        return Verdict("quarantined", sentence, near.article, near.bar)
    return Verdict("new", "We have not seen it before.")


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


def _same(holders: Iterable[Holder]) -> Holder | None:
    """The article of the same identity: by the source's own id first, then by the address."""
    identical = [holder for holder in holders if holder.matched in ("guid", "address")]
    return min(identical, key=lambda holder: holder.matched != "guid", default=None)


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
    return Verdict(
        "duplicate", f"The text is the same as that of “{first.headline}” from another outlet.", first.article
    )


def _nearest(near: Iterable[Standing], signature: bytes) -> Standing | None:
    alike = [(resemblance(bar.signature, signature), bar) for bar in near if bar.reason != "rejected"]
    best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= NEAR else None
