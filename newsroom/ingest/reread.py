"""What came in, read again by today's readers, offline: what would be different, and keeping it where it is no worse.

Nothing is asked of the network; the page and the entry that were kept are all there is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Source
from articles.status import Status
from newsroom.ingest import captures, fingerprint, rewording, secluded, store
from newsroom.ingest.decide import WORTH_KEEPING
from newsroom.ingest.hosts import own_hosts
from newsroom.ingest.keeper import GivenUp
from newsroom.ingest.models import Capture
from newsroom.ingest.prepare import DISTRUST, Vocabulary
from newsroom.ingest.reading import NO_PAGE, Page, Reading
from newsroom.ingest.tag_names import vocabulary

Outcome = Literal["same", "different", "worse", "unreadable"]
OPEN = (Status.INCOMING, Status.IN_REVIEW, Status.SCHEDULED, Status.PUBLISHED, Status.UNPUBLISHED)


@dataclass(frozen=True, slots=True)
class Reread:
    """One capture beside its new reading. `fields` are the changed ones, each as (name, before, after)."""

    capture: Capture
    reading: Reading | None
    outcome: Outcome
    fields: tuple[tuple[str, str, str], ...] = ()
    why: str = ""

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """The changed runs of words, each after what stands before it."""
        return rewording.differences(self.capture.full_text, self.reading.prepared.body_text) if self.reading else []


def chosen(since: datetime, source: Source | None = None) -> QuerySet[Capture]:
    """The newest version of every story that came in since then, is still open, and of which something is kept."""
    newest = Capture.objects.filter(article=OuterRef("article"), version__gt=0).values("article")
    found = Capture.objects.filter(
        ~Q(page=b"") | ~Q(entry=b""),
        at__gte=since,
        erased_at=None,
        reduced_at=None,
        article__status__in=OPEN,
        version=Subquery(newest.annotate(newest=Max("version")).values("newest")),
    )
    found = found.filter(source=source) if source else found
    return found.select_related("source__country", "source__recipe", "feed__country", "article").order_by("at", "id")


def again(chosen: QuerySet[Capture], limit: int | None = None) -> Iterator[Reread]:
    """Each of them read again, one at a time, so that any number fits into memory."""
    words = vocabulary()
    for pk in list(chosen.values_list("pk", flat=True)[:limit]):
        # While others were read, a newer version may have come, or the story may have been taken down.
        if (capture := chosen.filter(pk=pk).first()) is not None:
            yield read(capture, words)


def read(capture: Capture, words: Vocabulary | None = None) -> Reread:
    """One capture read again, and what that changes."""
    try:
        reading = _reading(capture, words or {})
    except GivenUp as error:
        return Reread(capture, None, "unreadable", why=error.sentence("It"))
    fields = tuple(_changed(capture, reading))
    if not fields:
        return Reread(capture, reading, "same")
    why = _worse(capture, reading)
    return Reread(capture, reading, "worse" if why else "different", fields, why)


def keep(found: Reread) -> bool:
    """Keep a different reading as a new version; whether the article itself follows it. A worse one is never kept."""
    if found.reading is None or found.outcome != "different" or found.capture.article_id is None:
        return False
    return store.keep_rereading(found.reading, found.capture.source, found.capture.feed, found.capture.article_id)


def _reading(capture: Capture, words: Vocabulary) -> Reading:
    page = captures.page_of(capture)
    asked = Page(page) if page else Page(problem=capture.page_problem) if capture.page_problem else NO_PAGE
    outlet = store.outlet(capture.source, capture.feed)
    entry = captures.entry_of(capture)
    return secluded.read(entry, asked, outlet, vocabulary=words, own_hosts=own_hosts(), now=timezone.now())


def _changed(capture: Capture, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """The fields that say something else now. How well the readers agree is told, but is no change by itself."""
    published = reading.published_at.isoformat() if reading.published_at else ""
    was = capture.published_at.isoformat() if capture.published_at else ""
    pairs = (
        ("headline", capture.title, reading.headline_as_given[:500]),
        ("byline", capture.author, reading.author[:300]),
        ("date", was, was if capture.published_at == reading.published_at else published),
    )
    yield from (pair for pair in pairs if pair[1] != pair[2])
    if fingerprint.text_key(capture.full_text) != fingerprint.text_key(reading.prepared.body_text):
        yield "text", f"{capture.words} words", f"{reading.words} words"


def _worse(capture: Capture, reading: Reading) -> str:
    """Why the new reading is worse than the one we have, "" where it is not."""
    agreement = reading.prepared.extraction.agreement
    if reading.page_problem and not capture.page_problem:
        return f"the page cannot be read now ({reading.page_problem})"
    if reading.words < capture.words * WORTH_KEEPING:
        return f"only {reading.words} of {capture.words} words are left"
    if capture.agreement is not None and agreement < DISTRUST <= capture.agreement:
        return f"the readers agree to {agreement:.0%} only, and agreed to {capture.agreement:.0%}"
    return ""
