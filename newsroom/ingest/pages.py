"""A story's own page: fetched, or the reason why not. Reads and decides nothing."""

from newsroom.ingest import fetch
from newsroom.ingest.entry import Entry
from newsroom.ingest.reading import Page

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
