"""What came in, as it came."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.sanitize import clean
from newsroom.ingest.admin.read_only import ReadOnly
from newsroom.ingest.models import Capture


@admin.register(Capture)
class CaptureAdmin(ReadOnly, admin.ModelAdmin[Capture]):
    """What came in, as it came."""

    list_display = ("headline", "source", "verdict", "version", "at", "reader", "agreement", "label", "words")
    list_filter = ("verdict", "label", "reader", ("source", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("source",)
    search_fields = ("title", "url", "guid")
    date_hierarchy = "at"
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("headline", "article", "source", "feed", "at", "version", "verdict", "reason")}),
        (gettext_lazy("As the source told it"), {"fields": ("url", "guid", "author", "published_at", "published_raw")}),
        (None, {"fields": ("language", "image_url", "image_credit", "told", "headers")}),
        (
            gettext_lazy("As it was read"),
            {"fields": ("reader", "agreement", "label", "page_problem", "words", "origin_of_fields", "mended", "text")},
        ),
    )
    readonly_fields = ("headline", "told", "headers", "origin_of_fields", "mended", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        """Lists leave the heavy columns where they are."""
        captures = super().get_queryset(request).select_related("source", "feed", "article")
        on_list = request.resolver_match and "object_id" not in request.resolver_match.kwargs
        heavy = ("entry", "page", "page_headers", "full_text", "full_html", "mends")
        return captures.defer(*heavy) if on_list else captures.defer("page", "full_text")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With why there is nothing."""
        empty = _("Nothing has come in yet. Add a feed, and what it brings is kept here as it came.")
        return super().changelist_view(request, {"empty_sentence": empty, **(extra_context or {})})

    @admin.display(description=gettext_lazy("headline"), ordering="title")
    def headline(self, capture: Capture) -> str:
        """What it is called."""
        return str(capture) or _("(no headline)")

    @admin.display(description=gettext_lazy("the feed's entry"))
    def told(self, capture: Capture) -> Any:
        """Every field of the entry that holds something."""
        return pairs({name: value for name, value in capture.entry_fields.items() if value})

    @admin.display(description=gettext_lazy("headers of the page"))
    def headers(self, capture: Capture) -> Any:
        """What the page's server said."""
        return pairs(capture.page_headers)

    @admin.display(description=gettext_lazy("where each field is from"))
    def origin_of_fields(self, capture: Capture) -> Any:
        """Feed or page."""
        return pairs(capture.origins)

    @admin.display(description=gettext_lazy("mends"))
    def mended(self, capture: Capture) -> Any:
        """Each repair with its words before and after."""
        rows = ((mend["rule"], mend["place"], mend["before"], mend["after"]) for mend in capture.mends)
        return format_html_join("", "<p><strong>{}</strong> {}: “{}” → “{}”</p>", rows) or "—"

    @admin.display(description=gettext_lazy("text as it was read"))
    def text(self, capture: Capture) -> Any:
        """The text, cleaned once more here; nothing in it can act."""
        if capture.erased_at:
            return _("Erased on %(day)s.") % {"day": capture.erased_at.date().isoformat()}
        html = SafeString(clean(capture.full_html))
        return (
            format_html('<div class="captured" lang="{}" dir="auto">{}</div>', capture.language, html) if html else "—"
        )


def pairs(given: dict[str, Any]) -> Any:
    """Names and values as lines of text."""
    return format_html_join("", "<p><strong>{}</strong>: {}</p>", given.items()) or "—"
