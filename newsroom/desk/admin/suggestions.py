"""Every suggestion in a list that is read and not written, and the way to the page that says how good they are."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Country
from articles.status import ASIDE
from newsroom.desk.admin import precision, suggested
from newsroom.desk.admin.columns import NOTHING, moment
from newsroom.desk.admin.notices import HEAVY
from newsroom.desk.admin.queue import CappedPaginator
from newsroom.desk.admin.shown import ReadOnlyAdmin
from newsroom.ingest.models import Answer, Suggestion, SuggestionKind
from newsroom.ingest.precision import PLACES

MARKS = {Answer.ACCEPTED: "finding finding-clear", Answer.REFUSED: "chip", Answer.PASSED: "chip"}


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    """The list; each row leads to its story."""

    change_list_template = "admin/ingest/suggestion/change_list.html"
    list_display = ("story", "kind", "named", "reason", "how_sure", "given", "who", "made")
    list_display_links = None
    list_filter = ("kind", "answer", "asked", "applied", ("at", admin.DateFieldListFilter))
    list_select_related = ("article__source", "answered_by")
    search_fields = ("value",)
    search_help_text = gettext_lazy("A tag, a country's code, or the number of a story or event.")
    show_full_result_count = False
    paginator = CappedPaginator
    sortable_by = ()
    ordering = ("-id",)
    show_facets = admin.ShowFacets.NEVER
    fields = (
        "article",
        "kind",
        "value",
        "reason",
        "score",
        "applied",
        "at",
        "answer",
        "asked",
        "answered_by",
        "answered_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        """Of what was withdrawn or is withheld nothing is quoted."""
        section = Country.objects.filter(iso2=OuterRef("value")).values("name")[:1]
        shown = Suggestion.objects.exclude(article__status__in=ASIDE).defer(*HEAVY)
        return shown.annotate(section=Subquery(section))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """What the page of precision leads to."""
        return lookup in {"value", "kind__in"} or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_urls(self) -> list[Any]:
        """With the page that says how good they are."""
        view = self.admin_site.admin_view(self.precision_view)
        return [path("precision/", view, name="ingest_suggestion_precision"), *super().get_urls()]

    def precision_view(self, request: HttpRequest) -> HttpResponse:
        """How good the suggestions are."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return precision.page(request, self.admin_site.each_context(request) | {"opts": self.opts})

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With why there is nothing."""
        empty = _("Nothing has been suggested yet. Suggestions are made as stories come in, each with its reason.")
        context = {"empty_sentence": empty, "title": _("Every suggestion")}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=gettext_lazy("story"))
    def story(self, one: Suggestion) -> Any:
        """The story, which leads to its screen."""
        url = reverse("admin:articles_article_change", args=[one.article_id])
        return format_html('<a class="story" href="{}#suggestion-{}" dir="auto">{}</a>', url, one.pk, one.article)

    @admin.display(description=gettext_lazy("what"))
    def named(self, one: Suggestion) -> Any:
        """What was suggested; of a copy, the way to both side by side."""
        if one.kind == SuggestionKind.DUPLICATE and one.value.isdigit():
            url = reverse("admin:articles_article_beside", args=[one.article_id, one.value])
            return format_html('<a href="{}">{}</a>', url, _("no. %(number)s") % {"number": one.value})
        return (one.kind in PLACES and one.section) or one.value  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("how sure"))
    def how_sure(self, one: Suggestion) -> str:
        """In words and in per cent."""
        return f"{suggested.sure(one.score)} ({round(100 * one.score)} %)"

    @admin.display(description=gettext_lazy("answer"))
    def given(self, one: Suggestion) -> Any:
        """What became of it, and whether it was answered by itself."""
        mark = MARKS.get(Answer(one.answer), "finding finding-advice")
        how = _("by itself") if one.asked else _("with the story")
        how = "" if one.answer == Answer.OPEN else how
        return format_html(
            '<span class="{}">{}</span> <span class="quiet-line">{}</span>', mark, one.get_answer_display(), how
        )

    @admin.display(description=gettext_lazy("by"))
    def who(self, one: Suggestion) -> Any:
        """Who answered."""
        return one.answered_by or NOTHING

    @admin.display(description=gettext_lazy("made"))
    def made(self, one: Suggestion) -> Any:
        """How long ago."""
        return moment(one.at)
