"""Stories that went out over the years, with tags, bylines and the rows of their history, a batch at a time."""

import random
from bisect import bisect
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from articles.models import Article, Byline, Change, Tagging
from articles.models.article import Kind, MadeBy
from articles.status import Status
from newsroom.operations.load import tables
from newsroom.operations.load.cast import Cast
from newsroom.operations.load.words import words

KINDS = (Kind.EXCERPT, Kind.EXCERPT, Kind.EXCERPT, Kind.SUMMARY, Kind.COMPILED, Kind.LINK, Kind.LICENSED)
LANGUAGES = ("en", "en", "en", "en", "en", "en", "ru", "ja", "hi", "ar")
# Most went out; some were rejected, unpublished or are withheld.
ENDS = ((0.93, Status.PUBLISHED), (0.985, Status.REJECTED), (0.998, Status.UNPUBLISHED), (1.0, Status.WITHHELD))
ARTICLE = ["id", *tables.blank(Article)]
ACTS = {
    Status.PUBLISHED: (("claim", "incoming", "in_review"), ("publish", "in_review", "published")),
    Status.REJECTED: (("reject", "incoming", "rejected"),),
}
ACTS[Status.UNPUBLISHED] = (*ACTS[Status.PUBLISHED], ("unpublish", "published", "unpublished"))
ACTS[Status.WITHHELD] = (*ACTS[Status.PUBLISHED], ("withhold", "published", "withheld"))


@dataclass
class Batch:
    """The rows of a batch by table, in the order of their columns."""

    articles: list[list[Any]] = field(default_factory=list)
    tagged: list[tuple[Any, ...]] = field(default_factory=list)
    signed: list[tuple[Any, ...]] = field(default_factory=list)
    changes: list[tuple[Any, ...]] = field(default_factory=list)

    def write(self) -> None:
        """Write all of it."""
        tables.write(Article, ARTICLE, self.articles)
        tables.write(Tagging, ["content_object_id", "tag_id", "shown_at"], self.tagged)
        tables.write(Byline, ["article_id", "author_id", "place", "shown_at"], self.signed)
        columns = ["article_id", "act", "old", "new", "by_id", "at", "reason", "details"]
        tables.write(Change, columns, self.changes)
        tables.set_sequences(Article)


class Teller:
    """Tells stories for one cast; number and seed alone decide what each of them is."""

    def __init__(self, cast: Cast, seed: int) -> None:
        """Weigh tags and countries once: few are in most stories, as on any paper."""
        self.cast, self.seed, self.words = cast, seed, words(seed)
        self.blank = tables.blank(Article)
        self.tag_weights = list(accumulate(1 / (place + 2) for place in range(len(cast.tags))))
        self.country_weights = list(accumulate(1 / (place + 4) for place in range(len(cast.countries))))

    def batch(self, numbers: range, first_key: int, since: datetime, until: datetime, whole: range) -> Batch:
        """The stories with these numbers out of `whole`, spread from `since` to `until` in their order."""
        told = Batch()
        for number in numbers:
            chance = random.Random(f"{self.seed} {number}")  # noqa: S311 - invention, no secret
            at = since + (until - since) * ((number - whole.start + chance.random()) / len(whole))
            if at.weekday() > 4 and chance.random() < 0.4:
                at -= timedelta(days=2)  # fewer at weekends
            lot = chance.random()
            status = next(state for share, state in ENDS if lot <= share)
            self.tell(told, first_key + number - numbers.start, number, chance, at, status)
        return told

    def tell(self, told: Batch, key: int, number: int, chance: random.Random, at: datetime, status: Status) -> None:
        """One story with all that hangs on it."""
        shown = status == Status.PUBLISHED
        arrived = at - timedelta(minutes=chance.expovariate(1 / 90))
        told.articles.append(self.article(key, number, chance, arrived, at, status))
        shown_at = at if shown else None
        for tag in set(chance.choices(self.cast.tags, cum_weights=self.tag_weights, k=chance.randint(2, 6))):
            told.tagged.append((key, tag, shown_at))
        told.signed.append((key, chance.choice(self.cast.authors), 0, shown_at))
        editor, machine = chance.choice(self.cast.editors), self.cast.machine
        told.changes.append((key, "arrive", "", "incoming", machine, arrived, "", {}))
        told.changes += [(key, act, old, new, editor, at, "", {}) for act, old, new in ACTS.get(status, ())]

    def article(
        self, key: int, number: int, chance: random.Random, arrived: datetime, at: datetime, status: Status
    ) -> list[Any]:
        """The row of the article itself."""
        headline, (body, text) = self.words.headline(chance, number), self.words.body(chance)
        source, place = chance.choice(self.cast.sources), chance.random() * self.country_weights[-1]
        once_public = status in {Status.PUBLISHED, Status.UNPUBLISHED, Status.WITHHELD}
        values: dict[str, Any] = self.blank | {
            "status": str(status),
            "held_from": "published" if status == Status.WITHHELD else "",
            "published_at": at if once_public else None,
            "arrived_at": arrived,
            "version": 3 if once_public else 2,
            "kind": str(chance.choice(KINDS)),
            "made_by": str(MadeBy.PEOPLE),
            "reviewed_by_id": chance.choice(self.cast.editors) if once_public else None,
            "reviewed_at": at if once_public else None,
            "headline": headline,
            "slug": f"{headline.lower().replace(' ', '-')[:90]}-{number}",
            "standfirst": " ".join(self.words.some(chance, 18)).capitalize(),
            "body": body,
            "body_text": text,
            "language": chance.choice(LANGUAGES),
            "source_id": source,
            "source_url": f"https://load.example/{number}",
            "source_headline": headline,
            "source_published_at": arrived,
            "source_words": 400,
            "country_id": self.cast.countries[min(bisect(self.country_weights, place), len(self.cast.countries) - 1)],
        }
        return [key, *values.values()]
