"""A story's own page: fetched and read, or the reason why not. Decides nothing."""

import re

from newsroom.ingest import fetch
from newsroom.ingest.entry import Entry, Extraction, Response
from newsroom.ingest.extract import extract
from newsroom.ingest.reading import Outlet, Page

TRANSIENT = frozenset({None, 408, 425, 429, 500, 502, 503, 504})
HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})


def look_up(entry: Entry, outlet: Outlet) -> tuple[Page, Extraction]:
    """Fetch the page of an entry and read it; a page that does not answer is a value with a problem."""
    try:
        response = fetch.get(entry.url, limit_bytes=fetch.PAGE_LIMIT, accept=fetch.ACCEPT_PAGE)
    except fetch.FetchError as error:
        return Page(problem=error.sentence, transient=error.status in TRANSIENT and not error.refused), Extraction()
    if response.content_type not in HTML:
        return Page(problem=f"The address leads to a file ({response.content_type[:60]}), not to a page"), Extraction()
    return Page(response), extract(response.body, response.url, charset(response), take=outlet.take, drop=outlet.drop)


def charset(response: Response) -> str:
    """The charset that the Content-Type header names, "" for none."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", response.headers.get("content-type", ""), re.IGNORECASE)
    return found.group(1) if found else ""
