"""What a source changed in a text, sentence by sentence, and whether an editor should be told of it. Pure.

What changes at every visit does not count: when it was updated, how often it was read, what stands beside the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from newsroom.ingest import fingerprint
from newsroom.ingest.portion import count_words, sentences

LEAST = 4
"""A sentence of fewer words tells nothing by itself, such as "Read on here"."""
RESTLESS = 14
"""So many words may a sentence have that is passed over for what it begins with, such as "Updated at"."""
CONTEXT = 4

_CORRECTS = re.compile(
    r"(?i)\b(?:corrections?\b|clarifications?\b|corrected\b|retract(?:ed|ion)\b|errat(?:um|a)\b|editor[’']?s note"
    r"|an? (?:earlier|previous) version|(?:article|story|report|headline) (?:has been|was) (?:amended|changed|edited)"
    r"|we (?:regret|apologi[sz]e)|berichtigung|korrektur|rectificati(?:on|f)|rectificación|corrección|correção|errata"
    r"|düzeltme|поправк|исправлен)|更正|訂正|정정|تصحيح"
)
_RESTLESS = re.compile(
    r"(?i)^\W*(?:(?:last |first )?(?:updated|modified|published|posted)\b(?=.*\d)|advertisement\b"
    r"|read (?:more|also|next)\b"
    r"|also read\b|more on this\b|follow us\b|sign up\b|subscribe\b|share this\b|click here\b|watch:|listen:"
    r"|[\d.,]+ ?[km]? (?:comments?|views?|shares?|likes?|reads?|people|readers|minutes? read|min read)\b)"
)
_MOVING = re.compile(r"(?i)\b(?:\d+|an?|one) (?:second|minute|min|hour|hr|day)s? ago\b")


@dataclass(frozen=True, slots=True)
class Rewording:
    """What differs: whether the headline, which sentences went and came, and whether the source says it errs."""

    headline: bool = False
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    corrects: bool = False

    @property
    def sentences(self) -> int:
        """How many sentences were changed: one that went and one that came are one that was changed."""
        return max(len(self.gone), len(self.new))

    @property
    def matters(self) -> bool:
        """Whether an editor should be told."""
        return self.headline or bool(self.gone or self.new)


def compare(before: tuple[str, str], after: tuple[str, str]) -> Rewording:
    """The change from one headline and text to another."""
    old, new = before[1], after[1]
    return Rewording(
        headline=headline_changed(before[0], after[0]),
        gone=tuple(_missing(old, new)),
        new=tuple(_missing(new, old)),
        corrects=_corrects("\n".join(after)) > _corrects("\n".join(before)),
    )


def headline_changed(before: str, after: str) -> bool:
    """Whether a headline says something else; one that is missing on one side says nothing."""
    return bool(before and after) and fingerprint.text_key(before) != fingerprint.text_key(after)


def shares_nothing(known: str, page: str) -> bool:
    """Whether nothing of a text that we know stands on a page: not one run of five words."""
    runs = fingerprint.shingles(known)
    return bool(runs) and not runs & fingerprint.shingles(page)


def differences(old: str, new: str, most: int = 12) -> list[tuple[str, str, str]]:
    """The changed runs of words as (what stands before, what went, what came), at most so many."""
    before, after = old.split(), new.split()
    found = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > 8000).get_opcodes()
    changed = ((a, b, c, d) for act, a, b, c, d in found if act != "equal")
    return [
        (" ".join(before[max(0, a - CONTEXT) : a]), " ".join(before[a:b]), " ".join(after[c:d]))
        for (a, b, c, d), _place in zip(changed, range(most), strict=False)
    ]


def _missing(text: str, other: str) -> Iterator[str]:
    """The sentences of a text whose words stand nowhere in the other one, wherever that one ends its sentences."""
    stream = f" {_plain(other)} "
    for sentence in _sentences(text.split("\n")):
        if f" {_plain(sentence)} " not in stream:
            yield sentence


def _sentences(lines: Iterable[str]) -> Iterator[str]:
    """The sentences that say something; a line without an end is furniture, as are captions and teasers."""
    for line in lines:
        for sentence in sentences(line):
            length = count_words(sentence)
            if length >= LEAST and not (length <= RESTLESS and _RESTLESS.match(sentence)):
                yield sentence


def _plain(text: str) -> str:
    return " ".join(fingerprint.words(_MOVING.sub(" ", text)))


def _corrects(text: str) -> int:
    return len(_CORRECTS.findall(text))
