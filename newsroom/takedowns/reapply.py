"""After an old copy of the database was restored: what the ledger knows as removed is removed again.

A restored database may hold the story under another number, or not hold it at all: then its keys are barred, so that
the next poll cannot bring it in. A number alone proves nothing, since another story may have it now.
"""

import base64
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from articles import bars, lifecycle
from articles.accounts import system_account
from articles.models import Article, Bar
from articles.models.article import Removal
from articles.models.bar import KeyKind
from articles.status import Status
from newsroom.takedowns import addresses, ledger, surfaces
from newsroom.takedowns.models import Event

IDENTITIES = {KeyKind.GUID.value, KeyKind.ADDRESS.value}


class Forgotten(NamedTuple):
    """A removal that the database does not know: its line, and the story that stands although it was removed."""

    line: dict[str, Any]
    article: Article | None


class Report(NamedTuple):
    """What was done: the stories removed again, and how many removals were barred without a story."""

    removed: list[Article]
    barred: int


def forgotten() -> list[Forgotten]:
    """The removals of the ledger that the database does not know."""
    return list(_forgotten())


def reapply() -> Report:
    """Remove again, by the machine and with the case's reference as the reason; bar what is not there. Idempotent."""
    removed, barred = [], 0
    for line, article in _forgotten():
        if article is None:
            barred += _bar(line)
        else:
            _remove(article, line)
            removed.append(article)
    return Report(removed, barred)


def _forgotten() -> Iterator[Forgotten]:
    for line in ledger.standing():
        if _was_restored(line):
            continue
        stories = _stories(line)
        standing = [story for story in stories if story.status != Status.WITHDRAWN]
        if standing:
            yield from (Forgotten(line, story) for story in standing)
        elif not stories and not _is_barred(line):
            yield Forgotten(line, None)


def _was_restored(line: dict[str, Any]) -> bool:
    """Whether the database knows that the story was brought back since: a crash may have kept that from the ledger."""
    known = Event.objects.filter(case__reference=line["case"], item__number=line["item"], act="restore")
    return known.filter(at__gt=datetime.fromisoformat(line["at"])).exists()


def _stories(line: dict[str, Any]) -> list[Article]:
    """The stories that a line means: that of its number where the address or a key agrees, and whoever has its keys."""
    keys = {(str(kind), str(key)) for kind, key in line.get("keys", [])}
    found = {holder.article_id for holder in bars.holders([key for key in keys if key[0] in IDENTITIES])}
    numbered = Article.objects.filter(pk=line["article"]).first()
    if numbered and (_has_address(numbered, line) or keys & set(bars.keys_of(numbered))):
        found.add(numbered.pk)
    return list(Article.objects.filter(pk__in=found).order_by("pk"))


def _has_address(article: Article, line: dict[str, Any]) -> bool:
    if not line.get("path"):
        return not line.get("keys")  # of an older ledger, whose lines name nothing else
    slugs = [article.slug, *article.old_addresses.values_list("slug", flat=True)]
    day = article.get_absolute_url().rsplit("/", 2)[0]
    return line["path"] in {addresses.key_of(addresses.path_of(f"{day}/{slug}/")) for slug in slugs}


def _is_barred(line: dict[str, Any]) -> bool:
    rows = _rows(line)
    if not rows:
        return True
    return any(Bar.objects.filter(kind=row.kind, key=row.key).exists() for row in rows)


def _bar(line: dict[str, Any]) -> int:
    """Keep out what the database has never had; one."""
    Bar.objects.bulk_create(_rows(line))
    return 1


def _rows(line: dict[str, Any]) -> list[Bar]:
    barred = line.get("bars") or [[kind, key, ""] for kind, key in line.get("keys", [])]
    return [
        Bar(
            kind=kind,
            key=key,
            signature=base64.b64decode(sketch),
            reason=Bar.Reason.WITHDRAWN,
            note=str(line["case"]),
        )
        for kind, key, sketch in barred
    ]


def _remove(article: Article, line: dict[str, Any]) -> None:
    removal = str(line["removal"])
    kind = Removal(removal) if removal in Removal.values and removal else Removal.GONE
    with transaction.atomic():
        lifecycle.move(article, Status.WITHDRAWN, by=system_account(), reason=str(line["case"]), removal=kind)
    surfaces.purge(article)
