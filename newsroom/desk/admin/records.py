"""What the house writes by itself and people only read: corrections, changes and bars."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Bar, Change, Correction
from newsroom.desk.admin.queue import CappedPaginator
from newsroom.desk.admin.shown import ReadOnlyAdmin


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """The public notes; they are written on the review screen."""

    list_display = ("note", "article", "at", "by")
    list_select_related = ("article", "by")
    search_fields = ("note",)


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """The log: who did what to which article, and why."""

    list_display = ("at", "by", "act", "old", "new", "article", "reason")
    list_display_links = None
    list_filter = ("act", "new")
    list_select_related = ("article", "by")
    ordering = ("-id",)
    show_full_result_count = False
    paginator = CappedPaginator
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        """Without the texts of the articles."""
        return Change.objects.defer("article__body", "article__body_text")


@admin.register(Bar)
class BarAdmin(ReadOnlyAdmin):
    """What may not come in again, and how often it was kept out."""

    list_display = ("kind", "short_key", "reason", "article", "hits", "created_at")
    list_filter = ("reason", "kind")
    list_select_related = ("article",)
    ordering = ("-id",)
    show_full_result_count = False
    paginator = CappedPaginator
    sortable_by = ()

    @admin.display(description=_("key"))
    def short_key(self, bar: Bar) -> str:
        """The beginning of the hash."""
        return bar.key[:12]
