"""Texts that stop before their end, promise what does not follow, or go on in lower case after a stop. Pure."""

import re
from collections.abc import Iterator

from articles.findings import blocks
from articles.findings.function_words import FUNCTION_WORDS
from articles.findings.piece import Piece, Remark
from articles.findings.prose import shortened

SENTENCE_ENDS = ".!?…\"'”’»)]।॥。！？」』؟۔။།።"
_ELLIPSIS = re.compile(r"(?:\.{3,}|…|\[\s*(?:\.{3}|…)\s*\])\s*$")
_DANGLING = re.compile(r"[,;–—-]\s*$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_GOES_ON = re.compile(r"\. ([^\W\d_]{1,40})")
_GLUED = re.compile(r"[.!?]([^\W\d_]{3,40})(?![\w/@.-])")
_ABBREVIATIONS_LISTED = """
mr mrs ms dr prof st gen col lt sgt capt gov sen rep rev hon no nos vs inc ltd co corp jr sr approx ca cf fig
vol pp art est ed eds dept div etc al jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat
sun pct cts dlrs mln bln qtr yr yrs avg max min tel ext incl excl resp ave blvd rd mt ft bros assn bzw usw evtl
vgl ggf nr pág núm sra srta av env éd op cit ibid viz
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_LISTED.split())
_NAMES_IN_LOWER_CASE_LISTED = """
al ash bin bint ben ibn de da di del der den du la le van von ter ten zu abu iphone ipad ios ebay xinhua
"""
_NAMES_IN_LOWER_CASE = frozenset(_NAMES_IN_LOWER_CASE_LISTED.split())
_DOMAINS_LISTED = """
com org net biz info news edu gov mil int eu uk us cn jp kr in id my sg th vn ph tw hk ru ua de fr it es nl be
ch at au nz ca br mx za tv io ai co app dev blog online site press media asia html htm php asp aspx jsp pdf doc
docx xls xlsx jpg jpeg png gif svg webp mp3 mp4 avi mov zip exe txt csv json xml js css py md
"""
_DOMAINS = frozenset(_DOMAINS_LISTED.split())
_NOT_WORDS = _NAMES_IN_LOWER_CASE | _DOMAINS | {"http", "https", "www", "pic", "youtube", "twitter"}


def ending(piece: Piece) -> Iterator[Remark]:
    """The text ends as texts do: on a stop, on a list or on a table."""
    if not piece.blocks:
        return
    last = piece.blocks[-1]
    text = last.text.rstrip()
    if last.role == blocks.HEADING:
        yield _cut_off(f"The text ends on the heading “{shortened(text)}” with nothing under it.", last)
    elif text.endswith((":", "：")):
        yield _cut_off("The text ends on a colon: something is missing.", last)
    elif last.role in {blocks.ITEM, blocks.CELL, blocks.CAPTION}:
        return
    elif _ELLIPSIS.search(text):
        yield _cut_off("The text trails off in dots: the source was cut before its end.", last)
    elif _DANGLING.search(text) or _hangs(text, piece.stem):
        yield _cut_off(f"The text stops in the middle of a sentence: “…{text[-60:]}”.", last)
    elif text[-1] not in SENTENCE_ENDS:
        sentence = f"The text ends without a full stop: “…{text[-60:]}”. Is it cut off?"
        yield Remark("no-full-stop", sentence, "body", last.number, text[-60:])


def _cut_off(sentence: str, last: blocks.Block) -> Remark:
    return Remark("cut-off", f"{sentence} Complete it from the source, or take it out.", "body", 0, last.text[-60:])


def _hangs(text: str, language: str) -> bool:
    """Whether the last word is one that no sentence ends on."""
    word = _LAST_WORD.search(text[-60:])
    return word is not None and word[0].lower() in _NEVER_LAST.get(language, frozenset())


def leads_nowhere(piece: Piece) -> Iterator[Remark]:
    """A colon promises something: a list, a quotation or a paragraph, and no new section."""
    for block, after in zip(piece.blocks, piece.blocks[1:], strict=False):
        promises = block.text.endswith((":", "：")) and block.role in {blocks.PARAGRAPH, blocks.ITEM}
        if promises and (after.role == blocks.HEADING or _is_scrap(after)):
            sentence = f"After “…{block.text[-60:]}” nothing follows. Complete it, or end the sentence before."
            yield Remark("leads-nowhere", sentence, "body", block.number, block.text[-60:])


def _is_scrap(block: blocks.Block) -> bool:
    """Whether a block is a few words in brackets or in capitals."""
    text = block.text
    return block.role == blocks.PARAGRAPH and len(text) < 60 and (text[0] in "([" or text.isupper())


def lower_case(piece: Piece) -> Iterator[Remark]:
    """Sentences begin with a capital where the script has them."""
    for block in piece.running:
        found = [*filter(None, (_goes_on(block.text, stop) for stop in _GOES_ON.finditer(block.text)))]
        found += filter(None, (_glued(block.text, stop) for stop in _GLUED.finditer(block.text)))
        for words in found:
            sentence = (
                f"After a full stop the text goes on in lower case: “{words}”. Begin a sentence, or join the two."
            )
            yield Remark("lower-case", sentence, "body", block.number, words)


def _goes_on(text: str, stop: re.Match[str]) -> str:
    """The words around a stop that a lower-case word follows, "" where that is right."""
    before, after = _word_before(text, stop.start()), stop[1]
    if not before or not after[0].islower() or before.lower() in _ABBREVIATIONS or after in _NOT_WORDS:
        return ""
    is_short_form = before[0].isupper() and len(before) <= 3
    return "" if len(before) < 2 or is_short_form or any(letter.isupper() for letter in after) else f"{before}. {after}"


def _glued(text: str, stop: re.Match[str]) -> str:
    """Two words that only a stop divides, unless they are an address or the name of a file."""
    before, after = _word_before(text, stop.start()), stop[1]
    known = len(before) < 3 or after in _NOT_WORDS or before in _ABBREVIATIONS or before == "www"
    return f"{before}{stop[0]}" if before.islower() and after.islower() and not known else ""


def _word_before(text: str, end: int) -> str:
    """The word that ends here, "" where it is part of an address or a short form with stops."""
    word = _LAST_WORD.search(text[max(0, end - 41) : end])
    if word is None:
        return ""
    return "" if text[max(0, end - len(word[0]) - 1) : end - len(word[0])] in tuple("./@:_-") else word[0]


_NEVER_LAST = {
    language: frozenset(words.split()) & FUNCTION_WORDS[language]
    for language, words in {
        "en": "a an the of and or but nor to from with at by for into onto than as if because while whose their its",
        "fr": "le la les un une des du de et ou à dans par pour avec que qui",
        "de": "der die das den dem des ein eine einen einem einer und oder mit von zu für dass",
        "es": "el la los las un una y o de del a al en con por para que",
        "it": "il lo la i gli le un una e o di del della a in con per che",
        "pt": "o a os as um uma e ou de do da em no na com por para que",
        "nl": "de het een en of van met voor naar dat",
    }.items()
}
RULES = (ending, leads_nowhere, lower_case)
