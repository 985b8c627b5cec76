"""What the house writes by itself and people only read: corrections, changes and bars."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Bar, Change, Correction
from articles.search import search
from newsroom.desk import log
from newsroom.desk.admin.columns import NOTHING
from newsroom.desk.admin.queue import CappedPaginator
from newsroom.desk.admin.shown import ReadOnlyAdmin


class OfAnArticle:
    """A record that leads to its article."""

    @admin.display(description=_("article"))
    def story(self, record: Any) -> Any:
        """The way to the review screen."""
        if record.article is None:
            return NOTHING
        url = reverse("admin:articles_article_change", args=[record.article.pk])
        return format_html('<a href="{}">{}</a>', url, record.article)


@admin.register(Correction)
class CorrectionAdmin(OfAnArticle, ReadOnlyAdmin):
    """The public notes; they are written on the review screen."""

    list_display = ("note", "story", "at", "by")
    list_display_links = None
    list_select_related = ("article", "by")
    search_fields = ("note",)


class PersonFilter(admin.SimpleListFilter):
    """Who did it."""

    title, parameter_name = _("who"), "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The staff, by name."""
        people = User.objects.filter(is_staff=True).order_by("username")[:200]
        return [(str(person.pk), person.get_full_name() or person.username) for person in people]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Change]) -> QuerySet[Change]:
        """By the index of each person's acts."""
        chosen = self.value() or ""
        return queryset.filter(by=int(chosen)) if chosen.isdigit() and len(chosen) < 19 else queryset


class ActFilter(admin.SimpleListFilter):
    """Which act; the names are known, so that nobody reads three million rows to list them."""

    title, parameter_name = _("act"), "act"
    names = (
        "arrive, begin, claim, take over, send back, revise, publish, schedule, unschedule, correct, approve, "
        "overrule, reject, restore, unpublish, reopen, withhold, release, withdraw"
    )

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All that the log knows."""
        return [(name, name) for name in self.names.split(", ")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Change]) -> QuerySet[Change]:
        """By the index of acts."""
        return queryset.filter(act=self.value()) if self.value() else queryset


class DaysFilter(admin.SimpleListFilter):
    """How far back."""

    title, parameter_name = _("when"), "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Some spans that people ask for."""
        return [("1", _("last 24 hours")), ("7", _("last 7 days")), ("31", _("last 31 days")), ("366", _("last year"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Change]) -> QuerySet[Change]:
        """By the index of times."""
        if self.value() not in {"1", "7", "31", "366"}:
            return queryset
        return queryset.filter(at__gte=timezone.now() - timedelta(days=int(self.value() or 0)))


@admin.register(Change)
class ChangeAdmin(OfAnArticle, ReadOnlyAdmin):
    """The log: who did what to which article, and why."""

    list_display = ("at", "by", "act", "old", "new", "story", "reason")
    list_display_links = None
    list_filter = (PersonFilter, ActFilter, DaysFilter, "article__country")
    list_select_related = ("article", "by")
    search_fields = ("article__headline",)
    search_help_text = _("The number of a story, or words of it.")
    ordering = ("-id",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    sortable_by = ()
    change_list_template = "admin/desk/log/list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        """Without the texts of the articles."""
        return Change.objects.defer("article__body", "article__body_text")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By a story's number, or by the paper's own index of words."""
        if not search_term.strip():
            return queryset, False
        return log.find(queryset, search_term, search(search_term.strip(), Article.objects.all())), False

    def get_urls(self) -> list[Any]:
        """With the spreadsheet."""
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="articles_change_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> Any:
        """What is filtered, row by row, as a spreadsheet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        listed = self.get_changelist_instance(request).get_queryset(request)
        answer = StreamingHttpResponse(log.as_csv(listed), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="log.csv"'
        return answer


@admin.register(Bar)
class BarAdmin(OfAnArticle, ReadOnlyAdmin):
    """What may not come in again, and how often it was kept out."""

    list_display = ("kind", "short_key", "reason", "story", "hits", "created_at")
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
