"""The archive: years, months and days of the site's time zone that have stories; any other is not found."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import calendar, counts
from articles.caching import by_edition
from articles.models import Article
from articles.views.listing import listing

INDEXED_FROM = 3


@by_edition
def years(request: HttpRequest) -> HttpResponse:
    """All years and their months, with the number of stories of each."""
    found = list(_years())
    count = sum(year["stories"] for year in found)
    return render(request, "articles/archive.html", {"years": found, "count": count})


@by_edition
def latest(request: HttpRequest) -> HttpResponse:
    """Every story of the paper, the newest first."""
    rows = Article.objects.published().newest().values_list("published_at", "pk")
    count = sum(counts.by_month().values())
    return listing(request, "articles/latest.html", rows, {"heading": _("Latest"), "count": count}, count=count)


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
        request, "articles/archive_month.html", stories.values_list("published_at", "pk"), context, count=grid.stories
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
    return listing(
        request, "articles/archive_day.html", stories.values_list("published_at", "pk"), context, count=count
    )


def _years() -> Iterator[dict[str, Any]]:
    """The years with stories, the newest first, each with its months."""
    for number, months in groupby(counts.by_month().items(), key=lambda row: row[0].year):
        by_month = dict(months)
        yield {"number": number, "months": by_month, "stories": sum(by_month.values())}


def _first_day(year: int, month: int = 1, day: int = 1) -> date:
    """The date, if there is one and it has come; raises Http404."""
    try:
        first = date(year, month, day)
    except ValueError:
        raise Http404 from None
    if first > timezone.localdate() or year < 2:
        raise Http404
    return first
