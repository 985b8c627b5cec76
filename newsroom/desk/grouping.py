"""Which articles tell of one event, as editors decide it: merging, taking out, and naming the lead.

What is decided here the machine never undoes: every verb writes down that it was an editor's.
"""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import edition
from articles.models import Article, Coverage
from articles.refusals import NotPermitted, Unfit
from newsroom.desk import claims, decisions
from newsroom.ingest import coverage as events


def merge(articles: Iterable[Article], *, by: User, title: str = "") -> Coverage:
    """Group articles as one coverage, led by the rules.

    Where some are grouped already, their whole coverages become one, and the largest keeps its address, to which those
    of the others lead. Raises Unfit for fewer than two articles; any refusal of one refuses all, since half a coverage
    helps nobody.
    """
    chosen = sorted(set(articles), key=lambda article: article.pk)
    if len(chosen) < 2:
        raise Unfit(_("Choose two articles or more to group them as one coverage."))
    with transaction.atomic():
        old = _coverages_of(chosen)
        everyone = _with_companions(chosen, old)
        coverage = old[0] if old else _new_coverage(title.strip() or _headline_of_lead(everyone))
        for article in everyone:
            if article.coverage_id != coverage.pk:
                decisions.revise(article, by=by, changes={"coverage": coverage}, reason=_("grouped"))
        events.absorb(coverage, old[1:])
        events.belongs(everyone, coverage)
        _sign(coverage, title=title.strip())
        events.entitle(coverage)
    _refresh(chosen)
    return coverage


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
    coverage = article.coverage
    if coverage is None:
        raise Unfit(_("“%(article)s” is not part of a coverage.") % {"article": article})
    with transaction.atomic():
        decisions.revise(article, by=by, changes={"coverage": None}, reason=_("taken out of its coverage"))
        rest = list(coverage.articles.all())
        left = rest if len(rest) < 2 else []
        events.taken_out(article, left)
        if left or not rest:
            for last in left:
                decisions.revise(last, by=by, changes={"coverage": None}, reason=_("left alone in its coverage"))
            coverage.delete()
            edition.bump()
        else:
            _sign(coverage)
            events.entitle(coverage)
    return article


def lead(coverage: Coverage, article: Article, *, by: User) -> Coverage:
    """Let a story of a coverage stand for it, whatever the rules say. Raises Unfit for one from elsewhere."""
    if not by.has_perm("articles.change_coverage"):
        raise NotPermitted(article, "articles.change_coverage")
    if article.coverage_id != coverage.pk:
        raise Unfit(_("“%(article)s” is not part of this coverage.") % {"article": article})
    coverage.lead, coverage.lead_by_editor, coverage.lead_reason = article, True, ""
    with transaction.atomic():
        coverage.save(update_fields=["lead", "lead_by_editor", "lead_reason"])
        edition.bump()
    return coverage


def _coverages_of(articles: Sequence[Article]) -> list[Coverage]:
    """The coverages that the articles belong to already, largest first."""
    found = {article.coverage for article in articles if article.coverage is not None}
    return sorted(found, key=lambda coverage: (-coverage.articles.count(), coverage.pk))


def _with_companions(chosen: Sequence[Article], old: Sequence[Coverage]) -> list[Article]:
    """The chosen ones, and whatever was grouped with them; each locked in the order of its number."""
    companions = Article.objects.filter(coverage__in=old).exclude(pk__in=[article.pk for article in chosen])
    everyone = sorted([*chosen, *companions], key=lambda article: article.pk)
    return [claims.hold(article) for article in everyone]


def _headline_of_lead(articles: Sequence[Article]) -> str:
    """The headline of the one that the rules choose."""
    found = events.best_of(article.pk for article in articles)
    return next((str(article) for article in articles if found and article.pk == found.key), str(articles[0]))


def _new_coverage(title: str) -> Coverage:
    return Coverage.objects.create(title=title[:300], slug=events.free_slug(title))


def _sign(coverage: Coverage, *, title: str = "") -> None:
    """An editor had a hand in it; readers of its page see it in a new edition."""
    coverage.by_editor = True
    if title:
        coverage.title, coverage.title_by_editor = title[:300], True
    coverage.save(update_fields=["by_editor", "title", "title_by_editor"])
    edition.bump()


def _refresh(articles: Iterable[Article]) -> None:
    for article in articles:
        article.refresh_from_db()
