"""The manner of the admin in this house's counter: nobody adds, edits or deletes a row by hand; buttons call verbs."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse


class ByHandNothing(admin.ModelAdmin[Any]):
    """Nobody adds, edits or deletes a row by hand."""

    heading: Any = ""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under its own name."""
        return super().changelist_view(request, {"title": self.heading} | (extra_context or {}))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from the public forms."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows stay."""
        return False
