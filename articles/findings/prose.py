"""Sentences, words and quotations of running text, as the rules look at them; each in time linear in the text. Pure."""

import re

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LATIN_WORD = re.compile(rf"[{_LATIN}]+(?:['’-][{_LATIN}]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…:;])[\"'”’»)\]]{0,3}\s+")
QUOTED = re.compile(
    r"“([^“”]{1,2000})”|\"([^\"]{1,2000})\"|«([^«»]{1,2000})»|„([^„“”]{1,2000})[“”]|「([^「」]{1,2000})」|『([^『』]{1,2000})』"
)
_OUTER = re.compile(r"\s+")


def words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return WORD.findall(text)


def quotations(text: str) -> list[str]:
    """What stands between quotation marks, without the marks."""
    return [next(filter(None, found)) for found in QUOTED.findall(text)]


def unquoted(text: str) -> str:
    """The text without what it quotes."""
    return QUOTED.sub(" “” ", text)


def shortened(text: str, most: int = 80) -> str:
    """The beginning of a text for people to find it by."""
    text = _OUTER.sub(" ", text).strip()
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:–—-") + "…"


def listed(found: list[str]) -> str:
    """Words in quotation marks, one after another."""
    return ", ".join(f"“{one}”" for one in found)


def alternatives(listed: str) -> str:
    """A list over several lines, its words and patterns parted by bars, as one alternative of a pattern."""
    return "|".join(line for line in listed.split("\n") if line)
