"""The front page: a lead, three seconds, what many outlets cover, the latest, the busiest sections. No story twice."""

from collections import Counter, defaultdict
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
from articles.views.pages import made_ready

POOL = 120
SECONDS, LATEST, SECTIONS, OF_SECTION, COVERED, OF_COVERED = 3, 20, 6, 3, 4, 3


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


def _shown() -> Any:
    return Article.objects.published().for_cards().select_related("coverage")


NEWEST = Prepared(lambda: _shown().newest()[:POOL])


def compose(hour: datetime) -> dict[str, Any]:
    """Everything on the front page, from one pool of the newest stories; each is taken out as it is used."""
    pool = list(NEWEST())
    pins = list(cards.PINNED(hour))
    pinned = list(_shown().filter(pk__in=pins).newest()[: SECONDS + 1]) if pins else []
    outlets = _outlets({article.coverage_id for article in pool if article.coverage_id})
    taken: set[int] = set()
    lead, seconds = _top(pool, pinned, outlets, taken)
    companions = [article for article in pool if lead and lead.coverage_id and article.coverage_id == lead.coverage_id]
    return {
        "lead": lead,
        "lead_outlets": outlets.get(lead.coverage_id or 0, 0) if lead else 0,
        "companions": _take(companions, taken, OF_COVERED),
        "seconds": seconds,
        "events": _events(pool, outlets, taken, lead),
        "latest": _take(pool, taken, LATEST),
        "sections": _sections(pool, taken),
    }


def _outlets(coverages: Iterable[int]) -> dict[int, int]:
    """How many outlets cover each event, where there are at least two."""
    rows = (
        Article.objects.published()
        .filter(coverage__in=list(coverages))
        .order_by()
        .values("coverage")
        .annotate(outlets=Count("source", distinct=True))
        .filter(outlets__gte=2)
        .values_list("coverage", "outlets")
    )
    return dict(rows)


def _top(
    pool: list[Article], pinned: list[Article], outlets: dict[int, int], taken: set[int]
) -> tuple[Article | None, list[Article]]:
    """The lead is a pinned story, else the newest of the event that most outlets cover, else the newest of all.

    Of the biggest event a story with a picture is preferred.
    """

    def weight(article: Article) -> tuple[int, bool]:
        many = outlets.get(article.coverage_id or 0, 0)
        return many, bool(many and article.picture and article.picture.is_public)

    biggest = max(pool, key=weight, default=None)
    lead = pinned[0] if pinned else biggest
    if lead is None:
        return None, []
    taken.add(lead.pk)
    events = {lead.coverage_id} - {None}
    seconds: list[Article] = []
    for article in [*pinned[1:], *pool]:
        if len(seconds) < SECONDS and article.pk not in taken and article.coverage_id not in events:
            seconds.append(article)
            taken.add(article.pk)
            events |= {article.coverage_id} - {None}
    return lead, seconds


def _events(pool: list[Article], outlets: dict[int, int], taken: set[int], lead: Article | None) -> list[Event]:
    """The events that most outlets cover, but for the lead's own, each with stories of different outlets."""
    members: dict[int, list[Article]] = defaultdict(list)
    for article in pool:
        if article.coverage_id in outlets and article.pk not in taken:
            members[article.coverage_id].append(article)
    if lead and lead.coverage_id:
        members.pop(lead.coverage_id, None)
    events = []
    for pk in sorted(members, key=lambda pk: -outlets[pk])[:COVERED]:
        by_outlet = {article.source_id: article for article in reversed(members[pk])}
        stories = sorted(by_outlet.values(), key=lambda article: (article.published_at, article.pk), reverse=True)
        coverage = stories[0].coverage
        if coverage:
            events.append(Event(coverage, outlets[pk], stories[:OF_COVERED]))
            taken.update(article.pk for article in stories[:OF_COVERED])
    return events


def _take(pool: list[Article], taken: set[int], number: int) -> list[Article]:
    stories = [article for article in pool if article.pk not in taken][:number]
    taken.update(article.pk for article in stories)
    return stories


def _sections(pool: list[Article], taken: set[int]) -> list[Section]:
    """The countries with most of the newest stories, each with what has not been shown above."""
    busy = Counter(article.country_id for article in pool)
    sections: list[Section] = []
    for pk, _stories in busy.most_common():
        stories = _take([article for article in pool if article.country_id == pk], taken, OF_SECTION)
        country = stories[0].country if stories else None
        if country and len(sections) < SECTIONS:
            sections.append(Section(country, stories))
    return sections
