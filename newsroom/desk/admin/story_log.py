"""The log on screen: who did what to which story and why, narrowed by indexes, and saved as a spreadsheet."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Change
from articles.search import search
from articles.status import Status
from newsroom.desk import log
from newsroom.desk.admin.columns import NOTHING, moment, status_chip
from newsroom.desk.admin.queue import CappedPaginator
from newsroom.desk.admin.sealed_story import without_sealed
from newsroom.desk.admin.shown import ReadOnlyAdmin
from newsroom.ingest.suggestions import is_number


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
        return queryset.filter(by=int(chosen)) if is_number(chosen) else queryset


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
class ChangeAdmin(ReadOnlyAdmin):
    """The log: who did what to which article, and why."""

    list_display = ("done_at", "story", "person", "done", "why")
    list_display_links = None
    list_filter = (PersonFilter, ActFilter, DaysFilter, "article__country")
    list_select_related = ("article", "by")
    search_fields = ("article__headline",)
    search_help_text = _("The number of a story, or words of it.")
    ordering = ("-id",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_max_show_all = 0
    paginator = CappedPaginator
    sortable_by = ()
    change_list_template = "admin/desk/log/list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        """Without the texts of the articles, and without removed ones for those who may not open them."""
        shown = without_sealed(Change.objects.all(), request.user, "article__status")
        return shown.defer("article__body", "article__body_text")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By a story's number, or by the paper's own index of words."""
        if not search_term.strip():
            return queryset, False
        return log.find(queryset, search_term, search(search_term.strip(), Article.objects.all())), False

    @admin.display(description=_("when"))
    def done_at(self, change: Change) -> Any:
        """How long ago."""
        return moment(change.at)

    @admin.display(description=_("story"))
    def story(self, change: Change) -> Any:
        """The way to its review screen."""
        url = reverse("admin:articles_article_change", args=[change.article_id])
        return format_html('<a class="story" href="{}">{}</a>', url, change.article)

    @admin.display(description=_("who"))
    def person(self, change: Change) -> str:
        """By name, the machine by its own."""
        return change.by.get_full_name() or change.by.get_username()

    @admin.display(description=_("what"))
    def done(self, change: Change) -> Any:
        """The act, and where the story stands after it, if that is elsewhere."""
        act = capfirst(change.act)
        if change.old == change.new or change.new not in Status.values:
            return act
        return format_html("{} {}", act, status_chip(change.new))

    @admin.display(description=_("why"))
    def why(self, change: Change) -> Any:
        """The reason that was given, and the way to the bulk act that it was part of."""
        act = change.details.get("bulk")
        if not isinstance(act, int):
            return change.reason or NOTHING
        url = reverse("admin:desk_bulkact_change", args=[act])
        return format_html('{} <a href="{}">{}</a>', change.reason, url, _("bulk act"))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Under its own name."""
        own = {"title": _("Log"), "empty_sentence": _("Every act on a story is written down here.")}
        return super().changelist_view(request, own | (extra_context or {}))

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
