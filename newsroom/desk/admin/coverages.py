"""Coverages at the desk: the stories of one event with why they are together, their title and their lead."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article, Coverage
from articles.refusals import Refused
from newsroom.desk import grouping
from newsroom.desk.admin.columns import NOTHING, moment
from newsroom.desk.admin.shown import ShownAdmin
from newsroom.desk.forms.chooser import ChooserOne
from newsroom.ingest.models import Suggestion, SuggestionKind

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[Coverage]
else:
    BaseForm = forms.ModelForm
SHOWN = 200


class CoverageForm(BaseForm):
    """The title and the address of one event, and another event to take up."""

    other = forms.ModelChoiceField(
        label=gettext_lazy("Merge with"),
        required=False,
        queryset=Coverage.objects.all(),
        widget=ChooserOne("articles.article.coverage"),
        help_text=gettext_lazy("Both become one; the larger keeps its address, and the other leads to it."),
    )
    user: Any = None

    def clean_lead(self) -> Any:
        """Whoever lets a story lead, or lets the lead go, may decide on that story."""
        lead = self.cleaned_data["lead"]
        asked = lead or self.instance.lead
        if "lead" in self.changed_data and asked is not None:
            try:
                grouping.must_lead(asked, by=self.user)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return lead


class SizeFilter(admin.SimpleListFilter):
    """Coverages of many stories, and those that hold too few."""

    title, parameter_name = gettext_lazy("size"), "size"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Of what size."""
        return [("few", _("fewer than two stories")), ("some", _("two to nine")), ("many", _("ten and more"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By the number of stories."""
        bounds: dict[str, dict[str, Any]] = {
            "few": {"stories__lt": 2},
            "some": {"stories__range": (2, 9)},
            "many": {"stories__gte": 10},
        }
        return queryset.filter(**bounds.get(self.value() or "", {}))


@admin.register(Coverage)
class CoverageAdmin(ShownAdmin):
    """One event."""

    form = CoverageForm
    change_list_template = "admin/ingest/change_list.html"
    list_display = ("title", "size", "outlets", "first_story", "last_story", "grouped_by", "leading")
    list_filter = ("by_editor", "lead_by_editor", SizeFilter, ("created_at", admin.DateFieldListFilter))
    list_select_related = ("lead",)
    search_fields = ("title", "articles__headline", "articles__source__name")
    search_help_text = gettext_lazy("A title, a headline of one of its stories, or an outlet.")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "slug", "lead", "why_it_leads", "members", "other")
    readonly_fields = ("why_it_leads", "members")
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Coverage]:
        """In a list with the number of stories and outlets, and when the first and the last of them came."""
        found: QuerySet[Coverage] = super().get_queryset(request)
        if not request.path.endswith("/coverage/"):
            return found
        return found.annotate(
            stories=Count("articles", distinct=True),
            sources=Count("articles__source", distinct=True),
            first=Min("articles__arrived_at"),
            last=Max("articles__arrived_at"),
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The lead is one of its own stories; a new one has nothing to merge yet."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        field: Any = form.base_fields.get("lead")
        if field is not None:
            field.queryset = obj.articles.order_by("headline") if obj else field.queryset.none()
            for right in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, right, False)
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of a new one nothing but its names."""
        return self.fields if obj else ("title", "slug")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With why there is nothing."""
        empty = _("No events yet. They begin by themselves when two stories tell of one, or in the review queue.")
        context = {"empty_sentence": empty, "title": _("Events covered by several outlets")}
        return super().changelist_view(request, context | (extra_context or {}))

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; a press on one of its stories is a verb of its own, and nothing typed is saved by it."""
        pressed = next((name for name in ("_take_out", "_lead") if name in request.POST), "")
        coverage = self.get_object(request, object_id) if pressed and object_id else None
        if coverage is None or not self.has_change_permission(request, coverage):
            return super().changeform_view(request, object_id, *args, **kwargs)
        self._carry_out(request, coverage, pressed)
        still = Coverage.objects.filter(pk=coverage.pk).exists()
        here = reverse("admin:articles_coverage_change", args=[coverage.pk])
        return HttpResponseRedirect(here if still else reverse("admin:articles_coverage_changelist"))

    def _carry_out(self, request: HttpRequest, coverage: Coverage, pressed: str) -> None:
        """Take a story out, or let it lead, and say what became of it."""
        user: Any = request.user
        number = request.POST.get(pressed, "")
        article = Article.objects.filter(pk=number, coverage=coverage).first() if number.isdecimal() else None
        try:
            if article is None:
                messages.error(request, _("This story is not part of the coverage any more."))
            elif pressed == "_take_out":
                grouping.split(article, by=user)
                messages.success(request, _("“%(article)s” was taken out of its coverage.") % {"article": article})
            else:
                grouping.lead(coverage, article, by=user)
                messages.success(request, _("“%(article)s” leads now.") % {"article": article})
        except Refused as refusal:
            messages.error(request, str(refusal))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """What an editor typed or chose here the machine leaves alone from now on."""
        obj.by_editor = True if not change else obj.by_editor
        obj.title_by_editor |= "title" in form.changed_data
        if "lead" in form.changed_data:
            obj.lead_by_editor, obj.lead_reason = obj.lead is not None, ""
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """After saving, merge with the other coverage that was chosen, and show what stayed."""
        user: Any = request.user
        number = request.POST.get("other", "")
        other = Coverage.objects.filter(pk=number).first() if number.isdecimal() else None
        if other is None:
            return super().response_change(request, obj)
        try:
            kept = grouping.merge_whole(obj, other, by=user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            kept = obj
        else:
            messages.success(request, _("Both are one now: “%(title)s”.") % {"title": kept})
        return HttpResponseRedirect(reverse("admin:articles_coverage_change", args=[kept.pk]))

    @admin.display(description=gettext_lazy("stories"), ordering="stories")
    def size(self, coverage: Any) -> str:
        """How many stories."""
        return ngettext("%(n)s story", "%(n)s stories", coverage.stories) % {"n": coverage.stories}

    @admin.display(description=gettext_lazy("outlets"), ordering="sources")
    def outlets(self, coverage: Any) -> str:
        """How many outlets."""
        return ngettext("%(n)s outlet", "%(n)s outlets", coverage.sources) % {"n": coverage.sources}

    @admin.display(description=gettext_lazy("first story"), ordering="first")
    def first_story(self, coverage: Any) -> Any:
        """When the first story came in."""
        return moment(coverage.first) if coverage.first else NOTHING

    @admin.display(description=gettext_lazy("last story"), ordering="last")
    def last_story(self, coverage: Any) -> Any:
        """When the last story came in."""
        return moment(coverage.last) if coverage.last else NOTHING

    @admin.display(description=gettext_lazy("grouped by"), ordering="by_editor")
    def grouped_by(self, coverage: Coverage) -> str:
        """Whether an editor had a hand in it."""
        return _("an editor") if coverage.by_editor else _("the machine")

    @admin.display(description=gettext_lazy("lead"), ordering="lead__headline")
    def leading(self, coverage: Coverage) -> Any:
        """Which story leads, and why."""
        if coverage.lead is None:
            return NOTHING
        return format_html('{} <span class="quiet-line">{}</span>', coverage.lead, why(coverage))

    @admin.display(description=gettext_lazy("why it leads"))
    def why_it_leads(self, coverage: Coverage) -> str:
        """Which rule chose the lead, or that an editor did."""
        return why(coverage) or NOTHING

    @admin.display(description=gettext_lazy("stories"))
    def members(self, coverage: Coverage) -> Any:
        """Its stories with outlet, state, and why each belongs here; each can be taken out or made the lead."""
        found = coverage.articles.select_related("source", "country").order_by("arrived_at", "pk")
        rows = list(found.defer("body", "body_text", "mends", "remarks")[:SHOWN])
        told = Suggestion.objects.filter(kind=SuggestionKind.COVERAGE, value=str(coverage.pk))
        reasons = dict(told.filter(article__in=rows).values_list("article_id", "reason"))
        for row in rows:
            row.why_here = reasons.get(row.pk) or _("grouped by an editor")  # type: ignore[attr-defined]
        count = ngettext("%(n)s story", "%(n)s stories", len(rows)) % {"n": len(rows)}
        context = {"members": rows, "coverage": coverage, "count": count}
        return render_to_string("admin/articles/coverage/members.html", context)


def why(coverage: Coverage) -> str:
    """Why the lead leads, as a sentence; empty where nobody said."""
    if coverage.lead_by_editor:
        return _("set by an editor")
    if not coverage.lead_reason:
        return ""
    return _("chosen by the machine because %(reason)s") % {"reason": coverage.get_lead_reason_display()}
