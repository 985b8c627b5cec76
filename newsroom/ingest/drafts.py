"""From a reading to what the article says and what the capture keeps. Looks up labels; writes and decides nothing."""

import json
import re
import zlib
from collections.abc import Collection
from dataclasses import asdict, replace
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Country, Source, Tag
from articles.readiness import RECOMMENDED, REQUIRED, Finding
from newsroom.ingest.entry import Mend
from newsroom.ingest.hosts import own_hosts
from newsroom.ingest.models import Capture, Feed
from newsroom.ingest.portion import portion
from newsroom.ingest.reading import Reading
from newsroom.ingest.remaking import Made, Raw, made, packed, unpacked
from newsroom.ingest.repair import repair_headline
from newsroom.ingest.rules import UNRULED
from newsroom.ingest.verdict import Verdict

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
ADDRESS = 2000


def article_values(reading: Reading, source: Source, verdict: Verdict) -> dict[str, Any]:
    """What an incoming article says: text as far as the source's rights go, its labels, and the machine's remarks."""
    part = portion(source.rights, reading.prepared.body_html, reading.source_words)
    return {
        **text_values(reading, source),
        "kind": part.kind,
        "source": source,
        "country": _country(reading.prepared.country),
        "also_about": _also_about(reading),
        "tags": list(Tag.objects.filter(name__in=reading.prepared.tags)) if reading.prepared.tags else [],
        "remarks": _remarks(*_verdicts(verdict), *reading.remarks, *_portions(part.kind, source)),
        **_orders(reading),
    }


def text_values(reading: Reading, source: Source, without: Collection[str] = ()) -> dict[str, Any]:
    """The words alone: what the machine may set again while the story waits and the source changes it.

    `without` holds the keys of mends that an editor has undone; what of them is met again stays undone.
    """
    reading = _unmended(reading, source, without)
    part = portion(source.rights, reading.prepared.body_html, reading.source_words)
    published = reading.published_at
    return {
        "kind": part.kind,
        "headline": fit(reading.prepared.headline, 300),
        "body": fit(part.body),
        "language": fit(reading.language, 12),
        "source_url": address(reading.url),
        "source_headline": fit(reading.prepared.headline or reading.headline_as_given, 500),
        "source_language": fit(reading.language, 12),
        "source_author": fit(reading.author, 200) if reading.origins.get("author") == "feed" else "",
        "source_published_at": min(published, timezone.now()) if published else None,
        "source_words": reading.source_words,
        "source_text": fit(reading.prepared.body_text),
        "mends": _mends(reading),
    }


def undone(mends: list[dict[str, Any]]) -> frozenset[str]:
    """The keys of those mends that an editor has undone."""
    return frozenset(mend["key"] for mend in mends if mend.get("undone") and mend.get("key"))


def remade(capture: Capture, without: Collection[str]) -> Made | None:
    """A version that was kept, repaired anew without those mends; None where nothing is left to repair."""
    kept = unpacked(bytes(capture.unmended))
    if not kept:
        return None
    raw = Raw(capture.title, **kept, outlet=capture.source.name, language=capture.language, own_hosts=own_hosts())
    return made(raw, without)


def source_words(capture: Capture) -> int:
    """The length of the source's whole text, 0 where the feed told only a part of it."""
    told_whole = capture.origins.get("body") == "page" or bool(capture.entry_fields.get("content_html"))
    return capture.words if told_whole else 0


def retold(capture: Capture, without: Collection[str] = ()) -> dict[str, Any]:
    """The words alone, of a version that was kept: what an article would say if it were made of it now.

    `without` holds the keys of mends that an editor has undone.
    """
    words = source_words(capture)
    again = remade(capture, without) if without else None
    part = portion(capture.source.rights, again.body if again else capture.full_html, words)
    headline = repair_headline(capture.title, capture.source.name, language=capture.language, without=without)[0]
    return {
        "kind": part.kind,
        "headline": fit(headline, 300),
        "body": part.body,
        "source_headline": fit(headline, 500),
        "source_words": words,
        "mends": as_dicts(again.mends) if again else capture.mends,
    }


def capture(reading: Reading, source: Source, feed: Feed | None, verdict: Verdict) -> Capture:
    """What came in, as it came, not yet saved."""
    page, extraction = reading.page.response, reading.prepared.extraction
    return Capture(
        feed=feed,
        source=source,
        verdict=verdict.kind,
        reason=fit(verdict.reason, 500),
        **_told(reading),
        published_at=reading.published_at,
        language=fit(reading.language, 12),
        image_url=address(reading.image_url),
        page=zlib.compress(page.body) if page else b"",
        page_url=address(page.url) if page else "",
        page_headers={name: fit(value, 500) for name, value in page.headers.items()} if page else {},
        full_text=fit(reading.prepared.body_text),
        full_html=fit(reading.prepared.body_html),
        words=reading.words,
        text_key=reading.words_key,
        mends=_mends(reading),
        unmended=packed(reading),
        origins=reading.origins,
        reader=extraction.reader,
        agreement=extraction.agreement if extraction.reader in ("trafilatura", "readability", "selectors") else None,
        label=extraction.label if page else "",
        page_problem=fit(reading.page_problem, 300),
        rules=_ruled(reading),
        entry_hash="" if reading.page.transient else reading.entry_hash,
    )


def dropped(reading: Reading, source: Source, feed: Feed | None, verdict: Verdict) -> Capture:
    """What a rule kept out: the entry as the feed told it, for a rule to be tried upon; nothing of its page."""
    return Capture(
        feed=feed,
        source=source,
        verdict=verdict.kind,
        reason=fit(verdict.reason, 500),
        version=0,
        language=fit(reading.language, 12),
        words=reading.words,
        published_at=reading.published_at,
        entry_hash=reading.entry_hash,
        rules=_ruled(reading),
        **_told(reading),
    )


def sighting(reading: Reading, source: Source, feed: Feed | None, verdict: Verdict) -> Capture:
    """That a story we hold came by another way as well: its name and address, nothing of its text."""
    told = _told(reading) | {"entry": b""}
    return Capture(
        feed=feed,
        source=source,
        verdict=verdict.kind,
        reason=fit(verdict.reason, 500),
        version=0,
        entry_hash=reading.entry_hash,
        **told,
    )


def fit(text: str, most: int | None = None) -> str:
    """Text as every database takes it: without control characters and lone surrogates, no longer than the column."""
    return _UNSTORABLE.sub("", text)[:most]


def address(url: str) -> str:
    """An address that fits its column, "" for a longer one: half an address leads nowhere."""
    return fit(url) if len(url) <= ADDRESS else ""


def _told(reading: Reading) -> dict[str, Any]:
    """What the entry itself says."""
    entry = reading.entry
    return {
        "guid": fit(entry.guid, 2000),
        "url": address(reading.url or entry.url),
        "title": fit(reading.headline_as_given or entry.title, 500),
        "author": fit(reading.author, 300),
        "published_raw": fit(entry.published_raw, 100),
        "image_credit": fit(entry.image_credit, 200),
        "entry": zlib.compress(json.dumps(asdict(entry), default=str).encode()),
    }


def _remarks(*findings: Finding) -> list[dict[str, str]]:
    """Findings as the article stores them; they may quote what came in, and JSON takes no more than text does."""
    return [{name: fit(value) for name, value in finding.as_dict().items()} for finding in findings]


def _mends(reading: Reading) -> list[dict[str, Any]]:
    return as_dicts(reading.prepared.mends)


def as_dicts(mends: tuple[Mend, ...]) -> list[dict[str, Any]]:
    """Mends as the database keeps them."""
    return [
        {name: fit(value) if isinstance(value, str) else value for name, value in asdict(mend).items()}
        for mend in mends
    ]


def _unmended(reading: Reading, source: Source, without: Collection[str]) -> Reading:
    """A reading made again without the mends that were undone, as far as they were made again."""
    kept = unpacked(packed(reading)) if {mend.key for mend in reading.prepared.mends} & set(without) else {}
    if not kept:
        return reading
    raw = Raw(reading.headline_as_given, **kept, outlet=source.name, language=reading.language, own_hosts=own_hosts())
    again = made(raw, without)
    prepared = replace(reading.prepared, headline=again.headline, body_html=again.body, mends=again.mends)
    return replace(reading, prepared=prepared)


def _ruled(reading: Reading) -> list[dict[str, Any]]:
    """Which rules touched it, and what each did."""
    return [{**said, "name": fit(said["name"]), "did": fit(said["did"])} for said in (reading.ordered or UNRULED).said]


def _orders(reading: Reading) -> dict[str, Any]:
    """How soon and by whom the rules want it looked at, as far as they say."""
    outcome = reading.ordered or UNRULED
    given: dict[str, Any] = {} if outcome.priority is None else {"priority": outcome.priority}
    if outcome.assignee is not None:
        given["assigned_to"] = User.objects.filter(pk=outcome.assignee, is_active=True).first()
    return given


def _country(iso2: str | None) -> Country | None:
    return Country.objects.filter(iso2=iso2).first() if iso2 else None


def _also_about(reading: Reading) -> list[Country]:
    others = [iso2 for iso2 in reading.prepared.countries if iso2 != reading.prepared.country]
    return list(Country.objects.filter(iso2__in=others)) if others else []


def _verdicts(verdict: Verdict) -> tuple[Finding, ...]:
    """What the verdict itself has to say to the editor."""
    if verdict.kind == "duplicate":
        exact = all(one.score == 1 for one in verdict.suggested)
        return (Finding("reprint" if exact else "near-copy", RECOMMENDED, verdict.reason, "source"),)
    if verdict.kind == "quarantined":
        return (Finding("near-match", REQUIRED, verdict.reason, "body"),)
    return ()


def _portions(kind: str, source: Source) -> tuple[Finding, ...]:
    if kind != "link" or source.rights != "excerpt":
        return ()
    sentence = "No whole sentence fits into what the rights of the source allow, so the story came in as a link."
    return (Finding("no-lead", RECOMMENDED, sentence, "body"),)
