"""A full desk: stories that wait, with what came in, remarks, suggestions, claims, coverages; and scheduled ones."""

import random
from datetime import datetime, timedelta
from typing import Any

from articles.models import Article, Change, Coverage
from articles.status import Status
from newsroom.desk.models import Claim
from newsroom.ingest.models import Capture, Suggestion
from newsroom.operations.load import tables
from newsroom.operations.load.stories import ARTICLE, Teller

MOST_WAITING, MOST_SCHEDULED = 5_000, 300
DAYS = 12
LEVELS = ("required", "recommended")
FINDING = {
    "required": {"code": "country", "level": "required", "sentence": "No country is chosen.", "place": "country"},
    "recommended": {"code": "standfirst", "level": "recommended", "sentence": "No standfirst.", "place": "standfirst"},
}


class DeskDay:
    """Fills the desk once, after the years are told."""

    def __init__(self, teller: Teller, stories: int, now: datetime) -> None:
        """So many wait as a paper of this size would have, five thousand at most."""
        self.teller, self.now = teller, now
        self.chance = random.Random(f"desk {teller.seed}")  # noqa: S311 - invention, no secret
        self.waiting = min(MOST_WAITING, max(30, stories // 20))
        self.scheduled = min(MOST_SCHEDULED, max(5, stories // 500))

    def fill(self, first_number: int) -> None:
        """Write all of it; the caller holds the transaction."""
        first = tables.next_key(Article)
        keys = range(first, first + self.waiting + self.scheduled)
        rows = [self._row(key, first_number + key - first, waits=key < first + self.waiting) for key in keys]
        tables.write(Article, ARTICLE, [[row.pop("id"), *row.values()] for row in [dict(one) for one in rows]])
        tables.set_sequences(Article)
        self._write_past(rows)
        waiting = rows[: self.waiting]
        self._write_captures(waiting)
        self._write_suggestions(waiting)
        self._group([row["id"] for row in waiting])
        chosen = self.chance.sample(waiting, len(waiting) // 100)
        ends = self.now + timedelta(minutes=25)
        Claim.objects.bulk_create(
            Claim(article_id=row["id"], by_id=self.chance.choice(self.teller.cast.editors), expires_at=ends)
            for row in chosen
        )

    def _row(self, key: int, number: int, *, waits: bool) -> dict[str, Any]:
        """One article as a row by column."""
        chance = self.chance
        arrived = self.now - timedelta(days=DAYS) * chance.random() ** 2
        told = self.teller.article(key, number, chance, arrived, arrived, Status.INCOMING)
        row = dict(zip(ARTICLE, told, strict=True))
        if not waits:
            at = self.now + timedelta(minutes=chance.randrange(5, 7 * 24 * 60))
            return row | {"status": str(Status.SCHEDULED), "publish_at": at.replace(second=0, microsecond=0)}
        row["priority"] = chance.choices((0, 1, 2), (94, 5, 1))[0]
        if chance.random() < 0.15:
            row["status"] = str(Status.IN_REVIEW)
        if chance.random() < 0.3:
            row["findings"] = [FINDING[level] for level in LEVELS if chance.random() < 0.6]
        if chance.random() < 0.05:
            row["assigned_to_id"] = chance.choice(self.teller.cast.editors)
            row["due_at"] = self.now + timedelta(hours=chance.randrange(-12, 48))
        if any(one["level"] == "required" for one in row["findings"]):
            row["country_id"] = None
        return row

    def _write_past(self, rows: list[dict[str, Any]]) -> None:
        """The rows of history that the review screen shows."""
        machine, editor = self.teller.cast.machine, self.teller.cast.editors[0]
        columns = ["article_id", "act", "old", "new", "by_id", "at", "reason", "details"]
        acts: list[tuple[Any, ...]] = [
            (row["id"], "arrive", "", "incoming", machine, row["arrived_at"], "", {}) for row in rows
        ]
        acts += [
            (row["id"], "claim", "incoming", "in_review", editor, row["arrived_at"], "", {})
            for row in rows
            if row["status"] != Status.INCOMING
        ]
        tables.write(Change, columns, acts)
        past: Any = Article.history
        names = [column for column in ARTICLE if column != "body_text"]
        more = ["history_date", "history_type", "history_user_id"]
        kept = [[*(row[name] for name in names), row["arrived_at"], "+", machine] for row in rows]
        tables.write(past.model, [*names, *more], kept)

    def _write_captures(self, rows: list[dict[str, Any]]) -> None:
        """What came in."""
        blank = tables.blank(Capture)
        told = []
        for row in rows:
            values = blank | {
                "source_id": row["source_id"],
                "article_id": row["id"],
                "at": row["arrived_at"],
                "verdict": "new",
                "reason": "It is new.",
                "url": row["source_url"],
                "title": row["source_headline"],
                "published_at": row["source_published_at"],
                "language": row["language"],
                "full_text": row["body_text"] * 2,
                "full_html": row["body"] * 2,
                "words": len(row["body_text"].split()) * 2,
                "reader": "both",
                "agreement": round(self.chance.uniform(0.4, 1.0), 2),
                "label": "article",
            }
            told.append(list(values.values()))
        tables.write(Capture, list(blank), told)

    def _write_suggestions(self, rows: list[dict[str, Any]]) -> None:
        """A country and two tags for every second story."""
        told = []
        for row in rows[::2]:
            tags = self.chance.sample(self.teller.cast.tags[:200], 2)
            found = [("country", self.chance.choice(self.teller.cast.countries)), *(("tag", tag) for tag in tags)]
            told += [
                Suggestion(article_id=row["id"], kind=kind, value=str(value), reason="It stands there.", score=0.7)
                for kind, value in found
            ]
        Suggestion.objects.bulk_create(told, batch_size=2_000)

    def _group(self, keys: list[int]) -> None:
        """One story in six is told by several outlets."""
        free = self.chance.sample(keys, len(keys) // 6)
        while len(free) > 1:
            size = self.chance.randint(2, 8)
            group, free = free[:size], free[size:]
            title = f"Event {group[0]}"
            event = Coverage.objects.create(title=title, slug=f"load-event-{group[0]}", lead_id=group[0])
            Article.objects.filter(pk__in=group).update(coverage=event)
