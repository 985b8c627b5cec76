"""Coverages at the desk: the stories of one event, their title and their lead. Grouping happens in the review queue."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from articles.models import Coverage
from newsroom.desk.admin.columns import status_chip
from newsroom.desk.admin.shown import ShownAdmin

SHOWN = 50


@admin.register(Coverage)
class CoverageAdmin(ShownAdmin):
    """One event."""

    list_display = ("title", "size", "lead", "created_at")
    list_select_related = ("lead",)
    search_fields = ("title",)
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "slug", "lead", "members")
    readonly_fields = ("members",)
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Coverage]:
        """With the number of stories."""
        found = super().get_queryset(request)
        return found.annotate(stories=Count("articles")) if request.path.endswith("/coverage/") else found

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The lead is one of its own stories."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        field: Any = form.base_fields.get("lead")
        if field is not None:
            field.queryset = obj.articles.order_by("headline") if obj else field.queryset.none()
            for right in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, right, False)
        return form

    @admin.display(description=_("stories"), ordering="stories")
    def size(self, coverage: Any) -> int:
        """How many stories."""
        return int(coverage.stories)

    @admin.display(description=_("stories"))
    def members(self, coverage: Coverage) -> Any:
        """Its stories, each with its outlet and state."""
        rows = [
            (
                reverse("admin:articles_article_change", args=[article.pk]),
                str(article),
                str(article.source or ""),
                status_chip(article.status),
            )
            for article in coverage.articles.select_related("source").order_by("-arrived_at")[:SHOWN]
        ]
        items = format_html_join("", '<li><a href="{}">{}</a> <span class="quiet">{}</span> {}</li>', rows)
        return format_html_join("", '<ul class="plain-list">{}</ul>', [(items,)])
