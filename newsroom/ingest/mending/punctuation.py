"""Spaces around punctuation: none before, one after, with the traps that prose holds. Pure; joins no letters."""

import re

_LONG_ENDINGS = (
    "com|net|org|biz|info|news|gov|edu|int|mil|app|dev|html|htm|php|css|xml|json|pdf|txt|doc|docx|xls|csv|png|jpg|jpeg"
    "|gif|webp|svg|mp3|mp4|zip"
)
_SHORT_ENDINGS = "io|co|uk|eu|de|fr|us|tv|ai|in|jp|cn|ru|sg|my|id|ph|th|vn|kr|js|py"
_HOST_OR_FILE = re.compile(
    rf"[(“\"'‘]*[\w-]+(?:\.[\w-]+)*\.(?:(?i:{_LONG_ENDINGS})|{_SHORT_ENDINGS}|{_SHORT_ENDINGS.upper()})(?![\w-])"
)
_TOKEN = re.compile(r"\S+")
LONGEST_TOKEN = 500
_BEFORE = re.compile(r"(?<=[\w)\]”’»%])[ \u00a0]+([,;:!?])(?![)(DPpo/\\|*=-]|\s*[-=]?>)")
_BEFORE_STOP = re.compile(r"(?<=[\w)\]”’»%])[ \u00a0]+(\.)(?=\s|$)")
_STOP_ON_WRONG_SIDE = re.compile(r"(?<=[a-z]) +\.(?=[A-Z][a-z]{3})")
_BEFORE_IN_FRENCH = re.compile(r"(?<=[\w)\]])[ ]+(,)(?=\s)")
_INSIDE_BRACKET = re.compile(r"(?<=[\w.!?])[ \u00a0]+(?=\))|(?<=\()[ \u00a0]+(?=\w)")
_AFTER_STOP = re.compile(r"([^\W\d_A-Z][^\W\d_]|[)”])([.!?])(?=[A-Z][a-z]|A\s)")
_AFTER_COMMA = re.compile(r"([^\W\d_]{2}|[)”])([,;])(?=[^\W\d_]{2})")
_AFTER_COLON = re.compile(r"([^\W\d_A-Z][^\W\d_]):(?=[A-Z][a-z])")
_AFTER_BRACKET = re.compile(r"(\([^()]{2,80}\))(?=[a-z]{2})")
_BARS = re.compile(r"\s{0,9}\|{3,}\s{0,9}")


def spaced(text: str, language: str = "") -> str:
    """`text` with its punctuation spaced as prose is; web addresses, file names, numbers and initials stay as they are.

    In French, where ; : ! ? take a space before them, only the comma is mended.
    """
    pieces: list[str] = []
    place = 0
    for found in _TOKEN.finditer(text):
        if _is_address(found.group()):
            pieces += [_mended(text[place : found.start()], language), found.group()]
            place = found.end()
    return "".join([*pieces, _mended(text[place:], language)])


def _is_address(token: str) -> bool:
    """Whether a run without blanks is a web or mail address, a path or a file; so is what is too long for a word."""
    if len(token) > LONGEST_TOKEN or "://" in token or "@" in token or token[:4].lower() == "www.":
        return True
    slash = max(token.find("/"), token.find("\\"))
    return (slash >= 0 and token.find(".", slash) >= 0) or bool(_HOST_OR_FILE.match(token))


def _mended(text: str, language: str) -> str:
    if language.lower().startswith("fr"):
        return _BEFORE_IN_FRENCH.sub(r"\1", text)
    text = _STOP_ON_WRONG_SIDE.sub(". ", _INSIDE_BRACKET.sub("", text))
    text = _BEFORE_STOP.sub(r"\1", _BEFORE.sub(r"\1", text))
    text = _AFTER_STOP.sub(r"\1\2 ", _AFTER_COMMA.sub(r"\1\2 ", text))
    return _AFTER_BRACKET.sub(r"\1 ", _AFTER_COLON.sub(r"\1: ", text))


def without_bars(text: str) -> str:
    """`text` without runs of three and more bars, what is left of the empty cells of a table."""
    return _BARS.sub(" ", text).strip() if "|||" in text else text
