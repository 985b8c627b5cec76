"""The pages of the fast lane: prove a domain, watch the proof, remove one's stories. Speaks HTTP only."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Article
from articles.read_only import read_only
from articles.refusals import Refused
from articles.search import search
from newsroom.takedowns import addresses, domains, fastlane, tasks, tokens
from newsroom.takedowns.claims import MAX_ADDRESSES
from newsroom.takedowns.fields import Mail, OneLine
from newsroom.takedowns.forms import GuardedForm
from newsroom.takedowns.proofs import ASK, CONFIRM, LANE, DomainProof, Method
from newsroom.takedowns.responses import private
from newsroom.takedowns.views import refused, stop

PER_PAGE = 20
FORM = "takedowns/domain.html"


class DomainForm(GuardedForm):
    """Which domain, how it proves itself, and who asks."""

    domain = OneLine(
        label=lazy("The domain of your outlet"), max_length=300, help_text=lazy("Such as paper.example; no address.")
    )
    method = forms.ChoiceField(label=lazy("How it proves itself"), choices=Method.choices)
    email = Mail(
        label=lazy("E-mail address"),
        help_text=lazy("For a letter, an address at this domain; otherwise any. Your personal link goes there."),
    )
    name = OneLine(label=lazy("Your name"), min_length=2, autocomplete="name")

    def clean_domain(self) -> str:
        """The host, as DNS writes it."""
        host = domains.tidy(self.cleaned_data["domain"])
        if not host:
            raise forms.ValidationError(_("This is no domain. It looks like paper.example."))
        return host

    def asked(self) -> fastlane.Asked:
        """The complete question."""
        given = self.cleaned_data
        return fastlane.Asked(
            given["domain"], Method(given["method"]), given["name"], given["email"], get_language() or "en"
        )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; a good one leads to the page on which the proof can be watched."""
    form = DomainForm(request.POST or None, initial={"domain": _named(request.GET.get("url", ""))})
    context = {"form": form}
    if request.method != "POST":
        return private(render(request, FORM, context), index=True)
    stopped = stop(request, form, FORM, context)
    if stopped:
        return stopped
    try:
        proof = fastlane.ask(form.asked())
    except Refused as refusal:
        form.add_error("domain", str(refusal))
        return refused(request, form, FORM, context)
    return redirect("takedown_domain_proof", proof.token(ASK))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, token: str) -> HttpResponse:
    """What to do for the proof, and how it stands; POST looks again."""
    proof = _proof(token, ASK)
    if request.method == "POST" and proof.is_open and proof.method != Method.MAIL and fastlane.may_look(proof):
        tasks.look_for_proof.enqueue(proof.pk)
        return redirect("takedown_domain_proof", token)
    return private(render(request, "takedowns/domain_proof.html", {"proof": proof, "methods": Method}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, POST proves the domain: mail scanners follow links, but press no buttons."""
    proof, problem = _proof(token, CONFIRM), ""
    if request.method == "POST":
        try:
            return redirect("takedown_domain_stories", fastlane.confirm(proof).token(LANE))
        except Refused as refusal:
            problem = str(refusal)
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    context = {"proof": proof, "problem": problem}
    return private(render(request, "takedowns/domain_confirm.html", context, status=status))


@never_cache
@read_only
def stories(request: HttpRequest, token: str) -> HttpResponse:
    """The outlet's stories on our pages, each with its button."""
    return _list(request, _standing(token))


@never_cache
@require_POST
def remove(request: HttpRequest, token: str) -> HttpResponse:
    """One story at once; several after one more question."""
    proof = _standing(token)
    chosen = list(_of(proof).filter(pk__in=_numbers(request))[: MAX_ADDRESSES + 1])
    if len(chosen) > 1 and "sure" not in request.POST:
        context = {"proof": proof, "stories": chosen, "token": token}
        return private(render(request, "takedowns/domain_sure.html", context))
    try:
        case = fastlane.remove(proof, chosen)
    except Refused as refusal:
        return _list(request, proof, problem=str(refusal))
    return redirect("takedown_receipt", tokens.token(case.seed, tokens.STATUS))


@never_cache
@require_POST
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Give the proof up. A second press finds it given up, and says so too."""
    proof = _proof(token, LANE)
    if not proof.ended_at:
        fastlane.end(_standing(token))
    return private(render(request, "takedowns/domain_ended.html", {"proof": proof}))


def _list(request: HttpRequest, proof: DomainProof, *, problem: str = "") -> HttpResponse:
    query = request.GET.get("q", "")[:200]
    found = search(query, _of(proof)) if query.strip() else _of(proof).newest()
    page = Paginator(found.select_related("country", "source"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"proof": proof, "page": page, "query": query, "problem": problem, "token": proof.token(LANE)}
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return private(render(request, "takedowns/domain_stories.html", context, status=status))


def _of(proof: DomainProof) -> Any:
    return Article.objects.published().filter(source=proof.source_id)


def _numbers(request: HttpRequest) -> list[int]:
    typed = request.POST.getlist("story")[: MAX_ADDRESSES + 1]
    return [int(number) for number in typed if number.isascii() and number.isdigit() and len(number) < 16]


def _proof(token: str, purpose: str) -> DomainProof:
    proof = fastlane.by_token(token, purpose)
    if proof is None:
        raise Http404
    return proof


def _standing(token: str) -> DomainProof:
    proof = _proof(token, LANE)
    if not proof.is_standing:
        raise Http404
    return proof


def _named(address: str) -> str:
    """The domain of the outlet whose public story stands at an address of ours."""
    story = addresses.article_at(addresses.path_of(address)) if address else None
    return domains.tidy(story.source.home_page) if story and story.is_public and story.source else ""
