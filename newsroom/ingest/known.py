"""What we hold and what we must keep out, read from the database for `decide`. Reads only; judges nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Q

from articles import bars
from articles.bands import bands
from articles.models import Bar, Fingerprint
from articles.models.bar import KeyKind
from newsroom.ingest.fingerprint import figures
from newsroom.ingest.models import Capture
from newsroom.ingest.verdict import Arriving, Copy, Holder, Kin, Known, Standing

Key = tuple[str, str]
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


def near(signature: bytes) -> tuple[Standing, ...]:
    """The bars on texts that share a band with this one, with their signatures; one query.

    A text barred by hand has no article: each of its bands bears the signature.
    """
    wanted = bands(signature)
    if not wanted:
        return ()
    signed = Bar.objects.exclude(signature=b"").values_list("pk", "reason", "article", "signature")
    of_stories = signed.filter(kind=KeyKind.TEXT, article__bars__kind=KeyKind.BAND, article__bars__key__in=wanted)
    by_hand = signed.filter(kind=KeyKind.BAND, key__in=wanted, reason=Bar.Reason.MANUAL)
    found = of_stories.exclude(reason=Bar.Reason.REJECTED).union(by_hand)
    return tuple(Standing(pk, "text", reason, article, bytes(signature)) for pk, reason, article, signature in found)


def kin(source: int, copies: Iterable[Copy]) -> tuple[Kin, ...]:
    """Those of the copies that this source gave us in the last days, with their newest texts; one query, or none."""
    own = [one for one in copies if one.source == source and one.lately]
    own.sort(key=lambda one: one.likeness.resemblance, reverse=True)
    signed = {one.article: one.signature for one in own[:RELATIVES]}
    if not signed:
        return ()
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


def fingerprints(arriving: Arriving, without: Iterable[Key] = ()) -> list[Fingerprint]:
    """What the article will be known by: its keys, and its text's signature."""
    left_out = set(without)
    return [
        Fingerprint(kind=kind, key=key, signature=arriving.signature if kind == KeyKind.TEXT else b"")
        for kind, key in keys(arriving)
        if (kind, key) not in left_out
    ]


def locks(arriving: Arriving) -> list[Key]:
    """What is locked while a story is decided upon: its keys and its bands, so that near copies meet as well."""
    return [*keys(arriving), *((KeyKind.BAND.value, band) for band in bands(arriving.signature))]
