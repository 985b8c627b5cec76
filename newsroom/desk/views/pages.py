"""Joining by invitation, and the signed preview. HTTP only."""

from http import HTTPStatus
from typing import Any

from csp.constants import SELF
from django.contrib import admin
from django.contrib.auth import login
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles.read_only import read_only
from articles.views.article import facts
from newsroom.desk import invitations, previews
from newsroom.desk.forms.joining import WelcomeForm
from newsroom.desk.roles import RolesBackend

FRAME: dict[str, Any] = {"site_header": admin.site.site_header}
BACKEND = f"{RolesBackend.__module__}.{RolesBackend.__qualname__}"


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation: GET shows the form, POST makes the account and signs it in."""
    form = WelcomeForm(request.POST or None)
    try:
        invitation = invitations.find(token)
        form.instance.email = invitation.email
        if form.is_valid():
            account = invitations.accept(invitation, form.save(commit=False))
            login(request, account, backend=BACKEND)
            return redirect("admin:index")
    except IntegrityError:
        form.add_error("username", _("Somebody took this name just now. Choose another."))
    except invitations.Uninvited as refusal:
        said = {"sentence": str(refusal)} | FRAME
        return render(request, "desk/uninvited.html", said, status=HTTPStatus.GONE)
    asked = {"form": form, "invitation": invitation, "title": _("Welcome")} | FRAME
    return render(request, "desk/welcome.html", asked)


@read_only
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The real page of an article that is not public yet, for whoever holds the link."""
    try:
        article = previews.find(token)
    except previews.PreviewExpired as refusal:
        sentence = {"sentence": str(refusal)}
        return _unlisted(render(request, "desk/preview_expired.html", sentence, status=HTTPStatus.GONE))
    if article is None:
        raise Http404
    if article.is_public:
        return _unlisted(redirect(article))
    return _unlisted(render(request, "desk/preview.html", facts(article) | {"preview": True, "page_path": ""}))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, found by no search engine, its address told to nobody, framed by our own pages alone."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 - so django-csp is told
    return response
