"""The near copies of a story among those of the last days: found by their bands, judged by `alike`, kept as groups.

The bands are rows of the database, so that all workers on all machines share them; a day after they are out of the
window they are swept away. What was withdrawn is not among them: its bars are (`known.near`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet
from django.utils import timezone

from articles.bands import bands
from articles.models import Article, Fingerprint
from articles.models.bar import KeyKind
from articles.status import Status
from newsroom.ingest.alike import Likeness, belongs, compare, is_one, unpack
from newsroom.ingest.alike import Sketch as Words
from newsroom.ingest.models import Band, Sketch
from newsroom.ingest.verdict import Copy

MOST = 40
"""So many stories that share most bands are looked at, and of one group so many members."""
MEMBERS = 8


def copies(signature: bytes, *, without: int | None = None) -> tuple[Copy, ...]:
    """What of the last days is worth comparing with a text, with its likeness; two queries."""
    found = _sharing(bands(signature))
    found.pop(without or 0, None)
    if not found:
        return ()
    arriving, seen = unpack(signature), defaultdict[int, int](int)
    taken: dict[int, Copy] = {}
    for row in sorted(_texts(found), key=lambda row: (-found[row[0]], row[0])):
        article, group, at, packed, status, source, headline = row
        if article not in taken and seen[group] >= MEMBERS:
            continue
        like = compare(arriving, unpack(bytes(packed)))
        if article not in taken:
            seen[group] += 1
        elif taken[article].likeness.score >= like.score:
            continue
        taken[article] = Copy(article, status, source, headline, group, at, bytes(packed), like)
    return tuple(taken.values())


def _sharing(wanted: Sequence[str]) -> dict[int, int]:
    """The stories that share bands, those that share most, with how many; one query."""
    if not wanted:
        return {}
    rows = Band.objects.filter(key__in=[int(band, 16) for band in wanted]).values_list("sketch_id")
    return dict(rows.annotate(shared=Count("id")).order_by("-shared", "-sketch_id")[:MOST])


def _texts(articles: Iterable[int]) -> Iterable[tuple[int, int, datetime, bytes, str, int | None, str]]:
    """The signatures of all texts of these stories, as long as they are of the last days; one query."""
    since = timezone.now() - timedelta(days=settings.INGEST_COPIES_DAYS)
    rows = Fingerprint.objects.filter(kind=KeyKind.TEXT, article__in=list(articles), article__sketch__at__gte=since)
    rows = rows.exclude(article__status=Status.WITHDRAWN).exclude(signature=b"")
    article = "article__sketch__group", "article__sketch__at", "signature", "article__status", "article__source_id"
    return rows.values_list("article_id", *article, "article__headline")


def remember(article: int, signature: bytes, found: Iterable[Copy] = ()) -> int:
    """Let a story be found by its bands, in the group that it belongs to; the number of that group.

    Where it belongs to two groups whose members are alike as well, these become one.
    """
    group = _group(found) or article
    _insert(article, group, bands(signature))
    return group


def renew(article: int, signature: bytes) -> None:
    """Let a story that has changed be found by its new text; it stays in its group."""
    known = Sketch.objects.filter(pk=article).values_list("group", flat=True).first()
    if known is not None:
        Band.objects.filter(sketch=article).delete()
        Sketch.objects.filter(pk=article).delete()
    _insert(article, known or article, bands(signature))


def _insert(article: int, group: int, keys: Sequence[str]) -> None:
    if not keys:
        return
    Sketch.objects.bulk_create([Sketch(article_id=article, group=group)])
    with connection.cursor() as cursor:  # a model for each of 24 rows would cost more than all the judging
        table = connection.ops.quote_name(Band._meta.db_table)  # noqa: SLF001 - Django's own name for it
        rows = [(int(key, 16), article) for key in keys]
        cursor.executemany(f"INSERT INTO {table} (key, sketch_id) VALUES (%s, %s)", rows)  # noqa: S608 - a constant


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
