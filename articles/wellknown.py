"""What machines ask a site for by name: robots.txt, ads.txt, security.txt, gpc.json, humans.txt; all from settings."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from articles.absolute import absolute
from articles.read_only import read_only

GPC_SINCE = "2026-01-01"
CLOSED = (
    "/admin/",
    "/search/",
    "/preview/",
    "/takedown/confirm/",
    "/takedown/status/",
    "/takedown/receipt/",
    "/health/",
)
VALID_DAYS = 180

Text = Callable[[], list[str]]


def _plain(lines: Text) -> Callable[[HttpRequest], HttpResponse]:
    """A text file made of lines, which may be kept for an hour."""

    @read_only
    @cache_control(public=True, max_age=3600)
    @wraps(lines)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("\n".join(lines()) + "\n", content_type="text/plain; charset=utf-8")

    return view


@_plain
def robots() -> list[str]:
    """Who may read what (RFC 9309). A site on trial, under development or a demo asks not to be read at all."""
    if not settings.SITE_INDEXED:
        return ["User-agent: *", "Disallow: /"]
    maps = [f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "sitemap_news")]
    return ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", *maps]


@_plain
def ads() -> list[str]:
    """Nobody is authorised to sell advertising here (IAB ads.txt 1.1 §3.2.1: the placeholder record says so)."""
    return ["placeholder.example.com, placeholder, DIRECT, placeholder"]


@_plain
def security() -> list[str]:
    """Where to report a weakness (RFC 9116); valid for half a year from today."""
    midnight = datetime.combine(timezone.now().astimezone(UTC).date(), time.min, tzinfo=UTC)
    return [
        f"Contact: mailto:{settings.SITE_CONTACT}",
        f"Expires: {midnight + timedelta(days=VALID_DAYS):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE.split('-')[0]}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]


@_plain
def humans() -> list[str]:
    """Who makes the site."""
    return [
        "/* TEAM */",
        f"Newsroom: {settings.SITE_NAME}",
        f"Contact: {settings.SITE_CONTACT}",
        f"Authors: {absolute(reverse('authors'))}",
        "",
        "/* SITE */",
        "Software: Newsroom, on Django",
        "Third-party scripts: none",
    ]


@_plain
def indexnow_key() -> list[str]:
    """The key by which search engines know that what IndexNow tells them of this site comes from it."""
    if not settings.INDEXNOW_KEY:
        raise Http404
    return [settings.INDEXNOW_KEY]


@read_only
@cache_control(public=True, max_age=3600)
def gpc(request: HttpRequest) -> HttpResponse:
    """We honour Global Privacy Control: nobody's data is sold or shared, with the signal or without."""
    return JsonResponse({"gpc": True, "lastUpdate": GPC_SINCE})
