"""Bars by hand in the admin: typed, looked at with what it would hit, then set; lifted with a reason. HTTP only."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.refusals import Refused
from newsroom.ingest.suggestions import is_number
from newsroom.takedowns import barring
from newsroom.takedowns.by_hand import ByHandNothing
from newsroom.takedowns.hand_bars import HandBar

FORM, PAGE = "admin/takedowns/handbar/form.html", "admin/takedowns/handbar/page.html"
TYPED = ("kind", "typed", "host", "reason")


class StandingFilter(admin.SimpleListFilter):
    """Whether a bar stands."""

    title = _("stands")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """It stands, or it was lifted."""
        return [("yes", _("stands")), ("no", _("lifted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[HandBar]) -> QuerySet[HandBar]:
        """The bars that match."""
        if self.value() in {"yes", "no"}:
            return queryset.filter(lifted_at__isnull=self.value() == "yes")
        return queryset


@admin.register(HandBar)
class HandBarAdmin(ByHandNothing):
    """What people keep out, why, and how often it did."""

    list_display = ("__str__", "source", "reason", "live", "kept_out", "set_by", "set_at", "lifted_by", "lifted_at")
    list_filter = (StandingFilter, "kind", "set_at")
    list_select_related = ("source", "set_by", "lifted_by")
    search_fields = ("reason", "source__name", "source__host", "set_by__username", "lifted_why")
    search_help_text = _("Words of the reason, an outlet, or who set it.")
    list_per_page = 50
    change_list_template = "admin/takedowns/handbar/list.html"
    heading = _("Bars by hand")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Officers and chiefs."""
        return bool(request.user.has_perm(barring.MAY))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A bar is lifted, never edited."""
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The form; then what the bar would hit; then it is set."""
        if not self.has_add_permission(request) or not isinstance(request.user, User):
            raise PermissionDenied
        typed = {name: request.POST.get(name, "").replace("\0", "")[:60_000] for name in TYPED}
        if request.method != "POST":
            return self._form(request, typed)
        try:
            bar = barring.wanted(typed["kind"], typed["typed"], host=typed["host"])
            if "_set" not in request.POST:
                return self._form(request, typed, hit=barring.hits(bar))
            row = barring.impose(bar, by=request.user, reason=typed["reason"])
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self._form(request, typed, status=HTTPStatus.CONFLICT)
        messages.success(request, _("It is barred from now on. Nothing that is live was changed."))
        return redirect("admin:takedowns_handbar_change", row.pk)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One bar, and the button that lifts it."""
        rows = HandBar.objects.select_related("source", "set_by", "lifted_by")
        row = get_object_or_404(rows, pk=object_id if is_number(object_id) else 0)
        if not self.has_view_permission(request, row) or not isinstance(request.user, User):
            raise PermissionDenied
        typed, status = request.POST.get("reason", ""), HTTPStatus.OK
        if request.method == "POST":
            try:
                barring.lift(row, by=request.user, reason=typed)
            except Refused as refusal:
                messages.error(request, str(refusal))
                status = HTTPStatus.CONFLICT
            else:
                messages.success(request, _("Lifted: it may come in again."))
                return redirect("admin:takedowns_handbar_change", row.pk)
        context = self._context(request, str(row)) | {"row": row, "typed": typed, "times": barring.times(row)}
        return TemplateResponse(request, PAGE, context, status=status)

    @admin.display(description=_("times it kept something out"))
    def kept_out(self, row: HandBar) -> int:
        """Of one that stands; a lifted one is counted no more."""
        return barring.times(row)

    def _form(
        self, request: HttpRequest, typed: dict[str, str], *, hit: Any = None, status: int = HTTPStatus.OK
    ) -> HttpResponse:
        context = self._context(request, str(_("Bar something by hand"))) | {
            "typed": typed,
            "kinds": HandBar.Kind.choices,
            "hit": hit,
            "least": barring.LEAST_WORDS,
        }
        return TemplateResponse(request, FORM, context, status=status)

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        shared = {"title": title, "opts": self.opts, "may": self.has_add_permission(request)}
        return self.admin_site.each_context(request) | shared
