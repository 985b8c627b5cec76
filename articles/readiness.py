"""The gate: what an article must satisfy before it may be public. Pure: facts in, findings out.

A finding is `required` (blocks) or `recommended` (warns), by the table in `articles.findings.levels`. What law or the
database demands can never be overruled; what a person has looked at and found fine is not said again.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from articles.findings import (
    asides,
    endings,
    figures,
    headlines,
    layout,
    levels,
    manner,
    origin,
    quotations,
    residue,
    scripts,
    spelling,
    telegraphic,
)
from articles.findings.piece import RECOMMENDED, REQUIRED, Finding, Original, Piece, Remark, key
from articles.findings.quotations import EXCERPT_SHARE, EXCERPT_WORDS, excerpt_limit

__all__ = [
    "EXCERPT_SHARE",
    "EXCERPT_WORDS",
    "NEVER_OVERRULED",
    "RECOMMENDED",
    "REQUIRED",
    "Finding",
    "Original",
    "Piece",
    "blocks",
    "check",
    "excerpt_limit",
]
# A promise to keep silent and a promise to end are no remarks on the text: no chief lifts them, their date is changed.
NEVER_OVERRULED = frozenset(
    {"no-headline", "no-country", "no-source", "no-source-link", "near-match", "barred", "embargo", "expired"}
)
MOST = 6
"""Findings of one code that are told; more of the same help nobody."""


def check(piece: Piece) -> tuple[Finding, ...]:
    """All findings, required ones first; of one code no more than MOST, the last of which says how many more."""
    made = (remark for rule in RULES for remark in rule(piece))
    found = [*_kept(piece), *filter(None, (levels.finding(remark, piece) for remark in _few(made)))]
    standing = (one for one in found if one.level == REQUIRED or one.key not in piece.dismissed)
    return tuple(sorted(standing, key=lambda finding: finding.level != REQUIRED))


def blocks(findings: tuple[Finding, ...], *, overruled: bool = False) -> tuple[Finding, ...]:
    """The findings that keep an article from being public; an overruling lifts all but the absolute ones."""
    required = (finding for finding in findings if finding.level == REQUIRED)
    return tuple(finding for finding in required if not overruled or finding.code in NEVER_OVERRULED)


def _kept(piece: Piece) -> Iterator[Finding]:
    """The remarks of the machine that are stored with the article, each with the key of its own sentence."""
    for remark in piece.remarks:
        named = Remark(remark.code, remark.sentence, "", 0, remark.sentence)
        yield Finding(remark.code, remark.level, remark.sentence, remark.place, key=key(piece, named))


def _few(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """No more than MOST of one code, the last of which says how many more there are."""
    by_code: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_code.setdefault(remark.code, []).append(remark)
    for found in by_code.values():
        yield from found[: MOST - 1]
        for last in found[MOST - 1 : MOST]:
            more = len(found) - MOST
            yield replace(last, sentence=f"{last.sentence} (And {more} more like it.)") if more else last


def headline(piece: Piece) -> Iterator[Remark]:
    """A headline there must be, and a short one."""
    if not piece.headline.strip():
        yield Remark("no-headline", "There is no headline. Write one.", "headline")
    elif len(piece.headline) > 140:
        yield Remark("long-headline", "The headline is longer than 140 characters.", "headline")
    elif re.search(r"<[^<>]*>|&\w+;", piece.headline):
        yield Remark("markup-in-headline", "The headline holds markup. Type it as plain text.", "headline")


def body(piece: Piece) -> Iterator[Remark]:
    """There is a text, unless a link alone is meant."""
    if not piece.text.strip():
        yield Remark("no-body", "There is no text. Write one, or make it a link.")


def debris(piece: Piece) -> Iterator[Remark]:
    """Markup printed as text means that a repair failed."""
    found = re.search(r"<\s{0,9}/?\s{0,9}[a-zA-Z][^<>]{0,20}>|<<|&(?:lt|gt|amp|nbsp);", piece.text)
    if found:
        yield Remark("markup-in-text", f"Markup stands in the text as words: {found[0]!r}.", "body", 0, found[0])


def share(piece: Piece) -> Iterator[Remark]:
    """A full text needs a licence; an excerpt stays within 90 words or 15 % of the source's text; a link has none."""
    if piece.rights in {"own", "licensed", ""}:
        return
    words = len(piece.text.split())
    if piece.kind == "link" and words:
        yield Remark("link-with-text", "A link carries no text of the source.")
    limit = excerpt_limit(piece.source_words)
    owner = piece.source or "its source"
    if piece.kind == "licensed" and words:
        yield Remark("full-text-without-licence", _without_licence(piece, owner, limit))
    if piece.kind != "excerpt":
        return
    if piece.rights == "link_only" and words:
        yield Remark("excerpt-of-link-only", f"{owner} allows a link only, no excerpt.")
    elif words > limit:
        yield Remark("long-excerpt", f"The excerpt has {words} words; the rights of {owner} allow {limit}.")


def _without_licence(piece: Piece, owner: str, limit: int) -> str:
    """That the whole text is not ours to show, and what to do instead."""
    if piece.rights == "link_only":
        return f"{owner} allows a link only. Make this a link without its text, or write it in your own words."
    return (
        f"This source allows excerpts only; {owner} has not licensed its full text. Shorten this to an excerpt of at "
        f"most {limit} words, or write it in your own words."
    )


def picture(piece: Piece) -> Iterator[Remark]:
    """A picture is shown only with cleared rights; it has a credit and a text alternative."""
    if not piece.picture:
        return
    if not piece.picture_cleared:
        sentence = "The rights in the picture are not cleared: readers will not see it."
        yield Remark("picture-rights", sentence, "picture")
        return
    if not piece.picture_credit:
        yield Remark("picture-credit", "The picture has no credit. Name who made it.", "picture")
    if not piece.picture_alt:
        yield Remark("picture-alt", "The picture has no text alternative.", "picture")


def reviewer(piece: Piece) -> Iterator[Remark]:
    """Text made by a machine needs a named person who reviewed it (EU AI Act, Art. 50(4))."""
    if piece.made_by == "machine" and not piece.reviewed:
        sentence = (
            "A machine wrote this and nobody has reviewed it. The person who publishes it answers for it by name."
        )
        yield Remark("no-reviewer", sentence, "made_by")


RULES: tuple[Callable[[Piece], Iterator[Remark]], ...] = (
    headline,
    *origin.RULES,
    body,
    *endings.RULES,
    debris,
    share,
    *quotations.RULES,
    *residue.RULES,
    *telegraphic.RULES,
    *asides.RULES,
    *layout.RULES,
    *headlines.RULES,
    *manner.RULES,
    *figures.RULES,
    *spelling.RULES,
    *scripts.RULES,
    picture,
    reviewer,
)
