"""Takedown cases and the contact inbox in the admin: lists declared here, pages and buttons in `casework` and below.

Nothing is edited by hand: every field is read-only, every button calls a verb.
"""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.refusals import Refused
from newsroom.ingest.suggestions import is_number
from newsroom.takedowns import barring_admin as barring_admin  # noqa: PLC0414 - it registers its own
from newsroom.takedowns import casework, clock, fastlane, heartbeat, inbox, scoring
from newsroom.takedowns import dispute_admin as dispute_admin  # noqa: PLC0414 - it registers its own
from newsroom.takedowns import evidence_admin as evidence_admin  # noqa: PLC0414 - it registers its own
from newsroom.takedowns.by_hand import ByHandNothing
from newsroom.takedowns.models import Case, Message
from newsroom.takedowns.proofs import DomainProof
from newsroom.takedowns.proposals import Proposal
from newsroom.takedowns.repetition_admin import SuspensionAdmin  # noqa: F401 - so that its pages are registered
from newsroom.takedowns.sanctions_admin import SwitchAdmin  # noqa: F401 - so that it is registered
from newsroom.takedowns.score_admin import ScoreRuleAdmin  # noqa: F401 - so that it is registered
from newsroom.takedowns.states import WORKING


class ClockFilter(admin.SimpleListFilter):
    """How the clock stands."""

    title = _("clock")
    parameter_name = "clock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Running, or past its time."""
        return [("running", _("running")), ("overdue", _("overdue"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases that match."""
        if self.value() == "running":
            return queryset.filter(state__in=WORKING)
        if self.value() == "overdue":
            return queryset.filter(state__in=WORKING, due_at__lt=timezone.now())
        return queryset


class WeightFilter(admin.SimpleListFilter):
    """Which cases need a second pair of eyes."""

    title = _("second person")
    parameter_name = "second"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """A high score, or a proposal that waits."""
        return [("proposed", _("waits for a second officer")), ("high", _("high score"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases that match."""
        if self.value() == "proposed":
            waiting = Proposal.objects.filter(settled_at=None).values("item__case")
            return queryset.filter(pk__in=waiting)
        if self.value() == "high":
            return queryset.filter(score__gte=scoring.HIGH)
        return queryset


@admin.register(Case)
class CaseAdmin(ByHandNothing):
    """The queue of cases, the nearest deadline on top."""

    list_display = (
        "reference",
        "time_left",
        "state",
        "outcome",
        "claim",
        "score",
        "number_of_items",
        "claimant",
        "received_at",
    )
    list_filter = (ClockFilter, WeightFilter, "state", "claim", "outcome", "role", "slow")
    search_fields = ("reference", "email", "name", "organisation", "items__address")
    search_help_text = _("A reference, a mail address, a name, an organisation, or part of an address.")
    change_list_template = "admin/takedowns/case/list.html"
    list_per_page = 50
    ordering = ()
    heading = _("Takedown cases")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        """Open ones first, by due time."""
        return Case.objects.by_due_time().annotate(addresses=Count("items", distinct=True))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The queue, with a warning on top where nobody watches the deadlines."""
        told = {"silence": heartbeat.read().problem, "what_to_do": heartbeat.what_to_do()}
        return super().changelist_view(request, told | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        """The buttons' address before the admin's own."""
        act = path("<int:pk>/act/", self.admin_site.admin_view(require_POST(self.act)), name="takedowns_case_act")
        return [act, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The case page."""
        case = get_object_or_404(Case, pk=object_id if is_number(object_id) else 0)
        if not self.has_view_permission(request, case):
            raise PermissionDenied
        return casework.page(request, case)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A button of the case page; the verb checks the permission and says what is wrong in words."""
        case = get_object_or_404(Case, pk=pk)
        if not self.has_view_permission(request, case):
            raise PermissionDenied
        return casework.act(request, case)

    @admin.display(description=_("clock"))
    def time_left(self, case: Case) -> SafeString:
        """The clock in words; the colour only repeats them."""
        stopped = None if case.is_working else case.decided_at or case.closed_at
        text, mood = clock.read(case.confirmed_at, case.due_at, stopped, timezone.now(), case.paused_at)
        if case.due_at and not (case.is_working or stopped or case.paused_at):
            text, mood = "—", "done"
        return format_html('<span class="clock clock-{}">{}</span>', mood, text)

    @admin.display(description=_("addresses"))
    def number_of_items(self, case: Case) -> int:
        """How many addresses it names."""
        return int(getattr(case, "addresses", 0))

    @admin.display(description=_("claimant"))
    def claimant(self, case: Case) -> str:
        """Who asks; the organisation where one is given."""
        return case.organisation or case.name or case.mail_domain or "—"


@admin.register(DomainProof)
class DomainProofAdmin(ByHandNothing):
    """Who has proved to hold a domain, until when, and how much was removed with it."""

    list_display = ("host", "source", "method", "email", "asked_at", "proved_at", "ends_at", "ended_at", "removals")
    list_filter = ("method", "proved_at")
    search_fields = ("host", "email", "name", "source__name")
    list_select_related = ("source",)
    list_per_page = 50
    actions = ("give_up",)
    heading = _("Domains that have proved themselves")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A proof is read; what ends it is the action."""
        return False

    @admin.action(description=_("End the chosen proofs: their links open nothing any more"), permissions=["view"])
    def give_up(self, request: HttpRequest, queryset: QuerySet[DomainProof]) -> None:
        """End them."""
        if not request.user.has_perm("takedowns.change_case"):
            raise PermissionDenied
        for proof in queryset:
            fastlane.end(proof)
        messages.success(request, _("Ended. What was removed with them stays removed."))


@admin.register(Message)
class MessageAdmin(ByHandNothing):
    """The contact inbox: unanswered ones first."""

    list_display = ("reference", "topic", "name", "state", "received_at", "answered_by", "answered_at")
    list_filter = ("state", "topic")
    search_fields = ("reference", "name", "email", "text", "about")
    list_select_related = ("answered_by",)
    list_per_page = 50
    heading = _("Messages to the newsroom")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        """What the person may read."""
        return super().get_queryset(request) & inbox.visible_to(request.user)  # type: ignore[arg-type]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The message with its answer, or the field to write one."""
        message = get_object_or_404(
            self.get_queryset(request).select_related("answered_by"), pk=object_id if is_number(object_id) else 0
        )
        if not self.has_view_permission(request, message):
            raise PermissionDenied
        typed = request.POST.get("answer", "")
        status = HTTPStatus.OK
        if request.method == "POST" and isinstance(request.user, User):
            try:
                if "door" in request.POST:
                    inbox.wrong_door(message, by=request.user, door=request.POST["door"])
                else:
                    inbox.answer(message, by=request.user, text=typed)
            except Refused as refusal:
                messages.error(request, str(refusal))
                status = HTTPStatus.CONFLICT
            else:
                messages.success(request, _("The answer is on its way."))
                return redirect("admin:takedowns_message_change", message.pk)
        context = self.admin_site.each_context(request) | {
            "title": str(message),
            "message": message,
            "typed": typed,
            "open_to_answer": message.state == Message.State.NEW and request.user.has_perm("takedowns.change_message"),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/takedowns/message/page.html", context, status=status)
