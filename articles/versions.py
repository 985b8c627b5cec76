"""The versions of a standing page that readers could see, and what changed from one to the next, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

from articles.models import Page
from articles.sanitize import plain_text

# So many words, and the commonest are no longer compared one by one.
LONG = 8_000


class Run(NamedTuple):
    """Words that stayed (""), came ("ins") or went ("del")."""

    act: str
    words: str


def public(page: Page) -> list[Any]:
    """The rows of history in which the page was public and its words were new, the newest first. One query."""
    rows = list(Page.history.filter(id=page.pk, published=True).order_by("history_date", "history_id"))
    changed = [row for before, row in pairwise(rows) if (before.title, before.body) != (row.title, row.body)]
    return [*reversed(changed), *rows[:1]]


def changes(before: Any, after: Any) -> list[Run]:
    """What stayed, went and came, in the order of the text; without a version before, everything stayed."""
    new = _words(after)
    return list(_runs(_words(before) if before else new, new))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > LONG)
    for act, a, b, c, d in matcher.get_opcodes():
        if act == "equal":
            yield Run("", " ".join(new[c:d]))
            continue
        if a < b:
            yield Run("del", " ".join(old[a:b]))
        if c < d:
            yield Run("ins", " ".join(new[c:d]))


def _words(row: Any) -> list[str]:
    return re.findall(r"\n+|[^\s]+", f"{row.title}\n\n{plain_text(row.body)}")
