"""The page of one event: which outlets covered it, under which headlines, in which languages and countries, when."""

from collections import Counter
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from articles import languages
from articles.caching import by_edition
from articles.models import Article, Coverage

MEMBERS = 200
INDEXED_FROM = 3


@by_edition
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """What is public of an event; with one story left its page is that story's, with none it is not found."""
    event = get_object_or_404(Coverage, slug=slug)
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
    outlets = {story.source_id for story in stories if story.source_id}
    context = {
        "coverage": event,
        "stories": stories,
        "lead": next((story for story in stories if story.pk == event.lead_id), stories[0]),
        "outlets": len(outlets),
        "countries": Counter(story.country for story in stories if story.country).most_common(),
        "languages": Counter(_language(story) for story in stories).most_common(),
        "timeline": sorted(stories, key=_first_seen),
        "indexed": len(outlets) >= INDEXED_FROM,
        "page_path": event.get_absolute_url(),
    }
    return render(request, "articles/coverage.html", context)


def _first_seen(story: Article) -> datetime:
    return story.source_published_at or story.published_at or story.arrived_at


def _language(story: Article) -> str:
    return languages.name(story.source_language or (story.source.language if story.source else story.language))
