"""What the machine suggests, kept until an editor answers, and the answers, from which its precision is counted.

People answer in two ways: a suggestion itself, at the desk (`answer`), or by publishing the story as they left it
(`settle`). What a person answered themselves no decision on the story overwrites.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.accounts import is_system
from articles.models import Article, Coverage
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Answer, Suggestion, SuggestionKind

REASON, VALUE = 500, 200
# What people write when they reject a story for being another's copy.
_A_COPY = re.compile(r"\b(?:duplicat\w*|dupes?|dup|cop(?:y|ies)|reprint\w*|doublet?s?)\b", re.IGNORECASE)


def offer(article: Article, suggested: Iterable[Suggested]) -> int:
    """Keep suggestions on an article, each once; the number of rows asked for. One query."""
    rows = [
        Suggestion(
            article=article,
            kind=one.kind,
            value=value,
            reason=_storable(one.reason, REASON),
            score=one.score,
            applied=one.applied,
        )
        for one in suggested
        if (value := _storable(one.value, VALUE))
    ]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _storable(text: str, most: int) -> str:
    """Without what no database takes: halves of characters and noughts."""
    return text[:most].replace("\0", "").encode("utf-8", "ignore").decode()


class Standing:
    """What an article says now, as far as suggestions go. Each kind of label is looked up once, when asked for."""

    def __init__(self, article: Article) -> None:
        """Of which article."""
        self.article = article

    def bears(self, kind: str, value: str) -> bool:
        """Whether the article is what was suggested; a copy is one that was rejected, which is said elsewhere."""
        if kind == SuggestionKind.COUNTRY:
            return self.country == value
        if kind == SuggestionKind.ALSO_ABOUT:
            return value in self.also_about
        if kind == SuggestionKind.TAG:
            return value.casefold() in self.tags
        return kind == SuggestionKind.COVERAGE and self._is_covered(value)

    @cached_property
    def country(self) -> str:
        """The code of its section, "" for none."""
        return self.article.country.iso2 if self.article.country else ""

    @cached_property
    def also_about(self) -> frozenset[str]:
        """The codes of the other countries that it is about."""
        return frozenset(country.iso2 for country in self.article.also_about.all())

    @cached_property
    def tags(self) -> frozenset[str]:
        """The names of its tags and all their synonyms, so that a tag which was merged is still known; folded."""
        ties = self.article.taggings.all()
        if "taggings" not in getattr(self.article, "_prefetched_objects_cache", {}):
            ties = ties.select_related("tag")
        names = (name for tie in ties for name in (tie.tag.name, *tie.tag.synonyms.splitlines()))
        return frozenset(name.strip().casefold() for name in names)

    @cached_property
    def lost_coverages(self) -> frozenset[str]:
        """The suggested coverages that are no more: they went into others."""
        told = self.article.suggestions.filter(kind=SuggestionKind.COVERAGE).values_list("value", flat=True)
        values = {value for value in told if is_number(value)}
        known = Coverage.objects.filter(pk__in=values).values_list("pk", flat=True)
        return frozenset(values - {str(pk) for pk in known})

    def _is_covered(self, value: str) -> bool:
        if self.article.coverage_id is None:
            return False
        return str(self.article.coverage_id) == value or value in self.lost_coverages


def settle(article: Article, *, by: User) -> int:
    """Let a decision for the public answer what nobody answered: what the article bears is accepted.

    What the machine had set and the editor took off is refused; what it only whispered and nobody took up is passed
    over. Decided anew whenever the article changes, so that a correction counts; how many answers changed. A decision
    of the machine answers nothing. One query where nothing was suggested, a fixed few otherwise.
    """
    if is_system(by):
        return 0
    standing = Standing(article)
    changed: dict[str, list[int]] = {}
    for one in Suggestion.objects.filter(article=article, asked=False):
        answer = _implied(one, standing)
        if answer != one.answer:
            changed.setdefault(answer, []).append(one.pk)
    for answer, numbers in changed.items():
        _write(Suggestion.objects.filter(pk__in=numbers, asked=False), answer, by)
    return sum(len(numbers) for numbers in changed.values())


def _implied(one: Suggestion, standing: Standing) -> str:
    if standing.bears(one.kind, one.value):
        return Answer.ACCEPTED
    return Answer.REFUSED if one.applied else Answer.PASSED


def rejected(article: Article, *, by: User, reason: str) -> int:
    """Where a story was rejected for being a copy, accept the surest suggestion that said so; else nothing."""
    if is_system(by) or not _A_COPY.search(reason):
        return 0
    told = list(Suggestion.objects.filter(article=article, kind=SuggestionKind.DUPLICATE).order_by("-score", "id"))
    if any(one.answer == Answer.ACCEPTED for one in told):
        return 0
    surest = next((one.pk for one in told if one.answer == Answer.OPEN), None)
    return _write(Suggestion.objects.filter(pk=surest), Answer.ACCEPTED, by) if surest else 0


def reopen(article: Article) -> int:
    """Take back what a decision on the story had answered, since that decision is taken back; how many."""
    was_a_copy = Q(kind=SuggestionKind.DUPLICATE, answer=Answer.ACCEPTED)
    found = Suggestion.objects.filter(Q(asked=False) | was_a_copy, article=article).exclude(answer=Answer.OPEN)
    return found.update(answer=Answer.OPEN, answered_by=None, answered_at=None, asked=False)


def answer(suggestion: Suggestion, given: Answer, *, by: User) -> bool:
    """Keep a person's own answer to one suggestion; whether it is news. The caller holds the article."""
    others = Suggestion.objects.filter(pk=suggestion.pk).exclude(answer=given, asked=True)
    written = _write(others, given, by, asked=True)
    suggestion.refresh_from_db()
    return bool(written)


def copies(article: Article, other: Article) -> QuerySet[Suggestion]:
    """What was said of two articles being copies, whichever way round; the surest first."""
    one = Q(article=article, value=str(other.pk))
    turned = Q(article=other, value=str(article.pk))
    return Suggestion.objects.filter(one | turned, kind=SuggestionKind.DUPLICATE).order_by("-score", "id")


def numbers(suggestions: Iterable[Suggestion], kind: SuggestionKind) -> Iterator[int]:
    """The numbers of the articles or coverages that suggestions of a kind name; what is none is left out."""
    return (int(one.value) for one in suggestions if one.kind == kind and is_number(one.value))


def is_number(value: str) -> bool:
    """Whether a value can be the number of a row."""
    return value.isascii() and value.isdigit() and len(value) < 19


def _write(found: QuerySet[Suggestion], given: str, by: User, *, asked: bool = False) -> int:
    return found.update(answer=given, answered_by_id=by.pk, answered_at=timezone.now(), asked=asked)
