"""A story's own page: fetched, or the reason why not. Reads it where that is asked for; decides nothing."""

from newsroom.ingest import fetch, secluded
from newsroom.ingest.entry import Entry, Extraction
from newsroom.ingest.reading import Outlet, Page

TRANSIENT = frozenset({None, 408, 425, 429, 500, 502, 503, 504})
HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})


def fetched(entry: Entry) -> Page:
    """The page of an entry, not yet read; one that does not answer is a value with a problem."""
    try:
        response = fetch.get(entry.url, limit_bytes=fetch.PAGE_LIMIT, accept=fetch.ACCEPT_PAGE)
    except fetch.FetchError as error:
        return Page(problem=error.sentence, transient=error.status in TRANSIENT and not error.refused)
    if response.content_type not in HTML:
        return Page(problem=f"The address leads to a file ({response.content_type[:60]}), not to a page")
    return Page(response)


def look_up(entry: Entry, outlet: Outlet) -> tuple[Page, Extraction]:
    """Fetch the page of an entry and read it by itself, without the entry."""
    page = fetched(entry)
    if (found := page.response) is None:
        return page, Extraction()
    return page, secluded.extract(found.body, found.url, found.charset, take=outlet.take, drop=outlet.drop)
