"""Finding the feed behind an address, and taking it on: for the command, for OPML and for the admin's form."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Country, Source
from articles.models.source import Rights
from articles.slugs import unique_slug
from newsroom.ingest import fetch, secluded
from newsroom.ingest.drafts import fit
from newsroom.ingest.entry import ParsedFeed
from newsroom.ingest.language import primary
from newsroom.ingest.models import Feed
from newsroom.outbox import guard

USUAL_PATHS = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml")
TRIED = 3
ROBOTS_LIMIT = 512 * 1024
HASTY = guard.Timeouts(connect=5.0, idle=10.0, total=20.0)
SECONDS = 60.0
"""So long are further places tried; somebody may be waiting for the answer."""
FEEDS = ("rss", "atom", "rdf", "json", "sitemap", "news-sitemap")


class NoFeed(Exception):
    """There is no feed at an address; `str()` is the sentence that says what there is instead."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that answers: its address and what it holds now."""

    url: str
    parsed: ParsedFeed


def look(address: str, *, seconds: float = SECONDS) -> Found:
    """The feed at an address, or the one that the web page there names. Raises NoFeed.

    1. The address itself. 2. The feeds that its page declares or links to. 3. The usual paths of its host. 4. As a
    last resort a sitemap that its robots.txt names, one for news before others. After so many `seconds` no further
    place is tried.
    """
    until = time.monotonic() + seconds
    url = with_scheme(address)
    body, found = _read(url)
    if found.kind in FEEDS and (found.entries or not found.problem):
        return Found(url, found)
    if found.kind != "html":
        raise NoFeed(found.problem or _("There is no feed at this address."))
    named = secluded.discover(body, url)[:TRIED]
    for candidate in _candidates(url, named):
        if time.monotonic() > until:
            break
        try:
            behind = _read_whole(candidate)
        except NoFeed:
            continue
        if behind.kind in FEEDS and behind.entries:
            return Found(candidate, behind)
    raise NoFeed(found.problem or _("This is a web page, and no feed could be found behind it."))


def _candidates(url: str, named: Iterable[str]) -> Iterator[str]:
    """Where else a feed may be, the likeliest first; the robots.txt is asked only where all before were nothing."""
    named = list(named)
    yield from named
    if not named:
        yield from (urljoin(url, path) for path in USUAL_PATHS)
    yield from _sitemaps(url)


def _sitemaps(url: str) -> list[str]:
    """The sitemaps that the robots.txt of a site names (RFC 9309, section 2.2.4), those for news first."""
    try:
        accept = "text/plain, */*;q=0.1"
        answer = fetch.get(urljoin(url, "/robots.txt"), limit_bytes=ROBOTS_LIMIT, accept=accept, timeouts=HASTY)
    except fetch.FetchError:
        return []
    found = re.findall(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", answer.body.decode("utf-8", "replace"))
    absolute = dict.fromkeys(urljoin(url, address) for address in found)
    return sorted(absolute, key=lambda address: "news" not in address.lower())[:TRIED]


def _read_whole(url: str) -> ParsedFeed:
    """What is at an address; of an index of sitemaps, what its first part holds."""
    _body, found = _read(url)
    if found.kind == "sitemap" and not found.entries and found.next_url:
        _body, found = _read(found.next_url)
    return found


def take_on(
    found: Found,
    *,
    source: Source | None = None,
    name: str = "",
    rights: str = Rights.EXCERPT,
    country: Country | None = None,
    folder: str = "",
) -> tuple[Feed, bool]:
    """The feed with its source, made where we did not have them; and whether the feed is new."""
    known = Feed.objects.select_related("source").filter(url=found.url).first()
    if known:
        return known, False
    source = source or source_for(found.url, found.parsed, name=name, rights=rights, country=country)
    feed = Feed.objects.create(
        source=source,
        url=found.url,
        title=fit(found.parsed.title, 300),
        kind=found.parsed.kind,
        folder=fit(folder, 120),
        country=country,
        next_poll_at=timezone.now(),
    )
    return feed, True


def source_for(
    url: str, parsed: ParsedFeed, *, name: str = "", rights: str = Rights.EXCERPT, country: Country | None = None
) -> Source:
    """The outlet behind an address: the one of this name, or of this host, or a new one."""
    home = parsed.home_page or url
    host = host_of(home) or host_of(url)
    if name:
        known = Source.objects.filter(name__iexact=name).first()
    else:
        known = Source.objects.filter(host=host).first() if host else None
        name = parsed.title or host or _("Unnamed source")
        known = known or Source.objects.filter(name=fit(name, 160)).first()
    if known:
        return known
    return Source.objects.create(
        name=fit(name, 160),
        slug=unique_slug(name, lambda slug: Source.objects.filter(slug=slug).exists(), fallback="source"),
        home_page=fit(home, 500),
        host=fit(host, 255),
        language=primary(parsed.language) or "en",
        rights=rights,
        country=country,
    )


def with_scheme(address: str) -> str:
    """An address as people type it, with https:// where they left it out."""
    address = address.strip().removeprefix("feed:").removeprefix("//")
    url = address if "://" in address else f"https://{address}"
    return url if url.count("/") > 2 else f"{url}/"


def host_of(url: str) -> str:
    """The host of an address without www., "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _read(url: str) -> tuple[bytes, ParsedFeed]:
    try:
        response = fetch.get(url, limit_bytes=fetch.FEED_LIMIT, accept=fetch.ACCEPT_FEED, timeouts=HASTY)
    except fetch.FetchError as error:
        raise NoFeed(error.sentence) from error
    return response.body, secluded.parse(response.body, response.headers, response.url)
