"""The officers' page of one case: its facts, and the buttons, each of which calls one verb. Speaks HTTP only."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models.article import Removal
from articles.refusals import Refused
from newsroom.ingest.suggestions import is_number
from newsroom.takedowns import (
    addresses,
    attaching,
    background,
    bulk,
    case_buttons,
    claims,
    clock,
    countries,
    data_clocks,
    deciding,
    delays,
    destroying,
    disputing,
    first_look,
    handling,
    letters,
    mending,
    previewing,
    proof,
    publishing,
    receipts,
    remains,
    sealed,
    senders,
    surfaces,
)
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.states import DOABLE, ITEM_MOVES, MOVES, UNDECIDED, WORKING, ItemState, State

Typed = dict[str, str]
Panel = tuple[str, Callable[[Case], dict[str, Any]]]
"""A template, and what it shows of a case. The template is given `case`, `may_decide` and `typed` too."""
TYPED = dict.fromkeys(("reason", "kind", "public_sentence"), "")
REMOVALS = [(kind.value, kind.label) for kind in Removal if kind]


def hold(item: Item, by: User, typed: Typed) -> str:
    """The button Hold."""
    handling.hold(item, by=by, reason=typed["reason"])
    return _("The story is hidden: its address answers 404.")


def release(item: Item, by: User, typed: Typed) -> str:
    """The button Lift the hold."""
    handling.release(item, by=by, reason=typed["reason"])
    return _("The hold is lifted.")


def decision(verb: str) -> Callable[[Item, User, Typed], str]:
    """The button of a decision: it happens at once, or waits for a second officer."""

    def press(item: Item, by: User, typed: Typed) -> str:
        return deciding.decide(item, verb, by=by, typed=typed)

    return press


def confirm(item: Item, by: User, _typed: Typed) -> str:
    """The button Confirm, of the second officer."""
    return deciding.confirm(item, by=by)


def decline(item: Item, by: User, typed: Typed) -> str:
    """The button Decline the proposal."""
    return deciding.decline(item, by=by, reason=typed["reason"])


def look(item: Item, by: User, _typed: Typed) -> str:
    """The button Look again."""
    handling.must_be_officer(item.case, by)
    looks = proof.examine(item)
    return proof.sentence(looks)


def close(case: Case, by: User, _typed: Typed) -> str:
    """The button Close."""
    handling.close(case, by=by)
    return _("The case is closed.")


def reopen(case: Case, by: User, typed: Typed) -> str:
    """The button Reopen."""
    handling.reopen(case, by=by, reason=typed["reason"])
    return _("The case is open again, with a new clock.")


def note(case: Case, by: User, typed: Typed) -> str:
    """The button Keep the note."""
    handling.remark(case, by=by, text=typed["reason"])
    return _("The note is kept.")


def explain(case: Case, by: User, typed: Typed) -> str:
    """The button Publish the reason."""
    delays.explain(case, by=by, reason=typed["reason"])
    return _("The reason is printed with the public figures.")


def remove_all(case: Case, by: User, typed: Typed) -> str:
    """The button Remove all."""
    return bulk.remove_all(case, by=by, typed=typed)


ON_ITEMS: dict[str, Callable[[Item, User, Typed], str]] = {
    "hold": hold,
    "release": release,
    **{verb: decision(verb) for verb in deciding.EFFECTS},
    "confirm": confirm,
    "decline": decline,
    "look": look,
    **disputing.ON_ITEMS,
}
ON_CASES: dict[str, Callable[[Case, User, Typed], str]] = {
    "close": close,
    "reopen": reopen,
    "note": note,
    "remove all": remove_all,
    "explain": explain,
    **data_clocks.BUTTONS,
    **case_buttons.BUTTONS,
    **senders.BUTTONS,
    **disputing.ON_CASES,
}

# Shown below the addresses, in this order; a function that returns {} has nothing to show now.
PANELS: list[Panel] = [
    ("admin/takedowns/case/data.html", data_clocks.panel),
    ("admin/takedowns/case/after.html", case_buttons.after),
    ("admin/takedowns/case/counters.html", disputing.counters),
    ("admin/takedowns/case/appeals.html", disputing.appeals),
    ("admin/takedowns/case/receipt.html", receipts.panel),
    ("admin/takedowns/case/delay.html", delays.panel),
    ("admin/takedowns/case/questions.html", case_buttons.questions),
    ("admin/takedowns/case/score.html", background.score),
    ("admin/takedowns/case/provenance.html", background.provenance),
    ("admin/takedowns/case/overlap.html", background.overlap),
    ("admin/takedowns/case/earlier.html", background.earlier),
    ("admin/takedowns/case/sender.html", senders.panel),
    ("admin/takedowns/case/remains.html", remains.of_case),
    ("admin/takedowns/case/copies.html", destroying.panel),
    ("admin/takedowns/case/evidence.html", attaching.panel),
    ("admin/takedowns/case/alike.html", attaching.panel_of_alike),
    ("admin/takedowns/case/endings.html", case_buttons.panel),
    ("admin/takedowns/case/published.html", publishing.panel),
]


def act(request: HttpRequest, case: Case) -> HttpResponse:
    """Press one button. A refusal is said on the page, with what was typed still in its field."""
    typed = TYPED | {name: str(value).strip() for name, value in request.POST.items()}
    verb, number = request.POST.get("verb", ""), request.POST.get("item", "")
    by = request.user
    if not isinstance(by, User):
        raise Http404
    try:
        if verb.startswith(previewing.SEE) and is_number(number):
            seen = previewing.of(_item(case, number), verb.removeprefix(previewing.SEE), typed)
            return page(request, case, typed | {"item": number}, seen=seen)
        if verb in ON_CASES and not number:
            said = ON_CASES[verb](case, by, typed)
        elif verb in ON_ITEMS and is_number(number):
            said = ON_ITEMS[verb](_item(case, number), by, typed)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
        fresh = Case.objects.get(pk=case.pk)
        return page(request, fresh, typed | {"item": number}, status=HTTPStatus.CONFLICT)
    messages.success(request, said)
    return redirect("admin:takedowns_case_change", case.pk)


def _item(case: Case, number: str) -> Item:
    return get_object_or_404(Item.objects.select_related("case", "article"), case=case, number=int(number))


def page(
    request: HttpRequest,
    case: Case,
    typed: Typed | None = None,
    *,
    status: int = HTTPStatus.OK,
    seen: previewing.Seen | None = None,
) -> TemplateResponse:
    """The case page. That an officer opened it is written down once."""
    may_decide = _may(request)
    if isinstance(request.user, User):
        first_look.see(case, by=request.user)
    context = admin.site.each_context(request) | facts(case, typed or {}, may_decide=may_decide)
    context |= {"seen": seen, "remedies": previewing.REMEDIES, "reasons": previewing.REASONS}
    context["panels"] = _panels(request, case, context["typed"], typed or {}, may_decide=may_decide)
    return TemplateResponse(request, "admin/takedowns/case/page.html", context, status=status)


def _panels(request: HttpRequest, case: Case, typed: Typed, pressed: Typed, *, may_decide: bool) -> list[SafeString]:
    """Every panel that has something to show, drawn by its own template.

    `typed` is what was typed for the case, `pressed` for whichever of its buttons was refused, an address's too.
    """
    made = ((template, look_up(case)) for template, look_up in PANELS)
    always = {"case": case, "may_decide": may_decide, "typed": typed, "pressed": pressed}
    return [render_to_string(template, always | shown, request) for template, shown in made if shown]


def facts(case: Case, typed: Typed, *, may_decide: bool) -> dict[str, Any]:
    """What the page shows."""
    items = case.items.select_related("article__source", "article__picture", "decided_by").order_by("number")
    state = State(case.state)
    doable = set(MOVES[state].values()) & ON_CASES.keys()
    return {
        "title": _("Case %(reference)s") % {"reference": case.reference},
        "case": case,
        "shown_originals": addresses.with_plain_hosts(case.originals),
        "shown_country": countries.name_of(case.country),
        "clock": clock.read(case.confirmed_at, case.due_at, _stopped(case), timezone.now(), case.paused_at),
        "rows": [_row(item, state, typed, may_decide=may_decide) for item in items],
        "events": case.events.select_related("by", "item").order_by("id"),
        "letters": letters.of_case(case),
        "statements": claims.statement_texts(case.text_version, case.statements),
        "verbs": doable if may_decide else set(),
        "undecided": sum(item.state in UNDECIDED and item.article is not None for item in items),
        "may_decide": may_decide,
        "removals": REMOVALS,
        "typed": typed if not typed.get("item") else {},
        "opts": Case._meta,  # noqa: SLF001 - as the admin's own templates ask for it
    }


def _row(item: Item, state: State, typed: Typed, *, may_decide: bool) -> dict[str, Any]:
    """One address with its story, its leak table and the verbs that are possible now."""
    doable = set(ITEM_MOVES[ItemState(item.state)].values()) & DOABLE[state]
    proposal = item.proposals.filter(settled_at=None).select_related("by").first()
    if proposal:
        doable -= deciding.EFFECTS.keys()
    if item.article is None:
        doable &= {"reject"}
    if item.state == ItemState.REMOVED:
        doable |= {"look"}
    looks = [look | {"label": surfaces.label_of(str(look.get("surface")))} for look in item.checks]
    return {
        "item": item,
        "article": item.article,
        "verbs": doable if may_decide else set(),
        "proposal": proposal,
        "mend": mending.shown(item, timezone.now()),
        "looks": looks,
        "leaks": len(item.leaks),
        "shared_picture": bool(item.article and sealed.is_shared(item.article)),
        "typed": typed if typed.get("item") == str(item.number) else {},
    }


def _stopped(case: Case) -> Any:
    """When the clock stopped; a reopened case's is running again."""
    return None if case.state in WORKING else case.decided_at


def _may(request: HttpRequest) -> bool:
    return request.user.has_perm(handling.OFFICER)
