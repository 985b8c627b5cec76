"""Our own feeds: the whole paper and each of its lists, as RSS, Atom and JSON Feed.

What belongs to others goes out as an excerpt with the way to its source; only our own texts go out whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import body_pictures, topics
from articles.absolute import absolute, illustration
from articles.caching import by_edition, current_edition
from articles.feed_formats import SHAPES, Channel, Entry
from articles.models import Article, Author, Byline, Change, Country, Coverage, Source, Tag, Tagging
from articles.models.article import ArticleQuerySet, Kind
from articles.models.cards import CARD
from articles.prepared import Prepared
from articles.sanitize import excerpt
from articles.status import ASIDE

LENGTH = 30
# So long, and so many, removed stories are named to readers of Atom by their ids.
DELETED_FOR, DELETED = timedelta(days=30), 100
EXCERPT_WORDS = 40


class Listed(NamedTuple):
    """A list of the paper: its name, the path of its page, what it is, its articles."""

    name: str
    path: str
    about: str
    articles: ArticleQuerySet


@require_safe
@by_edition
def feed(request: HttpRequest, *, of: str = "paper", shape: str = "rss", slug: str = "") -> HttpResponse:
    """The newest 30 stories of a list; 404 for a list that is not there, 301 from one that went to another place."""
    try:
        listed = LISTS[of](slug)
    except Http404:
        if of not in topics.LEAD_ON:
            raise
        return _led_on(of, shape, slug)
    write, media_type = SHAPES[shape]
    channel = _channel(request, listed, current_edition(request).changed_at, deleted=shape == "atom")
    response = HttpResponse(write(channel), content_type=media_type)
    if channel.hub:
        response.headers["Link"] = f'<{channel.hub}>; rel="hub", <{channel.self_url}>; rel="self"'
    return response


@require_safe
@by_edition
def opml(request: HttpRequest) -> HttpResponse:
    """The feeds of the paper and of its sections in one file, as feed readers take it in (OPML 2.0)."""
    sections = Country.objects.filter(is_active=True).only("name", "slug")
    return _opml(request, {"whole": True, "group": _("Countries"), "feed": "country_feed", "lists": sections})


@require_safe
@by_edition
def sources_opml(request: HttpRequest) -> HttpResponse:
    """Our feeds of every outlet, but for those from which nothing new is taken in."""
    outlets = Source.objects.filter(opted_out=False).only("name", "slug", "language")
    title = f"{_('Sources')} – {settings.SITE_NAME}"
    return _opml(request, {"title": title, "group": _("Sources"), "feed": "source_feed", "lists": outlets})


def _opml(request: HttpRequest, facts: dict[str, object]) -> HttpResponse:
    facts["changed"] = http_date(current_edition(request).changed_at.timestamp())
    return render(request, "articles/feeds.opml", facts, content_type="text/x-opml; charset=utf-8")


def paper(_slug: str) -> Listed:
    """The whole paper."""
    return Listed("", reverse("front"), settings.SITE_TAGLINE, Article.objects.published().newest())


def country(slug: str) -> Listed:
    """A section."""
    found = get_object_or_404(Country, slug=slug)
    about = _("News from %(name)s") % {"name": found.name}
    articles = Article.objects.published().filter(country=found).newest()
    return Listed(found.name, found.get_absolute_url(), about, articles)


def tag(slug: str) -> Listed:
    """A topic."""
    found = get_object_or_404(Tag, slug=slug)
    about = found.description or _("Stories tagged %(name)s") % {"name": found.name}
    return Listed(found.name, found.get_absolute_url(), about, Article.objects.tagged(found))


def author(slug: str) -> Listed:
    """What one author signed."""
    found = get_object_or_404(Author, slug=slug)
    about = _("Stories by %(name)s") % {"name": found.name}
    return Listed(found.name, found.get_absolute_url(), about, Article.objects.by_author(found))


def source(slug: str) -> Listed:
    """What came from one outlet."""
    found = get_object_or_404(Source, slug=slug)
    about = _("Stories from %(name)s") % {"name": found.name}
    articles = Article.objects.published().filter(source=found).newest()
    return Listed(found.name, found.get_absolute_url(), about, articles)


def coverage(slug: str) -> Listed:
    """What several outlets wrote on one event."""
    found = get_object_or_404(Coverage, slug=slug)
    about = _("How several outlets covered this")
    articles = Article.objects.published().filter(coverage=found).newest()
    return Listed(found.title, found.get_absolute_url(), about, articles)


LISTS: dict[str, Callable[[str], Listed]] = {
    "paper": paper,
    "country": country,
    "tag": tag,
    "author": author,
    "source": source,
    "coverage": coverage,
}


def _led_on(of: str, shape: str, slug: str) -> HttpResponse:
    """To the feed, in the same shape, of what took the place of a list or has a new slug."""
    led = topics.LEAD_ON[of](slug)
    name = f"{led.kind}_feed" if shape == "rss" else f"{led.kind}_feed_{shape}"
    return HttpResponsePermanentRedirect(reverse(name, args=[led.slug]))


def permanent_id(article: Article) -> str:
    """An id that outlives a change of slug (RFC 4151)."""
    host = settings.SITE_URL.split("//", 1)[1].split(":")[0]
    day = article.published_at or article.arrived_at
    return f"tag:{host},{day:%Y-%m-%d}:article-{article.pk}"


def _channel(request: HttpRequest, listed: Listed, edition_changed: datetime, *, deleted: bool) -> Channel:
    entries = _entries(list(listed.articles.values_list("pk", flat=True)[:LENGTH]))
    return Channel(
        title=f"{listed.name} – {settings.SITE_NAME}" if listed.name else settings.SITE_NAME,
        url=absolute(listed.path),
        self_url=absolute(escape_uri_path(request.path)),
        description=listed.about,
        language=settings.LANGUAGE_CODE,
        updated=max((entry.updated for entry in entries), default=edition_changed),
        hub=settings.WEBSUB_HUB,
        entries=tuple(entries),
        deleted=tuple(_deleted()) if deleted else (),
    )


def _deleted() -> Iterator[tuple[str, datetime]]:
    """The ids of the stories that were taken down in the last weeks, and when. Readers pass over ids they never had."""
    since = timezone.now() - DELETED_FOR
    rows = Change.objects.filter(at__gte=since, act__in=("withdraw", "withhold"), article__status__in=ASIDE)
    rows = rows.filter(article__published_at__isnull=False).select_related("article").order_by("-at")[:DELETED]
    known = {permanent_id(row.article): row.at for row in reversed(rows)}
    yield from reversed(known.items())


STORIES = Prepared(
    lambda keys: (
        Article.objects.published()
        .select_related("country", "source", "picture")
        .only(*CARD, "body", "source_author", "source__home_page")
        .filter(pk__in=keys)
    )
)
BYLINES = Prepared(lambda keys: Byline.objects.filter(article__in=keys).select_related("author"))
LABELS = Prepared(
    lambda keys: (
        Tagging.objects.filter(content_object__in=keys).order_by("tag__name").values_list("content_object", "tag__name")
    )
)


def _entries(keys: list[int]) -> list[Entry]:
    """The public ones of these stories, in this order. Three queries."""
    if not keys:
        return []
    found = {story.pk: story for story in STORIES(keys)}
    signers: dict[int, list[Author]] = defaultdict(list)
    for byline in BYLINES(keys):
        signers[byline.article_id].append(byline.author)
    labels: dict[int, list[str]] = defaultdict(list)
    for key, name in LABELS(keys):
        labels[key].append(name)
    return [_entry(found[key], signers[key], labels[key]) for key in keys if key in found]


def _entry(article: Article, signers: list[Author], labels: list[str]) -> Entry:
    published = article.published_at or article.arrived_at
    outlet = article.source if article.must_name_source else None
    return Entry(
        id=permanent_id(article),
        url=absolute(article.get_absolute_url()),
        title=article.headline,
        summary=article.standfirst or excerpt(article.body, EXCERPT_WORDS),
        html=body_pictures.for_readers(article.body) if article.kind == Kind.ORIGINAL else "",
        published=published,
        updated=max(published, article.edited_at or published),
        language=article.language,
        authors=_authors(article, signers),
        outlet=outlet.name if outlet else settings.SITE_NAME,
        outlet_url=outlet.home_page if outlet else absolute("/"),
        original_url=article.source_url if outlet else "",
        labels=(*([article.country.name] if article.country else []), *labels),
        illustration=illustration(article.picture),
    )


def _authors(article: Article, signers: list[Author]) -> tuple[tuple[str, str], ...]:
    """Who signed it; for what belongs to others the byline of the original, or nobody (then the outlet stands)."""
    ours = tuple((author.name, absolute(author.get_absolute_url())) for author in signers)
    return ours or (((article.source_author, ""),) if article.source_author else ())
