"""The pages on which a decision is disputed: what was decided, the counter-notice, the appeal, a proposed correction.

Speaks HTTP only; `countering`, `appealing` and `mending` hold the verbs.
"""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from articles.read_only import read_only
from articles.refusals import Refused
from newsroom.takedowns import appealing, countering, dispute_letters, doorstep, mending, parties, traps
from newsroom.takedowns.addresses import fingerprint
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.dispute_forms import AppealForm, CounterForm, MendForm
from newsroom.takedowns.disputes import Appeal, CounterNotice, Party
from newsroom.takedowns.forms import GuardedForm
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.responses import private
from newsroom.takedowns.states import ENDED, UNDECIDED, ItemState
from newsroom.takedowns.views import find, refused, stop

COUNTER, APPEAL, MEND = "takedowns/counter.html", "takedowns/appeal.html", "takedowns/mend.html"


@never_cache
@read_only
def party(request: HttpRequest, token: str) -> HttpResponse:
    """What was decided about a story, for whoever wrote it: what, why, on what ground; nothing of who asked."""
    found = _party(token)
    now = timezone.now()
    if not parties.is_open(found, now):
        return _expired(request, token)
    item, case = found.item, found.item.case
    context = {
        "case": case,
        "item": item,
        "shown": fingerprint(item.path),
        "ground": case.get_claim_display(),
        "is_decided": item.state not in UNDECIDED,
        "ended": case.state in ENDED,
        "counters": CounterNotice.objects.filter(item=item).order_by("received_at"),
        "appeals": Appeal.objects.filter(item=item).order_by("received_at"),
        "is_copyright": case.claim in countering.COPYRIGHT and item.state == ItemState.REMOVED,
        "no_counter": countering.why_not(item),
        "no_appeal": appealing.why_not(case, item, now),
        "mend": mending.made(item),
        "mend_until": mending.until(item),
        "no_mend": mending.why_not(item, found.person, now),
        "token": token,
    }
    return private(render(request, "takedowns/party.html", context))


@never_cache
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to the same person; this one is dead then. A link that is good stays as it is."""
    found = _party(token)
    if parties.is_open(found, timezone.now()):
        return redirect("takedown_party", token)
    if wait := traps.wait_of_sender(request) or traps.wait_of_mail(found.person.email):
        return _too_many(request, wait)
    if parties.renew(found):
        dispute_letters.link_renewed(found)
    return private(render(request, "takedowns/party_expired.html", {"done": True}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest, token: str) -> HttpResponse:
    """The counter-notice."""
    found = _party(token)
    if not parties.is_open(found, timezone.now()):
        return _expired(request, token)
    item, case = found.item, found.item.case
    form = CounterForm(
        request.POST or None,
        claim=case.claim,
        initial={"name": found.person.get_full_name(), "email": found.person.email},
    )
    context = _about(item) | {"form": form, "token": token, "full": case.claim == Claim.COPYRIGHT}
    if problem := countering.why_not(item):
        return _closed(request, token, problem, form)
    if request.method != "POST":
        return private(render(request, COUNTER, context))
    if stopped := stop(request, form, COUNTER, context):
        return stopped
    try:
        countering.receive(found, countering.Signed(**form.signed()))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return refused(request, form, COUNTER, context)
    return redirect("takedown_party", token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def party_appeal(request: HttpRequest, token: str) -> HttpResponse:
    """The appeal of whoever wrote the story."""
    found = _party(token)
    if not parties.is_open(found, timezone.now()):
        return _expired(request, token)

    def send(text: str) -> Appeal:
        return appealing.by_author(found, text, language=get_language() or "en")

    return _appeal(request, found.item.case, found.item, "takedown_party", token, send)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def party_mend(request: HttpRequest, token: str) -> HttpResponse:
    """The correction that whoever wrote a held story proposes."""
    found = _party(token)
    now = timezone.now()
    if not parties.is_open(found, now):
        return _expired(request, token)
    item = found.item
    context = _about(item) | {"back": "takedown_party", "token": token, "mend_until": mending.until(item)}
    problem = mending.why_not(item, found.person, now)
    return _take(request, MendForm(request.POST or None), problem, MEND, context, partial(mending.receive, found))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claimant_appeal(request: HttpRequest, token: str) -> HttpResponse:
    """The appeal of the claimant."""
    case = find(token)
    if stopped := doorstep.gate(request, case, token):
        return stopped

    def send(text: str) -> Appeal:
        return appealing.by_claimant(case, text)

    return _appeal(request, case, None, "takedown_status", token, send)


def _appeal(request: HttpRequest, case: Case, item: Item | None, back: str, token: str, send: Any) -> HttpResponse:
    context = {"case": case, "item": item, "back": back, "token": token}
    problem = appealing.why_not(case, item, timezone.now())
    return _take(request, AppealForm(request.POST or None), problem, APPEAL, context, send)


def _take(
    request: HttpRequest, form: GuardedForm, problem: str, template: str, context: dict[str, Any], send: Any
) -> HttpResponse:
    """A form of one text: shown, or taken in by `send`; `problem` is why nothing can be sent now."""
    back, token = context["back"], context["token"]
    if problem:
        return _closed(request, token, problem, form, back=back)
    context |= {"form": form}
    if request.method != "POST":
        return private(render(request, template, context))
    if not form.is_valid():
        return refused(request, form, template, context)
    if wait := traps.wait_of_sender(request):
        return _too_many(request, wait, form)
    try:
        send(form.cleaned_data["text"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return refused(request, form, template, context)
    return redirect(back, token)


def _party(token: str) -> Party:
    found = parties.by_token(token)
    if found is None:
        raise Http404
    return found


def _about(item: Item) -> dict[str, Any]:
    return {"case": item.case, "item": item, "shown": fingerprint(item.path)}


def _expired(request: HttpRequest, token: str) -> HttpResponse:
    """The days of the link are over: a button that mails a new one, and nothing about the case."""
    renew_at = reverse("takedown_party_renew", args=[token])
    return private(render(request, "takedowns/party_expired.html", {"renew": renew_at}, status=HTTPStatus.GONE))


def _closed(
    request: HttpRequest, token: str, problem: str, form: GuardedForm, *, back: str = "takedown_party"
) -> HttpResponse:
    """Why this cannot be sent now, and the way back; what was typed can be copied."""
    context = {"problem": problem, "back": back, "token": token, "typed": form.in_words()}
    return private(render(request, "takedowns/dispute_closed.html", context, status=HTTPStatus.CONFLICT))


def _too_many(request: HttpRequest, wait: int, form: GuardedForm | None = None) -> HttpResponse:
    """How long to wait; what was typed stays in its form."""
    context = {"wait": traps.wait_in_words(wait), "form": form}
    response = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(wait)
    return private(response)
