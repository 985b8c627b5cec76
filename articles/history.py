"""Rows of history that a conditional UPDATE does not write by itself: the Change log and the full revision."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from articles.models import Article, Change


def log(
    article: Article,
    act: str,
    *,
    by: AbstractBaseUser,
    old: str,
    new: str,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> Change:
    """One row of the append-only log."""
    return Change.objects.create(
        article=article,
        act=act,
        old=old,
        new=new,
        by_id=by.pk,
        at=timezone.now(),
        reason=reason,
        details=details or {},
    )


def remember(article: Article, *, by: AbstractBaseUser, reason: str = "", born: bool = False) -> None:
    """The article as it stands now, as a revision."""
    past = Article.history.model
    values = {field.attname: getattr(article, field.attname) for field in past.tracked_fields}
    past.objects.create(
        **values,
        history_date=timezone.now(),
        history_type="+" if born else "~",
        history_user_id=by.pk,
        history_change_reason=reason[:100] or None,
    )
