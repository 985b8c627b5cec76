"""The page as it would be with what is in the form now: for readers, search engines, sharing, and against what came in.

It is made upon an unsaved copy, sanitised as what is kept is; nothing is stored, nothing leaves the desk.
"""

import copy
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from articles.models import Article, Byline
from articles.sanitize import BODY_BYTES, clean, plain_text
from articles.status import ASIDE
from articles.templatetags.paper import absolute, first_words
from articles.templatetags.pictures import picture_address
from articles.views.article import facts
from newsroom.desk import compare
from newsroom.desk.admin.page_checks import checks
from newsroom.desk.admin.review_facts import capture_of
from newsroom.desk.forms.review import ReviewForm

PAGE = "desk/live.html"
PANES = "admin/articles/article/live_panes.html"
CHANGES = "admin/articles/article/changes.html"
TITLE_CUT, DESCRIPTION_CUT = 60, 155
"""Characters that search engines show of a title and of a description, about."""


def live_view(request: HttpRequest, article: Article) -> HttpResponse:
    """POST the form: JSON with the page and the panes as HTML; with `?page`, the page alone. GET shows what is kept."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "POST"])
    user: Any = request.user
    if not user.has_perm("articles.view_article", article) or article.status in ASIDE:
        raise PermissionDenied
    shown, lists = drafted(article, request.POST if request.method == "POST" else None)
    page = render_to_string(PAGE, _facts(shown, lists) | {"preview": True, "page_path": ""}, request)
    if request.method != "POST" or "page" in request.GET:
        return _kept_by_nobody(HttpResponse(page))
    panes = render_to_string(PANES, _panes(article, shown), request)
    changes = render_to_string(CHANGES, {"changes": against_capture(article, shown)}, request)
    return _kept_by_nobody(JsonResponse({"page": page, "panes": panes, "changes": changes}))


def changes_view(request: HttpRequest, article: Article, frame: dict[str, Any]) -> HttpResponse:
    """What changed since the story came in, as it is kept: for browsers without script."""
    if not request.user.has_perm("articles.view_article", article):
        raise PermissionDenied
    said = {
        "title": _("What changed since it came in"),
        "article": article,
        "changes": against_capture(article, article),
    }
    return render(request, "admin/articles/article/changes_page.html", frame | said)


def drafted(article: Article, data: Any) -> tuple[Article, dict[str, Any]]:
    """A copy of the article with what was typed, never to be saved, and its lists; what does not fit stays as it is."""
    shown = copy.copy(article)
    if data is None:
        return shown, {}
    form = ReviewForm(data, instance=shown)
    form.is_valid()
    shown.slug = shown.slug or article.slug
    typed = {name: str(data.get(name, getattr(shown, name)))[:600] for name in ("headline", "standfirst")}
    typed["body"] = clean(data.get("body", shown.body), limit=BODY_BYTES)
    for name, text in typed.items():
        setattr(shown, name, text)
    lists: dict[str, Any] = {
        name: form.cleaned_data[name] for name in ("tags", "authors", "also_about") if name in form.cleaned_data
    }
    return shown, lists


def _facts(shown: Article, lists: dict[str, Any]) -> dict[str, Any]:
    """What the templates of the page show, with the lists as they are in the form."""
    said = facts(shown)
    if "authors" in lists:
        said["bylines"] = [Byline(article=shown, author=author) for author in lists["authors"]]
    return said | {name: lists[name] for name in ("tags", "also_about") if name in lists}


def _panes(article: Article, shown: Article) -> dict[str, Any]:
    """What a search engine and a share would show, and advice about both."""
    description = first_words(shown) or shown.headline
    address = _address(shown)
    return {
        "article": shown,
        "address": absolute(address),
        "old_leads": bool(article.published_at) and address != _address(article),
        "title": cut(shown.headline, TITLE_CUT),
        "description": cut(description, DESCRIPTION_CUT),
        "whole_description": description,
        "image": picture_address(shown.picture),
        "checks": checks(shown.headline, shown.standfirst, shown.body),
    }


def _address(shown: Article) -> str:
    try:
        return shown.get_absolute_url()
    except NoReverseMatch:
        return "/"


def cut(text: str, most: int) -> str:
    """A text as a search engine shortens it: between words, with an ellipsis, at most `most` characters."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    short = text[:most]
    return f"{short.rpartition(' ')[0] or short[:-1]}…"


def against_capture(article: Article, shown: Article) -> list[dict[str, Any]]:
    """Headline and text as they came against what goes out, as words; empty where nothing came in."""
    capture = capture_of(article)
    if capture is None or capture.erased_at:
        return []
    pairs = (
        (_("Headline"), capture.title or article.source_headline, shown.headline),
        (_("Text"), plain_text(capture.full_html or ""), plain_text(shown.body)),
    )
    return [_changed(label, old, new) for label, old, new in pairs]


def _changed(label: str, old: str, new: str) -> dict[str, Any]:
    pieces, whole = compare.texts(old, new)
    return {
        "label": label,
        "pieces": pieces,
        "whole": whole,
        "gone": _count(pieces, "gone"),
        "new": _count(pieces, "new"),
    }


def _count(pieces: list[compare.Piece], kind: str) -> int:
    return sum(len(compare.split_words(piece.text)) for piece in pieces if piece.kind == kind)


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
