"""Fonts for share cards: the serifs that a machine has, else the one that comes with Pillow; and which can draw a text.

None is downloaded. What no font at hand can draw is left out by the caller; boxes are never drawn.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

Font = ImageFont.FreeTypeFont
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
SCRIPTS = (
    *("Armenian", "Bengali", "Devanagari", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao"),
    *("Malayalam", "Myanmar", "Sinhala", "Tamil", "Telugu", "Thai", "Tibetan"),
)
# Bold and regular of each; the first that can draw the whole of a text is taken. The last ones know many scripts.
FAMILIES = (
    ("SourceSerif4-Bold.ttf", "SourceSerif4-Regular.ttf"),
    ("NotoSerif-Bold.ttf", "NotoSerif-Regular.ttf"),
    ("LiberationSerif-Bold.ttf", "LiberationSerif-Regular.ttf"),
    ("Georgia Bold.ttf", "Georgia.ttf"),
    ("georgiab.ttf", "georgia.ttf"),
    ("DejaVuSerif-Bold.ttf", "DejaVuSerif.ttf"),
    ("NotoNaskhArabic-Bold.ttf", "NotoNaskhArabic-Regular.ttf"),
    *((f"NotoSerif{script}-Bold.ttf", f"NotoSerif{script}-Regular.ttf") for script in SCRIPTS),
    ("NotoSerifCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc"),
    ("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"),
    ("FreeSerifBold.ttf", "FreeSerif.ttf"),
    ("DejaVuSans-Bold.ttf", "DejaVuSans.ttf"),
)
BUNDLED = ""
# Symbols, pictures and letters of nobody: left out of a line, and the rest is drawn.
LEFT_OUT = frozenset({"So", "Sk", "Cc", "Cf", "Cs", "Co", "Cn"})
LETTERS_KEPT = 20_000
CAN_SHAPE = features.check("raqm")
NO_LETTER = "\uffff"


def drawable(text: str) -> str:
    """The text in one line, composed, without symbols that fonts of text do not have."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(" " if letter.isspace() else letter for letter in composed if _is_kept(letter))
    return " ".join(kept.split())


def _is_kept(letter: str) -> bool:
    return letter.isspace() or (unicodedata.category(letter) not in LEFT_OUT and not "\ufe00" <= letter <= "\ufe0f")


def that_draws(text: str, size: int, *, bold: bool = False) -> Font | None:
    """The first font that has every letter of a text, in this size; None where there is none."""
    if not text or (must_be_shaped(text) and not CAN_SHAPE):
        return None
    for path in _paths(bold):
        if _has_all(path, text):
            return loaded(path, size)
    return None


def letters(word: str) -> list[str]:
    """The letters of a word, each with the marks that stand on it."""
    found: list[str] = []
    for one in word:
        if found and unicodedata.category(one).startswith("M"):
            found[-1] += one
        else:
            found.append(one)
    return found


def ellipsis(font: Font) -> str:
    """What stands where a text was cut, if the font has it."""
    path = font.path if isinstance(font.path, str) else BUNDLED
    return next((mark for mark in ("…", "...") if _has_all(path, mark)), "")


def must_be_shaped(text: str) -> bool:
    """Whether letters change with their neighbours or run from right to left: only a shaping engine can set them."""
    marks = any(unicodedata.category(letter) in {"Mn", "Mc"} for letter in text)
    return marks or any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


@lru_cache(maxsize=64)
def loaded(path: str, size: int) -> Font:
    """A font of a file; Pillow's own without one."""
    if path != BUNDLED:
        return ImageFont.truetype(path, size)
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise OSError("this Pillow was built without FreeType")
    return found


@lru_cache(maxsize=2)
def _paths(bold: bool) -> tuple[str, ...]:  # noqa: FBT001 - a key of the cache
    """The files of our families that this machine has, in our order, and what Pillow brings."""
    wanted = [family[0 if bold else 1] for family in FAMILIES]
    found = {file.name: str(file) for file in _files() if file.name in wanted}
    return (*(found[name] for name in wanted if name in found), BUNDLED)


def _files() -> Iterable[Path]:
    for folder in FOLDERS:
        yield from Path(folder).expanduser().rglob("*.tt[fc]")


def _has_all(path: str, text: str) -> bool:
    return all(_has(path, letter) for letter in set(text) if not letter.isspace())


@lru_cache(maxsize=LETTERS_KEPT)
def _has(path: str, letter: str) -> bool:
    """Whether the font draws something else for this letter than for one that no font has."""
    font = loaded(path, 24)
    mask, nothing = font.getmask(letter), font.getmask(NO_LETTER)
    return (mask.size, bytes(mask)) != (nothing.size, bytes(nothing))
