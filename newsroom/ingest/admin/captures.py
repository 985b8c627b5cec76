"""What came in, as it came."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.sanitize import clean
from articles.status import Status
from newsroom.ingest import provenance
from newsroom.ingest.admin import words
from newsroom.ingest.admin.paging import NewestOnly
from newsroom.ingest.admin.read_only import ReadOnly
from newsroom.ingest.models import Capture

HEAVY = ("entry", "page", "unmended", "page_headers", "full_text", "full_html", "mends", "origins", "rules")


class VerdictFilter(admin.SimpleListFilter):
    """What was decided; the choices are named here, since to collect them would read every row."""

    title = gettext_lazy("verdict")
    parameter_name = "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The verdicts that leave a capture."""
        return [
            ("new", gettext_lazy("new")),
            ("changed", gettext_lazy("changed")),
            ("seen", gettext_lazy("seen elsewhere")),
            ("duplicate", gettext_lazy("reprint")),
            ("refused", gettext_lazy("dropped by a rule")),
            ("quarantined", gettext_lazy("held back: near to what was withdrawn")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Capture]) -> QuerySet[Capture]:
        """Those chosen."""
        return queryset.filter(verdict=self.value()) if self.value() else queryset


class LabelFilter(admin.SimpleListFilter):
    """What the page was found to be."""

    title = gettext_lazy("page")
    parameter_name = "label"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The labels, in words."""
        return list(provenance.LABELS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Capture]) -> QuerySet[Capture]:
        """Those chosen."""
        return queryset.filter(label=self.value()) if self.value() else queryset


@admin.register(Capture)
class CaptureAdmin(ReadOnly, admin.ModelAdmin[Capture]):
    """What came in, as it came."""

    list_display = ("headline", "source", "verdict", "version", "at", "sure", "page_is", "words")
    list_filter = (VerdictFilter, LabelFilter, ("at", admin.DateFieldListFilter), "source")
    list_select_related = ("source",)
    search_fields = ("title", "url", "guid")
    search_help_text = gettext_lazy("Words of a headline, or an address.")
    paginator = NewestOnly
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("headline", "article", "source", "feed", "at", "version", "verdict", "reason", "ruled")}),
        (gettext_lazy("How far to trust it"), {"fields": ("confidence", "page_is", "page_problem", "where_from")}),
        (gettext_lazy("As it was read"), {"fields": ("words", "reader", "mended", "text")}),
        (
            gettext_lazy("As the source told it"),
            {"fields": ("url", "guid", "published_at", "published_raw", "image_url", "image_credit", "told")},
        ),
        (gettext_lazy("Keeping"), {"fields": ("kept", "page_url", "headers")}),
    )
    readonly_fields = (
        "headline",
        "ruled",
        "confidence",
        "page_is",
        "where_from",
        "mended",
        "text",
        "told",
        "kept",
        "headers",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        """Lists leave the heavy columns where they are. What came in as a removed story is sealed with it."""
        living = super().get_queryset(request).exclude(article__status=Status.WITHDRAWN)
        captures = living.select_related("source", "feed", "article")
        on_list = request.resolver_match and "object_id" not in request.resolver_match.kwargs
        return captures.defer(*HEAVY) if on_list else captures.defer("page", "full_text")

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """What one feed has brought is linked to from its page."""
        return lookup == "feed__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With why there is nothing."""
        empty = _("Nothing has come in yet. Add a feed, and what it brings is kept here as it came.")
        context = {"empty_sentence": empty, "title": _("What came in")}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=gettext_lazy("headline"), ordering="title")
    def headline(self, capture: Capture) -> str:
        """What it is called."""
        return str(capture) or _("(no headline)")

    @admin.display(description=gettext_lazy("readers agree"))
    def sure(self, capture: Capture) -> str:
        """The agreement, shortly."""
        return words.percent(capture.agreement)

    @admin.display(description=gettext_lazy("confidence"))
    def confidence(self, capture: Capture) -> str:
        """The agreement in words."""
        return provenance.confidence(capture) or words.NOTHING

    @admin.display(description=gettext_lazy("page"))
    def page_is(self, capture: Capture) -> str:
        """What the page was found to be."""
        return provenance.label_in_words(capture) or words.NOTHING

    @admin.display(description=gettext_lazy("where each field is from"))
    def where_from(self, capture: Capture) -> Any:
        """Feed or page, field by field."""
        rows = ((one.name, one.value, "guess" if one.guessed else "", one.where) for one in provenance.fields(capture))
        row = '<tr><th scope="row">{}</th><td dir="auto">{}</td><td class="{}">{}</td></tr>'
        body = format_html_join("", row, rows)
        if not body:
            return words.NOTHING
        heads = format_html_join(
            "", '<th scope="col">{}</th>', ((_("Field"),), (_("What it says"),), (_("Where from"),))
        )
        return format_html('<table class="origins"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', heads, body)

    @admin.display(description=gettext_lazy("rules that touched it"))
    def ruled(self, capture: Capture) -> Any:
        """Each rule by its name, and what it did."""
        rows = ((rule.get("name", ""), rule.get("did", "")) for rule in capture.rules)
        return format_html_join("", "<p><strong>{}</strong>: {}</p>", rows) or words.NOTHING

    @admin.display(description=gettext_lazy("kept"))
    def kept(self, capture: Capture) -> str:
        """Until when all of it is kept, or since when it is not."""
        if capture.erased_at:
            return _("Erased after a complaint on %(moment)s.") % {"moment": words.full(capture.erased_at)}
        if capture.reduced_at:
            return _("Reduced to what it is recognised by on %(moment)s.") % {"moment": words.full(capture.reduced_at)}
        until = capture.at + timedelta(days=settings.INGEST_KEEP_DAYS)
        return _("Kept whole until %(moment)s.") % {"moment": words.full(until)}

    @admin.display(description=gettext_lazy("the feed's entry"))
    def told(self, capture: Capture) -> Any:
        """Every field of the entry that holds something."""
        return pairs({name: value for name, value in capture.entry_fields.items() if value})

    @admin.display(description=gettext_lazy("headers of the page"))
    def headers(self, capture: Capture) -> Any:
        """What the page's server said."""
        return pairs(capture.page_headers)

    @admin.display(description=gettext_lazy("mends"))
    def mended(self, capture: Capture) -> Any:
        """Each repair with its words before and after."""
        rows = ((mend["rule"], mend["place"], mend["before"], mend["after"]) for mend in capture.mends)
        return format_html_join("", "<p><strong>{}</strong> {}: “{}” → “{}”</p>", rows) or words.NOTHING

    @admin.display(description=gettext_lazy("text as it was read"))
    def text(self, capture: Capture) -> Any:
        """The text, cleaned once more here; nothing in it can act."""
        if capture.erased_at:
            return _("Erased on %(day)s.") % {"day": capture.erased_at.date().isoformat()}
        html = SafeString(clean(capture.full_html))
        if not html:
            return words.NOTHING
        scrolls = '<div class="captured" lang="{}" dir="auto" tabindex="0" role="region" aria-label="{}">{}</div>'
        return format_html(scrolls, capture.language, _("Text as it was read"), html)


def pairs(given: dict[str, Any]) -> Any:
    """Names and values as lines of text."""
    return format_html_join("", "<p><strong>{}</strong>: {}</p>", given.items()) or words.NOTHING
