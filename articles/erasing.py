"""Erases for good what a withdrawn article said: its words everywhere, in every room that keeps some.

What stays is the row with its number, its dates, its source and what its address answers, and the keys (hashes) by
which it is kept out. A room that keeps words about articles registers an Eraser; a test fails where a table that points
to articles belongs to none.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from articles import history, lifecycle
from articles.models import Article, Byline, Change, Correction, Coverage, OldAddress, SourcePrint, Tagging
from articles.models.article import Removal
from articles.refusals import NotPermitted, SomeoneWasFirst, Unfit
from articles.status import Status

WORDS = ("headline", "standfirst", "body", "source_headline", "source_author", "source_url")
LISTS = ("findings", "mends", "remarks", "dismissed")
# Acts whose reasons are a case's, not somebody's words about the text.
CASEWORK = ("withhold", "release", "withdraw", "restore", "erase")
NAMELESS = "(…)"
SHORTEST = 12
"""Letters of a headline from which on it is looked for in the words of others."""


@dataclass(frozen=True)
class Eraser:
    """What one room empties, by the labels of its tables, and how."""

    tables: frozenset[str]
    erase: Callable[[Article, User], object]


# What `erase` empties itself.
OWN = frozenset(
    f"articles.{name}"
    for name in (
        "Tagging",
        "Article_also_about",
        "Byline",
        "OldAddress",
        "Change",
        "Correction",
        "Coverage",
        "SourcePrint",
    )
)
# Tables that hold numbers, hashes and dates alone: they stay as they are.
KEPT = frozenset({"articles.Fingerprint", "articles.Bar", "articles.Article_body_pictures"})
ERASERS: list[Eraser] = []


def register(eraser: Eraser) -> None:
    """Add what a room empties; called once, from its app's `ready`."""
    if eraser not in ERASERS:
        ERASERS.append(eraser)


def erase(article: Article, *, by: User, reason: str = "") -> Change | None:
    """Erase a withdrawn article for good; None where that was done before. Its pictures are the caller's to delete.

    Raises NotPermitted, Unfit where it is not withdrawn, SomeoneWasFirst.
    """
    if not lifecycle.may(by, "articles.withdraw_article", article):
        raise NotPermitted(article, "articles.withdraw_article")
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if locked.status != Status.WITHDRAWN:
            raise Unfit(_("Only what was taken down can be erased; “%(article)s” was not.") % {"article": article})
        if history.is_erased(locked):
            return None
        names = headlines(locked)
        for eraser in ERASERS:
            eraser.erase(locked, by)
        _forget_beside(locked)
        _forget_log(locked, names)
        _empty(locked)
        article.refresh_from_db()
        return history.log(locked, "erase", by=by, old=locked.status, new=locked.status, reason=reason)


def headlines(article: Article) -> list[str]:
    """All headlines that an article has had, ours and its source's, that are long enough to be looked for."""
    rows = [(article.headline, article.source_headline), *article.history.values_list("headline", "source_headline")]
    return sorted({headline for row in rows for headline in row if len(headline) >= SHORTEST})


def forget_rows(rows: models.QuerySet[Any]) -> None:
    """Delete rows that hold words, and what the admin's log says of them."""
    unname(rows.model, rows.values_list("pk", flat=True))
    rows.delete()


def unname(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Take the names of some things out of the admin's log: who did what, and when, stays."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    entries.update(object_repr=NAMELESS, change_message="")


def _empty(article: Article) -> None:
    """The row itself and every version of it. An address that is to answer 404 says nothing any more either."""
    values: dict[str, Any] = dict.fromkeys(WORDS, "") | {name: [] for name in LISTS}
    if article.removal == Removal.PRIVACY:
        values["slug"] = f"erased-{article.pk}"
        OldAddress.objects.filter(article=article).delete()
    article.history.update(**values, history_change_reason=None)
    if article.removal != Removal.PRIVACY:
        article.history.exclude(slug=article.slug).update(slug="")
    rows = Article.objects.filter(pk=article.pk, status=Status.WITHDRAWN)
    if not rows.update(body_text="", source_words=0, coverage=None, version=F("version") + 1, **values):
        raise SomeoneWasFirst(article)


def _forget_beside(article: Article) -> None:
    """What hangs on it: labels, notes for readers, the print of its source, what its log quotes."""
    Tagging.objects.filter(content_object=article).delete()
    Byline.objects.filter(article=article).delete()
    SourcePrint.objects.filter(article=article).delete()
    article.also_about.clear()
    forget_rows(Correction.objects.filter(article=article))
    Coverage.objects.filter(lead=article).update(lead=None)
    article.changes.update(details={})
    article.changes.exclude(act__in=CASEWORK).update(reason="")


def _forget_log(article: Article, names: list[str]) -> None:
    """The admin's log: under its own number, and where another row's name or message repeats its headline."""
    unname(Article, [article.pk])
    for name in names:
        beginning, escaped = name[:150], json.dumps(name)[1:-1]
        quoting = Q(object_repr__contains=beginning) | Q(change_message__contains=name)
        LogEntry.objects.filter(quoting | Q(change_message__contains=escaped)).update(
            object_repr=NAMELESS, change_message=""
        )
        article.changes.filter(reason__contains=name).update(reason="")
