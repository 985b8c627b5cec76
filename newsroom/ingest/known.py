"""What we hold and what we must keep out, read from the database for `decide`. Reads only; judges nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from articles import bars
from articles.models import Bar, Fingerprint
from articles.models.bar import KeyKind
from newsroom.ingest.decide import Arriving, Holder, Known, Standing
from newsroom.ingest.models import Capture

Key = tuple[str, str]


def keys(arriving: Arriving) -> list[Key]:
    """By what the story may be held."""
    given = (
        (KeyKind.GUID, arriving.guid_key),
        (KeyKind.ADDRESS, arriving.address_key),
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
    """What is known of each story by its keys, in three queries for all of them."""
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


def _holders(wanted: set[Key]) -> dict[Key, list[Holder]]:
    """The articles under each key, with the newest text that came in for them; two queries."""
    found: dict[Key, list[Holder]] = defaultdict(list)
    rows = list(_rows(wanted)) if wanted else []
    newest = _newest_texts({row[2] for row in rows})
    for kind, key, article, status, source, headline in rows:
        words_key, words, poor = newest.get(article, ("", 0, False))
        found[kind, key].append(Holder(article, status, source, kind, headline, words_key, words, poor))
    return found


def _rows(wanted: set[Key]) -> Iterable[tuple[str, str, int, str, int | None, str]]:
    """The fingerprints under these keys, asked for kind by kind: SQLite counts every OR against a depth limit."""
    match = Q(pk__in=[])
    for kind in {kind for kind, _key in wanted}:
        match |= Q(kind=kind, key__in=[key for other, key in wanted if other == kind])
    return Fingerprint.objects.filter(match).values_list(
        "kind", "key", "article_id", "article__status", "article__source_id", "article__headline"
    )


def _newest_texts(articles: set[int]) -> dict[int, tuple[str, int, bool]]:
    """By article: the key of the newest text that came in, its length, and whether it was read poorly."""
    captures = Capture.objects.filter(article__in=articles, version__gt=0).order_by("version", "id")
    rows = captures.values_list("article_id", "text_key", "words", "page_problem") if articles else []
    return {int(article or 0): (key, words, bool(problem)) for article, key, words, problem in rows}


def _standing(wanted: set[Key], sources: set[int]) -> dict[Key, list[tuple[Standing, str]]]:
    found: dict[Key, list[tuple[Standing, str]]] = defaultdict(list)
    seen: set[int] = set()
    for source in sources:
        for bar in bars.standing(sorted(wanted), source_id=source):
            if bar.pk not in seen:
                seen.add(bar.pk)
                found[bar.kind, bar.key].append((Standing(bar.pk, bar.kind, bar.reason, bar.article_id), bar.scope))
    return found


def fingerprints(arriving: Arriving, bands: Iterable[str]) -> list[Fingerprint]:
    """What the article will be known by: its keys, its text's signature, and the bands to find near copies by."""
    rows = [
        Fingerprint(kind=kind, key=key, signature=arriving.signature if kind == KeyKind.TEXT else b"")
        for kind, key in keys(arriving)
    ]
    return [*rows, *(Fingerprint(kind=KeyKind.BAND, key=band) for band in dict.fromkeys(bands))]
