"""Hostile bytes read in a process of their own, within limits: what fails there is a value with a sentence.

No story holds whoever asks for longer than ten seconds, and none keeps the next one from being read.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from articles.readiness import RECOMMENDED, Finding
from newsroom.ingest import keeper
from newsroom.ingest.entry import Entry, Extraction, Mend, ParsedFeed
from newsroom.ingest.errands import Errand, FindFeeds, Learn, ReadFeed, ReadPage, ReadStory
from newsroom.ingest.keeper import GivenUp
from newsroom.ingest.prepare import entry_hash
from newsroom.ingest.reading import NO_PAGE, Outlet, Page, Reading

FEED = 6.0
"""Seconds for a feed."""
PAGE = 5.0
"""For a page, with its story or alone."""
TEXT = 3.0
"""For a story that has no page to be read."""
WITHOUT_PAGE = 1.0
"""For the same story with the feed's own text, once its page was given up."""
HEADLINE = 0.5
"""For what is left once the feed's text was given up too. With the starts of processes between, it makes ten."""
HEADLINE_LENGTH = 1000

_Kind = TypeVar("_Kind")
_learnt = Learn({})


def parse(body: bytes, headers: Mapping[str, str], url: str) -> ParsedFeed:
    """Read what came from `url` as a feed; `problem` says why it could not be."""
    try:
        return _asked(ReadFeed(body, dict(headers), url), ParsedFeed, FEED)
    except GivenUp as error:
        return ParsedFeed(problem=error.sentence("The feed"))


def discover(body: bytes, url: str) -> tuple[str, ...]:
    """The addresses of the feeds that a web page names."""
    try:
        return _asked(FindFeeds(body, url), tuple, PAGE)
    except GivenUp:
        return ()


def extract(
    body: bytes, url: str, charset: str = "", *, take: tuple[str, ...] = (), drop: tuple[str, ...] = ()
) -> Extraction:
    """Read a web page; `problem` says why it could not be."""
    try:
        return _asked(ReadPage(body, url, charset, take, drop), Extraction, PAGE)
    except GivenUp as error:
        return Extraction(problem=error.sentence("The page"))


def read(
    entry: Entry,
    page: Page,
    outlet: Outlet,
    *,
    vocabulary: Mapping[str, str],
    own_hosts: tuple[str, ...] = (),
    now: datetime,
    extraction: Extraction | None = None,
    mends: tuple[Mend, ...] = (),
) -> Reading:
    """Read a story with its page, or with the `extraction` that was made of it before. Raises GivenUp if all fails.

    1. The entry with its page. 2. The entry alone, where the page was too much. 3. The headline alone.
    """
    errand = ReadStory(
        entry,
        outlet,
        now,
        page=replace(page, response=replace(page.response, body=b"")) if page.response else page,
        unread=_unread(page, outlet) if extraction is None else None,
        extraction=extraction or Extraction(),
        own_hosts=own_hosts,
        mends=mends,
    )
    learn = _known(vocabulary)
    try:
        reading = _asked(errand, Reading, PAGE if errand.unread else TEXT, learn)
    except GivenUp as error:
        reading = _without_page(errand, error, learn) if errand.unread else _headline_alone(errand, error, learn)
    return replace(reading, entry=entry, page=page, prepared=replace(reading.prepared, entry=entry))


def _without_page(errand: ReadStory, page_error: GivenUp, learn: Learn) -> Reading:
    extraction = Extraction(problem=page_error.sentence("The page"))
    try:
        return _asked(replace(errand, unread=None, extraction=extraction), Reading, WITHOUT_PAGE, learn)
    except GivenUp as error:
        return _headline_alone(errand, error, learn)


def _headline_alone(errand: ReadStory, error: GivenUp, learn: Learn) -> Reading:
    """What a story is called and where it stands; an editor is told why there is no more."""
    entry = replace(errand.entry, summary_html="", content_html="", title=errand.entry.title[:HEADLINE_LENGTH])
    bare = replace(errand, entry=entry, page=NO_PAGE, unread=None, extraction=Extraction())
    reading = _asked(bare, Reading, HEADLINE, learn)
    sentence = f"{error.sentence('The text')} Only its headline came in."
    return replace(
        reading,
        page_problem=sentence.rstrip("."),
        entry_hash=entry_hash(errand.entry),
        remarks=(*reading.remarks, Finding("text-unread", RECOMMENDED, sentence, "body")),
    )


def _unread(page: Page, outlet: Outlet) -> ReadPage | None:
    """A page's bytes that are still to be read, None where there are none."""
    found = page.response
    return ReadPage(found.body, found.url, found.charset, outlet.take, outlet.drop) if found else None


def _asked(errand: Errand, kind: type[_Kind], seconds: float, learn: Learn | None = None) -> _Kind:
    value = keeper.ask(errand, seconds, learn)
    if not isinstance(value, kind):
        raise GivenUp("was answered by something else; it was given up.")
    return value


def _known(vocabulary: Mapping[str, str]) -> Learn:
    """The words as the processes learn them: once, and again only when they are others."""
    global _learnt  # noqa: PLW0603
    learnt = _learnt
    if learnt.words is not vocabulary and learnt.words != vocabulary:
        learnt = _learnt = Learn(dict(vocabulary))
    return learnt
