"""What search engines are invited to: the sitemap index with its sections, and the sitemap for news.

Only pages that add value are listed: articles that are ours or compiled by us, lists with three stories or more, events
that three outlets cover, people and standing pages. `lastmod` is the time of the last true change (sitemaps.org; Google
News sitemap schema 0.9).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import counts
from articles.absolute import absolute
from articles.caching import by_edition, by_edition_hourly, current_edition
from articles.feed_formats import legal
from articles.models import Article, Author, Byline, Country, Coverage, Page, Source, Tag, Tagging
from articles.models.article import ArticleQuerySet, Kind

LIMIT = 10_000
NEWS_LIMIT = 1_000
NEWS_DAYS = 2
LATELY = timedelta(days=14)
ENOUGH = 3
INDEXED = (Kind.ORIGINAL, Kind.COMPILED)
XML = "application/xml; charset=utf-8"


class Place(NamedTuple):
    """One address and when it last changed."""

    url: str
    changed: datetime | None

    @property
    def lastmod(self) -> str:
        """The time in W3C's form, with its zone; empty where it is not known."""
        return "" if self.changed is None else timezone.localtime(self.changed).isoformat(timespec="seconds")


@require_safe
@by_edition
def index(request: HttpRequest) -> HttpResponse:
    """The index: a sitemap for each section and each month that lists something; the schema knows no empty one."""
    edition = current_edition(request)
    key = f"sitemap-index:{settings.SITE_URL}:{edition.key}"
    listed = cache.get_or_set(key, lambda: [*_sections(edition.changed_at), *_months()], 3600)
    return render(request, "articles/sitemap_index.xml", {"places": listed}, content_type=XML)


@require_safe
@by_edition
def articles_of_month(request: HttpRequest, year: int, month: int, part: int = 1) -> HttpResponse:
    """The articles of one month, in parts of 10,000; 404 for a part that the index does not name."""
    if not (1 <= month <= 12 and 1 <= year < 9999 and 1 <= part <= 1000):
        raise Http404
    start, end = _span(year, month)
    stories = _indexed().filter(published_at__gte=start, published_at__lt=end).order_by("published_at", "id")
    named = stories.only("slug", "published_at", "publish_at", "arrived_at", "edited_at")
    places = [
        Place(absolute(story.get_absolute_url()), max(filter(None, [story.published_at, story.edited_at])))
        for story in named[(part - 1) * LIMIT : part * LIMIT]
    ]
    named_parts = -(-sum(counts.by_day(start.date(), end.date()).values()) // LIMIT)
    return _sitemap(request, places, empty=part <= named_parts)


@require_safe
@by_edition
def section(request: HttpRequest, name: str) -> HttpResponse:
    """One of the other sections; 404 for a name that is none."""
    if name not in SECTIONS:
        raise Http404
    return _sitemap(request, list(SECTIONS[name]()), empty=True)


@require_safe
@by_edition_hourly
def news(request: HttpRequest) -> HttpResponse:
    """The indexable articles of the last two days, at most 1,000, in Google's schema; an empty one is valid."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    stories = _indexed().filter(published_at__gte=since).newest()[:NEWS_LIMIT]
    entries = [
        {
            "url": absolute(story.get_absolute_url()),
            "language": _language(story.language),
            "published": timezone.localtime(story.published_at).isoformat(),
            "title": legal(story.headline),
        }
        for story in stories.only("slug", "headline", "language", "published_at", "publish_at", "arrived_at")
    ]
    return render(request, "articles/sitemap_news.xml", {"entries": entries}, content_type=XML)


def countries() -> Iterator[Place]:
    """Sections with three stories or more."""
    for country in Country.objects.filter(pk__in=_with_enough(counts.Kind.COUNTRY)):
        yield Place(absolute(country.get_absolute_url()), _newest(Article.objects.published().filter(country=country)))


def tags() -> Iterator[Place]:
    """Tags with three stories or more."""
    last = Tagging.objects.filter(tag=OuterRef("pk"), shown_at__isnull=False).order_by("-shown_at", "-id")
    shown = Tag.objects.filter(pk__in=_with_enough(counts.Kind.TAG))
    for tag in shown.annotate(last=Subquery(last.values("shown_at")[:1])):
        yield Place(absolute(tag.get_absolute_url()), tag.last)


def authors() -> Iterator[Place]:
    """People who have signed something that readers see; automated desks are not listed."""
    last = Byline.objects.filter(author=OuterRef("pk"), shown_at__isnull=False).order_by("-shown_at", "-id")
    signed = Author.objects.filter(automated=False, pk__in=counts.each(counts.Kind.AUTHOR))
    for author in signed.annotate(last=Subquery(last.values("shown_at")[:1])):
        yield Place(absolute(author.get_absolute_url()), author.last)


def sources() -> Iterator[Place]:
    """Outlets with three stories or more."""
    last = Article.objects.published().filter(source=OuterRef("pk")).newest()
    shown = Source.objects.filter(pk__in=_with_enough(counts.Kind.SOURCE))
    for source in shown.annotate(last=Subquery(last.values("published_at")[:1])):
        yield Place(absolute(source.get_absolute_url()), source.last)


def coverages() -> Iterator[Place]:
    """Of the latest 10,000 events those that three outlets or more cover, what we wrote ourselves not counted."""
    stories = Article.objects.published().filter(coverage=OuterRef("pk")).order_by()
    outlets = stories.exclude(kind__in=INDEXED).values("coverage").annotate(number=Count("source", distinct=True))
    last = stories.values("coverage").annotate(last=Max("published_at"))
    counted = Coverage.objects.order_by("-pk").annotate(
        outlets=Subquery(outlets.values("number")), last=Subquery(last.values("last"))
    )
    for event in counted[:LIMIT]:
        if (event.outlets or 0) >= ENOUGH:
            yield Place(absolute(event.get_absolute_url()), event.last)


def pages() -> Iterator[Place]:
    """The front page, the lists of lists, and the standing pages; the archive once there is something in it."""
    newest = _newest(Article.objects.published())
    yield Place(absolute(reverse("front")), newest)
    for name in ("latest", "archive_years") if newest else ():
        yield Place(absolute(reverse(name)), newest)
    for name in ("sources", "authors", "corrections", "site_map"):
        yield Place(absolute(reverse(name)), None)
    for page in Page.objects.filter(published=True):
        yield Place(absolute(page.get_absolute_url()), page.changed_at)


SECTIONS = {
    "pages": pages,
    "countries": countries,
    "tags": tags,
    "authors": authors,
    "sources": sources,
    "coverages": coverages,
}


def _sections(changed: datetime | None) -> Iterator[Place]:
    """Each section in which something is listed."""
    for name, places in SECTIONS.items():
        if any(places()):
            yield Place(absolute(reverse("sitemap_section", args=[name])), changed)


def _months() -> Iterator[Place]:
    """Each month to whose stories search engines are invited, newest first, in as many parts as it needs.

    `lastmod` stands where something came or changed lately; without one, a month is not looked for again.
    """
    changed = _changed_lately()
    for month, stories in counts.by_month().items():
        for part in range(1, _parts(month, stories, changed.get(month)) + 1):
            path = reverse("sitemap_articles", args=[month.year, month.month, part])
            yield Place(absolute(path), changed.get(month))


def _parts(month: date, stories: int, changed: datetime | None) -> int:
    """In how many parts a month is listed; looked up anew where it has other stories than before, or after a day.

    Nothing is counted: a part is there when its first story is, and most months hold less than one.
    """
    start, end = _span(month.year, month.month)
    listed = _indexed().filter(published_at__gte=start, published_at__lt=end).order_by("published_at", "id")

    def found() -> int:
        firsts = range(0, stories, LIMIT)
        return sum(listed[first : first + 1].values_list("pk").exists() for first in firsts)

    key = f"sitemap-month:{month:%Y-%m}:{stories}:{changed.timestamp() if changed else ''}"
    return cache.get_or_set(key, found, 86400) or 0


def _span(year: int, month: int) -> tuple[datetime, datetime]:
    """Where a month begins and where the next one does, on the site's clock."""
    zone = timezone.get_default_timezone()
    return datetime(year, month, 1, tzinfo=zone), datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)


def _changed_lately() -> dict[date, datetime]:
    """The last change of each month with a story that was published or edited within some weeks."""
    since = timezone.now() - LATELY
    by_month: dict[date, datetime] = {}
    for field in ("published_at", "edited_at"):
        changed = _indexed().filter(**{f"{field}__gte": since}).order_by()
        month = changed.annotate(month=TruncMonth("published_at")).values_list("month")
        for first, last in month.annotate(last=Max(field)):
            day = timezone.localdate(first)
            by_month[day] = max(last, by_month.get(day, last))
    return by_month


def _indexed() -> ArticleQuerySet:
    return Article.objects.published().filter(kind__in=INDEXED, delisted_at=None)


def _with_enough(kind: counts.Kind) -> list[int]:
    return [key for key, stories in counts.each(kind).items() if stories >= ENOUGH]


def _newest(stories: ArticleQuerySet) -> datetime | None:
    return stories.newest().values_list("published_at", flat=True).first()


def _language(code: str) -> str:
    """As Google News wants it: two letters, but Chinese with its region."""
    code = code.lower()
    if code.startswith("zh"):
        return "zh-tw" if code in {"zh-tw", "zh-hk", "zh-mo", "zh-hant"} else "zh-cn"
    return code.split("-")[0]


def _sitemap(request: HttpRequest, places: list[Place], *, empty: bool = False) -> HttpResponse:
    if not places and not empty:
        raise Http404(_("There is nothing in this part of the sitemap."))
    return render(request, "articles/sitemap.xml", {"places": places}, content_type=XML)
