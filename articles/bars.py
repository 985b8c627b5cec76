"""The tombstone: an article's keys are barred when it is rejected or withdrawn, so that no feed can bring it back.

A removal and an import that happen at once meet at `lock()`: both take the same locks, so one sees what the other did.
"""

from collections.abc import Iterable
from hashlib import blake2b

from django.db import connection
from django.db.models import Q, Sum

from articles.bands import bands
from articles.models import Article, Bar, Fingerprint
from articles.models.bar import KeyKind

Key = tuple[str, str]


def lock(keys: Iterable[Key]) -> None:
    """Hold every key until the transaction ends.

    PostgreSQL: advisory locks in one order, since READ COMMITTED alone would let an import and a removal pass each
    other. SQLite: write transactions are IMMEDIATE and so already stand in one queue.
    """
    if connection.vendor != "postgresql":
        return
    numbers = sorted({number_of(key) for key in keys})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [numbers])


def number_of(key: Key) -> int:
    """A key as the signed 64-bit number that an advisory lock takes."""
    return int.from_bytes(blake2b("\0".join(key).encode(), digest_size=8).digest(), signed=True)


def keys_of(article: Article) -> list[Key]:
    """The kinds and keys by which an article is known."""
    return list(article.fingerprints.values_list("kind", "key"))


def lock_all(article: Article) -> None:
    """Hold all that an article is known by, the parts of its text's sketch among it, in one go.

    Whoever is to bar it calls this first of all: one who held a part and then asked for the rest could wait for an
    import that waits for the first part.
    """
    fingerprints = list(article.fingerprints.all())
    lock([*((row.kind, row.key) for row in fingerprints), *_near(fingerprints)])


def bar(article: Article, reason: str) -> None:
    """Keep what an article is known by from coming in again; the bars outlive its text."""
    fingerprints = list(article.fingerprints.all())
    near = _near(fingerprints)
    lock([*((row.kind, row.key) for row in fingerprints), *near])
    Bar.objects.filter(article=article).delete()
    rows = [Bar(article=article, kind=row.kind, key=row.key, signature=row.signature) for row in fingerprints]
    if reason != Bar.Reason.REJECTED:  # what resembles something rejected is judged anew
        rows += [Bar(article=article, kind=kind, key=band) for kind, band in near]
    for row in rows:
        row.reason = reason
    Bar.objects.bulk_create(rows)


def _near(fingerprints: Iterable[Fingerprint]) -> list[Key]:
    """The parts of the texts' sketches, each once."""
    return list(
        dict.fromkeys((KeyKind.BAND.value, band) for row in fingerprints for band in bands(bytes(row.signature)))
    )


def lift(article: Article) -> None:
    """Let it in again: it was restored."""
    Bar.objects.filter(article=article).delete()


def impose(keys: Iterable[Key], *, note: str, scope: str = "", signature: bytes = b"") -> None:
    """Bar some keys by hand, for everybody or for one source; `note` is what they are found by again.

    With a `signature` the keys are the parts of a text's sketch: what is near such a text waits for an officer.
    """
    wanted = list(keys)
    lock(wanted)
    Bar.objects.bulk_create(
        Bar(kind=kind, key=key, scope=scope, reason=Bar.Reason.MANUAL, note=note, signature=signature)
        for kind, key in wanted
    )


def lift_by_hand(note: str) -> None:
    """Take away what was barred by hand under a note."""
    Bar.objects.filter(reason=Bar.Reason.MANUAL, note=note).delete()


def hits_by_hand(note: str) -> int:
    """How often what was barred by hand under a note kept something out."""
    found = Bar.objects.filter(reason=Bar.Reason.MANUAL, note=note).aggregate(sum=Sum("hits"))
    return int(found["sum"] or 0)


def standing(keys: Iterable[Key], *, source_id: int | None = None) -> list[Bar]:
    """The bars that stand against any of these keys, for everybody or for this source."""
    wanted: dict[str, set[str]] = {}
    for kind, key in keys:
        wanted.setdefault(kind, set()).add(key)
    if not wanted:
        return []
    match = Q()
    for kind, found in wanted.items():
        match |= Q(kind=kind, key__in=found)
    return list(Bar.objects.filter(match, Q(scope="") | Q(scope=str(source_id or ""))).select_related("article"))


def holders(keys: Iterable[Key]) -> list[Fingerprint]:
    """The articles that we already hold under any of these keys."""
    match = Q(pk__in=[])
    for kind, key in keys:
        match |= Q(kind=kind, key=key)
    return list(Fingerprint.objects.filter(match).select_related("article"))
