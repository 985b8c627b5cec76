"""Rules in the admin: written in plain words, tried on the last hundred stories before they are saved, put in order."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.ingest import rehearsal, ruling
from newsroom.ingest.admin.rule_forms import ConditionForm, ConditionFormSet, RuleForm
from newsroom.ingest.admin.trial import Trial, is_trial
from newsroom.ingest.models import Condition, Feed, Rule

CONDITIONS = 6
STEPS = {"up": -1, "down": 1}


class ConditionInline(admin.TabularInline[Condition, Rule]):
    """When the rule acts."""

    model = Condition
    form = ConditionForm
    formset = ConditionFormSet  # type: ignore[assignment] # it is a set of our own forms
    extra = 1
    max_num = CONDITIONS
    verbose_name_plural = gettext_lazy("If all of these hold")


@admin.register(Rule)
class RuleAdmin(Trial, admin.ModelAdmin[Rule]):
    """What is done with the stories of a feed as they arrive."""

    form = RuleForm
    inlines = (ConditionInline,)
    change_form_template = "admin/ingest/rule/page.html"
    list_display = ("name", "feed", "place", "does", "when", "active", "hits", "last_hit_at")
    list_filter = ("act", "active")
    list_select_related = ("feed", "country", "tag", "assignee")
    list_per_page = 50
    search_fields = ("name", "feed__title", "feed__url")
    search_help_text = gettext_lazy("The name of a rule, or a feed's title or address.")
    fieldsets = (
        (None, {"fields": ("feed", "name", "active")}),
        (gettext_lazy("Then"), {"fields": ("act", "country", "tag", "assignee", "priority")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        """With their conditions, which the list shows."""
        return super().get_queryset(request).prefetch_related("conditions")

    def get_urls(self) -> list[URLPattern]:
        """The address of the buttons that put a feed's rules in order."""
        move = self.admin_site.admin_view(require_POST(self.move_view))
        return [path("<int:pk>/move/", move, name="ingest_rule_move"), *super().get_urls()]

    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Up or down was pressed on the page of the feed."""
        rule = get_object_or_404(Rule.objects.select_related("feed"), pk=pk)
        if not self.has_change_permission(request, rule):
            raise PermissionDenied
        step = STEPS.get(request.POST.get("to", ""), 0)
        if step and ruling.shift(rule, step):
            moved = _("moved up") if step < 0 else _("moved down")
            self.log_change(request, rule, moved)
            messages.success(request, _("“%(rule)s” was %(moved)s.") % {"rule": rule, "moved": moved})
        return HttpResponseRedirect(f"{reverse('admin:ingest_feed_change', args=[rule.feed_id])}#rules")

    @admin.display(description=gettext_lazy("does"))
    def does(self, rule: Rule) -> str:
        """What it does, in words."""
        return will(rule)

    @admin.display(description=gettext_lazy("when"))
    def when(self, rule: Rule) -> str:
        """Its conditions, in words."""
        return conditions_in_words(rule)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With what to do where there is nothing."""
        empty = _("No rules yet. A rule belongs to a feed: open the feed and add one there.")
        context = {"empty_sentence": empty, "title": _("Rules")}
        return super().changelist_view(request, context | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: Rule, form: ModelForm[Rule], change: bool) -> None:  # noqa: FBT001
        """A new rule is asked last; so is one that moves to another feed."""
        if not change or "feed" in form.changed_data:
            obj.place = ruling.last_place(obj.feed)
        super().save_model(request, obj, form, change)

    def tried(self, request: HttpRequest, form: ModelForm[Rule], formsets: list[Any]) -> dict[str, Any]:
        """What the rule would have done, as it is typed."""
        rule = form.instance
        if not rule.pk:
            rule.place = ruling.last_place(rule.feed)
        return {"rehearsal": rehearsal.rehearse(rule, formsets[0].conditions())}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The form, with what a saved rule would do now; what is being typed is shown when it is tried."""
        kept = context.get("original")
        if kept and request.method == "GET":
            context["rehearsal"] = rehearsal.rehearse(kept, kept.conditions.all())
        context["is_trial"] = is_trial(request)
        return super().render_change_form(request, context, *args, **kwargs)


def of_feed(feed: Feed) -> list[dict[str, Any]]:
    """The rules of a feed in their order, as its page lists them; two queries."""
    rules = feed.rules.select_related("country", "tag", "assignee").prefetch_related("conditions")
    return [
        {"rule": rule, "will": will(rule), "when": conditions_in_words(rule)} for rule in rules.order_by("place", "id")
    ]


def will(rule: Rule) -> str:
    """What a rule does, in words; where what it sets is gone, that it does nothing."""
    order = ruling.order_of(rule, ())
    return order.will if order else _("nothing: whom or what it sets is gone")


def conditions_in_words(rule: Rule) -> str:
    """When a rule acts, in words."""
    said = [
        _("the %(field)s %(compares)s “%(value)s”")
        % {"field": one.get_field_display(), "compares": one.get_operator_display(), "value": one.value}
        for one in rule.conditions.all()
    ]
    return _(" and ").join(said) if said else _("always")
