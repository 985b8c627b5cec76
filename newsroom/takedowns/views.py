"""The takedown counter: request, confirmation, status, receipt. Speaks HTTP only; `claimants` holds the verbs."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from articles.read_only import read_only
from articles.refusals import Refused
from newsroom.takedowns import (
    appealing,
    asking,
    autohold,
    claimants,
    clock,
    data_clocks,
    doorstep,
    letters,
    proving,
    puzzle,
    receipts,
    tokens,
    traps,
    uploads,
)
from newsroom.takedowns.addresses import fingerprint, stripped
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.forms import GuardedForm, RequestForm
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.references import tidy_reference
from newsroom.takedowns.refusals import CaseSomebodyWasFirst
from newsroom.takedowns.responses import private
from newsroom.takedowns.standing import SENTENCES
from newsroom.takedowns.states import ENDED, MOVES, ItemState, State


@csrf_exempt  # the check follows in `_takedown`: it reads the form, and the files must be counted while they come in
def takedown(request: HttpRequest) -> HttpResponse:
    """First what the claim is, then the form for it."""
    counted = uploads.CountedUploads(request)
    request.upload_handlers.insert(0, counted)
    if uploads.is_too_large(request):
        return private(render(request, "takedowns/too_large.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
    return _takedown(request, counted)


@csrf_protect
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def _takedown(request: HttpRequest, counted: uploads.CountedUploads) -> HttpResponse:
    claim = request.GET.get("claim", "")
    address = stripped(request.GET.get("url", ""))[:2000]
    if claim not in Claim.values:
        return private(render(request, "takedowns/claims.html", {"claims": Claim, "address": address}), index=True)
    # Files can come without a single field: the form is filled in then too, with nothing.
    typed = request.POST if request.method == "POST" else None
    form = RequestForm(typed, claim=Claim(claim), initial={"addresses": address})
    context = {"form": form, "claim": Claim(claim), "address": address, "puzzle": puzzle.is_on()}
    if request.method != "POST":
        return private(render(request, "takedowns/request.html", context), index=True)
    held = context["held"] = uploads.gather(request, counted)
    for problem in held.problems:
        form.add_error("evidence", problem)
    stopped = stop(request, form, "takedowns/request.html", context)
    return stopped or _received(request, form, held, context)


def _received(request: HttpRequest, form: RequestForm, held: uploads.Held, context: dict[str, Any]) -> HttpResponse:
    """Open the case of a complete form; the same page for everybody, whatever stands at the addresses."""
    slow = puzzle.is_on() and not puzzle.solved(form.cleaned_data.get("puzzle", ""))
    try:
        case = claimants.receive(form.notice(slow=slow, evidence=held.numbers))
    except Refused as refusal:
        form.add_error("addresses", str(refusal))
        return refused(request, form, "takedowns/request.html", context)
    return redirect("takedown_sent", case.reference)


@never_cache
@read_only
def takedown_puzzle(request: HttpRequest) -> HttpResponse:
    """A challenge for the browser to work on; nothing of it is stored."""
    return private(JsonResponse({"challenge": puzzle.challenge(traps.sent_lately(request))}))


def stop(request: HttpRequest, form: GuardedForm, template: str, context: dict[str, Any]) -> HttpResponse | None:
    """The form again, with what was typed, where it is incomplete or where too many came; None when it may go in."""
    if not form.is_valid():
        return refused(request, form, template, context)
    wait = traps.wait_of_sender(request) or traps.wait_of_mail(form.cleaned_data["email"])
    if not wait:
        return None
    told = context | {"wait": traps.wait_in_words(wait)}
    response = render(request, "429.html", told, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(wait)
    return private(response)


def refused(request: HttpRequest, form: GuardedForm, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form again, with every problem above it and beside its field."""
    return private(render(request, template, context, status=HTTPStatus.UNPROCESSABLE_ENTITY))


@never_cache
@read_only
def takedown_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Thanks. Looks nothing up, so that it tells nobody which requests or stories exist."""
    written = tidy_reference(reference)
    if written != reference:
        raise Http404
    return private(render(request, "takedowns/sent.html", {"reference": written}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def takedown_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, POST starts the clock: mail scanners follow links, but press no buttons."""
    case = claimants.by_confirm_token(token)
    if case is None:
        raise Http404
    if request.method == "POST" and case.state == State.RECEIVED:
        with suppress(CaseSomebodyWasFirst):  # pressed twice at once: the other press does all of it
            case = claimants.confirm(token) or case
            autohold.consider(case)
        status = tokens.token(case.seed, tokens.STATUS)
        return doorstep.let_in(redirect("takedown_status", status), status)
    return private(render(request, "takedowns/confirm.html", {"case": case, "open": case.state == State.RECEIVED}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def takedown_not_me(request: HttpRequest, token: str) -> HttpResponse:
    """The owner of the mail address did not ask: GET shows a button, POST ends the request and blocks the address."""
    case = claimants.by_disown_token(token)
    if case is None:
        raise Http404
    done = request.method == "POST"
    if done:
        try:
            claimants.disown(case)
        except Refused as refusal:  # confirmed at this very moment
            raise Http404 from refusal
    return private(render(request, "takedowns/not_me.html", {"done": done}))


@never_cache
@read_only
def takedown_status(request: HttpRequest, token: str) -> HttpResponse:
    """The clock, and what has become of each address. Shows nothing of who asked."""
    case = find(token)
    if not proving.is_open(case, timezone.now()):
        return doorstep.expired(request, token)
    return status_page(request, case, token)


@never_cache
@require_POST
def takedown_withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """The claimant takes the request back."""
    case = find(token)
    if stopped := doorstep.gate(request, case, token):
        return stopped
    try:
        claimants.withdraw(case)
    except Refused as refusal:
        return status_page(request, find(token), token, problem=str(refusal), status=HTTPStatus.CONFLICT)
    return redirect("takedown_status", token)


@never_cache
@require_POST
def takedown_supply(request: HttpRequest, token: str) -> HttpResponse:
    """The claimant answers what was asked; what is refused stays in its field."""
    case, answer = find(token), request.POST.get("answer", "")
    if stopped := doorstep.gate(request, case, token):
        return stopped
    try:
        asking.supply(case, answer=answer)
    except Refused as refusal:
        problem = str(refusal)
        return status_page(request, find(token), token, problem=problem, typed=answer, status=HTTPStatus.CONFLICT)
    return redirect("takedown_status", token)


@never_cache
@read_only
def takedown_receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt of removal: every place that was looked at, when, and what it answered; it names no story."""
    case = find(token)
    removed = [item for item in case.items.all() if item.state == ItemState.REMOVED]
    if not removed:
        raise Http404
    context = {
        "case": case,
        "receipts": [receipts.of(item) for item in removed],
        "status": reverse("takedown_status", args=[token]),
        "verify": reverse("takedown_verify"),
        "verify_address": letters.link_to("takedown_verify"),
    }
    return private(render(request, "takedowns/receipt.html", context))


def status_page(
    request: HttpRequest, case: Case, token: str, *, problem: str = "", typed: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """The page of one case for its claimant."""
    items, proved = list(case.items.all()), doorstep.has_proved(request, token)
    context = {
        "case": case,
        "items": [(item, _shown(item)) for item in items],
        "clock": clock.read(case.confirmed_at, case.due_at, case.decided_at, timezone.now(), case.paused_at),
        "proved": proved,
        "may_withdraw": State.WITHDRAWN in MOVES[State(case.state)],
        "asked": case.asked_for if case.state == State.NEEDS_INFO else "",
        "typed": typed,
        "ended": case.state in ENDED,
        "answer": data_clocks.answer_of(case),
        "sentence": SENTENCES.get(State(case.state), ""),
        "appeals": case.appeals.filter(item=None).order_by("received_at"),
        "may_appeal": case.state in appealing.TAKES and not appealing.why_not(case, None, timezone.now()),
        "has_receipt": any(item.state == ItemState.REMOVED for item in items),
        "token": token,
        "problem": problem,
    }
    return private(render(request, "takedowns/status.html", context, status=status))


def find(token: str) -> Case:
    """The case of a status link; the same 404 for every link that opens nothing."""
    case = claimants.by_status_token(token)
    if case is None:
        raise Http404
    return case


def _shown(item: Item) -> str:
    """What stands for an address: the address itself, but a fingerprint of one whose story is hidden or removed."""
    hidden = item.state in {ItemState.HELD, ItemState.REMOVED}
    return fingerprint(item.path) if hidden else item.address
