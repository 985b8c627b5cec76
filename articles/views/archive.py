"""The archive: years, months and days of the site's time zone that have stories; any other is not found."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import calendar, counts
from articles.caching import by_edition
from articles.models import Article
from articles.views.listing import listing

INDEXED_FROM = 3


@by_edition
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The months of a year, as calendars."""
    first = _first_day(year)
    months = calendar.year(year)
    if not months:
        raise Http404
    context = {
        "first": first,
        "months": months,
        "count": sum(month.stories for month in months),
        "previous": calendar.latest_before(first),
        "following": calendar.earliest_from(date(year + 1, 1, 1)),
    }
    return render(request, "articles/archive_year.html", context)


@by_edition
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The stories of a month beside its calendar."""
    first = _first_day(year, month)
    grid = calendar.month(year, month)
    if not grid.stories:
        raise Http404
    start, end = calendar.midnight(first), calendar.midnight(calendar.following_first(first))
    stories = Article.objects.published().filter(published_at__gte=start, published_at__lt=end).newest()
    context = {"first": first, "month": grid}
    return listing(
        request, "articles/archive_month.html", stories.values_list("pk", flat=True), context, count=grid.stories
    )


@by_edition
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """The stories of a day beside the calendar of its month."""
    chosen = _first_day(year, month, day)
    stories = Article.objects.on_day(chosen).newest()
    count = counts.by_day(chosen, chosen + timedelta(days=1)).get(chosen, 0)
    if not count:
        raise Http404
    context = {"day": chosen, "month": calendar.month(year, month), "count": count, "indexed": count >= INDEXED_FROM}
    return listing(request, "articles/archive_day.html", stories.values_list("pk", flat=True), context, count=count)


def _first_day(year: int, month: int = 1, day: int = 1) -> date:
    """The date, if there is one and it has come; raises Http404."""
    try:
        first = date(year, month, day)
    except ValueError:
        raise Http404 from None
    if first > timezone.localdate() or year < 2:
        raise Http404
    return first
