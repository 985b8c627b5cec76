"""What the open review screen says and asks every few seconds: keep what is typed, who else is here. HTTP only."""

import json
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models import Article
from articles.refusals import NotPermitted, Refused, Unfit
from newsroom.desk import claims, copies, presence
from newsroom.desk.models import WorkingCopy

HEAVY = ("body", "body_text", "mends", "remarks", "findings")
UNREADABLE = gettext_lazy("What the page sent could not be read. Reload it; your text is still in this window.")


@never_cache
@require_http_methods(["GET", "POST", "DELETE"])
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's working copy of an article: GET reads it, POST keeps `{"version": 3, "data": {…}}`, DELETE drops it.

    Answers JSON; where it refuses, `sentence` says why: 401 signed out, 403 not permitted, 404 unknown, 400 unfit.
    """
    article = _opened(request, pk)
    if isinstance(article, JsonResponse):
        return article
    user: Any = request.user
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
    return _working_copy(article, copies.of(article, user))


@never_cache
@require_http_methods(["GET", "POST", "DELETE"])
def present(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has an article open: POST is a sign of life, GET only looks, DELETE leaves; answers JSON as `autosave` does.

    `token` is one that the open page may send from now on, for signing in again makes older ones void.
    """
    article = _opened(request, pk)
    if isinstance(article, JsonResponse):
        return article
    user: Any = request.user
    if not user.has_perm("articles.view_article", article):
        return _no(HTTPStatus.FORBIDDEN, _("You may not read this story."))
    if request.method == "DELETE":
        presence.leave(article, user)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if request.method == "POST":
        presence.arrive(article, user)
    claim = claims.holder(article)
    return JsonResponse(
        {
            "token": get_token(request),
            "version": article.version,
            "others": _others(presence.others(article, user)),
            "mine": claim is not None and claim.by_id == user.pk,
            "holder": _name(claim.by) if claim is not None and claim.by_id != user.pk else "",
            "claimed": _claimed(claim, user),
            "saved": _saved(article, request),
        }
    )


def _opened(request: HttpRequest, pk: int) -> Article | JsonResponse:
    """The article that somebody of the staff has open, without its text; or why not."""
    if not (request.user.is_authenticated and request.user.is_staff):
        return _no(HTTPStatus.UNAUTHORIZED, _("You are signed out. Sign in again; your text is still in this window."))
    article = Article.objects.select_related("claim__by").defer(*HEAVY).filter(pk=pk).first()
    return article or _no(HTTPStatus.NOT_FOUND, _("There is no such article."))


def _others(others: Any) -> str:
    """Who else is here, in one or two sentences."""
    typing = [other.name for other in others if other.is_typing]
    looking = [other.name for other in others if not other.is_typing]
    said = []
    if typing:
        one = ngettext("%(who)s is editing it.", "%(who)s are editing it.", len(typing))
        said.append(one % {"who": ", ".join(typing)})
    if looking:
        one = ngettext("%(who)s is looking at it too.", "%(who)s are looking at it too.", len(looking))
        said.append(one % {"who": ", ".join(looking)})
    return " ".join(said)


def _claimed(claim: Any, user: Any) -> str:
    """Who is on it and until when."""
    if claim is None:
        return ""
    until = date_format(timezone.localtime(claim.expires_at), "H:i")
    if claim.by_id == user.pk:
        return _("You are on it until %(until)s.") % {"until": until}
    return _("%(who)s is on it until %(until)s.") % {"who": _name(claim.by), "until": until}


def _saved(article: Article, request: HttpRequest) -> str:
    """Who changed the story since the version that the window shows; empty where nobody did."""
    seen = request.GET.get("version", "")
    if not (seen.isascii() and seen.isdigit()) or len(seen) > 9 or int(seen) == article.version:
        return ""
    last = article.changes.select_related("by").order_by("-id").first()
    who = _name(last.by) if last and last.by_id != request.user.pk else _("You, in another window")
    return _("%(who)s changed this story meanwhile.") % {"who": who}


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What the script sent, or Unfit in a sentence."""
    try:
        sent = json.loads(request.body)
        version, data = sent["version"], sent["data"]
    except RequestDataTooBig:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        raise Unfit(_("This is too long to be stored: more than %(most)s MB.") % {"most": most}) from None
    except (ValueError, RecursionError, KeyError, TypeError):
        raise Unfit(str(UNREADABLE)) from None
    if type(version) is not int or not 0 < version < 2**31 or not isinstance(data, dict):
        raise Unfit(str(UNREADABLE))
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
