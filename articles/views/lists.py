"""Lists of stories: of a country, a tag, an author, a source; and the lists of authors and of sources themselves."""

from functools import partial

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from articles import counts, languages, topics
from articles.caching import by_edition
from articles.context import Section, menu
from articles.models import Article, Author, Byline, Correction, Country, Source, Tag, Tagging
from articles.prepared import Prepared
from articles.source_filter import SourceFilter
from articles.views.listing import listing

INDEXED_FROM = 3
SECTION = Prepared(lambda slug: Country.objects.filter(slug=slug).order_by()[:1])
TOPIC = Prepared(lambda slug: Tag.objects.filter(slug=slug).order_by()[:1])
LONG = [f"article__{name}" for name in ("body", "body_text", "findings", "mends", "remarks")]


@by_edition
def country(request: HttpRequest, slug: str) -> HttpResponse:
    """A section; without stories it says so, and asks search engines to wait; 301 from the slug it had before."""
    section = next(iter(SECTION(slug)), None)
    if section is None:
        led = topics.country_led_on(slug)
        return HttpResponsePermanentRedirect(reverse(led.kind, args=[led.slug]))
    stories = Article.objects.published().filter(country=section).newest()
    count = counts.of(counts.Kind.COUNTRY, section.pk)
    context = {
        "country": section,
        "count": count,
        "indexed": count >= INDEXED_FROM,
        # Asked for when the side lists of this edition are composed, not for each page.
        "tags": partial(topics.tags_of, section),
        "outlets": partial(topics.outlets_of, section),
        "events": partial(topics.events_of, section),
        "neighbours": partial(_neighbours, request, section),
    }
    return listing(request, "articles/country.html", stories.values_list("published_at", "pk"), context, count=count)


def _neighbours(request: HttpRequest, section: Country) -> list[Section]:
    """The other sections of its region."""
    sections = menu(request)["sections"]
    return [other for other in sections if other["region"] == section.region and other["slug"] != section.slug]


@by_edition
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories of a topic, from the tagging's own index; 301 from a slug that was merged, renamed or retired."""
    topic = next(iter(TOPIC(slug)), None)
    if topic is None:
        led = topics.led_on(slug)
        return HttpResponsePermanentRedirect(reverse(led.kind, args=[led.slug]))
    count = counts.of(counts.Kind.TAG, topic.pk)
    context = {
        "tag": topic,
        "count": count,
        "indexed": count >= INDEXED_FROM,
        "related": partial(topics.related_tags, topic),
    }
    ties = Tagging.objects.filter(tag=topic, shown_at__isnull=False).order_by("-shown_at", "-id")
    rows = ties.values_list("shown_at", "pk", "content_object")
    return listing(request, "articles/tag.html", rows, context, count=count)


@by_edition
def authors(request: HttpRequest) -> HttpResponse:
    """Who writes: people of today, people of before, and automated desks apart from both."""
    everyone = list(Author.objects.select_related("photo"))
    signed = counts.each(counts.Kind.AUTHOR)
    for author in everyone:
        author.stories = signed.get(author.pk, 0)  # type: ignore[attr-defined]
    context = {
        "people": [author for author in everyone if not author.automated and author.active],
        "former": [author for author in everyone if not author.automated and not author.active],
        "desks": [author for author in everyone if author.automated],
    }
    return render(request, "articles/authors.html", context)


@by_edition
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """A person's or an automated desk's profile and stories; 301 from an old slug and from who was replaced."""
    signer = Author.objects.select_related("photo").filter(slug=slug).first()
    if signer is None:
        led = topics.author_led_on(slug)
        return HttpResponsePermanentRedirect(reverse(led.kind, args=[led.slug]))
    count = counts.of(counts.Kind.AUTHOR, signer.pk)
    signed = Byline.objects.filter(article=OuterRef("article"), author=signer, shown_at__isnull=False)
    corrected = Correction.objects.filter(Exists(signed)).order_by("-at", "-id")
    context = {
        "author": signer,
        "languages": languages.listed(signer.languages),
        "count": count,
        "indexed": bool(count) and not signer.automated,
        "corrections": list(corrected.select_related("article").defer(*LONG)[:5]),
    }
    ties = Byline.objects.filter(author=signer, shown_at__isnull=False).order_by("-shown_at", "-id")
    rows = ties.values_list("shown_at", "pk", "article")
    return listing(request, "articles/author.html", rows, context, count=count)


@by_edition
def sources(request: HttpRequest) -> HttpResponse:
    """Every outlet that we credit, by country, with what we may show of it and whether it has said no.

    Of a country, a language or a kind it is a view of the one list, which search engines need not keep.
    """
    told = counts.each(counts.Kind.SOURCE)
    narrowed = SourceFilter(request.GET, Source.objects.select_related("country").order_by("country__name", "name"))
    context = {
        "rows": [{"source": outlet, "stories": told.get(outlet.pk, 0)} for outlet in narrowed.qs],
        "form": narrowed.form,
        "total": narrowed.total,
        "narrowed": narrowed.is_set or not narrowed.form.is_valid(),
        "page_path": request.path,
    }
    return render(request, "articles/sources.html", context)


@by_edition
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """An outlet's facts and the stories that we credit to it; 301 from the slug that it had before."""
    outlet = Source.objects.select_related("country").filter(slug=slug).first()
    if outlet is None:
        led = topics.source_led_on(slug)
        return HttpResponsePermanentRedirect(reverse(led.kind, args=[led.slug]))
    stories = Article.objects.published().filter(source=outlet).newest()
    count = counts.of(counts.Kind.SOURCE, outlet.pk)
    context = {"source": outlet, "count": count, "indexed": count >= INDEXED_FROM}
    return listing(request, "articles/source.html", stories.values_list("published_at", "pk"), context, count=count)
