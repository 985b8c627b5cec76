"""Tags at the desk: the vocabulary with its use and what is remarked on it, and merging with a look before."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from taggit.admin import Tag as PlainTag

from articles.models import OldTag, Tag, Tagging
from articles.refusals import Refused
from newsroom.desk import hygiene, vocabulary
from newsroom.desk.admin import counted
from newsroom.desk.admin import hygiene as hygiene_page
from newsroom.desk.admin.exchange import Exchange, TagResource
from newsroom.desk.admin.hygiene_words import KINDS
from newsroom.desk.admin.shown import ShownAdmin
from newsroom.desk.models import TagMerge

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[Tag]
else:
    BaseForm = forms.ModelForm
PAST = 20
admin.site.unregister(PlainTag)  # the library's own vocabulary, which nothing here uses


class TagForm(BaseForm):
    """A tag's names and text."""

    def clean_name(self) -> str:
        """With single spaces, before it is compared with the names of others."""
        return " ".join(self.cleaned_data["name"].split())


class TagList(ChangeList):
    """The rows of the vocabulary, each with what is remarked on it."""

    def get_results(self, request: HttpRequest) -> None:
        """One page of rows; the remarks are those of the last ten minutes."""
        super().get_results(request)
        codes = hygiene.by_tag(hygiene.known())
        counted.count(list(self.result_list), Tagging, "tag")
        for tag in self.result_list:
            tag.remarked = codes.get(tag.pk, [])


class UseFilter(admin.SimpleListFilter):
    """Tags that are hardly used."""

    title, parameter_name = gettext_lazy("use"), "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """None, or one."""
        return [("none", _("on no story")), ("one", _("on one story only"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> QuerySet[Tag]:
        """By the number of stories."""
        number = {"none": 0, "one": 1}.get(self.value() or "")
        if number is None:
            return queryset
        ties = Tagging.objects.filter(tag=OuterRef("pk")).order_by().values("pk")
        next_one = Subquery(ties[number : number + 1])
        rare: QuerySet[Tag] = queryset.alias(next_one=next_one).filter(next_one=None)
        return rare.filter(Exists(ties)) if number else rare


class RemarkFilter(admin.SimpleListFilter):
    """Tags on which hygiene remarks something."""

    title, parameter_name = gettext_lazy("remark"), "remark"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Any, or one kind."""
        return [("any", _("has a remark")), *((code, kind.mark) for code, kind in KINDS.items())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> QuerySet[Tag]:
        """By the remarks of the last ten minutes."""
        wanted = self.value()
        if not wanted:
            return queryset
        codes = set(KINDS) - hygiene.IDLE if wanted == "any" else {wanted}
        found = [tag for remark in hygiene.known() if remark.code in codes for tag in remark.tags]
        return queryset.filter(pk__in=found)


@admin.register(Tag)
class TagAdmin(Exchange, ShownAdmin):
    """The vocabulary, which grows only here."""

    form = TagForm
    change_list_template = "admin/desk/tag_list.html"
    resource_classes = [TagResource]
    list_display = ("name", "published", "used", "last_used", "synonyms_shown", "remarks")
    list_filter = (UseFilter, RemarkFilter)
    search_fields = ("name", "synonyms")
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "description", "synonyms")
    actions = ["merge"]
    list_per_page = 50

    def get_urls(self) -> list[URLPattern]:
        """Hygiene and past changes besides."""
        return [*hygiene_page.urls(self.admin_site, self.opts), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        """With the number of stories, where the list is sorted by it."""
        found: QuerySet[Tag] = super().get_queryset(request)
        is_list = request.path.endswith("/tag/")
        by_count = is_list and counted.sorts_by(request, self.list_display, ("published", "used", "last_used"))
        return counted.with_counts(found, "taggings") if by_count else found

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Rows with remarks."""
        return TagList

    def get_fields(self, request: HttpRequest, obj: Tag | None = None) -> Any:
        """A tag that exists also tells what leads to it and what became of it."""
        return (*self.fields, "leads_here", "past") if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> Any:
        """What is told and not asked."""
        return ("leads_here", "past")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Merging asks for the right to change and to delete."""
        found = super().get_actions(request)
        if not request.user.has_perms(vocabulary.PERMISSIONS):
            found.pop("merge", None)
        return found

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """With the way to hygiene for those who may act on it."""
        leads = request.user.has_perms(vocabulary.PERMISSIONS)
        context = (extra_context or {}) | ({"hygiene": hygiene_page.link()} if leads else {})
        return super().changelist_view(request, context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """A new name or slug by its verb, so that the old address leads on and it can be undone; then the rest."""
        with transaction.atomic():
            before = Tag.objects.filter(pk=obj.pk).first() if change else None
            if before and (before.name, before.slug) != (obj.name, obj.slug):
                vocabulary.rename(before, by=request.user, name=obj.name, slug=obj.slug)  # type: ignore[arg-type]
            super().save_model(request, obj, form, change)
            OldTag.objects.filter(slug=obj.slug).delete()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deleting a tag is retiring it, which asks for the right to change tags as well."""
        return request.user.has_perms(vocabulary.PERMISSIONS)

    def delete_model(self, request: HttpRequest, obj: Tag) -> None:
        """Retire it, so that it can be undone and the rules of feeds that add it are kept."""
        vocabulary.retire(obj, by=request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> None:
        """Retire several, all or none."""
        with transaction.atomic():
            for tag in queryset:
                self.delete_model(request, tag)

    def get_deleted_objects(self, objs: Iterable[Tag], request: HttpRequest) -> Any:
        """The tags, each with the number of its stories, which stay; a tag may be on ten thousand."""
        counted = Tag.objects.filter(pk__in=[tag.pk for tag in objs]).annotate(stories=Count("taggings"))
        lines = [
            ngettext("%(tag)s, on %(n)s story", "%(tag)s, on %(n)s stories", tag.stories)
            % {"tag": tag.name, "n": tag.stories}
            for tag in counted
        ]
        refused = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        return lines, {self.opts.verbose_name_plural: len(lines)}, refused, []

    @admin.display(description=gettext_lazy("published stories"), ordering="shown")
    def published(self, tag: Any) -> int:
        """How many published stories bear it."""
        return int(tag.shown)

    @admin.display(description=gettext_lazy("all stories"), ordering="used")
    def used(self, tag: Any) -> int:
        """How many stories bear it, whatever their state."""
        return int(tag.used)

    @admin.display(description=gettext_lazy("last published"), ordering="last")
    def last_used(self, tag: Any) -> str | None:
        """The day of its newest published story."""
        return date_format(localtime(tag.last), "j M Y") if tag.last else None

    @admin.display(description=gettext_lazy("synonyms"))
    def synonyms_shown(self, tag: Any) -> str:
        """On one line."""
        return ", ".join(tag.synonyms.splitlines())

    @admin.display(description=gettext_lazy("remarks"), empty_value="")
    def remarks(self, tag: Any) -> Any:
        """What hygiene says of it, in a word each."""
        marks = ((KINDS[code].mark,) for code in dict.fromkeys(tag.remarked))
        return format_html_join(" ", '<span class="chip">{}</span>', marks)

    @admin.display(description=gettext_lazy("old addresses"))
    def leads_here(self, tag: Tag) -> Any:
        """The addresses that lead to it."""
        slugs = ((f"/tag/{old.slug}/",) for old in tag.old_slugs.order_by("slug"))
        return format_html_join("", '<span class="quiet-line">{}</span>', slugs) or None

    @admin.display(description=gettext_lazy("past changes"))
    def past(self, tag: Tag) -> Any:
        """What was merged into it, and how it was renamed."""
        done = TagMerge.objects.filter(kept=tag.pk).select_related("by").defer("details")[:PAST]
        rows = (
            (
                str(change),
                change.get_act_display(),
                change.by.get_full_name() or change.by.username,
                date_format(localtime(change.at), "j M Y H:i"),
                _("undone") if change.undone_at else "",
            )
            for change in done
        )
        return format_html_join("", '<span class="quiet-line"><bdi>{}</bdi> {}: {}, {} {}</span>', rows) or None

    @admin.action(description=gettext_lazy("Merge into one tag…"))
    def merge(self, request: HttpRequest, chosen: QuerySet[Tag]) -> HttpResponse | None:
        """Show what would move, then move it."""
        tags = list(chosen.annotate(stories=Count("taggings")).order_by("-stories", "name"))
        if "into" not in request.POST:
            return self._look_before(request, tags)
        into = next((tag for tag in tags if str(tag.pk) == request.POST["into"]), None)
        try:
            moved = vocabulary.merge_tags(tags, into or tags[0], by=request.user)  # type: ignore[arg-type]
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
