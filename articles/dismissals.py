"""Findings that a person looked at and found fine: they are not said again while the text they are about stands."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import editing, history, lifecycle
from articles.models import Article, Change
from articles.readiness import RECOMMENDED
from articles.refusals import NotPermitted, Unfit

MOST = 200
"""Keys kept of one article; of a text that is written over and over the oldest go."""


def dismiss(article: Article, key: str, *, by: User) -> Change:
    """Say of a recommended finding that it is fine, with a row in the history.

    Readers see nothing of it and no open form is outdated by it. Raises NotPermitted, and Unfit where no such finding
    stands any more or where it is required: that one is overruled, with a reason.
    """
    if not lifecycle.may(by, "articles.change_article", article):
        raise NotPermitted(article, "articles.change_article")
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        finding = next((one for one in locked.findings if key and one.get("key") == key), None)
        if finding is None:
            raise Unfit(_("This remark does not stand any more."))
        if finding["level"] != RECOMMENDED:
            raise Unfit(_("This must be mended; a chief may overrule it, and says why."))
        locked.dismissed = [*locked.dismissed, key][-MOST:]
        Article.objects.filter(pk=article.pk).update(dismissed=locked.dismissed)
        editing.look_again(locked)
        article.dismissed, article.findings = locked.dismissed, locked.findings
        details = {"code": finding["code"], "sentence": finding["sentence"]}
        return history.log(locked, "dismiss", by=by, old=locked.status, new=locked.status, details=details)
