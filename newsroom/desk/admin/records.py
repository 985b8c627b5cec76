"""What the house writes by itself and people only read: corrections and bars. The log is in `story_log`."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Bar, Correction
from newsroom.desk.admin.columns import NOTHING
from newsroom.desk.admin.queue import CappedPaginator
from newsroom.desk.admin.sealed_story import is_sealed, without_sealed
from newsroom.desk.admin.shown import ReadOnlyAdmin


class OfAnArticle:
    """A record that leads to its article."""

    @admin.display(description=_("article"))
    def story(self, record: Any) -> Any:
        """The way to the review screen."""
        if record.article is None:
            return NOTHING
        url = reverse("admin:articles_article_change", args=[record.article.pk])
        name = _("a removed story") if is_sealed(record.article) else record.article
        return format_html('<a href="{}">{}</a>', url, name)


@admin.register(Correction)
class CorrectionAdmin(OfAnArticle, ReadOnlyAdmin):
    """The public notes; they are written on the review screen."""

    list_display = ("note", "story", "at", "by")
    list_display_links = None
    list_select_related = ("article", "by")
    search_fields = ("note",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        """Without those of removed stories for those who may not open them."""
        return without_sealed(super().get_queryset(request), request.user, "article__status")


@admin.register(Bar)
class BarAdmin(OfAnArticle, ReadOnlyAdmin):
    """What may not come in again, and how often it was kept out."""

    list_display = ("kind", "short_key", "reason", "story", "note", "scope", "hits", "created_at")
    list_filter = ("reason", "kind")
    search_fields = ("note", "key")
    search_help_text = _("A case, “by hand #” and a number, or the beginning of a hash.")
    list_select_related = ("article",)
    ordering = ("-id",)
    show_full_result_count = False
    paginator = CappedPaginator
    sortable_by = ()

    @admin.display(description=_("key"))
    def short_key(self, bar: Bar) -> str:
        """The beginning of the hash."""
        return bar.key[:12]
