"""The part of a text in which a query's words stand, with the words marked. Pure but for Django's escaping."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.search_terms import Terms

WIDTH = 200
LEAD = 60
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff]+[^\W_]*)*")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "y", "e")


def marked(text: str, terms: Terms) -> SafeString:
    """The whole text, escaped, with each found word in <mark>."""
    return _render(text, _spans(text, terms))


def snippet(text: str, terms: Terms) -> SafeString:
    """About 200 characters around the first found word, escaped and marked; the beginning where none stands."""
    text = " ".join(text[:100_000].split())
    start = max(0, _first(text, terms) - LEAD)
    start = text.rfind(" ", 0, start) + 1 if start and " " in text[:start] else start
    end = start + WIDTH
    if end < len(text) and " " in text[start + LEAD : end]:
        end = text.rfind(" ", start, end)
    piece = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return marked(piece, terms)


def _render(text: str, spans: list[tuple[int, int]]) -> SafeString:
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, end in spans:
        pieces.append((text[at:start], text[start:end]))
        at = end
    body = format_html_join("", "{}<mark>{}</mark>", pieces)
    return body + format_html_join("", "{}", [(text[at:],)])


def _first(text: str, terms: Terms) -> int:
    """Where the first found word or run stands; 0 where none does."""
    starts = [span[0] for span in (next(_words(text, terms), None),) if span]
    starts += [at for at in (text.find(run) for run in terms.runs) if at >= 0]
    return min(starts, default=0)


def _words(text: str, terms: Terms) -> Iterator[tuple[int, int]]:
    """Where words stand that are found, or that begin as the last one does."""
    roots = {_root(word) for term in terms.words for word in _WORD.findall(term)}
    beginnings = tuple(_folded(word) for word in _WORD.findall(terms.beginning)[-1:])
    for match in _WORD.finditer(text):
        word = match[0]
        if _root(word) in roots or (beginnings and _folded(word).startswith(beginnings)):
            yield match.span()


def _spans(text: str, terms: Terms) -> list[tuple[int, int]]:
    """Where found words stand, in order and without overlap."""
    found = list(_words(text, terms))
    found += [match.span() for run in terms.runs for match in re.finditer(re.escape(run), text)]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _folded(word: str) -> str:
    """A word without case and Latin accents, as the index compares it."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")


@lru_cache(maxsize=20_000)
def _root(word: str) -> str:
    """About what a stemmer leaves of an English word: enough to mark `elections` for `election`."""
    word = _folded(word)
    if not word.endswith(_ENDINGS):
        return word
    ending = next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) >= 4), "")
    return word[: len(word) - len(ending)] if ending else word
