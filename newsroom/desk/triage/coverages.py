"""Deciding a whole event at once: the lead goes out, the rest goes."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article
from articles.refusals import SomeoneWasFirst, Unfit
from newsroom.desk import claims, decisions


class Newcomer(Unfit):
    """A story joined the event that the person has not seen; rejecting it unseen would be no decision."""

    def __init__(self, article: Article) -> None:
        """Name the newcomer."""
        sentence = _("“%(article)s” has joined this coverage since you opened it. Nothing was changed; look at it too.")
        super().__init__(sentence % {"article": article})


def waiting_of(article: Article) -> list[Article]:
    """The others of an article's coverage that wait, in the order in which rows are locked."""
    if not article.coverage_id:
        return []
    found = Article.objects.waiting().filter(coverage=article.coverage_id).exclude(pk=article.pk)
    return list(found.select_related("source", "country", "claim__by").order_by("pk"))


def publish_and_reject_rest(
    lead: Article, *, by: User, seen: Collection[int] | None = None, version: int | None = None
) -> list[Article]:
    """Publish one story and reject the others of its coverage that wait, or do nothing at all; those rejected.

    `seen` are the numbers of the others as they were shown; a newcomer raises Newcomer. Raises Unfit where nothing else
    waits, and whatever `decisions.publish` and `decisions.reject` raise.
    """
    rest = waiting_of(lead)
    if not rest:
        raise Unfit(_("Nothing else of the coverage of “%(article)s” waits; publish it alone.") % {"article": lead})
    for other in rest:
        if seen is not None and other.pk not in seen:
            raise Newcomer(other)
    with transaction.atomic():
        for each in sorted([lead, *rest], key=lambda article: article.pk):
            _hold(each, lead)
        decisions.publish(lead, by=by, version=version)
        reason = _("“%(lead)s” (no. %(number)s) stands for this event") % {"lead": lead, "number": lead.pk}
        for other in rest:
            decisions.reject(other, by=by, reason=reason)
    return rest


def _hold(article: Article, lead: Article) -> None:
    """Lock one of the coverage, which must still be in it."""
    if claims.hold(article).coverage_id != lead.coverage_id:
        raise SomeoneWasFirst(article)
