"""Triage as a page, and one of its stories as a piece of that page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.desk.admin.triage import listing, pane
from newsroom.desk.triage import stack

PAGE = "admin/desk/triage/screen.html"
STORY = "admin/desk/triage/story.html"
VIEW = "articles.view_article"
View = Callable[..., HttpResponse]


def screen_view(admin: Any) -> View:
    """The page with list and story."""

    def show(request: HttpRequest) -> HttpResponse:
        _must_see(request)
        named = request.GET.get(listing.STORY, "")
        try:
            shown = listing.listed(admin, request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:articles_article_triage"))
        number = int(named) if named.isascii() and named.isdigit() and len(named) < 19 else shown.first()
        article = pane.fetched(number) if number else None
        context = admin.admin_site.each_context(request) | about(shown, request)
        context |= {"title": _("Triage"), "opts": admin.opts, "is_open": bool(named and article)}
        context["may_add"] = admin.has_add_permission(request)
        if article is not None:
            context |= opened(article, shown, request)
        return TemplateResponse(request, PAGE, context)

    return show


def story_view(admin: Any) -> View:
    """One story, for the page to put in place."""

    def show(request: HttpRequest, pk: int) -> HttpResponse:
        _must_see(request)
        article = pane.fetched(pk)
        if article is None:
            return HttpResponse(_("This story is not here any more."), status=HTTPStatus.NOT_FOUND)
        query = f"?{request.GET.urlencode()}"
        answer = TemplateResponse(request, STORY, pane.story(article, request, query))
        answer["Cache-Control"] = "no-store"
        return answer

    return show


def about(shown: listing.TriageList, request: HttpRequest) -> dict[str, Any]:
    """What surrounds the story: rows, tabs, filters, and what could be undone."""
    return {
        "cl": shown,
        "tabs": listing.tabs(request, shown),
        "last_act": stack.last(request.session),
        "may_group": request.user.has_perm("articles.review_article"),
        "press_url": reverse("admin:articles_article_triage_press") + shown.query_string,
    }


def opened(article: Article, shown: listing.TriageList, request: HttpRequest) -> dict[str, Any]:
    """The story that is open, and where to go from it."""
    before, after = shown.neighbours(article.pk)
    return pane.story(article, request, shown.query_string) | {"before": before, "next": after, "open": article.pk}


def _must_see(request: HttpRequest) -> None:
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
