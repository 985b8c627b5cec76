"""The rules of the score in the admin: before a change is saved, it can be tried on the newest cases."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from newsroom.takedowns import scoring
from newsroom.takedowns.scores import ScoreRule

AWAY = ("_try", "csrfmiddlewaretoken")


@admin.register(ScoreRule)
class ScoreRuleAdmin(admin.ModelAdmin[ScoreRule]):
    """Conditions from a closed list, and their points."""

    list_display = ("name", "condition", "value", "points", "active")
    list_filter = ("active", "condition")
    search_fields = ("name",)
    list_per_page = 50
    change_form_template = "admin/takedowns/score/form.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form; its button Try it shows how cases would score, and saves nothing."""
        if request.method != "POST" or "_try" not in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        rule = self.get_object(request, object_id) if object_id else None
        may = self.has_change_permission(request, rule) if rule else self.has_add_permission(request)
        form = self.get_form(request, rule, change=rule is not None)(request.POST, instance=rule)
        if not may or not form.is_valid():
            post = request.POST.copy()
            del post["_try"]
            request.POST = post  # type: ignore[assignment] # the same, without the button
            return super().changeform_view(request, object_id, form_url, extra_context)
        return self._tried(request, form.save(commit=False))

    def _tried(self, request: HttpRequest, rule: ScoreRule) -> TemplateResponse:
        """The newest cases with their score now, and with the rule as it was typed."""
        others = list(ScoreRule.objects.filter(active=True).exclude(pk=rule.pk))
        rows = scoring.rehearse([*others, rule] if rule.active else others)
        context = self.admin_site.each_context(request) | {
            "title": _("Trial of “%(rule)s”: nothing is saved") % {"rule": rule.name},
            "rule": rule,
            "rows": rows,
            "changed": sum(now != then for _case, now, then in rows),
            "high": scoring.HIGH,
            "opts": self.opts,
            "typed": [(name, value) for name, value in request.POST.items() if name not in AWAY],
        }
        return TemplateResponse(request, "admin/takedowns/score/trial.html", context)
