"""What we hold and what we must keep out, read from the database for `decide`. Reads only; judges nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from articles import bars
from articles.models import Bar, Fingerprint
from articles.models.bar import KeyKind
from articles.status import Status
from newsroom.ingest.decide import Arriving, Holder, Kin, Known, Standing
from newsroom.ingest.fingerprint import figures
from newsroom.ingest.models import Capture

Key = tuple[str, str]
LATELY = timedelta(days=7)
"""So long a story under a new id and address is looked for among those we have."""
RELATIVES = 10


def keys(arriving: Arriving) -> list[Key]:
    """By what the story may be held."""
    given = (
        (KeyKind.GUID, arriving.guid_key),
        *((KeyKind.ADDRESS, key) for key in arriving.address_keys),
        (KeyKind.TEXT, arriving.text_key),
    )
    return [(kind.value, key) for kind, key in given if key]


def barred_keys(arriving: Arriving) -> list[Key]:
    """By what the story may be barred: its keys, its author, its outlet."""
    given = ((KeyKind.AUTHOR, arriving.author_key), (KeyKind.OUTLET, arriving.outlet_key))
    return [*keys(arriving), *((kind.value, key) for kind, key in given if key)]


def handled(source: int, hashes: Iterable[str], feed: int | None = None) -> set[str]:
    """Those entries, by their hash, that this source has given us before exactly as they are; one query.

    What a rule of another feed kept out was not dealt with for this one.
    """
    wanted = [one for one in hashes if one]
    found = Capture.objects.filter(source_id=source, entry_hash__in=wanted) if wanted else Capture.objects.none()
    return set(found.filter(~Q(verdict="refused") | Q(feed=feed)).values_list("entry_hash", flat=True))


def gather(arriving: Sequence[Arriving]) -> list[Known]:
    """What is known of each story by its keys, in four queries for all of them."""
    holders = _holders({key for one in arriving for key in keys(one)})
    standing = _standing({key for one in arriving for key in barred_keys(one)}, {one.source for one in arriving})
    return [
        Known(
            holders=tuple(holder for key in keys(one) for holder in holders[key]),
            bars=tuple(
                bar for key in barred_keys(one) for bar, scope in standing[key] if scope in ("", str(one.source))
            ),
        )
        for one in arriving
    ]


def near(bands: Iterable[str]) -> tuple[Standing, ...]:
    """The bars on texts that share a band with this one, with their signatures; one query."""
    wanted = list(bands)
    if not wanted:
        return ()
    found = (
        Bar.objects.filter(kind=KeyKind.TEXT, article__bars__kind=KeyKind.BAND, article__bars__key__in=wanted)
        .exclude(reason=Bar.Reason.REJECTED)
        .exclude(signature=b"")
        .distinct()
    )
    return tuple(Standing(bar.pk, "text", bar.reason, bar.article_id, bytes(bar.signature)) for bar in found)


def kin(source: int, bands: Iterable[str]) -> tuple[Kin, ...]:
    """The articles of this source of the last days whose newest text shares a band with this one; two queries."""
    wanted, since = list(bands), timezone.now() - LATELY
    if not wanted:
        return ()
    texts = Fingerprint.objects.filter(kind=KeyKind.TEXT, article__source=source, article__arrived_at__gte=since)
    texts = texts.filter(article__fingerprints__kind=KeyKind.BAND, article__fingerprints__key__in=wanted)
    texts = (
        texts.exclude(article__status=Status.WITHDRAWN).exclude(signature=b"").distinct().order_by("-id")[:RELATIVES]
    )
    signed = {row.article_id: bytes(row.signature) for row in reversed(texts)}
    captures = Capture.objects.filter(article__in=signed, version__gt=0, source=source, page_problem="")
    newest = {capture.article_id: capture for capture in captures.select_related("article").order_by("version", "id")}
    return tuple(
        Kin(article, one.article.status, one.title, one.text_key, signed[article], figures(one.full_text))
        for article, one in newest.items()
        if article and one.article and one.full_text
    )


def _holders(wanted: set[Key]) -> dict[Key, list[Holder]]:
    """The articles under each key, with the newest text that came in for them; three queries."""
    found: dict[Key, list[Holder]] = defaultdict(list)
    rows = list(_rows(wanted)) if wanted else []
    articles = {row[2] for row in rows}
    newest, marks = _newest_texts(articles), _marks(articles)
    for kind, key, article, status, source, headline in rows:
        words_key, words, poor, told = newest.get(article, ("", 0, False, headline))
        kinds, signatures = marks[article]
        held = Holder(article, status, source, kind, headline, words_key, words, poor, key, frozenset(kinds), told)
        found[kind, key].append(replace(held, signatures=tuple(signatures)))
    return found


def _marks(articles: set[int]) -> dict[int, tuple[set[str], list[bytes]]]:
    """By article: the kinds of keys that it is known by, and the signatures of its texts."""
    found: dict[int, tuple[set[str], list[bytes]]] = defaultdict(lambda: (set(), []))
    rows = Fingerprint.objects.filter(article__in=articles, kind__in=[KeyKind.GUID, KeyKind.ADDRESS, KeyKind.TEXT])
    for article, kind, signature in rows.values_list("article_id", "kind", "signature") if articles else ():
        found[article][0].add(kind)
        if signature:
            found[article][1].append(bytes(signature))
    return found


def _rows(wanted: set[Key]) -> Iterable[tuple[str, str, int, str, int | None, str]]:
    """The fingerprints under these keys, asked for kind by kind: SQLite counts every OR against a depth limit."""
    match = Q(pk__in=[])
    for kind in {kind for kind, _key in wanted}:
        match |= Q(kind=kind, key__in=[key for other, key in wanted if other == kind])
    return Fingerprint.objects.filter(match).values_list(
        "kind", "key", "article_id", "article__status", "article__source_id", "article__headline"
    )


def _newest_texts(articles: set[int]) -> dict[int, tuple[str, int, bool, str]]:
    """By article: the key of the newest text that came in, its length, whether it was read poorly, its headline."""
    captures = Capture.objects.filter(article__in=articles, version__gt=0).order_by("version", "id")
    rows = captures.values_list("article_id", "text_key", "words", "page_problem", "title") if articles else []
    return {int(article or 0): (key, words, bool(problem), title) for article, key, words, problem, title in rows}


def _standing(wanted: set[Key], sources: set[int]) -> dict[Key, list[tuple[Standing, str]]]:
    found: dict[Key, list[tuple[Standing, str]]] = defaultdict(list)
    seen: set[int] = set()
    for source in sources:
        for bar in bars.standing(sorted(wanted), source_id=source):
            if bar.pk not in seen:
                seen.add(bar.pk)
                found[bar.kind, bar.key].append((Standing(bar.pk, bar.kind, bar.reason, bar.article_id), bar.scope))
    return found


def fingerprints(arriving: Arriving, bands: Iterable[str], without: Iterable[Key] = ()) -> list[Fingerprint]:
    """What the article will be known by: its keys, its text's signature, and the bands to find near copies by."""
    left_out = set(without)
    rows = [
        Fingerprint(kind=kind, key=key, signature=arriving.signature if kind == KeyKind.TEXT else b"")
        for kind, key in keys(arriving)
        if (kind, key) not in left_out
    ]
    return [*rows, *(Fingerprint(kind=KeyKind.BAND, key=band) for band in dict.fromkeys(bands))]
