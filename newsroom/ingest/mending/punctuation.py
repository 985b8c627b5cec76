"""Spaces around punctuation: none before, one after, with the traps that prose holds. Pure; joins no letters.

Each fault is a mend of its own. Only what stands between letters of scripts that have these rules is looked at.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom.ingest.mending.log import Log

_LONG_ENDINGS = (
    "com|net|org|biz|info|news|gov|edu|int|mil|app|dev|html|htm|php|css|xml|json|pdf|txt|doc|docx|xls|csv|png|jpg|jpeg"
    "|gif|webp|svg|mp3|mp4|zip"
)
_SHORT_ENDINGS = "io|co|uk|eu|de|fr|us|tv|ai|in|jp|cn|ru|sg|my|id|ph|th|vn|kr|js|py"
_ENDINGS = frozenset([*_LONG_ENDINGS.split("|"), *_SHORT_ENDINGS.split("|")])
_HOST_OR_FILE = re.compile(
    rf"[(“\"'‘]*[\w-]+(?:\.[\w-]+)*\.(?:(?i:{_LONG_ENDINGS})|{_SHORT_ENDINGS}|{_SHORT_ENDINGS.upper()})(?![\w-])"
)
LONGEST_TOKEN = 500
_BLANKS = " \u00a0"
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ԯḀ-ỿἀ-῿"
_SUSPECT = re.compile(
    rf"(?P<gap>(?<=[\w)\]”’»%])[{_BLANKS}]{{1,9}})(?P<late>[,;.:]|[!?]{{1,3}})(?P<glued>(?=[{_LETTER}]))?"
    rf"|(?<=[{_LETTER})”])(?P<sign>[,;.!?:])(?=[{_LETTER}])"
    rf"|(?<=[\w.!?])(?P<inside>[{_BLANKS}]{{1,9}})(?=\))|(?<=\()(?P<opening>[{_BLANKS}]{{1,9}})(?=\w)"
    r"|(?<=\))(?P<bracket>)(?=[a-z]{2})"
)
_NEXT = re.compile(rf"[{_BLANKS}]*[^\W_][\w'’-]{{0,30}}|[{_BLANKS}]*")
_LAST_WORD = re.compile(r"(\w{1,50})\W{0,9}\Z")
_FIRST_WORD = re.compile(r"\W{0,9}(\w{1,50})")
_WORD_AFTER = re.compile(r"[^\W\d_]{1,40}")
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,40}\Z")
_BRACKETED = re.compile(r"\(([^()]{2,80})\)\Z")
_FACE = re.compile(rf"[{_BLANKS}]{{0,2}}(?:[-=]?[)(>DP]|[-=]>)(?!\w)")
_FRENCH = re.compile(r"(?i)\b(?:[ldnsjmtc]|qu)['’][a-zéèêàâîïôû]|\b(?:les?|des|une|dans|pour|est|sur|aux|avec|où)\b")
_CODE = re.compile(r"[_{}=$#]|\w\(\)|::|->|\b[a-z]{1,30}\.[a-z]{1,30}\.[A-Za-z]")
_BARS = re.compile(r"\s{0,9}\|{3,}\s{0,9}")
_UNSPACED_COLON = ("ko", "ja", "zh", "fr")
LEAST = 3


class Fault(NamedTuple):
    """One place where a space is too many or missing: what stands from `start` to `end` gives way to `instead`."""

    start: int
    end: int
    instead: str
    rule: str


def spaced(text: str, language: str, place: str, log: Log) -> str:
    """`text` with its punctuation spaced as prose is; web addresses, file names, numbers and initials stay as they are.

    In French, where ; : ! ? take a space before them, only the comma is mended; where the `language` is not known, a
    few words tell French.
    """
    pieces: list[str] = []
    done = 0
    for fault in _faults(text, language.lower()[:2] or ("fr" if _FRENCH.search(text) else "")):
        left, right = _around(text, done, fault)
        before = f"{left}{text[fault.start : fault.end]}{right}"
        if log.may(fault.rule, place, before, f"{left}{fault.instead}{right}", _about(text, fault)):
            pieces += [text[done : fault.start], fault.instead]
        else:
            pieces.append(text[done : fault.end])
        done = fault.end
    return "".join([*pieces, text[done:]]) if pieces else text


def _about(text: str, fault: Fault) -> str:
    """The words at either side of a fault, by which it is known."""
    before = _LAST_WORD.search(text, max(0, fault.start - 60), fault.start)
    after = _FIRST_WORD.match(text, fault.end, fault.end + 60)
    return f"{before.group(1) if before else ''}{after.group(1) if after else ''}"


def _around(text: str, done: int, fault: Fault) -> tuple[str, str]:
    """A few words before a fault, none of them before the last fault, and one after it."""
    left = text[max(done, fault.start - 40) : fault.start]
    cut = len(left) - len(" ".join(left.split()[-LEAST:])) if left.count(" ") >= LEAST else 0
    following = _NEXT.match(text, fault.end)
    return left[cut:].lstrip(), following.group() if following else ""


def _faults(text: str, language: str) -> Iterator[Fault]:
    """The faults from left to right."""
    ill = False
    for found in _SUSPECT.finditer(text):
        fault = _fault(text, found, language, ill=ill)
        if fault is not None:
            ill = ill or fault.rule != "space-before"
            yield fault


def _fault(text: str, found: re.Match[str], language: str, *, ill: bool) -> Fault | None:
    start, end = found.span()
    if found["late"]:
        return _late(text, found, language)
    if language == "fr":
        return None
    if found["sign"]:
        missing = _lacks_space(text, start, found["sign"], ill=ill) and not _is_address(_token(text, start))
        return Fault(start, end, f"{found['sign']} ", "space-after") if missing else None
    if found["inside"] or found["opening"]:
        return Fault(start, end, "", "space-in-brackets")
    return Fault(start, end, " ", "space-after") if _closes_an_aside(text, start) else None


def _late(text: str, found: re.Match[str], language: str) -> Fault | None:
    """A sign after a space: the space goes, or moves behind the sign where the next word stands close to it."""
    sign, start, end = found["late"], found.start(), found.end()
    if not _takes_no_space(text, found, language):
        return None
    if found["glued"] is None:
        clear = end == len(text) or text[end] in ' \u00a0\n\t"”’»)]'
        return Fault(start, end, sign, "space-before") if clear else None
    word = _word_after(text, end)
    if sign == ".":
        fits = word[:1].isupper() and len(word) >= LEAST and word[1:].islower() and word.lower() not in _ENDINGS
        return Fault(start, end, ". ", "space-on-wrong-side") if fits and text[start - 1].islower() else None
    if sign in ",;" and len(word) > 1:
        return Fault(start, end, f"{sign} ", "space-on-wrong-side")
    return None


def _takes_no_space(text: str, found: re.Match[str], language: str) -> bool:
    """Whether a space before this sign is a fault here, and not a score, a smiley, dots, or the way of a language."""
    sign, before, end = found["late"], text[found.start() - 1], found.end()
    rest = text[end : end + 4].lstrip()
    if before.isalpha() and not re.match(f"[{_LETTER}]", before):
        return False
    if sign != "," and (language == "fr" or (sign in ":;" and language in _UNSPACED_COLON)):
        return False
    if sign == ".":
        return rest[:1] != "." and text[max(0, found.start() - 2) : found.start()].strip() not in ("", ".")
    if sign in ":;":
        return (
            not (before.isdigit() and rest[:1].isdigit())
            and not _FACE.match(text, end)
            and not rest.startswith((":", "/"))
        )
    return not (sign == "," and text[end : end + 1].isdigit())


def _lacks_space(text: str, place: int, sign: str, *, ill: bool) -> bool:
    """Whether two words meet at a sign without the space that belongs between them."""
    found = _WORD_BEFORE.search(text, max(0, place - 40), place)
    before, after = found.group() if found else "", _word_after(text, place + 1)
    enough = len(before) > 1 or text[place - 1] in ")”"
    short = after == "A" or (sign == "," and after in ("a", "I") and len(before) > LEAST)
    if not enough or (len(after) < 2 and not short):
        return False
    if sign in ",;":
        return sign == "," or not (before.isupper() and after.isupper())
    if sign == ".":
        return _ends_a_sentence(before, after, ill=ill)
    begins = after[0].isupper() and after[1:2].islower()
    return begins and before[:1].islower() and len(before) > LEAST


def _ends_a_sentence(before: str, after: str, *, ill: bool) -> bool:
    """Whether the stop between two words ends a sentence. A small letter begins one only where spaces lack already."""
    if before and not (before[-2:].islower() and not (len(before) == 2 and before[0].isupper())):
        return False
    if after[0].isupper():
        return after == "A" or after[1:2].islower()
    return ill and len(before) > LEAST and len(after) >= LEAST and after.islower() and after not in _ENDINGS


def _closes_an_aside(text: str, place: int) -> bool:
    """Whether the bracket that ends here holds words or a short name, and not a part of a word as in (re)built."""
    found = _BRACKETED.search(text, max(0, place - 84), place)
    if not found:
        return False
    inside = found.group(1)
    return " " in inside.strip() or sum(letter.isupper() for letter in inside) > 1


def _word_after(text: str, place: int) -> str:
    found = _WORD_AFTER.match(text, place)
    return found.group() if found else ""


def _token(text: str, place: int) -> str:
    """The run without blanks in which a place lies, as far as it matters."""
    head = re.split(r"\s", text[max(0, place - LONGEST_TOKEN) : place])[-1]
    return head + re.split(r"\s", text[place : place + LONGEST_TOKEN], maxsplit=1)[0]


def _is_address(token: str) -> bool:
    """Whether a run without blanks is a web or mail address, a path, a file or code; so is what is too long."""
    if len(token) > LONGEST_TOKEN or "://" in token or "@" in token or token[:4].lower() == "www.":
        return True
    slash = max(token.find("/"), token.find("\\"))
    if slash >= 0 and ("." in token[:slash] or slash == 0 or token[0] == "~"):
        return True
    if _CODE.search(token):
        return True
    return bool(_HOST_OR_FILE.match(token))


def without_bars(text: str) -> str:
    """`text` without runs of three and more bars, what is left of the empty cells of a table."""
    return _BARS.sub(" ", text).strip() if "|||" in text else text
