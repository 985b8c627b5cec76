"""Counter-notices and appeals in the admin, the nearest deadline first; both are handled on the page of their case."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from newsroom.takedowns import clock, countering
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Case
from newsroom.takedowns.repetition_admin import Told


class Disputed(Told):
    """A list whose rows lead to their cases, where the buttons are."""

    list_display_links = None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What somebody has signed is not changed."""
        return False


@admin.register(CounterNotice)
class CounterNoticeAdmin(Disputed):
    """Counter-notices: those whose days run first."""

    list_display = (
        "reference",
        "reason",
        "received_at",
        "standing",
        "forward_by",
        "forwarded_at",
        "returns",
        "ended_at",
    )
    list_filter = ("end", "reason", ("forwarded_at", admin.EmptyFieldListFilter))
    search_fields = ("item__case__reference", "name", "email")
    list_select_related = ("item__case",)
    ordering = ("end", "ends_at")
    heading = _("Counter-notices")
    empty = _("Nobody has sent a counter-notice. Authors find its form behind the link in their letter of reasons.")

    @admin.display(description=_("case"), ordering="item__case__reference")
    def reference(self, found: CounterNotice) -> SafeString:
        """The case and the number of the address."""
        return _link(found.item.case, f"{found.item.case.reference}/{found.item.number}", "counters")

    @admin.display(description=_("stands"), ordering="end")
    def standing(self, found: CounterNotice) -> SafeString:
        """What became of it; late where nobody forwarded it in time."""
        late = not found.end and not found.forwarded_at and found.forward_by <= timezone.now()
        text = _("not forwarded in time") if late else found.get_end_display()
        return format_html('<span class="clock clock-{}">{}</span>', "late" if late else _mood(found), text)

    @admin.display(description=_("comes back"), ordering="ends_at")
    def returns(self, found: CounterNotice) -> str:
        """When the story comes back, while nothing else has ended it."""
        return "–" if found.end else f"{timezone.localtime(countering.returns_at(found)):%Y-%m-%d %H:%M}"


class AnsweredFilter(admin.SimpleListFilter):
    """Whether an appeal waits, is late, or is answered."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The four."""
        words = (_("waits"), _("late"), _("the decision stands"), _("decided anew"))
        return list(zip(("waits", "late", "upheld", "reversed"), words, strict=True))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Appeal]) -> QuerySet[Appeal]:
        """The appeals that match."""
        wanted: dict[str | None, dict[str, Any]] = {
            "waits": {"answered_at": None},
            "late": {"answered_at": None, "due_at__lt": timezone.now()},
            "upheld": {"upheld": True},
            "reversed": {"upheld": False},
        }
        return queryset.filter(**wanted.get(self.value(), {}))


@admin.register(Appeal)
class AppealAdmin(Disputed):
    """Appeals: those that wait first, the nearest deadline on top."""

    list_display = ("reference", "side", "received_at", "time_left", "due_at", "answered_by", "upheld")
    list_filter = (AnsweredFilter, "side")
    search_fields = ("case__reference", "email")
    list_select_related = ("case", "answered_by")
    ordering = (F("answered_at").asc(nulls_first=True), "due_at")
    heading = _("Appeals")
    empty = _("Nobody has appealed. Claimants find the form on the page of their request, authors behind their letter.")

    @admin.display(description=_("case"), ordering="case__reference")
    def reference(self, found: Appeal) -> SafeString:
        """The case, where it is answered."""
        return _link(found.case, found.case.reference, "appeals")

    @admin.display(description=_("time left"), ordering="due_at")
    def time_left(self, found: Appeal) -> SafeString:
        """The clock in words; the colour only repeats them."""
        text, mood = clock.read(found.received_at, found.due_at, found.answered_at, timezone.now())
        return format_html('<span class="clock clock-{}">{}</span>', mood, text)


def _link(case: Case, words: str, panel: str) -> SafeString:
    address = reverse("admin:takedowns_case_change", args=[case.pk])
    return format_html('<a href="{}#{}">{}</a>', address, panel, words)


def _mood(found: CounterNotice) -> str:
    return "done" if found.end else "soon"
