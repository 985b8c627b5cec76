"""The public check of a receipt: anybody pastes its line and learns whether we wrote it. Speaks HTTP only."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from newsroom.takedowns import receipts
from newsroom.takedowns.fields import LONGEST_ADDRESS, Lines, OneLine
from newsroom.takedowns.responses import private


class VerifyForm(forms.Form):
    """The line of a receipt and, for who wants to know it, the address that it is said to be about."""

    receipt = Lines(
        rows=6,
        max_length=receipts.LONGEST,
        label=lazy("The signed line of the receipt"),
        help_text=lazy("All of it, from the first brace to the last."),
    )
    about = OneLine(
        max_length=LONGEST_ADDRESS,
        required=False,
        label=lazy("Address that it should be about"),
        help_text=lazy("A receipt names no address. Give one here, and we say whether the receipt is about it."),
    )

    def visible_groups(self) -> list[forms.BoundField]:
        """The fields, as the part of the page that writes forms asks for them."""
        return self.visible_fields()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def takedown_verify(request: HttpRequest) -> HttpResponse:
    """The form, and below it what we know of the line. Nothing that is pasted is kept."""
    form = VerifyForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method != "POST":
        return private(render(request, "takedowns/verify.html", context), index=True)
    if not form.is_valid():
        return private(render(request, "takedowns/verify.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY))
    facts = receipts.read(form.cleaned_data["receipt"])
    return private(render(request, "takedowns/verify.html", context | {"checked": True} | _told(facts, form)))


def _told(facts: dict[str, Any] | None, form: VerifyForm) -> dict[str, Any]:
    """What the page says of a line."""
    if facts is None:
        return {"facts": None}
    about = form.cleaned_data["about"]
    looked = [{"at": parse_datetime(look["at"]), "clean": look["clean"]} for look in facts["looked"]]
    places = [receipts.Place(receipts.label_of(name), **counts) for name, counts in facts["places"].items()]
    return {
        "facts": facts,
        "removed": parse_datetime(facts["removed"]),
        "looked": looked,
        "places": len(places),
        "clean": sum(place.is_clean for place in places),
        "still_stands": receipts.still_stands(facts),
        "asked": bool(about),
        "is_about": bool(about) and receipts.is_about(facts, about),
    }
