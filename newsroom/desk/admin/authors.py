"""Authors at the desk: profiles, staff accounts, automated desks. One who has signed stories is never deleted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Author, Byline
from articles.refusals import Refused
from newsroom.desk import bulk, replacing
from newsroom.desk.admin import counted
from newsroom.desk.admin.columns import NOTHING
from newsroom.desk.admin.exchange import AuthorResource, Exchange
from newsroom.desk.admin.shown import LeadingOnAdmin
from newsroom.desk.forms.chooser import ChooserOne

AT_ONCE = 200


class AuthorList(ChangeList):
    """The rows of the authors, each with the number of stories."""

    def get_results(self, request: HttpRequest) -> None:
        """One page of rows."""
        super().get_results(request)
        counted.count(list(self.result_list), Byline, "author")


@admin.register(Author)
class AuthorAdmin(Exchange, LeadingOnAdmin):
    """Who signs."""

    resource_classes = [AuthorResource]
    list_display = ("name", "role", "published", "account", "automated", "active")
    list_filter = ("active", "automated")
    list_select_related = ("account",)
    search_fields = ("name", "role")
    choosers = ("account", "photo")
    prepopulated_fields = {"slug": ("name",)}
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("name", "slug", "role", "bio", "photo")}),
        (gettext_lazy("For readers"), {"fields": ("languages", "email", "automated", "active")}),
        (gettext_lazy("At the desk"), {"fields": ("account", "stories")}),
    )
    readonly_fields = ("stories",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        """With the number of published stories, where the list is sorted by it."""
        found = super().get_queryset(request)
        by_count = _is_list(request) and counted.sorts_by(request, self.list_display, ("published",))
        return counted.with_counts(found, "bylines") if by_count else found

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Rows with counts."""
        return AuthorList

    @admin.display(description=gettext_lazy("published stories"), ordering="shown")
    def published(self, author: Any) -> int:
        """How many published stories bear the name."""
        return int(author.shown)

    def kept_by(self, obj: Author) -> str:
        """The stories that an author has signed keep the author."""
        signed = obj.bylines.count()
        if not signed:
            return ""
        stories = ngettext("%(n)s story", "%(n)s stories", signed) % {"n": signed}
        return _(
            "%(author)s has signed %(stories)s. Choose “Put another author in this place” on their page, or keep "
            "the author and untick “still with us”: the page stays, and nobody can choose the name for new stories."
        ) % {"author": obj, "stories": stories}

    def get_urls(self) -> list[Any]:
        """With putting another author in the place of one."""
        view = self.admin_site.admin_view(self.replace_view)
        return [path("<int:pk>/replace/", view, name="articles_author_replace"), *super().get_urls()]

    @admin.display(description=gettext_lazy("stories"))
    def stories(self, author: Author) -> Any:
        """How many stories bear the name, the public page, and the way to give them to another."""
        if author.pk is None:
            return NOTHING
        signed = author.bylines.count()
        said = ngettext("%(n)s story", "%(n)s stories", signed) % {"n": signed}
        replace = reverse("admin:articles_author_replace", args=[author.pk])
        return format_html(
            '{} · <a href="{}">{}</a> · <a href="{}">{}</a>',
            said,
            author.get_absolute_url(),
            _("Public page"),
            replace,
            _("Put another author in this place"),
        )

    def replace_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose who takes over the stories and the address; above two hundred stories the queue does the work."""
        author = get_object_or_404(Author, pk=pk)
        if not request.user.has_perm(replacing.PERMISSION):
            raise PermissionDenied
        form = OtherForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return self._replace(request, author, form.cleaned_data["other"])
        context = self.admin_site.each_context(request) | {
            "title": _("Put another author in the place of %(author)s") % {"author": author},
            "author": author,
            "signed": author.bylines.count(),
            "form": form,
        }
        return TemplateResponse(request, "admin/desk/bulk/replace.html", context)

    def _replace(self, request: HttpRequest, author: Author, other: Author) -> HttpResponse:
        user: Any = request.user
        stories = list(author.bylines.order_by("article").values_list("article", flat=True))
        try:
            replacing.must_be_replaceable(author, other, by=user)
            if len(stories) > AT_ONCE:
                begun = bulk.begin("replace_author", stories, by=user, given={"author": author.pk, "other": other.pk})
                return HttpResponseRedirect(reverse("admin:desk_bulkact_change", args=[begun.pk]))
            moved = replacing.replace(author, other, by=user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.path)
        said = _("%(n)s stories are now signed by %(other)s, to whom the old address leads.")
        messages.success(request, said % {"n": moved, "other": other})
        return HttpResponseRedirect(reverse("admin:articles_author_change", args=[other.pk]))


class OtherForm(forms.Form):
    """Who takes the place."""

    other = forms.ModelChoiceField(
        Author.objects.all(), label=gettext_lazy("Who signs instead"), widget=ChooserOne("articles.byline.author")
    )


def _is_list(request: HttpRequest) -> bool:
    """Whether this is the list itself, and not a search for a name."""
    return request.path.endswith("/author/")
