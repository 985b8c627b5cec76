"""A story as it was read, ready to be decided upon and stored. Frozen data between the steps; pure, without Django."""

from dataclasses import dataclass, field
from datetime import datetime

from articles.readiness import Finding
from newsroom.ingest.entry import Entry, Prepared, Response
from newsroom.ingest.rules import Outcome


@dataclass(frozen=True, slots=True)
class Outlet:
    """What the pure steps need to know of a source. `country` and `default_country` are ISO 3166-1 codes, "" for none.

    `default_country` is the feed's: a feed about one country says more than the outlet's home does. A `section` that
    the page itself stands in decides.
    """

    pk: int
    name: str
    language: str = "en"
    country: str = ""
    default_country: str = ""
    section: str = ""
    home_page: str = ""
    opted_out: bool = False
    # Where its text stands on its pages, as CSS selectors; empty where the readers find it by themselves.
    take: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The story's page, or why there is none. `transient` says that another try may do better."""

    response: Response | None = None
    problem: str = ""
    transient: bool = False


NO_PAGE = Page()


@dataclass(frozen=True, slots=True)
class Reading:
    """One story, read: the fields that the article and the capture are made of.

    `origins` says where each field is from ("feed" or "page"); `page_problem` is a sentence for editors, "" when the
    page was read or not asked for; `words_key` is the key of the body's words however few they are. `words` counts what
    was read, `source_words` the source's whole text: 0, for unknown, where only the feed's summary was read.
    `ordered` is what the rules of the feed made of it, None where none was asked.
    """

    entry: Entry
    prepared: Prepared
    page: Page = NO_PAGE
    headline_as_given: str = ""
    author: str = ""
    published_at: datetime | None = None
    language: str = ""
    image_url: str = ""
    url: str = ""
    words: int = 0
    source_words: int = 0
    words_key: str = ""
    page_problem: str = ""
    origins: dict[str, str] = field(default_factory=dict)
    remarks: tuple[Finding, ...] = ()
    entry_hash: str = ""
    ordered: Outcome | None = None
