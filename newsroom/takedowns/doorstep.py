"""What stands before a claimant acts on the page of a request: the mailed code, and the link that is made anew.

Speaks HTTP only; `proving` holds the verbs. That a browser has proved itself is kept in a signed cookie of that page.
"""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from articles.refusals import Refused
from newsroom.takedowns import claimants, proving, tokens, traps
from newsroom.takedowns.models import Case
from newsroom.takedowns.responses import private

COOKIE, HOURS = "request", 2
SALT = "newsroom.takedowns.proved."
# The fields of the page that take words, and how many letters of them are kept while a code is on its way.
TYPED, LONGEST = ("kept", "answer", "text"), 6000


def has_proved(request: HttpRequest, token: str) -> bool:
    """Whether this browser came by the first letter or typed a mailed code, within two hours."""
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT + token, max_age=HOURS * 3600)
    return bool(value == tokens.hash_of(token))


def let_in(response: HttpResponse, token: str) -> HttpResponse:
    """Remember in the browser, for the page of this request alone, that it has proved itself."""
    response.set_signed_cookie(
        COOKIE,
        tokens.hash_of(token),
        salt=SALT + token,
        max_age=HOURS * 3600,
        path=reverse("takedown_status", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def gate(request: HttpRequest, case: Case, token: str) -> HttpResponse | None:
    """What is answered instead of an act: the link is over, or a code is needed first. None where it may go on.

    What was typed is kept on the page of the code until it can be sent.
    """
    if not proving.is_open(case, timezone.now()):
        return expired(request, token)
    if has_proved(request, token):
        return None
    return _page(request, token, status=HTTPStatus.FORBIDDEN) if _typed(request) else redirect("takedown_code", token)


def expired(request: HttpRequest, token: str) -> HttpResponse:
    """The days of the link are over: a button that mails a new one, and nothing about the case."""
    context = {"renew": reverse("takedown_renew", args=[token])}
    return private(render(request, "takedowns/party_expired.html", context, status=HTTPStatus.GONE))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """One page: a button that mails a code, and the field for it."""
    case = _case(token)
    if not proving.is_open(case, timezone.now()):
        return expired(request, token)
    if request.method != "POST":
        return _page(request, token)
    typed = request.POST.get("code", "")[:40]
    try:
        if not typed:
            return _mail(request, case, token)
        proving.enter(case, typed)
    except Refused as refusal:
        return _page(request, token, mailed=True, problem=str(refusal), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    answer = _page(request, token, proved=True) if _typed(request) else redirect("takedown_status", token)
    return let_in(answer, token)


@never_cache
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to the claimant; the old ones are dead then. A link that is good stays as it is."""
    case = _case(token)
    if proving.is_open(case, timezone.now()):
        return redirect("takedown_status", token)
    if wait := traps.wait_of_sender(request) or traps.wait_of_mail(case.email):
        return _too_many(request, wait)
    proving.renew(case)
    return private(render(request, "takedowns/party_expired.html", {"done": True}))


def _mail(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    if wait := traps.wait_of_sender(request):
        return _too_many(request, wait)
    proving.mail_code(case)
    return _page(request, token, mailed=True)


def _typed(request: HttpRequest) -> str:
    """What the claimant was about to send when the code was asked for."""
    return next((value[:LONGEST] for name in TYPED if (value := request.POST.get(name, "").strip())), "")


def _page(
    request: HttpRequest,
    token: str,
    *,
    mailed: bool = False,
    proved: bool = False,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"token": token, "mailed": mailed, "proved": proved, "problem": problem, "typed": _typed(request)}
    return private(render(request, "takedowns/code.html", context, status=status))


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    context = {"wait": traps.wait_in_words(wait)}
    response = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(wait)
    return private(response)


def _case(token: str) -> Case:
    case = claimants.by_status_token(token)
    if case is None:
        raise Http404
    return case
