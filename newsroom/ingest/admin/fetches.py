"""Every visit to every feed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from newsroom.ingest.admin.read_only import ReadOnly
from newsroom.ingest.models import Fetch


@admin.register(Fetch)
class FetchAdmin(ReadOnly, admin.ModelAdmin[Fetch]):
    """Every visit to every feed."""

    list_display = (
        "at",
        "feed",
        "outcome",
        "status",
        "entries",
        "new",
        "changed",
        "kept_out",
        "milliseconds",
        "sentence",
    )
    list_filter = ("outcome", "status")
    list_select_related = ("feed",)
    search_fields = ("feed__title", "feed__url", "sentence")
    date_hierarchy = "at"
    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With why there is nothing."""
        empty = _("No feed has been visited yet. The clock looks at feeds that are due; Look now does it at once.")
        return super().changelist_view(request, {"empty_sentence": empty, **(extra_context or {})})
