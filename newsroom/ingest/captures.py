"""What came in for an article: shown to reviewers, erased for takedowns. The keys outlive it all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from articles.history import log
from articles.models import Article
from articles.sanitize import clean
from newsroom.ingest.models import Capture

WORDS = (
    "title",
    "author",
    "image_url",
    "image_credit",
    "full_text",
    "full_html",
    "published_raw",
    "page_problem",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A capture as the review screen shows it. `html` is sanitised; `agreement` is 0 to 1, or None."""

    version: int
    came_at: datetime
    source: str
    feed: str
    url: str
    headline: str
    byline: str
    published_at: datetime | None
    published_raw: str
    language: str
    image_url: str
    html: str
    words: int
    reader: str
    agreement: float | None
    label: str
    page_problem: str
    origins: dict[str, str]
    mends: list[dict[str, str]]
    erased_at: datetime | None


def for_article(article: Article) -> QuerySet[Capture]:
    """Everything that came in for an article, the newest version first; sightings in other feeds last."""
    return article.captures.select_related("feed", "source").order_by("-version", "-id")


def latest(article: Article) -> Capture | None:
    """The newest version that came in, None for what staff began here."""
    return for_article(article).filter(version__gt=0).first()


def as_shown(capture: Capture) -> Shown:
    """A capture ready to be put beside what we made of it."""
    return Shown(
        version=capture.version,
        came_at=capture.at,
        source=capture.source.name,
        feed=str(capture.feed or ""),
        url=capture.url,
        headline=capture.title,
        byline=capture.author,
        published_at=capture.published_at,
        published_raw=capture.published_raw,
        language=capture.language,
        image_url=capture.image_url,
        html=clean(capture.full_html),
        words=capture.words,
        reader=capture.reader,
        agreement=capture.agreement,
        label=capture.label,
        page_problem=capture.page_problem,
        origins=capture.origins,
        mends=capture.mends,
        erased_at=capture.erased_at,
    )


def erase(article: Article, by: User) -> int:
    """Empty all that came in for an article: words, markup, bytes, names, pictures. Returns how many captures.

    Idempotent. What it is recognised by stays as keys; that it was erased, by whom and when, is written down.
    """
    emptied: dict[str, Any] = dict.fromkeys(WORDS, "")
    emptied |= {"entry": b"", "page": b"", "page_headers": {}, "mends": [], "origins": {}, "words": 0}
    rows = article.captures.filter(erased_at=None).update(erased_at=timezone.now(), **emptied)
    if rows:
        log(article, "erase captures", by=by, old=article.status, new=article.status, details={"captures": rows})
    return rows
