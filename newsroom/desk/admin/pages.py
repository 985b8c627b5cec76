"""Standing pages at the desk: written in the editor, sanitised when saved, every version kept."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from articles.models import Page
from articles.sanitize import clean
from newsroom.desk.admin.shown import ShownAdmin, with_nonce
from newsroom.desk.forms.body import BodyField


class PageForm(forms.ModelForm):  # type: ignore[type-arg]
    """A page; its text passes the sanitiser like everything else."""

    body = BodyField(required=False)

    class Meta:
        model = Page
        fields = ("title", "slug", "summary", "body", "legal", "order", "published")

    def clean_body(self) -> str:
        """The text, safe."""
        return clean(self.cleaned_data["body"] or "")


@admin.register(Page)
class PageAdmin(ShownAdmin, SimpleHistoryAdmin):
    """About, Privacy, Terms and the like."""

    form = PageForm
    change_form_template = "admin/desk/prose_form.html"
    object_history_form_template = "admin/desk/page_version.html"
    list_display = ("title", "slug", "legal", "published", "order", "changed_at")
    list_filter = ("legal", "published")
    search_fields = ("title", "body")
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "body")}),
        (None, {"fields": (("legal", "published"), "order")}),
    )

    def render_history_view(
        self, request: HttpRequest, template: Any, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        """One version, with the nonce for its editor."""
        if "media" in context:
            context["media"] = with_nonce(context["media"], request)
        return super().render_history_view(request, template, context, **kwargs)  # type: ignore[no-any-return]
