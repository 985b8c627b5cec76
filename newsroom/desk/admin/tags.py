"""Tags at the desk: the vocabulary with its use, and merging with a look before."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Tag
from articles.refusals import Refused
from newsroom.desk.admin.exchange import Exchange, TagResource
from newsroom.desk.admin.shown import ShownAdmin
from newsroom.desk.vocabulary import merge_tags


@admin.register(Tag)
class TagAdmin(Exchange, ShownAdmin):
    """The vocabulary, which grows only here."""

    resource_classes = [TagResource]
    list_display = ("name", "published", "used", "synonyms_shown")
    search_fields = ("name", "synonyms")
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "description", "synonyms")
    actions = ["merge"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        """With the number of stories, from the index of taggings."""
        found: QuerySet[Tag] = super().get_queryset(request)
        if not request.path.endswith("/tag/"):
            return found
        shown = Count("taggings", filter=Q(taggings__shown_at__isnull=False))
        counted: QuerySet[Tag] = found.annotate(used=Count("taggings"), shown=shown)
        return counted

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Merging asks for the right to change and to delete."""
        found = super().get_actions(request)
        if not (self.has_change_permission(request) and self.has_delete_permission(request)):
            found.pop("merge", None)
        return found

    @admin.display(description=gettext_lazy("published stories"), ordering="shown")
    def published(self, tag: Any) -> int:
        """How many published stories bear it."""
        return int(tag.shown)

    @admin.display(description=gettext_lazy("all stories"), ordering="used")
    def used(self, tag: Any) -> int:
        """How many stories bear it, whatever their state."""
        return int(tag.used)

    @admin.display(description=gettext_lazy("synonyms"))
    def synonyms_shown(self, tag: Any) -> str:
        """On one line."""
        return ", ".join(tag.synonyms.splitlines())

    @admin.action(description=gettext_lazy("Merge into one tag…"))
    def merge(self, request: HttpRequest, chosen: QuerySet[Tag]) -> HttpResponse | None:
        """Show what would move, then move it."""
        tags = list(chosen.annotate(stories=Count("taggings")).order_by("-stories", "name"))
        if "into" not in request.POST:
            return self._look_before(request, tags)
        into = next((tag for tag in tags if str(tag.pk) == request.POST["into"]), None)
        try:
            moved = merge_tags(tags, into or tags[0], by=request.user)  # type: ignore[arg-type]
        except Refused as refusal:
            messages.error(request, str(refusal))
            return None
        sentence = ngettext(
            "Merged into “%(tag)s”: %(n)s story moved.", "Merged into “%(tag)s”: %(n)s stories moved.", moved
        )
        messages.success(request, sentence % {"tag": into or tags[0], "n": moved})
        return None

    def _look_before(self, request: HttpRequest, tags: list[Any]) -> HttpResponse | None:
        if len(tags) < 2:
            messages.error(request, _("Choose at least two tags to merge."))
            return None
        context = self.admin_site.each_context(request) | {
            "title": _("Merge tags"),
            "opts": self.opts,
            "tags": tags,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/desk/merge_tags.html", context)
