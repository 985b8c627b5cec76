"""What needs two people, in the admin: each switch with its buttons."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.refusals import Refused
from newsroom.takedowns import switches
from newsroom.takedowns.by_hand import ByHandNothing
from newsroom.takedowns.sanctions import Switch

LABELS = {switches.DESTROY: _("Destroy sealed copies")}
VERBS = {"ask": switches.ask, "agree": switches.agree, "off": switches.turn_off}
SAID = {
    "ask": _("Asked. It runs when another takedown officer agrees."),
    "agree": _("It is on."),
    "off": _("It is off."),
}


@admin.register(Switch)
class SwitchAdmin(ByHandNothing):
    """What runs only while two people want it."""

    heading = _("What needs two people")
    fields = ("name", "asked_by", "asked_at", "agreed_by", "agreed_at")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A switch is pressed, never edited."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The buttons' address before the admin's own."""
        act = path("<slug:name>/act/", self.admin_site.admin_view(require_POST(self.act)), name="takedowns_switch_act")
        return [act, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Every switch with its buttons, also one that nobody has ever pressed."""
        return self.page(request)

    def page(self, request: HttpRequest, *, status: int = HTTPStatus.OK) -> TemplateResponse:
        """The page of the switches."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        known = {switch.name: switch for switch in Switch.objects.select_related("asked_by", "agreed_by")}
        rows = [_row(name, known.get(name), request.user) for name in switches.KNOWN]
        context = self.admin_site.each_context(request) | {
            "title": self.heading,
            "rows": rows,
            "may_press": request.user.has_perm(switches.MAY),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/takedowns/switch/page.html", context, status=status)

    def act(self, request: HttpRequest, name: str) -> HttpResponse:
        """A button; the verb checks the person and says what is wrong in words."""
        verb = request.POST.get("verb", "")
        if not self.has_view_permission(request) or not isinstance(request.user, User):
            raise PermissionDenied
        try:
            if verb not in VERBS:
                raise Refused(gettext("There is no such button. Look at the page again."))
            VERBS[verb](name, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.page(request, status=HTTPStatus.CONFLICT)
        messages.success(request, SAID[verb])
        return redirect("admin:takedowns_switch_changelist")


def _row(name: str, switch: Switch | None, user: Any) -> dict[str, Any]:
    """One switch with the buttons that are possible now."""
    asked = switch is not None and switch.asked_by_id is not None
    buttons: list[tuple[str, Any]] = [("off", _("Switch it off"))] if asked else [("ask", _("Ask for it"))]
    if switch is not None and asked and not switch.agreed_by_id and switch.asked_by_id != user.pk:
        buttons.insert(0, ("agree", _("Agree: switch it on")))
    return {
        "name": name,
        "label": LABELS[name],
        "what": switches.KNOWN[name],
        "switch": switch,
        "buttons": buttons,
    }
