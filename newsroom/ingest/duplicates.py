"""The near copies of a story among those of the last days: found by their bands, judged by `alike`, kept as groups.

The bands are rows of the database, so that all workers on all machines share them; a day after they are out of the
window they are swept away. What was withdrawn is not among them: its bars are (`known.near`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from articles.bands import numbers
from articles.models import Article, Fingerprint
from articles.models.bar import KeyKind
from articles.status import Status
from newsroom.ingest.alike import Likeness, belongs, compare, is_one, unpack
from newsroom.ingest.alike import Sketch as Words
from newsroom.ingest.models import Band, Sketch
from newsroom.ingest.verdict import Copy

MOST, SINGLE = 40, 5
"""So many stories that share most bands are looked at, and of those that share a single one so many."""
MEMBERS = 8
"""So many members of one group are compared."""
LATELY = timedelta(days=7)
"""So long a story under a new id and address is looked for among those of its source."""

_INSERT = f"INSERT INTO {Band._meta.db_table} (key, sketch_id) VALUES (%s, %s)"  # noqa: S608, SLF001 - our own table
# Written out: a query set of 24 keys takes longer to be put together than the database takes to answer it.
_FOUND = f"""
SELECT near.sketch_id, near.shared, sketch."group", sketch.at >= %s, known.signature, article.status, article.source_id,
  article.headline
FROM (
  SELECT sketch_id, COUNT(*) AS shared FROM {Band._meta.db_table} WHERE key IN (KEYS)
  GROUP BY sketch_id ORDER BY shared DESC, sketch_id DESC LIMIT {MOST}
) near
JOIN {Sketch._meta.db_table} sketch ON sketch.article_id = near.sketch_id
JOIN {Fingerprint._meta.db_table} known ON known.article_id = near.sketch_id AND known.kind = '{KeyKind.TEXT.value}'
JOIN {Article._meta.db_table} article ON article.id = near.sketch_id
WHERE sketch.at >= %s AND article.status <> '{Status.WITHDRAWN.value}'
ORDER BY near.shared DESC, near.sketch_id
"""  # noqa: S608, SLF001 - names of our own tables, and constants


class Row(NamedTuple):
    """One text of a story that shares bands with another, and how many."""

    article: int
    shared: int
    group: int
    lately: bool
    signature: bytes
    status: str
    source: int | None
    headline: str


def copies(signature: bytes, *, without: int | None = None) -> tuple[Copy, ...]:
    """What of the last days is worth comparing with a text, with its likeness; one query."""
    arriving, seen, single = unpack(signature), Counter[int](), 0
    taken: dict[int, Copy] = {}
    for row in _sharing(numbers(signature)):
        again = row.article in taken
        single += row.shared == 1 and not again
        if row.article == without or not row.signature or single > SINGLE or (seen[row.group] >= MEMBERS and not again):
            continue
        like = compare(arriving, unpack(row.signature))
        seen[row.group] += not again
        if not again or like.score > taken[row.article].likeness.score:
            taken[row.article] = Copy(
                row.article, row.status, row.source, row.headline, row.group, row.lately, row.signature, like
            )
    return tuple(taken.values())


def _sharing(keys: Sequence[int]) -> list[Row]:
    """The texts of the stories of the last days that share bands, those that share most first; one query."""
    if not keys:
        return []
    now = timezone.now()
    late, since = now - LATELY, now - timedelta(days=settings.INGEST_COPIES_DAYS)
    moments = [connection.ops.adapt_datetimefield_value(moment) for moment in (late, since)]
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.replace("KEYS", ", ".join(["%s"] * len(keys))), [moments[0], *keys, moments[1]])
        rows = cursor.fetchall()
    return [
        Row(story, shared, group, bool(lately), bytes(packed), status, source, headline)
        for story, shared, group, lately, packed, status, source, headline in rows
    ]


def remember(article: int, signature: bytes, found: Iterable[Copy] = ()) -> int:
    """Let a story be found by its bands, in the group that it belongs to; the number of that group.

    Where it belongs to two groups whose members are alike as well, these become one.
    """
    group = _group(found) or article
    _insert(article, group, numbers(signature))
    return group


def renew(article: int, signature: bytes) -> None:
    """Let a story that has changed be found by its new text; it stays in its group."""
    known = Sketch.objects.filter(pk=article).values_list("group", flat=True).first()
    if known is not None:
        Band.objects.filter(sketch=article).delete()
        Sketch.objects.filter(pk=article).delete()
    _insert(article, known or article, numbers(signature))


def _insert(article: int, group: int, keys: Sequence[int]) -> None:
    if not keys:
        return
    Sketch(article_id=article, group=group).save(force_insert=True)
    with connection.cursor() as cursor:  # a model for each of 24 rows would cost more than all the judging
        cursor.executemany(_INSERT, [(key, article) for key in keys])


def _group(found: Iterable[Copy]) -> int | None:
    """The group that a text belongs to by its likeness to its members; two that are one are joined."""
    members: dict[int, dict[int, Copy]] = defaultdict(dict)
    for copy in found:
        members[copy.group][copy.article] = copy
    kinships = belongs({group: {n: c.likeness for n, c in those.items()} for group, those in members.items()})
    if not kinships:
        return None
    first = kinships[0].group
    words: dict[int, Words] = {c.article: unpack(c.signature) for kin in kinships for c in members[kin.group].values()}
    for other in kinships[1:]:
        across = [compare(words[one], words[two]) for one in members[first] for two in members[other.group]]
        if is_one(across):
            Sketch.objects.filter(group=other.group).update(group=first)
    return first


def near(article: Article) -> list[tuple[Article, float, str]]:
    """The near copies of a story among those of the last days, the nearest first, each with score and reason."""
    found: dict[int, Likeness] = {}
    signatures = article.fingerprints.filter(kind=KeyKind.TEXT).exclude(signature=b"").order_by("-id")
    for signature in signatures.values_list("signature", flat=True)[:1]:
        found = {c.article: c.likeness for c in copies(bytes(signature), without=article.pk) if c.likeness.same}
    others = Article.objects.select_related("source").in_bulk(list(found))
    ordered = sorted(others.values(), key=lambda other: (-found[other.pk].score, other.pk))
    return [(other, found[other.pk].score, found[other.pk].reason) for other in ordered]


def outdated(now: datetime) -> QuerySet[Sketch]:
    """The sketches whose near copies are no longer looked for; their bands go with them."""
    return Sketch.objects.filter(at__lt=now - timedelta(days=settings.INGEST_COPIES_DAYS))
