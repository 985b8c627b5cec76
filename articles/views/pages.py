"""Standing pages, the list of corrections, and the site map for people."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import body, body_pictures, counts, stored, topics
from articles import versions as past
from articles.caching import by_edition
from articles.models import Article, Correction, Page
from articles.views.listing import listing


@by_edition
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A standing page, such as About; 301 from the slug that it had before."""
    text = _public(slug)
    if text is None:
        return _led_on("page", slug)
    shaped = made_ready(text)
    context = {
        "text": text,
        "body": mark_safe(shaped.html),  # noqa: S308 - sanitised when it was stored
        "contents": shaped.contents if shaped.has_contents else (),
        "page_path": text.get_absolute_url(),
        "stored": stored.everything() if slug == "cookies" else (),
    }
    return render(request, "articles/page.html", context)


def _public(slug: str) -> Page | None:
    """The published page with this slug; None where nobody has it. Http404 for a page that is not published."""
    text = Page.objects.filter(slug=slug).first()
    if text is not None and not text.published:
        raise Http404
    return text


def _led_on(name: str, slug: str, *rest: int) -> HttpResponse:
    """To what stood at this address before and has a new slug now."""
    return HttpResponsePermanentRedirect(reverse(name, args=[topics.page_led_on(slug).slug, *rest]))


def made_ready(text: Page) -> body.Body:
    """The text of a standing page as it is shown."""
    seen = body_pictures.for_readers(text.body)
    return body.shape(seen, own=settings.SITE_URL + "/", table=_("Table"), picture=_("Picture"))


@by_edition
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of a standing page that readers could see."""
    text = _public(slug)
    if text is None:
        return _led_on("page_versions", slug)
    return render(request, "articles/page_versions.html", {"text": text, "rows": past.public(text)})


@by_edition
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One of them, with what changed in it; 404 for one in which the page was not public."""
    text = _public(slug)
    if text is None:
        return _led_on("page_version", slug, number)
    rows = past.public(text)
    place = next((place for place, row in enumerate(rows) if row.history_id == number), None)
    if place is None:
        raise Http404
    before = rows[place + 1] if place + 1 < len(rows) else None
    runs = past.changes(before, rows[place])
    facts = {"text": text, "row": rows[place], "runs": runs, "has_before": before is not None}
    return render(request, "articles/page_version.html", facts)


@by_edition
def corrections(request: HttpRequest) -> HttpResponse:
    """Every public correction of a story that is still public, newest first."""
    public = Article.objects.published().filter(pk=OuterRef("article"))
    notes = Correction.objects.filter(Exists(public)).select_related("article")
    return listing(request, "articles/corrections.html", notes.order_by("-at", "-id"), {})


@by_edition
def site_map(request: HttpRequest) -> HttpResponse:
    """Where everything is: sections, topics, months, pages."""
    months = [{"month": month, "stories": stories} for month, stories in counts.by_month().items()]
    return render(request, "articles/site_map.html", {"months": months, "cloud": topics.cloud()})
