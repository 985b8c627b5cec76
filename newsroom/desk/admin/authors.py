"""Authors at the desk: profiles, staff accounts, automated desks. One who has signed stories is never deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Author
from newsroom.desk.admin.exchange import AuthorResource, Exchange
from newsroom.desk.admin.shown import ShownAdmin


@admin.register(Author)
class AuthorAdmin(Exchange, ShownAdmin):
    """Who signs."""

    resource_classes = [AuthorResource]
    list_display = ("name", "role", "published", "account", "automated", "active")
    list_filter = ("active", "automated")
    list_select_related = ("account",)
    search_fields = ("name", "role")
    choosers = ("account", "photo")
    prepopulated_fields = {"slug": ("name",)}
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("name", "slug", "role", "bio", "photo")}),
        (gettext_lazy("For readers"), {"fields": ("languages", "email", "automated", "active")}),
        (gettext_lazy("At the desk"), {"fields": ("account",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        """With the number of published stories, from the index of bylines."""
        shown = Count("bylines", filter=Q(bylines__shown_at__isnull=False))
        return (
            super().get_queryset(request).annotate(shown=shown) if _is_list(request) else super().get_queryset(request)
        )

    @admin.display(description=gettext_lazy("published stories"), ordering="shown")
    def published(self, author: Any) -> int:
        """How many published stories bear the name."""
        return int(author.shown)

    def kept_by(self, obj: Author) -> str:
        """The stories that an author has signed keep the author."""
        signed = obj.bylines.count()
        if not signed:
            return ""
        stories = ngettext("%(n)s story", "%(n)s stories", signed) % {"n": signed}
        return _(
            "%(author)s has signed %(stories)s. Take the name off those stories first, or keep the author and untick "
            "“still with us”: the page stays, and nobody can choose the name for new stories."
        ) % {"author": obj, "stories": stories}


def _is_list(request: HttpRequest) -> bool:
    """Whether this is the list itself, and not a search for a name."""
    return request.path.endswith("/author/")
