"""Draws share cards: what a link looks like where people share it, in the manner of the paper. Pure.

Paper, ink, a serif and thin rules: name of the site and country above, the headline, the outlet below.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageColor, ImageDraw

from articles import card_fonts, languages
from articles.card_fonts import Font

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
PAPER, INK, MUTED, ACCENT, RULE = "#fdfcf9", "#1a1a17", "#5a574f", "#9c2a1c", "#d8d3c7"
TOP, HEADLINE_TOP, HEADLINE_FOOT, FOOT = 112, 176, 520, 584
SIZES = (88, 76, 66, 58, 50, 44)
NAMEPLATE = (128, *SIZES)
LEADING, LEADING_OF_MARKS = 1.16, 1.4
STEPS = 12
LONGEST = 300
# Another drawing is another address: raise it when the look changes.
DRAWING = 3


@dataclass(frozen=True)
class Card:
    """The words of a card; empty ones are not drawn."""

    site: str
    headline: str = ""
    country: str = ""
    outlet: str = ""
    host: str = ""

    @property
    def version(self) -> str:
        """Changes with what is drawn."""
        return hashlib.sha256(repr((DRAWING, astuple(self))).encode()).hexdigest()[:12]


class Spot(NamedTuple):
    """Where a line stands and what it looks like; `anchor` as Pillow names it: which point of the line is meant."""

    x: int
    y: int
    anchor: str
    size: int
    colour: str = INK
    bold: bool = False


class Block(NamedTuple):
    """A headline as it is set: its lines, in a font."""

    lines: list[str]
    font: Font
    height: int


def draw(card: Card) -> bytes:
    """The card as a PNG of 1200 × 630 pixels. Words that no font at hand can draw are left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    _rules(pen)
    block = _block(card_fonts.drawable(card.headline)[:LONGEST])
    if block:
        left = _line(pen, card.site, Spot(MARGIN, TOP - 24, "ls", 40, bold=True))
        _line(pen, card.country, Spot(WIDTH - MARGIN, TOP - 24, "rs", 30, ACCENT), _rest(left))
        _headline(pen, block)
    else:
        _nameplate(pen, card)
    left = _line(pen, card.outlet, Spot(MARGIN, FOOT, "ls", 32), WIDTH * 0.62)
    _line(pen, card.host, Spot(WIDTH - MARGIN, FOOT, "rs", 28, MUTED), _rest(left))
    out = io.BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """Each of our colours in steps from the paper, as the edges of letters are: a small file, and no colour fades."""
    paper, image = ImageColor.getrgb(PAPER), Image.new("P", (1, 1))
    image.putpalette(
        [
            round(ground + (full - ground) * step / STEPS)
            for colour in (INK, MUTED, ACCENT, RULE)
            for step in range(STEPS + 1)
            for ground, full in zip(paper, ImageColor.getrgb(colour), strict=True)
        ]
    )
    return image


def _rules(pen: ImageDraw.ImageDraw) -> None:
    pen.line((MARGIN, TOP, WIDTH - MARGIN, TOP), INK, 4)
    pen.line((MARGIN, TOP + 8, WIDTH - MARGIN, TOP + 8), INK, 1)
    pen.line((MARGIN, FOOT - 50, WIDTH - MARGIN, FOOT - 50), RULE, 2)


def _rest(taken: float) -> float:
    """The room that is left in a line beside what stands in it."""
    return WIDTH - 2 * MARGIN - taken - 40


def _line(pen: ImageDraw.ImageDraw, text: str, spot: Spot, room: float = WIDTH - 2 * MARGIN) -> float:
    """One line, cut to its room; its width, 0 where nothing was drawn."""
    shown = card_fonts.drawable(text)[:LONGEST]
    font = card_fonts.that_draws(shown, spot.size, bold=spot.bold)
    if font is None:
        return 0
    shown = _cut(shown, font, room)
    pen.text((spot.x, spot.y), shown, spot.colour, font, anchor=spot.anchor)
    return font.getlength(shown)


def _cut(text: str, font: Font, room: float) -> str:
    """The text, shortened with an ellipsis where it is wider than its room."""
    if font.getlength(text) <= room:
        return text
    end = card_fonts.ellipsis(font)
    while text and font.getlength(text + end) > room:
        text = text[:-1].rstrip()
    return text + end


def _nameplate(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """In the headline's place: the name of the paper, and below it the country."""
    name = _block(card_fonts.drawable(card.site)[:LONGEST], NAMEPLATE)
    if name:
        _headline(pen, name)
    below = HEADLINE_TOP + (name.height * len(name.lines) if name else 0) + 72
    _line(pen, card.country, Spot(MARGIN, min(below, HEADLINE_FOOT - 20), "ls", 36, ACCENT))


def _headline(pen: ImageDraw.ImageDraw, block: Block) -> None:
    rtl = languages.direction(" ".join(block.lines)) == "rtl"
    x, anchor = (WIDTH - MARGIN, "ra") if rtl else (MARGIN, "la")
    for number, line in enumerate(block.lines):
        pen.text((x, HEADLINE_TOP + number * block.height), line, INK, block.font, anchor=anchor)


def _block(text: str, sizes: Sequence[int] = SIZES) -> Block | None:
    """The text in the largest size in which all of it finds room, else cut in the smallest; None without a font."""
    block = None
    for size in sizes:
        font = card_fonts.that_draws(text, size, bold=True)
        if font is None:
            return None
        block = Block(_balanced(text, font), font, _leading(text, font))
        if len(block.lines) <= _room(block):
            return block
    return block and _shortened(block)


def _leading(text: str, font: Font) -> int:
    """From one line to the next; letters with marks above and below need what their font says, and some air."""
    if not card_fonts.must_be_shaped(text):
        return round(font.size * LEADING)
    return max(round(font.size * LEADING_OF_MARKS), sum(font.getmetrics()))


def _room(block: Block) -> int:
    """How many lines of this height there is room for."""
    return (HEADLINE_FOOT - HEADLINE_TOP) // block.height


def _shortened(block: Block) -> Block:
    """The lines that find room, the last with what follows, cut."""
    whole, last = block.lines[: _room(block) - 1], " ".join(block.lines[_room(block) - 1 :])
    return block._replace(lines=[*whole, _cut(last, block.font, WIDTH - 2 * MARGIN)])


def _balanced(text: str, font: Font) -> list[str]:
    """The lines of the full width, then as narrow as they can be without one line more."""
    width = WIDTH - 2 * MARGIN
    pieces = _pieces(text, font, width)
    widths = [font.getlength(piece) for piece, _spaced in pieces]
    space = font.getlength(" ")
    lines = _wrapped(pieces, widths, space, width)
    for narrower in range(width - 24, width // 2, -24):
        if narrower < max(widths) or len(tried := _wrapped(pieces, widths, space, narrower)) > len(lines):
            break
        lines = tried
    return lines


def _pieces(text: str, font: Font, width: float) -> list[tuple[str, bool]]:
    """What may stand in one line together: words, with a space before them, and parts of words wider than a line."""
    pieces: list[tuple[str, bool]] = []
    for word in text.split():
        if font.getlength(word) <= width:
            pieces.append((word, True))
        else:
            pieces += [(letter, number == 0) for number, letter in enumerate(card_fonts.letters(word))]
    return pieces


def _wrapped(pieces: Sequence[tuple[str, bool]], widths: Sequence[float], space: float, room: float) -> list[str]:
    lines, used = [""], 0.0
    for (piece, spaced), width in zip(pieces, widths, strict=True):
        gap = space if spaced and lines[-1] else 0.0
        if lines[-1] and used + gap + width > room:
            lines.append(piece)
            used = width
        else:
            lines[-1] += (" " if gap else "") + piece
            used += gap + width
    return lines
