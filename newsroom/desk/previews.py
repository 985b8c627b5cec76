"""A preview for people without an account: a signed link to one article, good for seven days unless it is removed."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import lifecycle
from articles.models import Article
from articles.refusals import NotPermitted, Refused, Unfit
from articles.status import ASIDE, Status

SALT = "newsroom.desk.preview"
LASTS = timedelta(days=7)
# Nobody is to see these any more, whatever link they hold.
DEAD = frozenset({Status.REJECTED, *ASIDE})


class PreviewExpired(Refused):
    """The link was good once."""


def link(article: Article, by: User) -> str:
    """The whole address at which anybody can read the article as it would be published, for seven days."""
    if not lifecycle.may(by, "articles.view_article", article):
        raise NotPermitted(article, "articles.view_article")
    if article.status in DEAD:
        state = Status(article.status).label
        raise Unfit(
            _("“%(article)s” is %(state)s; it cannot be shown to others.") % {"article": article, "state": state}
        )
    return settings.SITE_URL + path(article, by)


def path(article: Article, by: User) -> str:
    """The address without the host, whatever the article's state: takedowns look behind it to see that it is dead."""
    return reverse("preview", args=[signing.dumps({"article": article.pk, "by": by.pk}, salt=SALT, compress=True)])


def find(token: str) -> Article | None:
    """The article that a link shows now, None where there is nothing to show; raises PreviewExpired.

    A link also dies with the account of whoever gave it away.
    """
    try:
        promised = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired:
        raise PreviewExpired(_("This preview has expired. Ask whoever sent it for a new link.")) from None
    except signing.BadSignature:
        return None
    if not User.objects.filter(pk=promised["by"], is_active=True, is_staff=True).exists():
        return None
    shown = Article.objects.select_related("country", "source", "picture", "coverage", "reviewed_by__author")
    return shown.exclude(status__in=DEAD).filter(pk=promised["article"]).first()
