"""What an editor answers to the machine's suggestions, one at a time: take it, or refuse it. Each answer is remembered.

Taking sets on the story what was suggested, refusing takes it off again, both through `decisions` and `grouping`, which
write the history. Told again, nothing happens. Raises `articles.refusals.Refused` in its kinds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import editing
from articles.models import Article, Change, Country, Coverage, Tag
from articles.refusals import Unfit
from articles.status import ASIDE
from newsroom.desk import claims, decisions, grouping
from newsroom.desk.roles import must
from newsroom.ingest import suggestions
from newsroom.ingest.models import Answer, Suggestion, SuggestionKind
from newsroom.ingest.suggestions import Standing, is_number

CHANGE = "articles.change_article"
REPRINT = "reprint"
"""The remark with which ingest says that a story is a copy; it goes when an editor says that it is none."""


def accept(suggestion: Suggestion, *, by: User, version: int | None = None) -> None:
    """Take a suggestion: the story says so from now on. Of a copy this means rejecting it.

    `version` is the one of the story that the person looked at; a later one is refused.
    """
    if suggestion.kind == SuggestionKind.DUPLICATE:
        reject_as_copy(suggestion.article, _other(suggestion), by=by)
        return
    with _answering(suggestion, by, version) as held:
        if not Standing(held).bears(suggestion.kind, suggestion.value):
            _set(suggestion, held, by)
        suggestions.answer(suggestion, Answer.ACCEPTED, by=by)


def refuse(suggestion: Suggestion, *, by: User, version: int | None = None) -> None:
    """Refuse a suggestion: what the story says of it is taken off."""
    with _answering(suggestion, by, version) as held:
        if Standing(held).bears(suggestion.kind, suggestion.value):
            _take_off(suggestion, held, by)
        if suggestion.kind == SuggestionKind.DUPLICATE and any(one.get("code") == REPRINT for one in held.remarks):
            editing.unremark(held, REPRINT)
        suggestions.answer(suggestion, Answer.REFUSED, by=by)


def reject_as_copy(article: Article, other: Article, *, by: User) -> Change:
    """Reject a waiting article as another's copy, naming the other in the history."""
    reason = _("duplicate of “%(other)s” (no. %(number)s)") % {"other": other, "number": other.pk}
    with transaction.atomic():
        for one in suggestions.copies(article, other):
            suggestions.answer(one, Answer.ACCEPTED, by=by)
        return decisions.reject(article, by=by, reason=reason)


def group_instead(article: Article, other: Article, *, by: User) -> Coverage:
    """Group two articles on one event, of which neither is the other's copy."""
    with transaction.atomic():
        coverage = grouping.merge([article, other], by=by)
        for one in suggestions.copies(article, other):
            suggestions.answer(one, Answer.REFUSED, by=by)
    return coverage


def not_a_copy(article: Article, other: Article, *, by: User) -> None:
    """Refuse what was said of two articles being copies."""
    told = list(suggestions.copies(article, other).select_related("article__claim__by"))
    if not told:
        raise Unfit(_("Nobody says that one of them is a copy; there is nothing to refuse."))
    with transaction.atomic():
        for one in told:
            refuse(one, by=by)


@contextmanager
def _answering(suggestion: Suggestion, by: User, version: int | None) -> Iterator[Article]:
    """Hold the story, which the person must be allowed to change."""
    with claims.deciding(suggestion.article, by, version=version) as held:
        must(by, CHANGE, held)
        if held.status in ASIDE:
            raise Unfit(_("This story is aside for a takedown; nothing about it is answered."))
        yield held


def _set(suggestion: Suggestion, held: Article, by: User) -> None:
    if suggestion.kind == SuggestionKind.COVERAGE:
        _join(suggestion, held, by)
        return
    found = _named(suggestion)
    changes: dict[str, Any] = {"country": found}
    if suggestion.kind == SuggestionKind.ALSO_ABOUT:
        changes = {"also_about": [*held.also_about.all(), found]}
    elif suggestion.kind == SuggestionKind.TAG:
        changes = {"tags": [*_tags_of(held), found]}
    decisions.revise(held, by=by, changes=changes, reason=_("took the suggestion “%(what)s”") % {"what": found})


def _take_off(suggestion: Suggestion, held: Article, by: User) -> None:
    if suggestion.kind == SuggestionKind.COVERAGE:
        grouping.split(held, by=by)
        return
    value = suggestion.value
    changes: dict[str, Any] = {"country": None}
    if suggestion.kind == SuggestionKind.ALSO_ABOUT:
        changes = {"also_about": list(held.also_about.exclude(iso2=value))}
    elif suggestion.kind == SuggestionKind.TAG:
        changes = {"tags": [tag for tag in _tags_of(held) if not is_called(tag, value)]}
    called = value if suggestion.kind == SuggestionKind.TAG else Country.objects.filter(iso2=value).first() or value
    decisions.revise(held, by=by, changes=changes, reason=_("refused the suggestion “%(what)s”") % {"what": called})


def _named(suggestion: Suggestion) -> Country | Tag:
    """The country or tag that a suggestion names. Raises Unfit where there is none any more."""
    value = suggestion.value
    if suggestion.kind != SuggestionKind.TAG:
        country: Country | None = Country.objects.filter(iso2=value).first()
        if country is None:
            raise Unfit(_("“%(code)s” is no section of this site.") % {"code": value})
        return country
    near = Tag.objects.filter(synonyms__icontains=value)
    tag: Tag | None = Tag.objects.filter(name__iexact=value).first() or next(
        (tag for tag in near if is_called(tag, value)), None
    )
    if tag is None:
        raise Unfit(_("There is no tag “%(name)s” any more; make it on the page of tags first.") % {"name": value})
    return tag


def _join(suggestion: Suggestion, held: Article, by: User) -> None:
    """Into the suggested coverage, out of the one in which it is."""
    number = int(suggestion.value) if is_number(suggestion.value) else 0
    there = Article.objects.filter(coverage=number).exclude(pk=held.pk).exclude(status__in=ASIDE)
    if not there.exists():
        raise Unfit(_("The stories of this event are no longer grouped; group them anew from the queue."))
    grouping.put(held, Coverage.objects.get(pk=number), by=by)


def _other(suggestion: Suggestion) -> Article:
    """The article of which a suggestion says that it is a copy. Raises Unfit where it is gone."""
    number = int(suggestion.value) if is_number(suggestion.value) else 0
    other = Article.objects.filter(pk=number).exclude(status__in=ASIDE).first()
    if other is None:
        raise Unfit(_("The story that it is said to copy is not there any more."))
    return other


def _tags_of(article: Article) -> list[Tag]:
    return list(Tag.objects.filter(taggings__content_object=article).order_by("name"))


def is_called(tag: Tag, name: str) -> bool:
    """Whether a tag has a name, or has it as a synonym."""
    return name.strip().casefold() in {one.strip().casefold() for one in (tag.name, *tag.synonyms.splitlines())}
