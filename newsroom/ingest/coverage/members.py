"""What the database says of the stories of an event: whether the machine may move them, and what speaks for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.functions import Length

from articles.models import Article, Change
from articles.models.article import Kind
from articles.status import Status
from newsroom.ingest.events import Candidate, Lead, choose

DEAD = (Status.REJECTED, Status.WITHHELD, Status.WITHDRAWN)
LETTERS = 6
"""Letters of a word with its space, to tell words from the length of a text."""


@dataclass(frozen=True, slots=True)
class Member:
    """One story: its coverage and outlet, whether it stands, is public, or was left alone by people; what it offers."""

    key: int
    coverage: int | None
    source: int | None
    stands: bool
    public: bool
    untouched: bool
    candidate: Candidate


def look_up(keys: Iterable[int]) -> dict[int, Member]:
    """What stands of these stories; what is gone from the database is left out. One query."""
    acts = Change.objects.filter(article=OuterRef("pk"), act="revise")
    by_people = acts.exclude(by__username=settings.SYSTEM_ACCOUNT)
    rows = (
        Article.objects.filter(pk__in=list(keys))
        .annotate(touched=Exists(by_people), letters=Length("body_text"))
        .values_list(
            "pk", "coverage_id", "source_id", "status", "touched", "kind", "letters", "language", "picture_id",
            "source_published_at", "arrived_at",
        )
    )  # fmt: skip
    return {row[0]: _member(row) for row in rows}


def best_of(keys: Iterable[int]) -> Lead | None:
    """Which of these stories the rules would let lead; None where none stands."""
    return choose([member.candidate for member in look_up(keys).values() if member.stands])


def _member(row: tuple[Any, ...]) -> Member:
    """One row, in the order of the query."""
    key, coverage, source, status, touched, kind, letters, language, picture, told_at, arrived_at = row
    candidate = Candidate(
        key,
        public=status == Status.PUBLISHED,
        original=kind == Kind.ORIGINAL,
        words=letters // LETTERS,
        own_language=language.partition("-")[0] == settings.LANGUAGE_CODE.partition("-")[0],
        pictured=picture is not None,
        at=(told_at or arrived_at).timestamp(),
    )
    return Member(
        key,
        coverage,
        source,
        stands=status not in DEAD,
        public=candidate.public,
        untouched=status == Status.INCOMING and not touched,
        candidate=candidate,
    )
