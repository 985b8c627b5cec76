"""Beats: which sections each person looks after, and which sections nobody does."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Country
from newsroom.desk.admin.shown import ModelAdmin
from newsroom.desk.forms.ticks import TicksField
from newsroom.desk.models import Beat
from newsroom.desk.roles import Role

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[Beat]
else:
    BaseForm = forms.ModelForm
EMPTY = gettext_lazy("Tick a section. Whoever should decide everywhere has no beat: delete this one.")


class BeatForm(BaseForm):
    """Ticks for the sections, each with who else looks after it."""

    countries = TicksField(
        Country.objects.order_by("region", "name"),
        group_of=lambda country: country.region or _("Elsewhere"),
        label=gettext_lazy("Sections"),
        help_text=gettext_lazy(
            "Decisions are good there, on stories of no section, and on stories given to the person."
        ),
        error_messages={"required": EMPTY},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the owners as they are now; a new beat is for an editor who has none."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if "countries" in fields:
            owners = owners_of_sections(but_for=self.instance.pk or 0)
            fields["countries"].label_of = lambda country: _named(country, owners[country.pk])
        if "user" in fields:
            editors = User.objects.filter(is_active=True, is_staff=True, groups__name=Role.EDITOR.value, beat=None)
            fields["user"].queryset = editors.order_by("username")
            fields["user"].help_text = _("Editors who have no beat yet. Chief editors decide everywhere.")


@admin.register(Beat)
class BeatAdmin(ModelAdmin):
    """Who looks after what: the people, and below them all sections with their owners."""

    form = BeatForm
    fields = ("user", "countries")
    list_display = ("person", "sections")
    search_fields = ("user__username", "user__first_name", "user__last_name", "countries__name")
    change_list_template = "admin/desk/staff/beats.html"
    actions = None

    class Media:
        css = {"all": ["staff.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Beat]:
        """With the person and the sections."""
        found: QuerySet[Beat] = super().get_queryset(request).select_related("user").prefetch_related("countries")
        return found

    def get_readonly_fields(self, request: HttpRequest, obj: Beat | None = None) -> tuple[str, ...]:
        """A beat stays with its person."""
        return ("user",) if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Plain: accounts are made by invitation, not from here."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With every section and who looks after it, nobody's first."""
        owners = owners_of_sections()
        sections = sorted(Country.objects.all(), key=lambda country: (bool(owners[country.pk]), country.name))
        told = [(country, ", ".join(owners[country.pk])) for country in sections]
        left = sum(not names for _country, names in told)
        context = {"sections": told, "left": left, "title": _("Beats"), **(extra_context or {})}
        return super().changelist_view(request, context)

    @admin.display(description=gettext_lazy("who"), ordering="user__username")
    def person(self, beat: Beat) -> str:
        """The person's name."""
        return name_of(beat.user)

    @admin.display(description=gettext_lazy("sections"))
    def sections(self, beat: Beat) -> str:
        """Their sections on one line."""
        return sections_in_words(beat)


def owners_of_sections(*, but_for: int = 0) -> dict[int, list[str]]:
    """For each section the names of those on whose beat it is; `but_for` is the beat to leave out."""
    found: dict[int, list[str]] = defaultdict(list)
    beats = (
        Beat.objects.exclude(pk=but_for).filter(user__is_active=True).select_related("user").order_by("user__username")
    )
    for beat in beats.prefetch_related("countries"):
        for country in beat.countries.all():
            found[country.pk].append(name_of(beat.user))
    return found


def sections_in_words(beat: Beat | None) -> str:
    """The sections of a beat on one line; without a beat, that there is none."""
    return ", ".join(country.name for country in beat.countries.all()) if beat else _("all sections")


def name_of(user: User) -> str:
    """A person's full name, or else the one they sign in with."""
    return user.get_full_name() or user.username


def _named(country: Country, others: list[str]) -> str:
    return f"{country} ({', '.join(others)})" if others else str(country)
