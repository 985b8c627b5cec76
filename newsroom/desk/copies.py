"""What a person is typing, kept beside the article until it is saved. Never touches the article itself.

A copy holds the fields that the person changed, as they stand in the form: texts, and for lists the keys that are
chosen. Saving them is the form's business; see the review screen.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.refusals import Unfit
from articles.sanitize import BODY_BYTES, clean
from articles.status import ASIDE
from newsroom.desk import claims
from newsroom.desk.forms.review import LISTS, ReviewForm
from newsroom.desk.models import WorkingCopy
from newsroom.desk.roles import must

# How long what is kept may be, in characters; whatever else the form has is a choice or a date.
TEXTS: Mapping[str, int] = {
    "headline": 300,
    "slug": 120,
    "standfirst": 600,
    "body": BODY_BYTES,
    "language": 12,
    "source_url": 2000,
    "source_headline": 500,
    "source_author": 200,
}
CHOICE = 300
MOST_CHOSEN = 200


def names() -> frozenset[str]:
    """The fields of which a copy may hold something."""
    return frozenset(ReviewForm.base_fields) - {"version"}


def save_working_copy(article: Article, *, by: User, data: Mapping[str, Any], version: int) -> WorkingCopy:
    """Keep what a person typed upon a version of the article; their own claim on it runs on.

    Raises NotPermitted, and Unfit for what no form has, is too long, or belongs to an article set aside.
    """
    must(by, "articles.change_article", article)
    if article.status in ASIDE:
        raise Unfit(_("“%(article)s” was removed; what you typed was not stored.") % {"article": article})
    typed = {name: _fit(name, value) for name, value in data.items()}
    values = {"data": typed, "version": version, "saved_at": timezone.now()}
    copy = WorkingCopy.objects.update_or_create(article=article, by=by, defaults=values)[0]
    claims.prolong(article, by)
    return copy


def of(article: Article, by: User) -> WorkingCopy | None:
    """What a person typed here and never saved."""
    return WorkingCopy.objects.filter(article=article, by=by).first()


def discard(article: Article, *, by: User) -> None:
    """Throw away what a person typed and did not save."""
    WorkingCopy.objects.filter(article=article, by=by).delete()


def is_overtaken(copy: WorkingCopy) -> bool:
    """Whether the article has moved on since the copy was begun."""
    return copy.version != copy.article.version


def _fit(name: str, value: Any) -> str | list[str]:
    if name not in names():
        raise Unfit(_("“%(name)s” is not kept in a working copy.") % {"name": name[:40]})
    if name in LISTS:
        return _fit_list(name, value)
    if not isinstance(value, str):
        raise Unfit(_("“%(name)s” is not a text.") % {"name": name})
    limit = TEXTS.get(name, CHOICE)
    if len(value) > limit:
        raise Unfit(_("“%(name)s” is longer than %(limit)s characters.") % {"name": name, "limit": limit})
    storable = value.replace("\0", "").encode("utf-8", "ignore").decode()
    return clean(storable, limit=BODY_BYTES) if name == "body" else storable


def _fit_list(name: str, value: Any) -> list[str]:
    """The keys that are chosen, in their order."""
    fits = isinstance(value, list) and len(value) <= MOST_CHOSEN
    if not fits or not all(isinstance(key, str) and key.isascii() and key.isdigit() and len(key) < 20 for key in value):
        raise Unfit(_("“%(name)s” is no list of what can be chosen.") % {"name": name})
    return list(value)
