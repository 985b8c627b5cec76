"""Rows of history that a conditional UPDATE does not write by itself: the Change log and the full revision."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from articles.models import Article, Change

_larger: ContextVar[dict[str, Any] | None] = ContextVar("larger", default=None)


@contextmanager
def part_of(**details: Any) -> Iterator[None]:
    """Let every row that is logged inside say what larger act it is part of, such as `bulk=7`."""
    token = _larger.set(details)
    try:
        yield
    finally:
        _larger.reset(token)


def larger() -> Mapping[str, Any]:
    """What larger act the rows that are logged now are part of, such as `{"bulk": 7}`; empty for an act by itself."""
    return _larger.get() or {}


def lists_of(article: Article, names: Iterable[str]) -> dict[str, list[int]]:
    """The keys of an article's authors in their order, and of its tags and other countries by number."""
    found: dict[str, Any] = {
        "authors": article.bylines.values_list("author", flat=True),
        "tags": article.taggings.order_by("tag").values_list("tag", flat=True),
        "also_about": article.also_about.order_by("pk").values_list("pk", flat=True),
    }
    return {name: list(found[name]) for name in names}


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
        details=(details or {}) | dict(larger()),
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


def is_erased(article: Article) -> bool:
    """Whether its words were erased for good, so that there is nothing to bring back."""
    return Change.objects.filter(article=article, act="erase").exists()
