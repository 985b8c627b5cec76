"""Which articles tell of one event: merging them into a coverage and taking one out again."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import edition
from articles.models import Article, Coverage
from articles.refusals import Unfit
from articles.slugs import unique_slug
from newsroom.desk import claims, decisions


def merge(articles: Iterable[Article], *, by: User, title: str = "") -> Coverage:
    """Group articles as one coverage, led by the fullest.

    Where some are grouped already, their whole coverages become one, and the largest keeps its address. Raises Unfit
    for fewer than two articles; any refusal of one refuses all, since half a coverage helps nobody.
    """
    chosen = sorted(set(articles), key=lambda article: article.pk)
    if len(chosen) < 2:
        raise Unfit(_("Choose two articles or more to group them as one coverage."))
    with transaction.atomic():
        old = _coverages_of(chosen)
        everyone = _with_companions(chosen, old)
        coverage = old[0] if old else _new_coverage(title.strip() or str(_fullest(everyone)))
        for article in everyone:
            if article.coverage_id != coverage.pk:
                decisions.revise(article, by=by, changes={"coverage": coverage}, reason=_("grouped"))
        Coverage.objects.filter(pk__in=[other.pk for other in old[1:]]).delete()
        _entitle(coverage, lead=_fullest(everyone), title=title.strip())
    _refresh(chosen)
    return coverage


def split(article: Article, *, by: User) -> Article:
    """Take an article out of its coverage; a coverage of one is none and goes too."""
    coverage = article.coverage
    if coverage is None:
        raise Unfit(_("“%(article)s” is not part of a coverage.") % {"article": article})
    with transaction.atomic():
        decisions.revise(article, by=by, changes={"coverage": None}, reason=_("taken out of its coverage"))
        rest = list(coverage.articles.all())
        if len(rest) > 1:
            _entitle(coverage, lead=_fullest(rest))
        else:
            for last in rest:
                decisions.revise(last, by=by, changes={"coverage": None}, reason=_("left alone in its coverage"))
            coverage.delete()
            edition.bump()
    return article


def _coverages_of(articles: Sequence[Article]) -> list[Coverage]:
    """The coverages that the articles belong to already, largest first."""
    found = {article.coverage for article in articles if article.coverage is not None}
    return sorted(found, key=lambda coverage: (-coverage.articles.count(), coverage.pk))


def _with_companions(chosen: Sequence[Article], old: Sequence[Coverage]) -> list[Article]:
    """The chosen ones, and whatever was grouped with them; each locked in the order of its number."""
    companions = Article.objects.filter(coverage__in=old).exclude(pk__in=[article.pk for article in chosen])
    everyone = sorted([*chosen, *companions], key=lambda article: article.pk)
    return [claims.hold(article) for article in everyone]


def _fullest(articles: Sequence[Article]) -> Article:
    """The one with the most text; the earliest of equals."""
    return max(articles, key=lambda article: (article.is_public, len(article.body_text), -article.pk))


def _new_coverage(title: str) -> Coverage:
    slug = unique_slug(title, lambda slug: Coverage.objects.filter(slug=slug).exists(), fallback="coverage")
    return Coverage.objects.create(title=title[:300], slug=slug)


def _entitle(coverage: Coverage, *, lead: Article, title: str = "") -> None:
    """Name the lead, and the coverage where a title was given; readers of its page see it in a new edition."""
    coverage.lead = lead
    coverage.title = title[:300] or coverage.title
    coverage.save(update_fields=["lead", "title"])
    edition.bump()


def _refresh(articles: Iterable[Article]) -> None:
    for article in articles:
        article.refresh_from_db()
