"""What a person is typing, kept beside the article until it is applied. Never touches the article itself."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import lifecycle
from articles.models import Article, Change
from articles.refusals import NotPermitted, Unfit
from articles.sanitize import clean
from articles.status import ASIDE
from newsroom.desk import claims, decisions
from newsroom.desk.models import WorkingCopy

# What may be kept and how long it may be, in characters; choices such as the country are made in the form itself.
TEXTS: Mapping[str, int] = {
    "headline": 300,
    "slug": 120,
    "standfirst": 600,
    "body": 5_000_000,
    "language": 12,
    "source_url": 2000,
    "source_headline": 500,
    "source_author": 200,
}


def save_working_copy(article: Article, *, by: User, data: Mapping[str, Any], version: int) -> WorkingCopy:
    """Keep what a person typed upon a version of the article; their own claim on it runs on.

    Raises NotPermitted, and Unfit for anything that is no text, is too long, or belongs to an article set aside.
    """
    if not lifecycle.may(by, "articles.change_article", article):
        raise NotPermitted(article, "articles.change_article")
    if article.status in ASIDE:
        raise Unfit(_("“%(article)s” was removed; what you typed was not stored.") % {"article": article})
    texts = {name: _fit(name, value) for name, value in data.items()}
    values = {"data": texts, "version": version, "saved_at": timezone.now()}
    copy = WorkingCopy.objects.update_or_create(article=article, by=by, defaults=values)[0]
    claims.prolong(article, by)
    return copy


def apply(copy: WorkingCopy, *, by: User, reason: str = "") -> Change:
    """Make a working copy the article's text; SomeoneWasFirst where the article has moved on, and the copy is kept."""
    with transaction.atomic():
        change = decisions.revise(copy.article, by=by, changes=copy.data, reason=reason, version=copy.version)
        copy.delete()
    return change


def discard(article: Article, *, by: User) -> None:
    """Throw away what a person typed and did not apply."""
    WorkingCopy.objects.filter(article=article, by=by).delete()


def is_overtaken(copy: WorkingCopy) -> bool:
    """Whether the article has moved on since the copy was begun: applying it will be refused."""
    return copy.version != copy.article.version


def _fit(name: str, value: Any) -> str:
    if name not in TEXTS:
        raise Unfit(_("“%(name)s” is not kept in a working copy.") % {"name": name[:40]})
    if not isinstance(value, str):
        raise Unfit(_("“%(name)s” is not a text.") % {"name": name})
    if len(value) > TEXTS[name]:
        raise Unfit(_("“%(name)s” is longer than %(limit)s characters.") % {"name": name, "limit": TEXTS[name]})
    storable = value.replace("\0", "").encode("utf-8", "ignore").decode()
    return clean(storable) if name == "body" else storable
