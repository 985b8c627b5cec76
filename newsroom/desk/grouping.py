"""Which articles tell of one event, as editors decide it: merging, taking out, and naming the lead.

What is decided here the machine never undoes: every verb writes down that it was an editor's.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from articles import edition
from articles.models import Article, Coverage
from articles.refusals import Refused, SomeoneWasFirst, Unfit
from articles.status import ASIDE
from newsroom.desk import claims, decisions
from newsroom.desk.roles import must
from newsroom.ingest import coverage as events

ATTEMPTS = 3


class _Regrouped(Exception):
    """Somebody grouped one of the articles meanwhile."""


def merge(articles: Iterable[Article], *, by: User, title: str = "") -> Coverage:
    """Group articles as one coverage, led by the rules.

    Where some are grouped already, their whole coverages become one, and the largest keeps its address, to which those
    of the others lead. Raises Unfit for fewer than two articles; any refusal of one refuses all, since half a coverage
    helps nobody.
    """
    chosen = sorted(set(articles), key=lambda article: article.pk)
    if len(chosen) < 2:
        raise Unfit(_("Choose two articles or more to group them as one coverage."))
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                coverage = _merged(*_locked(chosen), by=by, title=title.strip())
        except _Regrouped:
            continue  # somebody grouped one of them while we waited for the lock: look again
        _refresh(chosen)
        return coverage
    raise SomeoneWasFirst(chosen[0])


def merge_whole(coverage: Coverage, other: Coverage, *, by: User) -> Coverage:
    """Make two coverages one; the larger keeps its address. Raises Unfit where there is nothing to merge."""
    if coverage.pk == other.pk:
        raise Unfit(_("Choose another coverage than this one."))
    first, second = coverage.articles.order_by("pk").first(), other.articles.order_by("pk").first()
    if first is None or second is None:
        raise Unfit(_("A coverage without stories has nothing to merge; delete it instead."))
    return merge([first, second], by=by)


def split(article: Article, *, by: User) -> Article:
    """Take an article out of its coverage; a coverage of one is none and goes too."""
    with transaction.atomic():
        coverage = claims.hold(article).coverage
        if coverage is None:
            raise Unfit(_("“%(article)s” is not part of a coverage.") % {"article": article})
        decisions.revise(article, by=by, changes={"coverage": None}, reason=_("taken out of its coverage"))
        _without(article, coverage, by=by)
    return article


def put(article: Article, coverage: Coverage | None, *, by: User, version: int | None = None) -> None:
    """Let an article be in one coverage, or with None in none, out of the one in which it is; all of it or nothing.

    `version` is the one that the person looked at. Raises what `merge` and `split` raise.
    """
    with transaction.atomic():
        old = claims.hold(article, version=version).coverage
        if old == coverage:
            return
        if old is not None:
            split(article, by=by)
        there = Article.objects.filter(coverage=coverage, coverage__isnull=False).exclude(status__in=ASIDE)
        companion = there.order_by("pk").first()
        if companion is not None:
            merge([article, companion], by=by)
        elif coverage is not None:
            _first_in(article, coverage, by=by)


def _first_in(article: Article, coverage: Coverage, *, by: User) -> None:
    """Put a story into a coverage that an editor has made and that holds none yet."""
    decisions.revise(article, by=by, changes={"coverage": coverage}, reason=_("grouped"))
    events.belongs([article], coverage)
    _sign(coverage)
    events.entitle(coverage)


def revise(article: Article, *, by: User, changes: Mapping[str, Any], version: int | None = None) -> None:
    """Change text and labels as `decisions.revise` does, and the coverage as `put` does; all of it or nothing."""
    rest = {name: value for name, value in changes.items() if name != "coverage"}
    try:
        with transaction.atomic():
            if rest:
                decisions.revise(article, by=by, changes=rest, version=version)
            if "coverage" in changes:
                put(article, changes["coverage"], by=by, version=None if rest else version)
    except Refused:
        article.refresh_from_db()
        raise


def _without(article: Article, coverage: Coverage, *, by: User) -> None:
    """What becomes of a coverage that a story was taken out of."""
    rest = list(coverage.articles.all())
    left = rest if len(rest) < 2 else []
    events.taken_out(article, left)
    if rest and not left:
        _sign(coverage)
        events.entitle(coverage)
        return
    for last in left:
        decisions.revise(last, by=by, changes={"coverage": None}, reason=_("left alone in its coverage"))
    coverage.delete()
    edition.bump()


def must_lead(article: Article, *, by: User) -> None:
    """Raise NotPermitted where a person may not let a story stand for its coverage."""
    for needed in ("articles.change_coverage", "articles.review_article"):
        must(by, needed, article)


def lead(coverage: Coverage, article: Article, *, by: User) -> Coverage:
    """Let a story of a coverage stand for it, whatever the rules say. Raises Unfit for one from elsewhere."""
    must_lead(article, by=by)
    if article.coverage_id != coverage.pk:
        raise Unfit(_("“%(article)s” is not part of this coverage.") % {"article": article})
    coverage.lead, coverage.lead_by_editor, coverage.lead_reason = article, True, ""
    with transaction.atomic():
        coverage.save(update_fields=["lead", "lead_by_editor", "lead_reason"])
        edition.bump()
    return coverage


def _merged(everyone: list[Article], old: list[Coverage], *, by: User, title: str) -> Coverage:
    """Make locked articles and their old coverages one coverage: the largest, or a new one."""
    coverage = old[0] if old else _new_coverage(title or _headline_of_lead(everyone))
    for article in everyone:
        if article.coverage_id != coverage.pk:
            decisions.revise(article, by=by, changes={"coverage": coverage}, reason=_("grouped"))
    events.absorb(coverage, old[1:])
    events.belongs(everyone, coverage)
    _sign(coverage, title=title)
    events.entitle(coverage)
    return coverage


def _locked(chosen: Sequence[Article]) -> tuple[list[Article], list[Coverage]]:
    """The chosen ones and whatever is grouped with them, locked in the order of their numbers; their coverages.

    Raises _Regrouped where one of them stands in another coverage by the time that all are locked.
    """
    mine = Article.objects.filter(pk__in=[article.pk for article in chosen], coverage__isnull=False)
    known = set(mine.values_list("coverage", flat=True))
    companions = Article.objects.filter(coverage__in=known).exclude(pk__in=[article.pk for article in chosen])
    everyone = [claims.hold(article) for article in sorted([*chosen, *companions], key=lambda article: article.pk)]
    if {article.coverage_id for article in everyone} - {None} != known:
        raise _Regrouped
    found = Coverage.objects.filter(pk__in=known).annotate(size=Count("articles")).order_by("-size", "pk")
    return everyone, list(found)


def _headline_of_lead(articles: Sequence[Article]) -> str:
    """The headline of the one that the rules choose."""
    found = events.best_of(article.pk for article in articles)
    return next((str(article) for article in articles if found and article.pk == found.key), str(articles[0]))


def _new_coverage(title: str) -> Coverage:
    return Coverage.objects.create(title=title[:300], slug=events.free_slug(title))


def _sign(coverage: Coverage, *, title: str = "") -> None:
    """An editor had a hand in it; readers of its page see it in a new edition."""
    coverage.by_editor = True
    changed = ["by_editor"]
    if title:
        coverage.title, coverage.title_by_editor = title[:300], True
        changed += ["title", "title_by_editor"]  # else it is not ours to write: a takedown may rename it meanwhile
    coverage.save(update_fields=changed)
    edition.bump()


def _refresh(articles: Iterable[Article]) -> None:
    for article in articles:
        article.refresh_from_db()
