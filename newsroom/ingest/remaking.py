"""From what came in to headline and body: repaired, then sanitised; and once more without the mends that were undone.

Pure. What a story was before it was repaired is kept with its capture, packed, so that no page need be read again.
"""

import json
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from articles.sanitize import clean
from newsroom.ingest.entry import Mend
from newsroom.ingest.reading import Reading
from newsroom.ingest.repair import repair, repair_headline, repair_plain


@dataclass(frozen=True, slots=True)
class Raw:
    """A story before it is repaired. `plain` says that its body is plain text and no HTML."""

    headline: str
    body: str
    plain: bool = False
    outlet: str = ""
    language: str = ""
    own_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of it; `body` is sanitised HTML."""

    headline: str
    body: str
    mends: tuple[Mend, ...]


def made(raw: Raw, without: Collection[str] = ()) -> Made:
    """Repair and sanitise; the mends whose keys are in `without` are not made, and come back as undone."""
    headline, mends = repair_headline(raw.headline, raw.outlet, language=raw.language, without=without)
    body = raw.body
    if raw.plain:
        body, first = repair_plain(
            body, own_hosts=raw.own_hosts, headline=raw.headline, language=raw.language, without=without
        )
        mends = (*mends, *first)
    body, more = repair(body, own_hosts=raw.own_hosts, headline=headline, language=raw.language, without=without)
    return Made(headline, clean(body), (*mends, *more))


def packed(reading: Reading) -> bytes:
    """The body of a story as it was before repair, b"" where nothing was mended."""
    if not reading.prepared.mends:
        return b""
    extraction, from_page = reading.prepared.extraction, reading.origins.get("body") == "page"
    body = (extraction.plain or extraction.html) if from_page else reading.entry.body_html
    kept = {"body": body, "plain": bool(from_page and extraction.plain)}
    return zlib.compress(json.dumps(kept).encode())


def unpacked(kept: bytes) -> dict[str, Any]:
    """The body that was kept, and whether it is plain text, as `Raw` takes them; empty where nothing was."""
    found: dict[str, Any] = json.loads(zlib.decompress(kept)) if kept else {}
    return found
