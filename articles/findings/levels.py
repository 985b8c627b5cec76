"""Which remark blocks and which only advises: one table by code, kind of article and rights of its source. Pure.

A row says the level that holds as a rule, and after it where another holds: for kinds of article, or for rights. The
first exception that fits wins; SILENT means that the remark is not made at all.
"""

from typing import NamedTuple

from articles.findings.piece import RECOMMENDED, REQUIRED, Finding, Piece, Remark, key

SILENT = ""


class Unless(NamedTuple):
    """Another level for some kinds, some rights, or both; an empty set is any."""

    level: str
    kinds: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()

    def fits(self, piece: Piece) -> bool:
        """Whether the exception is about this article."""
        return (not self.kinds or piece.kind in self.kinds) and (not self.rights or piece.rights in self.rights)


class Row(NamedTuple):
    """The level of one code and its exceptions."""

    level: str
    exceptions: tuple[Unless, ...] = ()


def _kinds(level: str, *kinds: str) -> Unless:
    return Unless(level, kinds=frozenset(kinds))


def _rights(level: str, *rights: str) -> Unless:
    return Unless(level, rights=frozenset(rights))


MUST, ADVICE = REQUIRED, RECOMMENDED
OURS = ("original",)
NO_TEXT = _kinds(SILENT, "link")
# The words of an owner are not ours to rewrite: what is odd in them is advice, or the story stays out.
OTHERS_WORDS = _rights(ADVICE, "licensed", "own")

LEVELS: dict[str, Row] = {
    # What it is and where it comes from (laws 3 and 7)
    "no-headline": Row(MUST),
    "markup-in-headline": Row(MUST),
    "long-headline": Row(ADVICE),
    "no-country": Row(MUST),
    "no-source": Row(MUST, (_kinds(SILENT, *OURS),)),
    "no-source-link": Row(MUST, (_kinds(SILENT, *OURS),)),
    "opted-out": Row(MUST, (_kinds(SILENT, *OURS),)),
    "no-source-date": Row(MUST, (_kinds(SILENT, *OURS), _kinds(ADVICE, "compiled"))),
    "no-source-headline": Row(ADVICE, (_kinds(SILENT, *OURS),)),
    "no-author": Row(ADVICE, (NO_TEXT, _kinds(SILENT, "licensed"))),
    "old-news": Row(ADVICE),
    # How much of the source stands in it
    "no-body": Row(MUST, (NO_TEXT,)),
    "link-with-text": Row(MUST, (_rights(SILENT, "own", "licensed", ""),)),
    "excerpt-of-link-only": Row(MUST),
    "long-excerpt": Row(MUST),
    "full-text-without-licence": Row(MUST),
    "copied": Row(MUST, (_kinds(SILENT, *OURS),)),  # whose owners set a limit: `quotations.limit`
    "quote-not-in-source": Row(ADVICE),
    # Whether the text is whole
    "cut-off": Row(MUST),
    "no-full-stop": Row(ADVICE),
    "leads-nowhere": Row(ADVICE),
    "markup-in-text": Row(MUST),
    "garbled": Row(MUST, (_kinds(ADVICE, *OURS), OTHERS_WORDS)),
    "scrap": Row(ADVICE),
    # Who speaks in it
    "chat": Row(MUST),
    "question-headings": Row(ADVICE),
    "aside": Row(ADVICE, (OTHERS_WORDS,)),
    "narrator": Row(ADVICE),
    "opinion": Row(ADVICE, (_kinds(SILENT, "link"),)),
    "filler": Row(ADVICE),
    "figures": Row(ADVICE, (_rights(SILENT, "licensed"),)),
    # How it is written and set
    "lower-case": Row(ADVICE),
    "plain-heading": Row(ADVICE),
    "labels": Row(ADVICE),
    "wall-of-text": Row(ADVICE),
    "spelling": Row(ADVICE),
    "name-spellings": Row(ADVICE),
    "script": Row(ADVICE),
    "hype": Row(ADVICE),
    # What stands beside it
    "picture-rights": Row(ADVICE),
    "picture-credit": Row(MUST),
    "picture-alt": Row(ADVICE),
    # Who answers for it (EU AI Act, Art. 50(4))
    "no-reviewer": Row(MUST, (_kinds(ADVICE, "licensed", "excerpt", "link"),)),
}


def level(code: str, piece: Piece) -> str:
    """The level of a remark for an article, SILENT where it is not made."""
    row = LEVELS[code]
    return next((unless.level for unless in row.exceptions if unless.fits(piece)), row.level)


def finding(remark: Remark, piece: Piece) -> Finding | None:
    """The remark as a finding, None where the table is silent."""
    at = level(remark.code, piece)
    if not at:
        return None
    number = str(remark.paragraph) if remark.paragraph else ""
    return Finding(remark.code, at, remark.sentence, remark.place, number, remark.quote, key(piece, remark))
