"""Takes out of a notice what tells who wrote it, before anything of it is published. Pure.

Only what was detected goes: the claimant's own fields, mail addresses, telephone numbers. Words such as “I” stay, so
that a sentence keeps its sense.
"""

import re
from collections.abc import Iterable

PRIVATE = "[private]"
_MAIL = re.compile(r"[^\s<>()\[\]{},;:\"']+@[^\s<>()\[\]{},;:\"']+\.[^\s<>()\[\]{},;:\"'.]{2,}")
_PHONE = re.compile(r"(?<![\w/.-])\+?\(?\d[\d\s().-]{6,18}\d(?![\w/-])")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_SHORTEST = 3


def redacted(text: str, known: Iterable[str] = ()) -> str:
    """The text without mail addresses, telephone numbers and what is known of its writer."""
    for words in sorted(_pieces(known), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", PRIVATE, text, flags=re.IGNORECASE)
    text = _MAIL.sub(PRIVATE, text)
    return _PHONE.sub(lambda found: found[0] if _DATE.fullmatch(found[0].strip()) else PRIVATE, text)


def _pieces(known: Iterable[str]) -> set[str]:
    """What is looked for: whole fields, and each of their lines."""
    lines = (line.strip(" ,;") for field in known for line in [field, *field.splitlines()])
    return {line for line in lines if len(line) >= _SHORTEST}
