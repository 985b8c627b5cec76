"""The page of one article, and what its address answers when the article is not public."""

from datetime import date, timedelta
from typing import Any, cast
from urllib.parse import unquote

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import body, body_pictures, making, sidebar
from articles.caching import by_edition
from articles.models import Article, Byline, Correction, OldAddress, Tagging
from articles.models.article import Removal
from articles.prepared import Prepared
from articles.related import Around, around
from articles.status import Status

OLD_AFTER_DAYS = 365
# While a removal is fresh, nobody keeps what its address answers: it is still being looked at, or may be taken back.
FRESH, LATER = timedelta(days=1), "public, max-age=300"
UNSHOWN = ("body_text", "findings", "mends", "remarks")


def _known() -> Any:
    known = Article.objects.select_related("country", "source", "picture", "coverage", "reviewed_by__author")
    corrected, others = (
        rows.filter(article=OuterRef("pk")) for rows in (Correction.objects, Article.also_about.through.objects)
    )
    return known.defer(*UNSHOWN).annotate(has_corrections=Exists(corrected), has_also_about=Exists(others))


WITH_SLUG = Prepared(lambda slug: _known().filter(slug=slug).order_by()[:1])
WITH_OLD_SLUG = Prepared(
    lambda slug: _known().filter(pk__in=OldAddress.objects.filter(slug=slug).values("article")[:1]).order_by()[:1]
)
BYLINES = Prepared(lambda key: Byline.objects.filter(article=key).select_related("author__photo"))
TAGGINGS = Prepared(lambda key: Tagging.objects.filter(content_object=key).select_related("tag"))
CORRECTIONS = Prepared(lambda key: Correction.objects.filter(article=key))


@by_edition
def article(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """A public article at its one right address; 410, 451 or 404 for what is not public.

    301 from a wrong day, an old slug, capitals or a missing slash, but never to what is gone: that is gone there too.
    """
    found = _find(slug)
    if found.status == Status.WITHDRAWN:
        return gone(request, found)
    if not found.is_public:
        raise Http404
    if request.path != unquote(found.get_absolute_url()):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(found.get_absolute_url() + (f"?{query}" if query else ""))
    return page(request, found, text_only=request.GET.get("view") == "text")


def page(request: HttpRequest, shown: Article, *, text_only: bool = False, preview: bool = False) -> HttpResponse:
    """The page of an article in whatever state: the caller has decided that this reader may see it."""
    context = facts(shown) | {"preview": preview}
    if shown.is_public and not preview and not text_only:
        context["sidebar"] = sidebar.beside(request, {shown.pk, *context["around"].shown})
    return render(request, "articles/article_text.html" if text_only else "articles/article.html", context)


def gone(request: HttpRequest, removed: Article) -> HttpResponse:
    """410, or 451 with the one who blocks it (RFC 7725 §4), for what was public; else as if it had never been.

    Neither page repeats the headline.
    """
    if not removed.published_at or removed.removal == Removal.PRIVACY:
        raise Http404
    context = {"sentence": removed.public_sentence}
    if removed.removal != Removal.LEGAL:
        response = render(request, "410.html", context, status=410)
    else:
        response = render(request, "451.html", context, status=451)
        response.headers["Link"] = f'<{settings.SITE_URL}/transparency/>; rel="blocked-by"'
    response.headers["Cache-Control"] = "no-store" if _is_fresh(removed) else LATER
    return response


def facts(shown: Article) -> dict[str, Any]:
    """What the templates of an article show."""
    tags = [tie.tag for tie in shown.taggings.all()]
    text = body_pictures.for_readers(shown.body)
    shaped = body.shape(text, own=settings.SITE_URL + "/", table=_("Table"), picture=_("Picture"))
    beside = around(shown, tags) if shown.is_public else Around()
    return {
        "article": shown,
        "body": mark_safe(shaped.html),  # noqa: S308 - sanitised when it was stored
        "contents": shaped.contents if shaped.has_contents else (),
        "tags": tags,
        "bylines": list(shown.bylines.all()),
        "corrections": list(shown.corrections.all()),
        "also_about": list(shown.also_about.all()) if getattr(shown, "has_also_about", True) else [],
        "denial": settings.SITE_DENIAL,
        "making": making.sentences(shown),
        "around": beside,
        "is_old": _is_old(shown),
        "page_path": shown.get_absolute_url(),
    }


def _find(slug: str) -> Article:
    """The article with this slug, or with this as an old slug, also in capitals; raises Http404."""
    spellings = (slug,) if slug == slug.lower() else (slug, slug.lower())
    tried = (rows for spelling in spellings for rows in (WITH_SLUG(spelling), WITH_OLD_SLUG(spelling)))
    found: Any = next((row for rows in tried for row in rows), None)
    if found is None:
        raise Http404
    # As Django's own prefetching leaves them; what few stories have is asked for where there is some.
    found._prefetched_objects_cache = {  # noqa: SLF001
        "bylines": BYLINES(found.pk),
        "taggings": TAGGINGS(found.pk),
        "corrections": CORRECTIONS(found.pk) if found.has_corrections else _nothing(),
    }
    return cast("Article", found)


def _nothing() -> Any:
    """No corrections, known without asking."""
    known: Any = Correction.objects.none()
    known._result_cache = []  # noqa: SLF001
    return known


def _is_fresh(removed: Article) -> bool:
    """Whether a removal is younger than the looks of its first day."""
    last = removed.changes.filter(new=Status.WITHDRAWN).order_by("-id").values_list("at", flat=True).first()
    return last is None or timezone.now() - last < FRESH


def _is_old(shown: Article) -> bool:
    """Whether readers should be told that this is old news."""
    day: date = timezone.localdate(shown.published_at or shown.arrived_at)
    return (timezone.localdate() - day).days > OLD_AFTER_DAYS
