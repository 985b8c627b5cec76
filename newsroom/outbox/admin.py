"""Letters, pings and purges in the admin: read-only, with a way to send again what was given up."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from newsroom.outbox import delivery
from newsroom.outbox.models import Letter, Outgoing, Ping, Purge, State


class OutgoingAdmin(admin.ModelAdmin[Outgoing]):
    """What is alike for all that goes out: nobody writes or deletes it by hand."""

    date_hierarchy = "written_at"
    actions = ("send_again",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Letters are written by verbs."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Outgoing | None = None) -> bool:
        """Nor are they edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Outgoing | None = None) -> bool:
        """Nor deleted."""
        return False

    @admin.action(description=_("Send again what has not gone out"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Outgoing]) -> None:
        """Let the chosen items go out at the next tick of the clock."""
        chosen = list(queryset.exclude(state=State.SENT))
        for item in chosen:
            delivery.retry(item)  # type: ignore[arg-type]
        text = ngettext("%d item will be tried again now.", "%d items will be tried again now.", len(chosen))
        messages.info(request, text % len(chosen))


@admin.register(Letter)
class LetterAdmin(OutgoingAdmin):
    """The letters. Their texts hold secret links: only a superuser reads them.

    Others see those that have not gone out, and of these to whom, about what and what went wrong.
    """

    list_display = ("subject", "to", "state", "attempts", "written_at", "sent_at", "problem")
    list_filter = ("state", "template")
    search_fields = ("to", "subject", "key")
    envelope = ("to", "subject", "state", "attempts", "next_try_at", "written_at", "problem")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outgoing]:
        """What a person may know of: superusers all, others what they can do something about."""
        letters = super().get_queryset(request)
        return letters if _is_superuser(request) else letters.exclude(state=State.SENT).defer("body")  # type: ignore[misc]

    def get_fields(self, request: HttpRequest, obj: Outgoing | None = None) -> tuple[str, ...]:
        """The envelope, and for superusers the text."""
        return (*self.envelope, "sent_at", "key", "body") if _is_superuser(request) else self.envelope


@admin.register(Ping)
class PingAdmin(OutgoingAdmin):
    """The pings."""

    list_display = ("topic", "url", "state", "attempts", "written_at", "sent_at", "problem")
    fields = ("topic", "url", "state", "attempts", "next_try_at", "written_at", "sent_at", "problem", "key")
    list_filter = ("state",)
    search_fields = ("topic", "key")


@admin.register(Purge)
class PurgeAdmin(OutgoingAdmin):
    """The calls to the cache in front; one that fails is tried until it succeeds."""

    list_display = ("key", "state", "attempts", "next_try_at", "written_at", "sent_at", "problem")
    fields = ("key", "addresses", "state", "attempts", "next_try_at", "written_at", "sent_at", "problem")
    list_filter = ("state",)
    search_fields = ("key", "addresses")


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_superuser", False))
