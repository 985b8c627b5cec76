"""What follows from repetition and from data laws, in the admin: suspended sources, slow senders, clocks of the law."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.refusals import Refused
from newsroom.ingest.models import Feed
from newsroom.ingest.suggestions import is_number
from newsroom.takedowns import clock, strikes
from newsroom.takedowns.by_hand import ByHandNothing
from newsroom.takedowns.sanctions import DataClock, SlowSender, Suspension

EMPTY = "admin/takedowns/empty_list.html"


class Told(ByHandNothing):
    """A list that says what stands in it, and what it means that it is empty."""

    change_list_template = EMPTY
    list_per_page = 50
    empty: Any = ""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with its words for nothing."""
        return super().changelist_view(request, {"empty": self.empty} | (extra_context or {}))


@admin.register(Suspension)
class SuspensionAdmin(Told):
    """Sources whose feeds rest; those that wait for a decision first."""

    list_display = ("source", "since", "strikes", "paused", "decision", "decided_by", "decided_at")
    list_filter = ("decision",)
    search_fields = ("source__name", "reason")
    list_select_related = ("source", "decided_by")
    ordering = ("decision", "-at")
    heading = _("Suspended sources")
    empty = _("No source is suspended. One is when three different owners were right about its stories in 90 days.")

    def get_urls(self) -> list[URLPattern]:
        """The buttons' address before the admin's own."""
        act = path("<int:pk>/act/", self.admin_site.admin_view(require_POST(self.act)), name="takedowns_suspension_act")
        return [act, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The facts, and the two buttons."""
        found = get_object_or_404(Suspension, pk=object_id if is_number(object_id) else 0)
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        return self.page(request, found)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A button; the verb checks the person and says what is wrong in words."""
        found = get_object_or_404(Suspension, pk=pk)
        if not self.has_view_permission(request, found) or not isinstance(request.user, User):
            raise PermissionDenied
        lift, reason = request.POST.get("verb") == "lift", request.POST.get("reason", "")
        try:
            strikes.decide(found, by=request.user, lift=lift, reason=reason)
        except Refused as refusal:
            messages.error(request, str(refusal))
            found.refresh_from_db()
            return self.page(request, found, typed=reason, status=HTTPStatus.CONFLICT)
        messages.success(request, _("Its feeds are read again.") if lift else _("Its feeds stay paused."))
        return redirect("admin:takedowns_suspension_change", found.pk)

    def page(
        self, request: HttpRequest, found: Suspension, *, typed: str = "", status: int = HTTPStatus.OK
    ) -> TemplateResponse:
        """The page of one suspension."""
        context = self.admin_site.each_context(request) | {
            "title": str(found.source),
            "suspension": found,
            "strikes": strikes.of(found.source, timezone.now()),
            "feeds": Feed.objects.filter(pk__in=found.feeds).order_by("url"),
            "typed": typed,
            "may_decide": request.user.has_perm(strikes.MAY_DECIDE),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/takedowns/suspension/page.html", context, status=status)

    @admin.display(description=_("since"), ordering="at")
    def since(self, found: Suspension) -> str:
        """The day."""
        return f"{timezone.localtime(found.at):%Y-%m-%d}"

    @admin.display(description=_("feeds paused"))
    def paused(self, found: Suspension) -> int:
        """How many feeds rest."""
        return len(found.feeds)


class SlowFilter(admin.SimpleListFilter):
    """Warned alone, or looked at last now."""

    title = _("queue")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The two."""
        return [("slow", _("looked at last now")), ("warned", _("warned alone"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SlowSender]) -> QuerySet[SlowSender]:
        """The senders that match."""
        now = timezone.now()
        if self.value() == "slow":
            return queryset.filter(slow_until__gt=now)
        return queryset.exclude(slow_until__gt=now) if self.value() == "warned" else queryset


@admin.register(SlowSender)
class SlowSenderAdmin(Told):
    """Senders of manifestly unfounded requests."""

    list_display = ("email", "warned_at", "slow_until")
    list_filter = (SlowFilter,)
    search_fields = ("email",)
    heading = _("Senders of unfounded requests")
    empty = _("Nobody was warned. A sender is when a request of theirs is closed as manifestly unfounded.")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The rows follow from the log of the cases."""
        return False


class OpenFilter(admin.SimpleListFilter):
    """Whether the law's time runs, is over, or the request is answered."""

    title = _("clock")
    parameter_name = "clock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The three."""
        return [("running", _("running")), ("overdue", _("overdue")), ("answered", _("answered"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[DataClock]) -> QuerySet[DataClock]:
        """The clocks that match."""
        if self.value() == "answered":
            return queryset.filter(answered_at__isnull=False)
        if self.value() == "overdue":
            return queryset.filter(answered_at=None, answer_by__lt=timezone.now())
        return queryset.filter(answered_at=None) if self.value() == "running" else queryset


@admin.register(DataClock)
class DataClockAdmin(Told):
    """Requests about somebody's own data, the nearest deadline first."""

    list_display = ("reference", "law", "right", "time_left", "answer_by", "extended_at", "answered_at", "keep_until")
    list_filter = (OpenFilter, "case__data_law", "case__data_right")
    search_fields = ("case__reference", "case__email", "case__name")
    list_select_related = ("case",)
    list_display_links = None
    heading = _("Clocks of data requests")
    empty = _("Nobody has asked about their own data. Such requests come through the contact form.")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A clock is answered or extended on the page of its case."""
        return False

    @admin.display(description=_("case"), ordering="case__reference")
    def reference(self, found: DataClock) -> SafeString:
        """The case, where the buttons are."""
        link = reverse("admin:takedowns_case_change", args=[found.case_id])
        return format_html('<a href="{}">{}</a>', link, found.case.reference)

    @admin.display(description=_("law"))
    def law(self, found: DataClock) -> str:
        """The law."""
        return found.kind.partition(":")[0].upper()

    @admin.display(description=_("asks for"))
    def right(self, found: DataClock) -> str:
        """What is asked for."""
        return str(found.case.get_data_right_display())

    @admin.display(description=_("time left"))
    def time_left(self, found: DataClock) -> SafeString:
        """The clock in words; the colour only repeats them."""
        text, mood = clock.read(found.case.received_at, found.answer_by, found.answered_at, timezone.now())
        return format_html('<span class="clock clock-{}">{}</span>', mood, text)
