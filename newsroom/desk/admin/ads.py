"""Advertisements at the desk: a picture of ours, a link, a place and the days on which it stands there."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.models import AdSlot
from newsroom.desk.admin.shown import ShownAdmin


@admin.register(AdSlot)
class AdSlotAdmin(ShownAdmin):
    """Every advertisement; the newest of a place is the one that is shown."""

    list_display = ("alt", "place", "active", "first_day", "last_day", "link")
    list_filter = ("place", "active")
    list_select_related = ("picture",)
    search_fields = ("alt", "link")
    choosers = ("picture",)
    fieldsets = (
        (None, {"fields": ("place", "picture", "alt", "link")}),
        (None, {"fields": ("active", ("first_day", "last_day"))}),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Say so where readers see none of them."""
        if not settings.ADS and request.method == "GET":
            messages.info(request, _("Advertisements are switched off: the setting ADS is 0. Readers see none."))
        return super().changelist_view(request, extra_context)
