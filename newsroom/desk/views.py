"""Pages of the desk that are not the admin's: joining by invitation, autosave and the signed preview. HTTP only."""

import json
from http import HTTPStatus
from typing import Any

from csp.constants import SELF
from django.contrib.auth import login
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from articles.refusals import NotPermitted, Refused, Unfit
from articles.views.article import facts
from newsroom.desk import claims, copies, invitations, previews
from newsroom.desk.forms.joining import WelcomeForm
from newsroom.desk.models import WorkingCopy
from newsroom.desk.roles import RolesBackend

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
        return render(request, "desk/uninvited.html", {"sentence": str(refusal)}, status=HTTPStatus.GONE)
    return render(request, "desk/welcome.html", {"form": form, "invitation": invitation, "title": _("Welcome")})


@require_safe
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


@never_cache
@require_http_methods(["GET", "POST", "DELETE"])
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's working copy of an article: GET reads it, POST keeps `{"version": 3, "data": {…}}`, DELETE drops it.

    Answers JSON; where it refuses, `sentence` says why: 401 signed out, 403 not permitted, 404 unknown, 400 unfit.
    """
    user = request.user
    if not (user.is_authenticated and user.is_staff):
        return _no(HTTPStatus.UNAUTHORIZED, _("You are signed out. Sign in again; your text is still in this window."))
    article = Article.objects.select_related("claim__by").filter(pk=pk).first()
    if article is None:
        return _no(HTTPStatus.NOT_FOUND, _("There is no such article."))
    try:
        if request.method == "POST":
            copies.save_working_copy(article, by=user, **_typed(request))
        elif request.method == "DELETE":
            copies.discard(article, by=user)
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
    except NotPermitted as refusal:
        return _no(HTTPStatus.FORBIDDEN, str(refusal))
    except Refused as refusal:
        return _no(HTTPStatus.BAD_REQUEST, str(refusal))
    return _working_copy(article, WorkingCopy.objects.filter(article=article, by=user).first())


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What the script sent, or Unfit in a sentence."""
    try:
        sent = json.loads(request.body)
        version, data = sent["version"], sent["data"]
    except RequestDataTooBig:
        raise Unfit(_("This is too long to be stored: more than six megabytes.")) from None
    except (ValueError, RecursionError, KeyError, TypeError):
        raise Unfit(_("What the page sent could not be read. Reload it; your text is still in this window.")) from None
    if type(version) is not int or not 0 < version < 2**31 or not isinstance(data, dict):
        raise Unfit(_("What the page sent could not be read. Reload it; your text is still in this window."))
    return {"version": version, "data": data}


def _working_copy(article: Article, copy: WorkingCopy | None) -> JsonResponse:
    """The copy as JSON, the article's version now, and who else is on it."""
    if copy is None:
        return _no(HTTPStatus.NOT_FOUND, _("You have nothing unsaved here."))
    claim = claims.holder(article)
    other = claim.by.get_username() if claim is not None and claim.by_id != copy.by_id else ""
    return JsonResponse(
        {
            "data": copy.data,
            "version": copy.version,
            "saved_at": copy.saved_at.isoformat(),
            "article_version": article.version,
            "overtaken": copy.version != article.version,
            "holder": other,
        }
    )


def _no(status: HTTPStatus, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)
