"""The search page and the fragment that answers while a reader types.

Browsers keep nothing of it. We keep an answer for its edition: what is withdrawn is gone from the very next search.
"""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from articles.caching import by_edition_unseen
from articles.facets import Hit, facets, hits_of
from articles.filters import SHOWN, SearchFilter
from articles.models import Article
from articles.models.cards import BARE_CARD
from articles.prepared import Prepared
from articles.read_only import read_only
from articles.search import search
from articles.search_terms import Terms, parse, tidy
from articles.snippets import marked, snippet

PER_PAGE = 20
LIVE = 8
LATEST = 5
SHORTEST = 2


@read_only
@by_edition_unseen
@never_cache
def search_page(request: HttpRequest) -> HttpResponse:
    """The form, the active filters and a page of hits with marked words; without a question, the latest stories."""
    narrowed = SearchFilter(request.GET, Article.objects.published(), request)
    hits, begun = _found(narrowed)
    paginator = Paginator(hits, PER_PAGE)
    page = paginator.get_page(_page_number(request, paginator))
    query = narrowed.form.cleaned_data.get("q", "")
    context = {
        "filter": narrowed,
        "form": narrowed.form,
        "query": query,
        "begun": begun,
        "chips": list(narrowed.chips),
        "sections": narrowed.sections,
        "latest": [] if hits else _latest(),
        "page": page,
        "hits": _shown(_stories(page.object_list), parse(query, typing=begun)),
        "facets": facets(hits, narrowed.form, request.GET) if hits and narrowed.is_set else [],
        "capped": len(hits) >= SHOWN,
        "asked": narrowed.is_set,
        "summary": _summary(len(hits)),
        "querystring": _without_page(request),
        "numbers": list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
    }
    response = render(request, "articles/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex, follow"
    return response


@read_only
@never_cache
def search_live(request: HttpRequest) -> HttpResponse:
    """At most eight hits for what has been typed so far, as a piece of HTML; empty below two letters."""
    query = tidy(request.GET.get("q", ""))
    terms = parse(query, typing=True)
    asked = bool(terms) and (len(query.strip()) >= SHORTEST or bool(terms.runs))
    found = search(query, Article.objects.published(), typing=True).select_related("country", "source")
    stories = list(found.defer("body", "body_text", "findings", "mends")[: LIVE + 1]) if asked else []
    context = {
        "asked": asked,
        "query": query,
        "hits": [{"article": story, "headline": marked(story.headline, terms)} for story in stories[:LIVE]],
        "more": len(stories) > LIVE,
        "address": f"{reverse('search')}?{urlencode({'q': query.strip()})}",
    }
    response = render(request, "articles/_search_live.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _found(narrowed: SearchFilter) -> tuple[list[Hit], bool]:
    """What whole words find; where that is nothing, what begins with the last of them, and whether that was needed."""
    hits = hits_of(narrowed.qs)
    if hits or narrowed.beginnings is None:
        return hits, False
    hits = hits_of(narrowed.beginnings)
    return hits, bool(hits)


def _page_number(request: HttpRequest, paginator: "Paginator[Hit]") -> int:
    """The page asked for, the first where none is named; 404 for one that is not there."""
    asked = request.GET.get("page") or "1"
    if not asked.isascii() or not asked.isdigit() or len(asked) > 4 or not 1 <= int(asked) <= paginator.num_pages:
        raise Http404(_("There is no such page of results."))
    return int(asked)


def _without_page(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return str(kept.urlencode())


STORIES = Prepared(
    lambda keys: (
        Article.objects.published()
        .select_related("country", "source")
        .only(*BARE_CARD, "body_text")
        .filter(pk__in=keys)
    )
)


def _stories(hits: Iterable[Hit]) -> list[Article]:
    """The articles of one page in the order found; one withdrawn in this moment is left out."""
    order = [hit.pk for hit in hits]
    read = {story.pk: story for story in STORIES(order)} if order else {}
    return [read[pk] for pk in order if pk in read]


def _latest() -> list[Article]:
    """What a reader who found nothing may read instead."""
    return list(Article.objects.published().for_cards(bare=True).newest()[:LATEST])


def _shown(stories: list[Article], terms: Terms) -> list[dict[str, Any]]:
    """Stories with their words marked, and the part of the text in which they stand."""
    return [
        {
            "article": story,
            "headline": marked(story.headline, terms),
            "snippet": snippet(story.body_text if terms and story.body_text else story.standfirst, terms),
        }
        for story in stories
    ]


def _summary(count: int) -> str:
    if not count:
        return _("No result")
    if count >= SHOWN:
        return _("More than 1,000 results; the first 1,000 are shown")
    return ngettext("%(count)d result", "%(count)d results", count) % {"count": count}
