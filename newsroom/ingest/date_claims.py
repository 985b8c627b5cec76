"""The signals by which a page tells its date to machines: its data, its meta tags and its address. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import html as lxml_html

from newsroom.ingest.address_days import day_in_address
from newsroom.ingest.dates import Stated, stated
from newsroom.ingest.months import month_first
from newsroom.ingest.page_data import PageData, line
from newsroom.ingest.written_dates import LONGEST, Written, days_in

# Names of meta tags, without what is no letter.
_PUBLISHED = frozenset({
    "articlepublishedtime", "ogarticlepublishedtime", "articlepublished", "ogpublishedtime", "datepublished",
    "publishedtime", "parselypubdate", "sailthrudate", "cxenseparserecspublishtime", "cxenseparsepublishtime",
    "btpubdate", "pubdate", "publishdate", "publicationdate", "publisheddate", "datepublication",
    "publisheddatetime", "originalpublicationdate", "citationpublicationdate", "citationonlinedate", "citationdate",
    "dcdateissued", "dctermsissued", "dctermsdateissued", "rnewsdatepublished", "firstpublished",
    "articlepublicationdate", "articledateoriginal", "articleoriginaldate", "prismpublicationdate", "dateissued",
})  # fmt: skip
_DATED = frozenset({
    "date", "dcdate", "dctermsdate", "dcdatecreated", "dctermscreated", "dccreated", "datecreated", "created",
    "articlecreated", "uploaddate", "articlecreatedtime", "articledate", "pagedate", "newsdate", "contentdate",
    "postdate", "dateline",
})  # fmt: skip
_CHANGED = frozenset({
    "articlemodifiedtime", "ogupdatedtime", "ogmodifiedtime", "datemodified", "lastmodified", "modified",
    "dcdatemodified", "dctermsmodified", "updated", "lastupdated", "revised", "btmoddate",
})  # fmt: skip
_PUBLISHED_LIKE = re.compile(r"(?:publish(?:ed)?|publication|pub|released?)(?:date|time|datetime|at|on)$|^published$")
# Americans halve the day; these words and hours are not theirs.
_HOUR = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_HALVED = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"publicad|fecha|publié|veröffentlicht|pubblicat|gepubliceerd|atualizad|actualizad|\d\s?(?:h\d\d|hs|hrs|uhr)\b",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"""["'](?:date_?published|published_?at|pub_?date|publish(?:ed)?_?(?:date|time)|publication_?date"""
    r"""|(?:meta)?first_?published(?:_?(?:date|at))?)["']\s?:\s?["']?([^"',}]{8,40})""",
    re.IGNORECASE,
)


class Claim(NamedTuple):
    """One signal: a day, how much it counts, what kind it is, the text that states it, and the exact time if told.

    `other` is the day that it would be with day and month exchanged; `rank` is its place among equals, 0 the best.
    """

    day: date
    weight: int
    kind: str
    raw: str = ""
    exact: Stated | None = None
    other: date | None = None
    rank: int = 0


class Custom(NamedTuple):
    """How a page writes its dates; `unsaid` when it names no language, nor its host a country."""

    language: str
    month_first: bool
    unsaid: bool = False


def claims(data: PageData, custom: Custom, url: str) -> list[Claim]:
    """What the page states for machines, the surest kinds first."""
    found = [*_of_data(data, custom), *_of_meta(data.meta, custom)]
    return [*found, *_of_address(url), *_of_address(data.meta.get("og:url", ""))]


def host_of(url: str) -> str:
    """The host of an address, "" when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def custom_of(language: str, host: str) -> Custom:
    """How a page in `language`, at `host`, writes its dates."""
    return Custom(language, month_first(language, host), not language and len(host.rpartition(".")[2]) > 2)


def days_by(text: str, custom: Custom) -> list[Written]:
    """The days in a text; its own words may tell that it is written by another custom than the page."""
    text = text[:LONGEST]
    halved = _HALVED.search(text) is not None
    american = custom.month_first and (halved or "-" in custom.language or not _HOUR.search(text))
    american = (american or (custom.unsaid and halved)) and not _DAY_FIRST.search(text)
    return days_in(text, custom.language, month_first=american)


def claim_of(raw: Any, weight: int, kind: str, custom: Custom) -> Iterator[Claim]:
    """The claim that one stated value makes, if it can be read."""
    raw = raw[0] if isinstance(raw, list) and raw else raw
    raw = line(str(raw) if isinstance(raw, int | float) else raw)[:100]
    if exact := stated(raw):
        yield Claim(exact.day, weight, kind, raw, exact)
    elif days := days_by(raw, custom):
        yield Claim(days[0].day, weight, kind, raw, None, days[0].other)


def _of_data(data: PageData, custom: Custom) -> Iterator[Claim]:
    weight = 5 if data.fits else 2
    yield from claim_of(data.article.get("datePublished"), weight, "data", custom)
    yield from claim_of(data.page.get("datePublished"), 4, "data", custom)
    for name in ("datePosted", "dateCreated", "uploadDate"):
        yield from claim_of(data.article.get(name), min(weight, 3), "data", custom)
    yield from claim_of(data.article.get("dateModified"), 1, "changed", custom)


def _of_meta(meta: dict[str, str], custom: Custom) -> Iterator[Claim]:
    for name, value in meta.items():
        key = re.sub(r"[^a-z]", "", name)
        if key in _PUBLISHED or (_PUBLISHED_LIKE.search(key) and not key.startswith("last")):
            yield from claim_of(value, 5, "meta", custom)
        elif key in _DATED:
            yield from claim_of(value, 3, "dated", custom)
        elif key in _CHANGED:
            yield from claim_of(value, 1, "changed", custom)


def scripted(tree: lxml_html.HtmlElement, custom: Custom) -> list[Claim]:
    """The date that a page hands to its own programs, when it is but one."""
    scripts = (script for script in tree.iter("script") if "ld+json" not in script.get("type", ""))
    texts = (script.text or "" for script in scripts)
    found = [match.group(1) for text in texts for match in islice(_SCRIPTED.finditer(text), 20)]
    told = [claim for raw in found[:100] for claim in claim_of(raw, 2, "script", custom)]
    return told[:1] if len({claim.day for claim in told}) == 1 else []


def _of_address(url: str) -> Iterator[Claim]:
    told = day_in_address(url)
    if told:
        yield Claim(told.day, told.weight, "url", told.day.isoformat())
