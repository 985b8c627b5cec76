"""The frozen data that travels between the steps of ingest. Holds no logic beyond reading itself; touches nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

FeedKind = Literal["rss", "atom", "rdf", "json", "sitemap", "news-sitemap", "html", "empty", "unknown"]
PageLabel = Literal["article", "paywall", "cookie-wall", "challenge", "script", "empty"]
Reader = Literal["trafilatura", "readability", "selectors", "feed", "text", ""]


@dataclass(frozen=True, slots=True)
class Response:
    """What one visit brought back, after redirects and decompression.

    `permanent_moves` are the addresses reached by 301 or 308 alone, from the first hop on: when it is not
    empty, its last one is where the asked address says it now lives.
    """

    asked: str
    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    permanent_moves: tuple[str, ...] = ()
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that the Content-Type header names, "" for none."""
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", self.headers.get("content-type", ""), re.IGNORECASE)
        return found.group(1) if found else ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an entry: picture, sound or film. `length` is in bytes, 0 when unknown."""

    url: str
    media_type: str = ""
    length: int = 0
    width: int = 0
    height: int = 0
    credit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One story as a feed tells it. Addresses are absolute; HTML is as it came, neither repaired nor safe."""

    guid: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    summary_html: str = ""
    content_html: str = ""
    published: datetime | None = None
    published_raw: str = ""
    updated: datetime | None = None
    language: str = ""
    tags: tuple[str, ...] = ()
    image_url: str = ""
    image_credit: str = ""
    image_licence: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    source_name: str = ""
    source_url: str = ""

    @property
    def body_html(self) -> str:
        """The fullest HTML that the feed itself gives."""
        return self.content_html or self.summary_html


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed that was read. `problem` is a sentence for an editor when it was not, or not wholly, readable.

    `next_url` is where to look instead or afterwards: the feed that a web page names, the next page of a JSON
    Feed, or the first part of a sitemap index. `ttl` is how long it asks to be left alone, in minutes.
    `topic` is the address that it goes by at its `hub`.
    """

    kind: FeedKind = "unknown"
    title: str = ""
    home_page: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    hub: str = ""
    problem: str | None = None
    next_url: str = ""
    ttl: int = 0
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a reader made of a web page. `html` is not yet repaired or safe.

    `agreement` is the likeness of two independent readings of the body, 0 to 1: below .7 distrust it. Where selectors
    took the body, `remark` is a sentence when they found none, `dropped` tells what they left out, and `silent` are
    those that matched nothing. `plain` is the text that `html` was made of, where it came without markup.
    """

    title: str = ""
    author: str = ""
    date: datetime | None = None
    date_raw: str = ""
    language: str = ""
    canonical_url: str = ""
    site_name: str = ""
    image_url: str = ""
    html: str = ""
    text: str = ""
    reader: Reader = ""
    agreement: float = 0.0
    label: PageLabel = "empty"
    problem: str | None = None
    remark: str = ""
    dropped: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """One recorded repair: its rule, its place (such as "block 4"), and the words before and after.

    By its `key` it is told from all others of the story; `undone` is one that an editor did not want.
    """

    rule: str
    place: str
    before: str
    after: str
    key: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """One thing that the machine suggests of a story, with its reason; people decide.

    `kind` is "country", "also_about", "tag", "duplicate" or "coverage"; `value` is a country's ISO 3166-1 code, a tag's
    name, or the number of an article or a coverage. `score` is how sure the machine is, 0 to 1. What is `applied` the
    waiting article bears already, so that it can be published as it stands.
    """

    kind: str
    value: str
    reason: str
    score: float = 0.0
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What a story is recognised by. Keys are 64 hexadecimal digits, "" when there is nothing to take one from."""

    guid_key: str = ""
    address_keys: tuple[str, ...] = ()
    text_key: str = ""
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A story ready to be decided upon: what came in, and the clean version that we would store."""

    entry: Entry
    extraction: Extraction
    headline: str
    body_html: str
    body_text: str
    mends: tuple[Mend, ...] = ()
    fingerprints: Fingerprints = field(default_factory=Fingerprints)
    canonical_url: str = ""
    country: str | None = None
    countries: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    suggestions: tuple[Suggested, ...] = ()
    problems: tuple[str, ...] = ()
