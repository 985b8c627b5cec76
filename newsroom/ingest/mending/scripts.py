"""Words in another script than the text: marked with their language where the script decides it. Pure; adds no word.

Arabic, Cyrillic, Devanagari and Latin serve many languages, and are left to an editor. Han without Kana or Hangul in
the whole text is taken for Chinese.
"""

import re
from typing import Final

from lxml import html as lxml_html

from newsroom.ingest.mending import tree
from newsroom.ingest.mending.log import Log

_OF: Final = {
    "ja": "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d", "ko": "\u1100-\u11ff\uac00-\ud7af", "bo": "\u0f00-\u0fbc",
    "th": "\u0e01-\u0e3a\u0e40-\u0e5b", "lo": "\u0e81-\u0edf", "km": "\u1780-\u17e9", "my": "\u1000-\u109f",
    "ka": "\u10d0-\u10ff", "hy": "\u0531-\u0587", "he": "\u05d0-\u05ea", "el": "\u0386-\u03ce\u1f00-\u1ffc",
    "ta": "\u0b82-\u0bfa", "te": "\u0c00-\u0c7f", "kn": "\u0c80-\u0cf2", "ml": "\u0d00-\u0d7f", "si": "\u0d80-\u0df4",
    "gu": "\u0a80-\u0aff", "bn": "\u0980-\u09fb", "pa": "\u0a00-\u0a76",
}  # fmt: skip
_HAN: Final = "\u3400-\u9fff\uf900-\ufaff"
_ANY = re.compile(f"[{''.join(_OF.values())}{_HAN}]")
_MARKS: Final = r"\s\u3000-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff1f・·,.!?:-"
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_RUNS: Final = {
    code: re.compile(f"[{letters}](?:[{letters}{_MARKS}]{{0,400}}[{letters}])?") for code, letters in _OF.items()
}
_TOLERATED = frozenset(["pre", "code", "script", "style", "kbd", "samp", "math", "svg", "textarea"])
LEAST = 2
MOST = 40
"""A text with more foreign runs than this is in two languages, and needs an editor."""


def mark(root: tree.Element, language: str, log: Log) -> None:
    """Put every foreign run of a text in Latin letters into a span with its language, in place."""
    whole = "".join(root.itertext())
    foreign = _ANY.findall(whole)
    if not foreign or language[:2] in ("zh", "ja", "ko") or len(_LATIN.findall(whole)) < 4 * len(foreign):
        return
    runs = _runs(whole)
    found = [
        (element, tail)
        for element in root.iter()
        for tail in (False, True)
        if _ANY.search((element.tail if tail else element.text) or "") and not _is_marked(element, root, tail=tail)
    ]
    if len(found) <= MOST:
        for element, tail in found:
            _mark_one(element, runs, language, log, tail=tail)


def _runs(whole: str) -> dict[str, re.Pattern[str]]:
    """The runs to look for. With Kana in the text, Han is Japanese; with Hangul alone it belongs to neither."""
    runs = {code: run for code, run in _RUNS.items() if run.search(whole)}
    code = "ja" if "ja" in runs else "zh" if "ko" not in runs else ""
    letters = _HAN + (_OF["ja"] if code == "ja" else "")
    return runs | ({code: re.compile(f"[{letters}](?:[{letters}{_MARKS}]{{0,400}}[{letters}])?")} if code else {})


def _is_marked(element: tree.Element, root: tree.Element, *, tail: bool) -> bool:
    """Whether the language of this text is told already, or it must stay letter for letter."""
    above = element.getparent() if tail else element
    while above is not None and above is not root:
        if above.get("lang") or above.tag in _TOLERATED:
            return True
        above = above.getparent()
    return tail and element is root


def _mark_one(element: tree.Element, runs: dict[str, re.Pattern[str]], language: str, log: Log, *, tail: bool) -> None:
    text = (element.tail if tail else element.text) or ""
    pieces = sorted(
        (run.start(), run.end(), code)
        for code, pattern in runs.items()
        if code != language[:2]
        for run in pattern.finditer(text)
        if len(run.group()) >= LEAST
    )
    spans: list[tree.Element] = []
    done, head = 0, text
    for start, end, code in pieces:
        said = text[start:end]
        if start < done or not log.may("language-unmarked", "text", said, f'<span lang="{code}">{said}</span>'):
            continue
        if spans:
            spans[-1].tail = text[done:start]
        else:
            head = text[:start]
        span = lxml_html.Element("span", lang=code)
        span.text, span.tail, done = said, text[end:], end
        spans.append(span)
    _insert(element, head, spans, tail=tail)


def _insert(element: tree.Element, head: str, spans: list[tree.Element], *, tail: bool) -> None:
    if not spans:
        return
    parent = element.getparent() if tail else element
    if parent is None:
        return
    at = parent.index(element) + 1 if tail else 0
    if tail:
        element.tail = head
    else:
        element.text = head
    for number, span in enumerate(spans):
        rest = span.tail
        parent.insert(at + number, span)
        span.tail = rest
