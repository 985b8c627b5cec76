"""Bulk verbs of the review queue: all through `verbs.in_bulk`, with an answer that names each refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article
from articles.refusals import Refused
from newsroom.desk import decisions, grouping
from newsroom.desk.verbs import VERBS, Outcome, in_bulk

MOST = 200
NAMED = 10
Action = Callable[[Any, HttpRequest, QuerySet[Article]], HttpResponse | None]


def publish(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
    """Publish what passes the gate."""
    _carry_out(request, "publish", chosen)
    return None


def claim(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
    """Put oneself on several."""
    outcome = Outcome()
    for article in _whole(chosen):
        try:
            decisions.claim(article, by=request.user)  # type: ignore[arg-type]
            outcome.done.append(article)
        except Refused as refusal:
            outcome.refused.append((article, str(refusal)))
    _tell(request, "claim", outcome)
    return None


def reject(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
    """Reject, with one reason for all."""
    return _with_reason(admin, request, "reject", chosen)


def send_back(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
    """Send back, with one reason for all."""
    return _with_reason(admin, request, "send_back", chosen)


def restore(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
    """Let rejected ones in again."""
    _carry_out(request, "restore", chosen)
    return None


def group(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
    """Group as one coverage, under a title."""
    if "confirmed" not in request.POST:
        return _ask(admin, request, "group", chosen, question=_("Title of the coverage"), optional=True)
    try:
        coverage = grouping.merge(_whole(chosen), by=request.user, title=request.POST.get("reason", ""))  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Grouped as “%(title)s”.") % {"title": coverage})
    return None


LABELS: dict[str, Any] = {
    "publish": gettext_lazy("Publish"),
    "claim": gettext_lazy("Claim"),
    "reject": gettext_lazy("Reject…"),
    "send_back": gettext_lazy("Send back…"),
    "restore": gettext_lazy("Restore"),
    "group": gettext_lazy("Group as one coverage…"),
}
PERMISSIONS = {"group": "articles.review_article", "claim": "articles.change_article"}
ACTIONS: list[Any] = [publish, reject, send_back, claim, group, restore]
for _action in ACTIONS:
    _action.short_description = LABELS[_action.__name__]


def permitted(actions: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """The actions that a person's role grants."""
    return {
        name: action
        for name, action in actions.items()
        if request.user.has_perm(PERMISSIONS.get(name) or VERBS[name].permission)
    }


def _with_reason(admin: Any, request: HttpRequest, verb: str, chosen: QuerySet[Article]) -> HttpResponse | None:
    """Ask why, then do it."""
    reason = request.POST.get("reason", "").strip()
    if "confirmed" not in request.POST:
        return _ask(admin, request, verb, chosen, question=_("Why? One sentence, kept in the history"))
    if not reason:
        messages.error(request, _("Say why in one sentence; it is kept in the history."))
        return _ask(admin, request, verb, chosen, question=_("Why? One sentence, kept in the history"))
    _carry_out(request, verb, chosen, reason=reason)
    return None


def _ask(
    admin: Any, request: HttpRequest, verb: str, chosen: QuerySet[Article], *, question: str, optional: bool = False
) -> HttpResponse:
    """The page between: what was chosen, and one question."""
    context = admin.admin_site.each_context(request) | {
        "title": str(LABELS[verb]).rstrip("…"),
        "opts": admin.opts,
        "verb": verb,
        "verb_label": str(LABELS[verb]).rstrip("…"),
        "question": question,
        "optional": optional,
        "chosen": list(chosen[:MOST]),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/desk/ask.html", context)


def _carry_out(request: HttpRequest, verb: str, chosen: QuerySet[Article], **given: Any) -> None:
    """Do it to each and say what became of it."""
    _tell(request, verb, in_bulk(verb, _whole(chosen), by=request.user, **given))  # type: ignore[arg-type]


def _whole(chosen: QuerySet[Article]) -> list[Article]:
    """The chosen articles with their texts."""
    wanted = list(chosen.values_list("pk", flat=True)[:MOST])
    return list(Article.objects.select_related("claim__by", "source", "country").filter(pk__in=wanted))


def _tell(request: HttpRequest, verb: str, outcome: Outcome) -> None:
    """One sentence for what was done, one for each refusal."""
    label = str(LABELS[verb]).rstrip("…")
    if outcome.done:
        sentence = ngettext("%(verb)s: %(n)s article done.", "%(verb)s: %(n)s articles done.", len(outcome.done))
        messages.success(request, sentence % {"verb": label, "n": len(outcome.done)})
    for _article, refusal in outcome.refused[:NAMED]:
        messages.error(request, refusal)
    if len(outcome.refused) > NAMED:
        messages.error(request, _("%(n)s more were refused.") % {"n": len(outcome.refused) - NAMED})
