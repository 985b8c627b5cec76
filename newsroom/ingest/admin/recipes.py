"""The selectors of a source in the admin: tried on a page before they are saved, beside what the readers find there."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Source
from newsroom.ingest import secluded, selectors
from newsroom.ingest.admin.recipe_forms import RecipeForm
from newsroom.ingest.admin.trial import Trial, is_trial
from newsroom.ingest.captures import page_of
from newsroom.ingest.entry import Entry, Extraction, Response
from newsroom.ingest.models import Capture, Recipe
from newsroom.ingest.pages import fetched
from newsroom.ingest.portion import count_words


@dataclass(frozen=True, slots=True)
class Side:
    """One reading of the page, as it is shown."""

    extraction: Extraction

    @property
    def words(self) -> int:
        """How many words it found."""
        return count_words(self.extraction.text)


@dataclass(frozen=True, slots=True)
class Tasting:
    """What the readers find on a page without the selectors, and what is found with them."""

    url: str
    now: Side | None = None
    then: Side | None = None
    problem: str = ""


@admin.register(Recipe)
class RecipeAdmin(Trial, admin.ModelAdmin[Recipe]):
    """Where the text stands on the pages of a source."""

    form = RecipeForm
    change_form_template = "admin/ingest/recipe/page.html"
    list_display = ("source", "active", "taken", "dropped", "changed_at")
    list_filter = ("active",)
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("source__name", "take", "drop")
    search_help_text = gettext_lazy("The name of a source, or part of a selector.")
    fieldsets = (
        (None, {"fields": ("source", "take", "drop", "active")}),
        (gettext_lazy("Try it before you save"), {"fields": ("capture", "tested_url")}),
    )

    def get_urls(self) -> list[URLPattern]:
        """The way to the selectors of a source, whether it has any or not."""
        view = self.admin_site.admin_view(self.for_source)
        return [path("for/<int:source>/", view, name="ingest_recipe_for"), *super().get_urls()]

    def for_source(self, request: HttpRequest, source: int) -> HttpResponse:
        """To the source's selectors, or to a form for its first; a capture that is named comes along."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        get_object_or_404(Source, pk=source)
        asked = request.GET.get("capture", "")
        capture = f"capture={int(asked)}" if asked.isdecimal() and asked.isascii() else ""
        if found := Recipe.objects.filter(source=source).values_list("pk", flat=True).first():
            return HttpResponseRedirect(f"{reverse('admin:ingest_recipe_change', args=[found])}?{capture}".rstrip("?"))
        return HttpResponseRedirect(f"{reverse('admin:ingest_recipe_add')}?source={source}&{capture}".rstrip("&"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recipe]:
        """With its source, whose name it bears."""
        return super().get_queryset(request).select_related("source")

    def get_readonly_fields(self, request: HttpRequest, obj: Recipe | None = None) -> Any:
        """Selectors stay with their source."""
        return ("source",) if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The form, which knows the capture that somebody came from."""
        form = super().get_form(request, obj, change, **kwargs)
        form.asked = request.GET.get("capture", "")
        return form

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With when there is any need of them."""
        empty = _("No selectors yet. They are of use where the two readers do not agree on the text of a source.")
        context = {"empty_sentence": empty, "title": _("Selectors of sources")}
        return super().changelist_view(request, context | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: Recipe, form: ModelForm[Recipe], change: bool) -> None:  # noqa: FBT001
        """Save, and remember when."""
        obj.changed_at = timezone.now()
        super().save_model(request, obj, form, change)

    def tried(self, request: HttpRequest, form: Any, formsets: list[Any]) -> dict[str, Any]:
        """The page as it is read now, and as it would be read."""
        return {"tasting": taste(form.instance, form.chosen_capture())}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The page, which says whether something was tried on it."""
        context["is_trial"] = is_trial(request)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("take"))
    def taken(self, recipe: Recipe) -> str:
        """Its selectors on one line."""
        return ", ".join(selectors.lines(recipe.take))

    @admin.display(description=gettext_lazy("drop"))
    def dropped(self, recipe: Recipe) -> str:
        """Its selectors on one line."""
        return ", ".join(selectors.lines(recipe.drop))


def taste(recipe: Recipe, capture: Capture | None) -> Tasting:
    """Read a page without the selectors and with them: the address that was typed, else the page of a capture."""
    page, problem = _fetched(recipe.tested_url) if recipe.tested_url else (page_of(capture) if capture else None, "")
    if page is None:
        url = recipe.tested_url or (capture.url if capture else "")
        return Tasting(url, problem=problem or _("There is no page to try them on; give the address of one."))
    take, drop = selectors.lines(recipe.take), selectors.lines(recipe.drop)
    now = secluded.extract(page.body, page.url, page.charset)
    then = secluded.extract(page.body, page.url, page.charset, take=take, drop=drop)
    return Tasting(page.url, Side(now), Side(then), now.problem or then.problem or "")


def _fetched(url: str) -> tuple[Response | None, str]:
    found = fetched(Entry(url=url))
    return found.response, found.problem
