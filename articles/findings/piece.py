"""What the gate is given and what it says: Piece (the facts of an article), Remark (of a rule) and Finding. Pure."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import blake2b

from articles.copying import Copy, copied
from articles.findings import blocks
from articles.findings.blocks import Block
from articles.findings.prose import LATIN_WORD, unquoted

REQUIRED = "required"
RECOMMENDED = "recommended"


@dataclass(frozen=True)
class Remark:
    """What a rule has to say: a code of the table of levels, a sentence that says what to do, and where.

    `place` is a field's name, `paragraph` the number of a block of the body, `quote` the words in question.
    """

    code: str
    sentence: str
    place: str = "body"
    paragraph: int = 0
    quote: str = ""


@dataclass(frozen=True)
class Finding:
    """One remark of the gate, with its level. `key` names it with the text that it is about.

    `key` is what an editor's "it is fine" is remembered by: the same until the text at that place is another.
    """

    code: str
    level: str
    sentence: str
    place: str = ""
    paragraph: str = ""
    quote: str = ""
    key: str = ""

    def as_dict(self) -> dict[str, str]:
        """As it is stored with the article."""
        return asdict(self)


@dataclass(frozen=True)
class Original:
    """A source's text as far as we keep it: whose, with what rights, how long, and the hashes of its runs of words."""

    source: str = ""
    rights: str = ""
    words: int = 0
    hashes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Piece:
    """The facts of an article that the gate looks at. Word counts are of plain text."""

    kind: str
    headline: str = ""
    standfirst: str = ""
    text: str = ""
    html: str = ""
    language: str = ""
    country: str = ""
    authors: int | None = None
    source: str = ""
    source_url: str = ""
    source_headline: str = ""
    source_language: str = ""
    source_author: str = ""
    source_published_at: datetime | None = None
    published_at: datetime | None = None
    rights: str = ""
    source_opted_out: bool = False
    source_words: int = 0
    originals: tuple[Original, ...] = ()
    made_by: str = "people"
    reviewed: bool = False
    picture: bool = False
    picture_cleared: bool = False
    picture_credit: str = ""
    picture_alt: str = ""
    now: datetime | None = None
    dismissed: Collection[str] = frozenset()
    remarks: tuple[Finding, ...] = field(default=())

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body in blocks."""
        return blocks.read(self.html) if self.html else blocks.of_lines(self.text)

    @cached_property
    def running(self) -> tuple[Block, ...]:
        """The running text alone: paragraphs, items and quotations."""
        return tuple(block for block in self.blocks if block.number and block.role in _RUNNING)

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the body in Latin letters as they are written, with how often; hyphens hold them together."""
        return Counter(LATIN_WORD.findall(self.text[: blocks.LONGEST]))

    @cached_property
    def unquoted(self) -> str:
        """The text without what it quotes."""
        return unquoted(self.text[: blocks.LONGEST])

    @cached_property
    def copies(self) -> tuple[tuple[Original, Copy], ...]:
        """What is copied from each of the sources whose print we have."""
        return tuple((original, copied(self.text, original.hashes)) for original in self.originals)

    @property
    def stem(self) -> str:
        """The language without its region, in lower case."""
        return self.language.lower().split("-")[0]


_RUNNING = frozenset([blocks.PARAGRAPH, blocks.ITEM, blocks.QUOTE])


def key(piece: Piece, remark: Remark | Finding) -> str:
    """The key of a remark: its code and the text at its place."""
    subject = _subject(piece, remark)
    return blake2b(f"{remark.code}\n{subject}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _subject(piece: Piece, remark: Remark | Finding) -> str:
    """The text that a remark is about."""
    number = int(remark.paragraph or 0)
    if number:
        at = "\n".join(block.text for block in piece.blocks if block.number == number)
        return f"{remark.quote}\n{at}"
    if remark.quote:
        return remark.quote
    if remark.place == "body":
        return piece.text
    value = getattr(piece, remark.place, None)
    return str(value) if value else remark.sentence
