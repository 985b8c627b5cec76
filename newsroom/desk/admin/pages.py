"""Standing pages at the desk: written in the editor, sanitised when saved, every version kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from articles import body_pictures
from articles.models import Page
from articles.sanitize import clean
from newsroom.desk.admin.shown import LeadingOnAdmin, with_nonce
from newsroom.desk.forms.body import BodyField
from newsroom.ingest.suggestions import is_number


class PageForm(forms.ModelForm):  # type: ignore[type-arg]
    """A page; its text passes the sanitiser like everything else."""

    body = BodyField(required=False)

    class Meta:
        model = Page
        fields = ("title", "slug", "summary", "body", "legal", "order", "published")

    def clean_slug(self) -> str:
        """The slug, unless what stands at its address is no page: nobody could ever open this one."""
        slug = str(self.cleaned_data["slug"])
        if is_of_the_site(slug):
            raise forms.ValidationError(_("This address belongs to the site itself. Choose another one."))
        return slug

    def clean_body(self) -> str:
        """The text, safe."""
        return clean(self.cleaned_data["body"] or "")


@admin.register(Page)
class PageAdmin(LeadingOnAdmin, SimpleHistoryAdmin):
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

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: Any) -> None:
        """Save, and have its pictures made as small as its readers' windows."""
        super().save_model(request, obj, form, change)
        body_pictures.ask_for_cuts(body_pictures.of_names(body_pictures.names_in(obj.body)))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The versions of one page. Raises Http404 for what is no number of a page."""
        _must_be_numbers(object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """One version. Raises Http404 for what is no number of one."""
        _must_be_numbers(object_id, version_id)
        return super().history_form_view(request, object_id, version_id, extra_context)  # type: ignore[no-any-return]

    def render_history_view(
        self, request: HttpRequest, template: Any, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        """One version, with the nonce for its editor."""
        if "media" in context:
            context["media"] = with_nonce(context["media"], request)
        return super().render_history_view(request, template, context, **kwargs)  # type: ignore[no-any-return]


def is_of_the_site(slug: str) -> bool:
    """Whether the address of a page with this slug, or that of its versions, shows something else.

    A year is the archive's. `/country/` leads to no list, but `/country/versions/` would be a section's.
    """
    # The web server answers for these folders itself, whatever the site's own addresses say.
    files = {settings.STATIC_URL.strip("/"), settings.MEDIA_URL.strip("/")}
    return slug in files or _shown_at(f"/{slug}/") != "page" or _shown_at(f"/{slug}/versions/") != "page_versions"


def _shown_at(path: str) -> str:
    """The name of what stands at an address; empty where nothing does."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def _must_be_numbers(*typed: str) -> None:
    if not all(map(is_number, typed)):
        raise Http404(_("There is no such page, or no such version of it."))
