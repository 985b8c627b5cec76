"""Feeds, pages and texts from files, through the same steps as what is polled, without the network."""

import codecs
import gzip
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from articles.models import Country, Source
from newsroom.ingest import secluded, store, subscribe
from newsroom.ingest.decoding import page_text
from newsroom.ingest.entry import Entry, Extraction, Mend, ParsedFeed, Response
from newsroom.ingest.hosts import own_hosts
from newsroom.ingest.page_text import read_page_text
from newsroom.ingest.pipeline import Intake, take_in
from newsroom.ingest.prepare import of_text
from newsroom.ingest.reading import Page
from newsroom.ingest.repair import repair_plain
from newsroom.ingest.tally import Tally

FileKind = Literal["feed", "page", "text"]
UNPACKED = 32 * 1024 * 1024


class Unusable(Exception):
    """A file that nothing can be taken from; `str()` is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file was, and what came of it. `unread` is a sentence where nothing could be read."""

    kind: FileKind
    tally: Tally
    unread: str = ""


def take(
    path: Path, *, kind: FileKind | None = None, source: Source | None = None, url: str = "", rights: str = "excerpt"
) -> Taken:
    """Take in one file. Raises Unusable for a page or text without the source that it is from."""
    body = unpacked(path.read_bytes())
    parsed = secluded.parse(body, {"content-type": "application/xml"}, url)
    kind = kind or what_is(body, parsed)
    if kind == "feed":
        return _feed(parsed, source, url, path, rights)
    if source is None:
        raise Unusable(f"{path.name} is a {kind}: say whose it is with --source, and where it stood with --url.")
    return _page(body, source, url) if kind == "page" else _text(body, source, url)


def what_is(body: bytes, parsed: ParsedFeed) -> FileKind:
    """Whether a file is a feed, a web page or the text of one, by what it holds."""
    if parsed.kind == "html":
        return "page"
    is_markup = body[:4096].lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] in (b"<", b"{", b"[") or b"\x00<" in body[:64]
    return "feed" if parsed.entries or parsed.kind != "unknown" or is_markup or b"\x00" in body[:4096] else "text"


def unpacked(body: bytes) -> bytes:
    """A gzip file's content, at most 32 MiB of it; anything else as it is."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, UNPACKED)
    except (zlib.error, gzip.BadGzipFile):
        return body


def _feed(parsed: ParsedFeed, source: Source | None, url: str, path: Path, rights: str) -> Taken:
    if not parsed.entries:
        return Taken("feed", Tally(), parsed.problem or "The feed holds no stories.")
    named = parsed if parsed.title or parsed.home_page or url else replace(parsed, title=path.stem)
    source = source or subscribe.source_for(url, named, rights=rights)
    return Taken("feed", take_in(parsed.entries, source, pages=False))


def _page(body: bytes, source: Source, url: str) -> Taken:
    extraction = secluded.extract(body, url)
    entry = Entry(url=url or extraction.canonical_url, title=extraction.title)
    return _settled("page", entry, body, extraction, Intake(source, None, store.outlet(source, None), pages=False))


def _text(body: bytes, source: Source, url: str) -> Taken:
    """The text of a page, menus and all: told apart, then made into HTML again."""
    page = read_page_text(page_text(body))
    html, mends = repair_plain(page.body_text, own_hosts=own_hosts(), headline=page.title, language=source.language)
    entry = Entry(
        url=url,
        title=page.title,
        author=page.author,
        published=page.date,
        tags=page.tags,
        source_name=page.outlet,
    )
    section = Country.objects.filter(name__iexact=page.section).first() if page.section else None
    outlet = replace(store.outlet(source, None), section=section.iso2 if section else "")
    intake = Intake(source, None, outlet, pages=False)
    return _settled("text", entry, body, of_text(page.body_text, html), intake, mends)


def _settled(
    kind: FileKind, entry: Entry, body: bytes, extraction: Extraction, intake: Intake, mends: tuple[Mend, ...] = ()
) -> Taken:
    intake.tally.entries = 1
    if not extraction.text and not entry.title:
        return Taken(kind, Tally(), extraction.problem or "Nothing in it could be read as a story.")
    page = Page(Response(asked=entry.url, url=entry.url, status=200, body=body))
    intake.tally.count(intake.settle(entry, page, extraction, mends=mends))
    return Taken(kind, intake.tally)
