"""Every visit to every feed: half a million rows at times, so nothing here counts them or sorts them anew."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.ingest.admin import words
from newsroom.ingest.admin.paging import NewestOnly
from newsroom.ingest.admin.read_only import ReadOnly
from newsroom.ingest.models import Feed, Fetch


class FeedFilter(admin.SimpleListFilter):
    """The visits to one feed."""

    title = gettext_lazy("feed")
    parameter_name = "feed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        """Every feed, under its source's name."""
        feeds = (
            Feed.objects.select_related("source").only("title", "url", "source__name").order_by("source__name", "url")
        )
        return [(feed.pk, f"{feed.source.name}: {feed}") for feed in feeds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fetch]) -> QuerySet[Fetch]:
        """Those chosen."""
        feeds = {str(pk): pk for pk, _label in self.lookup_choices}
        chosen: Any = feeds.get(str(self.value()))
        return queryset.filter(feed=chosen) if chosen else queryset


class AnswerFilter(admin.SimpleListFilter):
    """The visits that were answered in a certain way."""

    title = gettext_lazy("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        """The classes of answers (RFC 9110, section 15)."""
        return [
            ("2", gettext_lazy("good (2xx)")),
            ("3", gettext_lazy("unchanged or moved (3xx)")),
            ("4", gettext_lazy("refused or not found (4xx)")),
            ("5", gettext_lazy("fault of theirs (5xx)")),
            ("none", gettext_lazy("no answer")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fetch]) -> QuerySet[Fetch]:
        """Those chosen."""
        chosen = self.value()
        if chosen == "none":
            return queryset.filter(status=None)
        hundreds = {"2": 200, "3": 300, "4": 400, "5": 500}.get(str(chosen))
        return queryset.filter(status__gte=hundreds, status__lt=hundreds + 100) if hundreds else queryset


@admin.register(Fetch)
class FetchAdmin(ReadOnly, admin.ModelAdmin[Fetch]):
    """Every visit to every feed."""

    list_display = ("at", "feed", "ended", "visits", "what_happened", "brought", "status", "took")
    list_filter = ("outcome", AnswerFilter, ("at", admin.DateFieldListFilter), FeedFilter)
    list_select_related = ("feed",)
    search_fields = ("feed__title", "feed__url", "feed__source__name")
    search_help_text = gettext_lazy("A feed's title or address, or the name of its source.")
    # Rows are written in the order of time, and the key needs no sorting.
    ordering = ("-id",)
    paginator = NewestOnly
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Fetch], search_term: str
    ) -> tuple[QuerySet[Fetch], bool]:
        """Look for the feeds first, which are few, then for their visits."""
        words_given = search_term.split()
        if not words_given:
            return queryset, False
        feeds = Feed.objects.all()
        for word in words_given:
            feeds = feeds.filter(Q(title__icontains=word) | Q(url__icontains=word) | Q(source__name__icontains=word))
        return queryset.filter(feed__in=list(feeds.values_list("pk", flat=True))), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With why there is nothing."""
        empty = _("No feed has been visited yet. The clock looks at feeds that are due; Look now does it at once.")
        context = {"empty_sentence": empty, "title": _("All visits")}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=gettext_lazy("outcome"))
    def ended(self, visit: Fetch) -> Any:
        """How it ended, as a word with its mark."""
        return words.chip(words.outcome(visit), visit.get_outcome_display())

    @admin.display(description=gettext_lazy("visits"))
    def visits(self, visit: Fetch) -> str:
        """How many visits in a row the line tells of."""
        return f"× {visit.times}" if visit.times > 1 else ""

    @admin.display(description=gettext_lazy("what happened"))
    def what_happened(self, visit: Fetch) -> str:
        """The sentence."""
        return visit.sentence

    @admin.display(description=gettext_lazy("brought"))
    def brought(self, visit: Fetch) -> str:
        """What came of it for us, nothing left unsaid but noughts."""
        counted = ((visit.new, _("%d new")), (visit.changed, _("%d changed")), (visit.kept_out, _("%d kept out")))
        return ", ".join(text % count for count, text in counted if count)

    @admin.display(description=gettext_lazy("took"))
    def took(self, visit: Fetch) -> str:
        """Seconds."""
        return words.seconds(visit.milliseconds)
