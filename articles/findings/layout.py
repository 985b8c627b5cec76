"""How a text is set: headings as plain lines, labels instead of headings, walls of text, scraps left over. Pure."""

import re
from collections import Counter
from collections.abc import Iterator

from articles.findings import blocks
from articles.findings.blocks import Block
from articles.findings.piece import Piece, Remark
from articles.findings.prose import listed, shortened

WALL, HIGH_WALL, LINE = 100, 200, 14
_STOPS = ".!?…:;,\"'”’»)]।॥。！？」』؟۔။།።"
_LABEL = re.compile(r"([^\W\d_a-z][^.:;!?“”\"()\n]{1,60}?)\s?:\s+(?=\S)")
_SPEAKER = re.compile(r"(?i)q|a|question|answer|interviewer|moderator")
_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]{1,60}[)\]）]\W{0,3}")
_QUOTED_ALONE = re.compile(r"[“\"][^“”\"]{1,60}[”\"]")
_NUMBER_ALONE = re.compile(r"[\W_]*\d{1,4}[\W_]*")


def plain_headings(piece: Piece) -> Iterator[Remark]:
    """A short line without a stop over a paragraph is a heading and should be set as one."""
    for block, after in zip(piece.blocks, piece.blocks[1:], strict=False):
        if block.role != blocks.PARAGRAPH or after.role not in {blocks.PARAGRAPH, blocks.ITEM}:
            continue
        if _is_line(block) and len(after.text.split()) >= LINE and not _is_scrap(block.text):
            sentence = f"“{shortened(block.text)}” stands as a plain line; set it as a heading, or join it to the text."
            yield Remark("plain-heading", sentence, "body", block.number, shortened(block.text))


def _is_line(block: Block) -> bool:
    """Whether a paragraph is short and ends on no stop, or is short and all emphasis."""
    words = len(block.text.split())
    if not (block.text[0].isalnum() or block.text[0] in "“\"'‘«¿") or "@" in block.text:
        return False
    opens = next((letter for letter in block.text if letter.isalnum()), "")
    ends = block.text[-1] in _STOPS
    return (
        2 <= words <= LINE and not opens.islower() and (not ends or (block.emphasised and block.text[-1] not in ".!"))
    )


def labels(piece: Piece) -> Iterator[Remark]:
    """Paragraphs that begin with labels ("Harbour: …") want headings; speakers of an interview do not."""
    found: list[tuple[str, int]] = []
    for block in piece.running:
        label = _LABEL.match(block.text) if block.role == blocks.PARAGRAPH else None
        if label is not None and len(label[1].split()) <= 6 and not _SPEAKER.fullmatch(label[1].strip()):
            found.append((label[1].strip(), block.number))
    names = Counter(name for name, _number in found)
    if len(names) >= 3 and max(names.values()) < 3:
        first = listed([f"{name}:" for name in list(names)[:4]])
        sentence = f"{len(found)} paragraphs begin with labels ({first}). Set them as headings."
        yield Remark("labels", sentence, "body", found[0][1], found[0][0])


def walls(piece: Piece) -> Iterator[Remark]:
    """Long paragraphs one after another and no heading: nobody reads on."""
    sizes = {block.number: len(block.text.split()) for block in piece.blocks if block.role == blocks.PARAGRAPH}
    high = [number for number, words in sizes.items() if words >= HIGH_WALL]
    long = [number for number, words in sizes.items() if words >= WALL]
    headed = any(block.role == blocks.HEADING for block in piece.blocks)
    if high or (len(long) * 2 >= len(sizes) and long and not headed):
        told = high if headed else long
        numbers = ("Paragraphs " if len(told) > 1 else "Paragraph ") + ", ".join(map(str, told[:8]))
        most = max(sizes.values())
        sentence = (
            f"{numbers}: up to {most} words without a break"
            f"{'' if headed else ', and no heading divides the text'}. Break it up, or set headings."
        )
        yield Remark("wall-of-text", sentence, "body", (high or long)[0])


def scraps(piece: Piece) -> Iterator[Remark]:
    """A place, a year or a few words in brackets that stand alone were left over when the page fell apart.

    The last line may be an agency's signature.
    """
    for block in piece.running[:-1]:
        if block.role in {blocks.PARAGRAPH, blocks.ITEM} and _is_scrap(block.text):
            sentence = (
                f"“{shortened(block.text)}” stands alone and says nothing. Take it out, or say what it belongs to."
            )
            yield Remark("scrap", sentence, "body", block.number, shortened(block.text))


def _is_scrap(text: str) -> bool:
    """Whether a line is a leftover: short, and all brackets, quotation, capitals or a number."""
    if len(text) > 64 or len(text.split()) > 6:
        return False
    if _BRACKETED.fullmatch(text) or _NUMBER_ALONE.fullmatch(text):
        return True
    if _QUOTED_ALONE.fullmatch(text):
        return text[-2:-1] not in ".!?…," and len(text.split()) <= 3
    return text.isupper() and sum(map(str.isalpha, text)) >= 4 and text[-1] not in ".!?:"


RULES = (plain_headings, labels, walls, scraps)
