"""Roles, as groups: what each may do, as ticks, and what is demanded of its members besides a password."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.desk.forms.ticks import TicksField
from newsroom.desk.models import RoleRule
from newsroom.desk.roles import Role

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[Group]
else:
    BaseForm = forms.ModelForm
KIND = ("content_type__app_label", "content_type__model", "codename")

admin.site.unregister(Group)


class RoleForm(BaseForm):
    """A role, with the rule for signing in."""

    second_factor = forms.BooleanField(
        label=gettext_lazy("Sign in with a second factor"),
        required=False,
        help_text=gettext_lazy(
            "Members must enter a code from their telephone when they sign in. Whoever has none yet is led through "
            "setting it up, at once. What is demanded of any role is demanded of superusers too."
        ),
    )

    class Meta:
        model = Group
        fields = ("name", "permissions")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As the rule is now."""
        super().__init__(*args, **kwargs)
        rule = RoleRule.objects.filter(group=self.instance.pk).first()
        self.initial["second_factor"] = bool(rule and rule.second_factor)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles, as groups."""

    form = RoleForm
    list_display = ("name", "members", "demands")
    fields = ("name", "second_factor", "permissions")
    filter_horizontal = ()
    readonly_fields = ("demands",)

    class Media:
        css = {"all": ["staff.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        """With the rule and the members."""
        return super().get_queryset(request).select_related("rule").prefetch_related("user_set")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Under the name that everybody uses."""
        return super().changelist_view(request, {"title": _("Roles"), **(extra_context or {})})

    def get_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        """Those who may only look read the rule as a sentence."""
        looks = obj is not None and not self.has_change_permission(request, obj)
        return ("name", "demands", "permissions") if looks else self.fields

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        """Ticks in groups."""
        return permission_ticks(db_field, SET_BY_THE_PROGRAM)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """The four roles come back with the next migration; only groups of your own can go."""
        own = obj is None or obj.name not in Role.values
        return own and super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> tuple[str, ...]:
        """The name of a role is known to the program."""
        return ("demands", "name") if obj and obj.name in Role.values else ("demands",)

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: Any) -> None:
        """The group and its rule."""
        super().save_model(request, obj, form, change)
        if "second_factor" in form.cleaned_data:
            values = {"second_factor": form.cleaned_data["second_factor"]}
            RoleRule.objects.update_or_create(group=obj, defaults=values)

    @admin.display(description=gettext_lazy("members"))
    def members(self, group: Group) -> int:
        """How many active people have it."""
        return sum(user.is_active for user in group.user_set.all())

    @admin.display(description=gettext_lazy("signing in"))
    def demands(self, group: Group) -> str:
        """What is demanded besides a password."""
        rule = getattr(group, "rule", None)
        return _("password and second factor") if rule and rule.second_factor else _("password")


SET_BY_THE_PROGRAM = gettext_lazy(
    "What Writer, Editor, Chief editor and Takedown officer may do is set by the program and comes back with each "
    "migration. To allow more, make a group of your own and put people into it as well."
)


def permission_ticks(db_field: Any, help_text: Any = "") -> TicksField:
    """A field of ticks for permissions, in groups by what they are about."""
    return TicksField(
        Permission.objects.select_related("content_type").order_by(*KIND),
        group_of=lambda permission: capfirst(permission.content_type.name),
        label_of=lambda permission: capfirst(permission.name.removeprefix("Can ")),
        label=capfirst(db_field.verbose_name),
        required=False,
        help_text=help_text,
    )
