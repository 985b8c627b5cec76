"""The page of one event: which outlets covered it, under which headlines, in which languages and countries, when."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from articles import languages, topics
from articles.caching import by_edition
from articles.models import Article, Coverage, Source
from articles.models.article import Kind

MEMBERS = 200
INDEXED_FROM = 3
OURS = frozenset({Kind.ORIGINAL, Kind.COMPILED})


@dataclass(frozen=True, slots=True)
class Told:
    """One story in the timeline: when it was published at its outlet, in which language, whether nobody was earlier.

    `outlet` is None for what we wrote ourselves, also where it names one of the reports as its source.
    """

    article: Article
    outlet: Source | None
    at: datetime
    language: str
    first: bool


@dataclass(frozen=True, slots=True)
class Day:
    """What was told on one day of the site's time zone, the earliest first."""

    day: date
    stories: tuple[Told, ...]


@by_edition
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """What is public of an event; with one story left its page is that story's, with none it is not found.

    The address of an event that became part of another one leads there for ever.
    """
    event = Coverage.objects.filter(slug=slug).first()
    if event is None:
        led = topics.event_led_on(slug)
        return HttpResponsePermanentRedirect(reverse(led.kind, args=[led.slug]))
    stories = list(
        Article.objects.published()
        .filter(coverage=event)
        .for_cards()
        .select_related("source__country")
        .newest()[:MEMBERS]
    )
    if not stories:
        raise Http404
    if len(stories) == 1:
        return HttpResponseRedirect(stories[0].get_absolute_url())
    if request.GET.get("view") == "text":
        words = {"coverage": event, "page": stories, "page_path": event.get_absolute_url()}
        return render(request, "articles/list_text.html", words)
    return render(request, "articles/coverage.html", _shown(event, stories))


def _shown(event: Coverage, stories: Sequence[Article]) -> dict[str, object]:
    outlets = Counter(outlet for story in stories if (outlet := _outlet(story)))
    timeline = sorted(stories, key=lambda story: (_at(story), story.pk))
    return {
        "coverage": event,
        "stories": stories,
        "lead": next((story for story in stories if story.pk == event.lead_id), stories[0]),
        "outlets": len(outlets),
        "sources": _most_first(outlets),
        "countries": Counter(story.country for story in stories if story.country).most_common(),
        "languages": Counter(languages.name(_language(story)) for story in stories).most_common(),
        "days": _days(timeline),
        "first": _outlet(timeline[0]),
        "begun": _at(timeline[0]),
        "latest": _at(timeline[-1]),
        "indexed": len(outlets) >= INDEXED_FROM,
        "page_path": event.get_absolute_url(),
    }


def _most_first(outlets: Counter[Source]) -> list[tuple[Source, int]]:
    """The outlets with most stories first, and else by name."""
    return sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0].name))


def _days(timeline: Sequence[Article]) -> list[Day]:
    """The stories by day, in the order in which they were told."""
    told = [Told(story, _outlet(story), _at(story), _language(story), story is timeline[0]) for story in timeline]
    by_day = groupby(told, key=lambda one: timezone.localdate(one.at))
    return [Day(day, tuple(stories)) for day, stories in by_day]


def _outlet(story: Article) -> Source | None:
    """Who told it; None where we did."""
    return None if story.kind in OURS else story.source


def _at(story: Article) -> datetime:
    """When its outlet published it, as far as we know; what we wrote, when we did."""
    theirs = None if story.kind in OURS else story.source_published_at
    return theirs or story.published_at or story.arrived_at


def _language(story: Article) -> str:
    if story.kind in OURS:
        return story.language
    return story.source_language or (story.source.language if story.source else "") or story.language
