"""What is left of a talk with a machine: its phrases, its placeholders, and the questions that were put to it. Pure.

Phrases that a person may well have said to a reporter are not counted inside quotation marks.
"""

import re
from collections.abc import Iterator

from articles.findings import blocks
from articles.findings.blocks import Block
from articles.findings.chatter import SURE, UNLESS_QUOTED, Shapes
from articles.findings.piece import Piece, Remark
from articles.findings.prose import shortened, unquoted

_ROLE = re.compile(r"(?i)(?:user|assistant|human|system|prompt|response|chat ?gpt|ai|gemini|copilot)\s?:\s")
_QUESTION = re.compile(
    r"(?i)(?:\d{1,2}[.)]\s?)?(?:what|which|who|whose|how|why|when|where|is|are|can|could|does|do|did|will|would|should)\b"
)
_USING = re.compile(
    r"(?i)(?:please )?(?:use|using|include|cite|only use)\b.{0,80}"
    r"\b(?:sources|citations|references|words|tone|english)\W?$"
)
_REWRITE = re.compile(
    r"(?i)(?:please )?(?:rewrite|rephrase|paraphrase|summari[sz]e|translate|expand|shorten|proofread|write)\b.{0,30}"
    r"\b(?:article|text|story|paragraph|summary|headline|words|this|following)\b"
)
_AFTER_STOP = re.compile(r"[.?!] ")
LINE, LETTERS = 25, 300


def chat(piece: Piece) -> Iterator[Remark]:
    """Words of a chatbot, or to one, have no place in a story."""
    whole = "\n".join(block.text for block in piece.blocks).lower().replace("’", "'")
    likely = bool(_first(SURE, whole) or _first(UNLESS_QUOTED, whole))
    for block in piece.blocks:
        words = (phrase(block.text) if likely else "") or _turn(block)
        if words:
            sentence = (
                f"“{shortened(words, 120)}” is left over from a talk with a machine. "
                "Take it out, and check all that stands around it against the source."
            )
            yield Remark("chat", sentence, "body", block.number, shortened(words, 120))
    for place in ("headline", "standfirst"):
        if words := phrase(getattr(piece, place)):
            sentence = f"“{shortened(words, 120)}” is left over from a talk with a machine. Write it anew."
            yield Remark("chat", sentence, place, 0, shortened(words, 120))


def phrase(text: str) -> str:
    """The first phrase of a talk with a machine, as it stands in the text; "" where there is none."""
    lower = text.lower().replace("’", "'")
    found = _first(SURE, lower)
    if found is None and _first(UNLESS_QUOTED, lower):
        found = _first(UNLESS_QUOTED, unquoted(lower))
        return found[0].strip() if found else ""
    if found is None:
        return ""
    return (text[found.start() : found.end()] if len(lower) == len(text) else found[0]).strip()


def _first(shapes: Shapes, lower: str) -> re.Match[str] | None:
    for first, pattern in shapes:
        if any(word in lower for word in first) and (found := pattern.search(lower)):
            return found
    return None


def _turn(block: Block) -> str:
    """A line that says who speaks to whom, or that gives an order to a machine; "" for any other."""
    text = block.text
    if role := _ROLE.match(text):
        return role[0]
    if block.role not in {blocks.HEADING, blocks.PARAGRAPH} or len(text) > LETTERS or len(text.split()) > LINE:
        return ""
    last = _AFTER_STOP.split(text)[-1]
    return text if _USING.match(last) or _REWRITE.match(last) else ""


def questions(piece: Piece) -> Iterator[Remark]:
    """Two and more lines that are questions: an interview says who asks, an explainer is rare, a chat is likely."""
    asked = [block for block in piece.blocks if _asks(block)]
    if len(asked) >= 2:
        sentence = (
            f"{len(asked)} lines are questions, such as “{shortened(asked[0].text)}”. "
            "If they were put to a machine, write the story from its sources; if to a person, say to whom."
        )
        yield Remark("question-headings", sentence, "body", asked[0].number, shortened(asked[0].text))


def _asks(block: Block) -> bool:
    text = block.text
    if block.role not in {blocks.HEADING, blocks.PARAGRAPH} or len(text) > LETTERS:
        return False
    asks = _QUESTION.match(text) and (text.endswith("?") or text[-1].isalnum())
    return bool(asks) and 4 <= len(text.split()) <= LINE


RULES = (chat, questions)
