"""The steps in order, for one feed: fetch, parse, and for each story read, decide, store. One bad story stops no other.

No transaction is open while the network is asked. What could not be dealt with is looked at again at the next poll.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Source
from newsroom.ingest import coverage, fetch, healing, health, known, lease, optouts, secluded, store
from newsroom.ingest.decide import at_a_glance
from newsroom.ingest.entry import Entry, Extraction, Mend, ParsedFeed, Response
from newsroom.ingest.fingerprint import canonical_address
from newsroom.ingest.hosts import own_hosts
from newsroom.ingest.illustrate import discard, illustrate
from newsroom.ingest.models import Feed, Fetch
from newsroom.ingest.pages import fetched
from newsroom.ingest.prepare import Vocabulary, entry_hash, identity, unread
from newsroom.ingest.reading import NO_PAGE, Outlet, Page, Reading
from newsroom.ingest.ruling import Ruling
from newsroom.ingest.tag_names import vocabulary
from newsroom.ingest.tagging import Tagger
from newsroom.ingest.tally import Tally
from newsroom.ingest.verdict import Arriving, Known, Verdict

logger = logging.getLogger(__name__)

STORIES = 100
"""So many stories are read in one visit; the rest wait for the next, so that no feed holds a worker for long."""
SECONDS = 180
"""So long a visit goes on to further stories: an outlet whose pages drip must not hold a worker for hours."""
HOPS = 2
NOT_FOUND = 404


def visit(feed: Feed) -> Fetch:
    """Look at a feed once, take in what is new, and write down what happened and when to look again."""
    started = time.monotonic()
    if feed.source.opted_out:
        return health.rested(feed)
    try:
        response, parsed = _looked_at(feed)
    except fetch.FetchError as error:
        return _unanswered(feed, error, started)
    if parsed is None:
        return health.unchanged(feed, response, started)
    if parsed.problem and not parsed.entries:
        visited = health.failed(feed, parsed.problem, started, status=response.status, size=len(response.body))
        if parsed.kind == "html":
            healing.search_if_lost(feed, visited, response.url)
        return visited
    optouts.look(feed.source, (entry.url for entry in parsed.entries))
    tally = take_in(parsed.entries, feed.source, feed)
    return health.read(feed, response, parsed, tally, _hash(response), started)


def _unanswered(feed: Feed, error: fetch.FetchError, started: float) -> Fetch:
    """What is written down where no answer came; a feed that is lost is searched for."""
    if error.busy:
        return health.postponed(feed, error.sentence, error.retry_after, asked=error.status is not None)
    visited = health.failed(feed, error.sentence, started, status=error.status, retry_after=error.retry_after)
    if error.status == NOT_FOUND:
        healing.search_if_lost(feed, visited)
    return visited


def take_in(entries: Sequence[Entry], source: Source, feed: Feed | None = None, *, pages: bool = True) -> Tally:
    """Deal with the entries of one source, in the order given. `pages` false leaves pages and pictures alone."""
    pages = pages and (feed is None or feed.fetch_pages)
    closed = optouts.pages_closed(source) if pages else ""
    intake = Intake(source, feed, store.outlet(source, feed), pages=pages and not closed, closed=closed)
    intake.tally.entries = len(entries)
    waiting = intake.waiting(_with_distinct_guids(entries))
    for entry, found, arriving in waiting:
        intake.deal_with(entry, found, arriving)
    intake.tally.closed = closed
    store.count_hits(intake.hits)
    intake.ruling.settle()
    return intake.tally


@dataclass
class Intake:
    """One run over the entries of a source: what it needs, and what has come of it so far."""

    source: Source
    feed: Feed | None
    outlet: Outlet
    pages: bool
    closed: str = ""
    tally: Tally = field(default_factory=Tally)
    hits: list[int] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    vocabulary: Vocabulary | None = None
    tagger: Tagger = field(default_factory=Tagger)

    def __post_init__(self) -> None:
        """With the rules of the feed, which are read when a story first needs them."""
        self.ruling = Ruling(self.feed)

    def waiting(self, entries: Sequence[Entry]) -> list[tuple[Entry, Known, Arriving]]:
        """The entries that were not dealt with before just as they are, each once, with what is known of them."""
        hashes = [entry_hash(entry) for entry in entries]
        handled = known.handled(self.source.pk, hashes, self.feed.pk if self.feed else None)
        fresh = [entry for entry, key in zip(entries, hashes, strict=True) if key not in handled]
        self.tally.seen += len(entries) - len(fresh)
        pairs = list(self._once_each(fresh))
        found = known.gather([arriving for _entry, arriving in pairs]) if pairs else []
        return [(entry, one, arriving) for (entry, arriving), one in zip(pairs, found, strict=True)]

    def _once_each(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Arriving]]:
        met: dict[str, str] = {}
        for entry in entries:
            prints = identity(entry, self.outlet)
            mine = {key for key in (prints.guid_key, *prints.address_keys) if key}
            headline = entry.title.strip() if prints.guid_key else ""
            # Some feeds link all their stories to one page: what has an id and a headline of its own is another one.
            again = prints.guid_key in met or any(met.get(key) == headline for key in prints.address_keys)
            if not mine:
                self.tally.empty += 1
            elif again:
                self.tally.seen += 1
            else:
                yield entry, store.arrival(unread(entry, prints, hashed=False), self.source)
            met |= dict.fromkeys(mine, headline)

    def deal_with(self, entry: Entry, found: Known, arriving: Arriving) -> None:
        """Take one story through the rest of the steps, whatever it holds."""
        try:
            self._deal_with(entry, found, arriving)
        except Exception as error:
            # One publisher's oddity must not keep the other stories out: it is logged, shown, and tried again.
            logger.exception("A story could not be taken in: %s", entry.url or entry.guid)
            name, why = entry.title[:80] or entry.url, f"{type(error).__name__}: {str(error)[:120]}"
            self.tally.problems.append(_("“%(name)s” could not be taken in (%(why)s).") % {"name": name, "why": why})

    def _deal_with(self, entry: Entry, found: Known, arriving: Arriving) -> None:
        verdict = at_a_glance(found, arriving)
        if verdict is not None:
            self._turn_away(entry, arriving, verdict)
        elif not found.holders and (dropped := self._dropped_at_the_door(entry)):
            self.tally.count(dropped)
        elif self.tally.new + self.tally.changed >= STORIES or time.monotonic() - self.started > SECONDS:
            self.tally.left += 1
        else:
            self.tally.count(self._read_and_settle(entry, is_known=bool(found.holders)))

    def _turn_away(self, entry: Entry, arriving: Arriving, verdict: Verdict) -> None:
        """What needs no reading: kept out, or seen."""
        self.tally.count(verdict)
        if verdict.bar:
            self.hits.append(verdict.bar)
        if verdict.kind == "seen":
            store.note_seen(unread(entry, identity(entry, self.outlet)), self.source, self.feed, verdict)

    def _dropped_at_the_door(self, entry: Entry) -> Verdict | None:
        """The verdict of a rule that needs no more than the entry."""
        if not self.ruling.orders:
            return None
        return self._ruled_out(self.ruling.at_the_door(unread(entry, identity(entry, self.outlet))))

    def _ruled_out(self, reading: Reading) -> Verdict | None:
        """The verdict where a rule drops a story, written down; None where none does."""
        if reading.ordered is None or reading.ordered.drop is None:
            return None
        self.ruling.count(reading)
        return store.keep_out(reading, self.source, self.feed, reading.ordered.drop.name)

    def _read_and_settle(self, entry: Entry, *, is_known: bool) -> Verdict:
        if self.feed:
            lease.renew(self.feed, timezone.now())
        page = fetched(entry) if self.pages and entry.url else Page(problem=self.closed) if self.closed else NO_PAGE
        return self.settle(entry, _patiently(page, entry, is_known=is_known), is_known=is_known)

    def settle(
        self,
        entry: Entry,
        page: Page,
        extraction: Extraction | None = None,
        *,
        mends: tuple[Mend, ...] = (),
        is_known: bool = False,
    ) -> Verdict:
        """Read a story whose page was fetched, fetch its picture if it seems new, decide and store.

        `extraction` is what was made of the page before, with `mends` where it came as plain text.
        """
        if self.vocabulary is None:
            self.vocabulary = vocabulary()
        reading = secluded.read(
            entry,
            page,
            self.outlet,
            vocabulary=self.vocabulary,
            own_hosts=own_hosts(),
            now=timezone.now(),
            extraction=extraction,
            mends=mends,
        )
        if not is_known:
            reading = self.ruling.obeyed(self.tagger.tagged(reading, self.vocabulary))
        if (dropped := self._ruled_out(reading)) is not None:
            return dropped
        if page.transient:
            self.tally.again += 1
        elif reading.page_problem and not self.closed:
            self.tally.unread += 1
        wanted = self.pages and reading.image_url and not is_known and store.would_come_in(reading, self.source)
        picture, remark = illustrate(reading, self.source) if wanted else (None, None)
        if remark:
            reading = replace(reading, remarks=(*reading.remarks, remark))
        verdict = store.settle(reading, self.source, self.feed, picture)
        if picture and verdict.kind in ("barred", "refused"):
            discard(picture)
        if verdict.comes_in:
            self.ruling.count(reading)
            _group(reading, verdict)
        return verdict


def _looked_at(feed: Feed) -> tuple[Response, ParsedFeed | None]:
    """The answer and what it says; None for the latter when nothing has changed. An index of sitemaps is followed."""
    response = _get(feed.url, feed.etag, feed.last_modified)
    if response.not_modified or _hash(response) == feed.body_hash:
        return response, None
    parsed = secluded.parse(response.body, response.headers, response.url)
    for _hop in range(HOPS):
        if parsed.entries or parsed.kind != "sitemap" or not parsed.next_url:
            break
        part = _get(parsed.next_url)
        if _hash(part) == feed.body_hash:
            return response, None
        parsed = secluded.parse(part.body, part.headers, part.url)
        # An index may stay as it is while its part brings news: it is the part that must be known again.
        response = replace(response, body=part.body, etag="", last_modified="")
    return response, parsed


def _get(url: str, etag: str = "", last_modified: str = "") -> Response:
    return fetch.get(
        url, etag=etag, last_modified=last_modified, limit_bytes=fetch.FEED_LIMIT, accept=fetch.ACCEPT_FEED
    )


def _hash(response: Response) -> str:
    return sha256(response.body).hexdigest()


def _group(reading: Reading, verdict: Verdict) -> None:
    """Find the event of a story that came in; where that fails, the round does it later."""
    told, text = reading.prepared.headline or reading.headline_as_given, reading.prepared.body_text
    country, at = reading.prepared.country or "", reading.published_at
    try:
        coverage.group(verdict.article or 0, told, text, country=country, at=at)
    except Exception:
        logger.exception("A story could not be grouped: %s", verdict.article)


def _with_distinct_guids(entries: Sequence[Entry]) -> list[Entry]:
    """An id that a feed gives to several addresses tells nothing: those stories are told apart by address alone."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        addresses[entry.guid].add(canonical_address(entry.url))
    return [replace(entry, guid="") if len(addresses[entry.guid] - {""}) > 1 else entry for entry in entries]


def _patiently(page: Page, entry: Entry, *, is_known: bool) -> Page:
    """A page that may answer later is tried again for a day, or once where the story bears no date."""
    fresh = timezone.now() - entry.published < health.ONE_DAY if entry.published else not is_known
    return page if fresh else replace(page, transient=False)
