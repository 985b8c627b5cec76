"""Keep a published story out of search engines and sitemaps, and let it in again; readers still find it here."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import edition, history, lifecycle
from articles.models import Article, Change
from articles.refusals import NotPermitted, Unfit


def delist(article: Article, *, by: User, reason: str) -> Change:
    """Ask search engines to forget the story. The right of those who may withdraw it. Raises NotPermitted or Unfit."""
    return _mark(article, "delist", by=by, reason=reason, delisted=True)


def relist(article: Article, *, by: User, reason: str) -> Change:
    """Let search engines have the story again."""
    return _mark(article, "relist", by=by, reason=reason, delisted=False)


def _mark(article: Article, act: str, *, by: User, reason: str, delisted: bool) -> Change:
    if not lifecycle.may(by, "articles.withdraw_article", article):
        raise NotPermitted(article, "articles.withdraw_article")
    with transaction.atomic():
        rows = Article.objects.filter(pk=article.pk, delisted_at__isnull=delisted)
        if not rows.update(delisted_at=timezone.now() if delisted else None):
            raise Unfit(_("“%(article)s” stands like that already.") % {"article": article})
        article.refresh_from_db()
        history.remember(article, by=by, reason=reason)
        edition.bump()
        return history.log(article, act, by=by, old=article.status, new=article.status, reason=reason)
