"""What the machine writes: shown in the admin, never edited there."""

from typing import Any

from django.http import HttpRequest


class ReadOnly:
    """What the machine writes, nobody edits, adds or deletes by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Visits and captures come from polls."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are evidence."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What must go is erased by a takedown."""
        return False
