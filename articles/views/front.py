"""The front page: a lead, three seconds, what many outlets cover, the latest, the busiest sections. No story twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles import calendar, cards, topics
from articles.caching import by_edition_hourly
from articles.models import Article, Country, Coverage, Page
from articles.prepared import Prepared
from articles.status import Status
from articles.views.choosing import Fact, choose
from articles.views.pages import made_ready

POOL = 120


@dataclass(frozen=True)
class Event:
    """A coverage as the front page shows it."""

    coverage: Coverage
    outlets: int
    stories: list[Article]


@dataclass(frozen=True)
class Note:
    """What the editors have to say to readers today: a standing page, shown on the front page as well."""

    page: Page
    body: SafeString


@dataclass(frozen=True)
class Section:
    """A country's corner of the front page."""

    country: Country
    stories: list[Article]


@by_edition_hourly
def front(request: HttpRequest) -> HttpResponse:
    """Pinned stories lead until the end of the hour in which their pin runs out."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    today = timezone.localdate()
    note = {"note": editors_note()}
    if request.GET.get("view") == "text":
        return _in_words(request, compose(hour) | note)
    context = (
        compose(hour)
        | note
        | {
            "month": partial(calendar.month, today.year, today.month),
            "cloud": topics.cloud,
            "page_path": request.path,
        }
    )
    return render(request, "articles/front.html", context)


def _in_words(request: HttpRequest, front: dict[str, Any]) -> HttpResponse:
    """The headlines alone: no picture, no script, no calendar."""
    top = [story for story in (front["lead"], *front["companions"], *front["seconds"]) if story]
    return render(request, "articles/front_text.html", front | {"top": top, "page_path": request.path})


NOTE = Prepared(lambda slug: Page.objects.filter(slug=slug, published=True).order_by()[:1])


def editors_note() -> Note | None:
    """The note, where one is published and says something. One query."""
    text = next(iter(NOTE(Page.NOTE)), None)
    if text is None or not text.body.strip():
        return None
    return Note(text, mark_safe(made_ready(text).html))  # noqa: S308 - sanitised when it was stored


_COLUMNS = ("pk", "coverage", "country", "source", "published_at", "picture__cleared", "picture__withheld", "status")
NEWEST = Prepared(lambda: Article.objects.published().newest().values_list(*_COLUMNS)[:POOL])
# Asked for what is published as well, SQLite looks through all that is: `_facts` leaves the others out.
PINNED = Prepared(lambda since: Article.objects.filter(pinned_until__gt=since).newest().values_list(*_COLUMNS))
EVENTS = Prepared(
    lambda coverages: (
        Article.objects.published()
        .filter(coverage__in=coverages)
        .order_by()
        .values("coverage", "coverage__title", "coverage__slug")
        .annotate(outlets=Count("source", distinct=True))
        .filter(outlets__gte=2)
        .values_list("outlets", "coverage", "coverage__title", "coverage__slug")
    )
)


def compose(hour: datetime) -> dict[str, Any]:
    """Everything on the front page: first the places are given away by keys, then what stands there is read."""
    pool, pinned = _facts(NEWEST()), _facts(PINNED(hour))
    told = EVENTS(keys) if (keys := sorted({story.coverage for story in (*pool, *pinned) if story.coverage})) else ()
    events = {pk: (outlets, Coverage(pk=pk, title=title, slug=slug)) for outlets, pk, title, slug in told}
    choice = choose(pool, pinned, {pk: outlets for pk, (outlets, _coverage) in events.items()})
    found = cards.by_key(choice.keys)
    outlets, event = events.get(choice.lead.coverage or 0, (0, None)) if choice.lead else (0, None)

    def read(keys: Iterable[int]) -> list[Article]:
        return [found[pk] for pk in keys if pk in found]

    lead = found.get(choice.lead.pk) if choice.lead else None
    shown = [(events[pk], stories) for pk, keys in choice.events.items() if (stories := read(keys))]
    sections = [(stories[0].country, stories) for stories in map(read, choice.sections.values()) if stories]
    return {
        "lead": lead,
        "lead_event": event,
        "lead_outlets": outlets,
        "companions": read(choice.companions),
        "seconds": read(choice.seconds),
        "events": [Event(coverage, number, stories) for (number, coverage), stories in shown],
        "latest": read(choice.latest),
        "sections": [Section(country, stories) for country, stories in sections if country],
    }


def _facts(rows: Iterable[Any]) -> list[Fact]:
    """The public ones of these rows, each with whether its picture may be shown."""
    return [
        Fact(*keys, bool(cleared and not withheld))  # type: ignore[call-arg]
        for (*keys, cleared, withheld, status) in rows
        if status == Status.PUBLISHED
    ]
