"""The gate: what an article must satisfy before it may be public. Pure: facts in, findings out.

A finding is `required` (blocks) or `recommended` (warns). What law or the database demands can never be overruled.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime

REQUIRED = "required"
RECOMMENDED = "recommended"
NEVER_OVERRULED = frozenset({"no-headline", "no-country", "no-source", "no-source-link", "near-match", "barred"})

EXCERPT_WORDS = 90
EXCERPT_SHARE = 0.15
SENTENCE_ENDS = ".!?…\"'”’»)]।॥。！？」』؟۔။។"


@dataclass(frozen=True)
class Finding:
    """One remark of the gate."""

    code: str
    level: str
    sentence: str
    place: str = ""

    def as_dict(self) -> dict[str, str]:
        """As it is stored with the article."""
        return asdict(self)


@dataclass(frozen=True)
class Piece:
    """The facts of an article that the gate looks at. Word counts are of plain text."""

    kind: str
    headline: str = ""
    standfirst: str = ""
    text: str = ""
    language: str = ""
    country: str = ""
    source: str = ""
    source_url: str = ""
    source_headline: str = ""
    source_published_at: datetime | None = None
    rights: str = ""
    source_opted_out: bool = False
    source_words: int = 0
    made_by: str = "people"
    reviewed: bool = False
    picture: bool = False
    picture_cleared: bool = False
    picture_credit: str = ""
    picture_alt: str = ""
    remarks: tuple[Finding, ...] = field(default=())


def check(piece: Piece) -> tuple[Finding, ...]:
    """All findings, required ones first."""
    found = [*piece.remarks, *(finding for rule in RULES for finding in rule(piece))]
    return tuple(sorted(found, key=lambda finding: finding.level != REQUIRED))


def blocks(findings: tuple[Finding, ...], *, overruled: bool = False) -> tuple[Finding, ...]:
    """The findings that keep an article from being public; an overruling lifts all but the absolute ones."""
    required = (finding for finding in findings if finding.level == REQUIRED)
    return tuple(finding for finding in required if not overruled or finding.code in NEVER_OVERRULED)


def headline(piece: Piece) -> Iterator[Finding]:
    """A headline there must be, and a short one."""
    if not piece.headline.strip():
        yield Finding("no-headline", REQUIRED, "There is no headline. Write one.", "headline")
    elif len(piece.headline) > 140:
        yield Finding("long-headline", RECOMMENDED, "The headline is longer than 140 characters.", "headline")
    elif re.search(r"<[^>]*>|&\w+;", piece.headline):
        yield Finding("markup-in-headline", REQUIRED, "The headline holds markup. Type it as plain text.", "headline")


def source(piece: Piece) -> Iterator[Finding]:
    """Every article that is not our own names its primary source, and the source has not said no."""
    if piece.kind == "original":
        return
    if not piece.source:
        yield Finding("no-source", REQUIRED, "No source is named. Choose the outlet.", "source")
    if not piece.source_url:
        yield Finding("no-source-link", REQUIRED, "There is no link to the source. Paste its address.", "source_url")
    if piece.source_opted_out:
        yield Finding("opted-out", REQUIRED, f"{piece.source} asked not to be taken from.", "source")
    if not piece.source_published_at:
        yield Finding("no-source-date", RECOMMENDED, "When the source published it is not known.", "source")
    if not piece.source_headline:
        yield Finding("no-source-headline", RECOMMENDED, "The original headline is not known.", "source_headline")


def country(piece: Piece) -> Iterator[Finding]:
    """Every article stands in a section."""
    if not piece.country:
        yield Finding("no-country", REQUIRED, "No country is chosen. Choose the section it belongs to.", "country")


def body(piece: Piece) -> Iterator[Finding]:
    """There is a text, unless a link alone is meant, and it ends as texts do."""
    text = piece.text.strip()
    if piece.kind == "link":
        return
    if not text:
        yield Finding("no-body", REQUIRED, "There is no text. Write one, or make it a link.", "body")
    elif text.endswith(":"):
        yield Finding("cut-off", REQUIRED, "The text ends on a colon: something is missing.", "body")
    elif text[-1] not in SENTENCE_ENDS:
        yield Finding("no-full-stop", RECOMMENDED, "The text ends without a full stop: is it cut off?", "body")


def debris(piece: Piece) -> Iterator[Finding]:
    """Markup printed as text means that a repair failed."""
    found = re.search(r"<\s*/?\s*[a-zA-Z][^<>]{0,20}>|<<|&(?:lt|gt|amp|nbsp);", piece.text)
    if found:
        yield Finding("markup-in-text", REQUIRED, f"Markup stands in the text as words: {found[0]!r}.", "body")


def share(piece: Piece) -> Iterator[Finding]:
    """An excerpt stays within 90 words or 15 % of the source's text, the smaller; a link has no text."""
    if piece.kind == "original" or piece.rights in {"own", "licensed", ""}:
        return
    words = len(piece.text.split())
    if piece.kind == "link" and words:
        yield Finding("link-with-text", REQUIRED, "A link carries no text of the source.", "body")
    if piece.kind != "excerpt":
        return
    limit = excerpt_limit(piece.source_words)
    if piece.rights == "link_only" and words:
        yield Finding("excerpt-of-link-only", REQUIRED, f"{piece.source} allows a link only, no excerpt.", "body")
    elif words > limit:
        sentence = f"The excerpt has {words} words; the rights of {piece.source} allow {limit}."
        yield Finding("long-excerpt", REQUIRED, sentence, "body")


def excerpt_limit(source_words: int) -> int:
    """How many words of a source with `excerpt` rights may stand on our page."""
    return min(EXCERPT_WORDS, int(source_words * EXCERPT_SHARE)) if source_words else EXCERPT_WORDS


def picture(piece: Piece) -> Iterator[Finding]:
    """A picture is shown only with cleared rights; it has a credit and a text alternative."""
    if not piece.picture:
        return
    if not piece.picture_cleared:
        sentence = "The rights in the picture are not cleared: readers will not see it."
        yield Finding("picture-rights", RECOMMENDED, sentence, "picture")
        return
    if not piece.picture_credit:
        yield Finding("picture-credit", REQUIRED, "The picture has no credit. Name who made it.", "picture")
    if not piece.picture_alt:
        yield Finding("picture-alt", RECOMMENDED, "The picture has no text alternative.", "picture")


def reviewer(piece: Piece) -> Iterator[Finding]:
    """Text made by a machine needs a named person who reviewed it (EU AI Act, Art. 50(4))."""
    if piece.made_by == "machine" and not piece.reviewed:
        yield Finding("no-reviewer", RECOMMENDED, "A machine wrote this and nobody has reviewed it.", "made_by")


RULES: tuple[Callable[[Piece], Iterator[Finding]], ...] = (
    headline,
    source,
    country,
    body,
    debris,
    share,
    picture,
    reviewer,
)
