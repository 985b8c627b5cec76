"""The log of what was done to stories: narrowed by an index each time, and written out row by row as a spreadsheet."""

import csv
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Change

HEADINGS = ("at", "by", "act", "from", "to", "story", "headline", "section", "reason")
FORMULA = re.compile(r"\A'*(?:\s*[=+\-@]|[\t\r])")
A_BATCH = 2_000
MOST_HITS = 500


class _Line:
    """What a csv writer writes to: it gives each line back."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def find(changes: QuerySet[Change], term: str, stories: QuerySet[Any]) -> QuerySet[Change]:
    """The acts on a story by its number, or on the newest stories that a search found."""
    number = term.strip().removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 19:
        return changes.filter(article=int(number))
    return changes.filter(article__in=list(stories.values_list("pk", flat=True)[:MOST_HITS]))


def as_csv(changes: QuerySet[Change]) -> Iterator[str]:
    """The lines of a spreadsheet, read in batches: memory stays small however many there are."""
    writer: Any = csv.writer(_Line())
    yield writer.writerow(HEADINGS)
    rows = changes.select_related("article__country", "by").defer("article__body", "article__body_text")
    for change in rows.iterator(chunk_size=A_BATCH):
        yield writer.writerow([harmless(value) for value in _row(change)])


def harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula; `as_it_was` gives back exactly what it was made from."""
    return f"'{value}" if FORMULA.match(value) else value


def as_it_was(cell: str) -> str:
    """A cell that comes in again, without the apostrophe that made it harmless."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell[1:]) else cell


def _row(change: Change) -> list[str]:
    article = change.article
    return [
        timezone.localtime(change.at).isoformat(timespec="seconds"),
        change.by.get_username(),
        change.act,
        change.old,
        change.new,
        str(article.pk),
        str(article),
        article.country.iso2 if article.country else "",
        change.reason,
    ]
