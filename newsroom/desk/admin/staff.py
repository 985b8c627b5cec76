"""Staff: who works here in which role, and the form that invites a colleague. Accounts are made by invitation."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.refusals import Refused
from newsroom.desk import invitations, second_factor
from newsroom.desk.admin.beats import sections_in_words
from newsroom.desk.admin.groups import permission_ticks
from newsroom.desk.admin.shown import ReadOnlyAdmin
from newsroom.desk.admin.sign_ins import signing_in
from newsroom.desk.forms.ticks import Ticks
from newsroom.desk.models import Invitation
from newsroom.desk.roles import Role

admin.site.unregister(User)


class InviteForm(forms.Form):
    """Whom to ask, and as what."""

    email = forms.EmailField(label=gettext_lazy("Mail address"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)


@admin.register(User)
class StaffAdmin(UserAdmin):  # type: ignore[type-arg]
    """The staff."""

    list_display = ("username", "full_name", "email", "roles", "last_login", "is_active")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "first_name", "last_name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined", "roles", "beat_shown", "signing_in")
    fieldsets = (
        (None, {"fields": ("username", "password", "first_name", "last_name", "email")}),
        (gettext_lazy("Role and sections"), {"fields": ("is_active", "groups", "beat_shown")}),
        (gettext_lazy("Signing in"), {"fields": ("last_login", "date_joined", "signing_in")}),
        (
            gettext_lazy("Beyond the roles"),
            {"classes": ("collapse",), "fields": ("is_staff", "is_superuser", "user_permissions")},
        ),
    )
    told_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        (gettext_lazy("Role and sections"), {"fields": ("is_active", "roles", "beat_shown")}),
        (gettext_lazy("Signing in"), {"fields": ("last_login", "date_joined", "signing_in")}),
    )

    class Media:
        css = {"all": ["staff.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Those who may only look see no password and no single permissions."""
        if obj and not self.has_change_permission(request, obj):
            return self.told_fieldsets
        return super().get_fieldsets(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Ticks: a role or two, and permissions in groups."""
        if db_field.name == "user_permissions":
            return permission_ticks(db_field)
        return super().formfield_for_manytomany(db_field, request, **kwargs | {"widget": Ticks})

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With their roles."""
        return super().get_queryset(request).prefetch_related("groups")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Under the name that the menu gives it."""
        return super().changelist_view(request, {"title": _("Staff"), **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        """Two addresses more: inviting, and how one person signs in."""
        invite = path("invite/", self.admin_site.admin_view(self.invite_view), name="desk_invite")
        one = path("<int:user_id>/signing-in/", self.admin_site.admin_view(signing_in), name="auth_user_signing_in")
        return [invite, one, *super().get_urls()]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - as Django calls it
        """Whoever is given a role may sign in at the desk: without that a role is of no use."""
        super().save_related(request, form, formsets, change)
        person: User = form.instance
        if "groups" in form.changed_data and person.groups.exists() and not person.is_staff:
            person.is_staff = True
            person.save(update_fields=["is_staff"])
            messages.info(request, _("“%(name)s” may sign in at the desk now, as the role asks.") % {"name": person})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account signs history; it is made inactive, not deleted."""
        return False

    @admin.display(description=gettext_lazy("name"))
    def full_name(self, user: User) -> str:
        """First and last name."""
        return user.get_full_name()

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user: User) -> str:
        """The roles, or superuser."""
        names = [group.name for group in user.groups.all()]
        return ", ".join([*names, _("superuser")] if user.is_superuser else names)

    @admin.display(description=gettext_lazy("beat"))
    def beat_shown(self, user: User) -> Any:
        """Their sections, with the way to change them."""
        beat = getattr(user, "beat", None)
        if beat:
            url = reverse("admin:desk_beat_change", args=[beat.pk])
            return format_html('{} <a href="{}">{}</a>', sections_in_words(beat), url, _("Open the beat"))
        return format_html('{} <a href="{}">{}</a>', _("none"), reverse("admin:desk_beat_changelist"), _("All beats"))

    @admin.display(description=gettext_lazy("second factor and log"))
    def signing_in(self, user: User) -> Any:
        """Whether they have a second factor, with the way to it and to the log."""
        has = _("second factor set up") if second_factor.has_one(user) else _("password alone")
        url = reverse("admin:auth_user_signing_in", args=[user.pk])
        return format_html('{} <a href="{}">{}</a>', has, url, _("Sign-ins and second factor"))

    def invite_view(self, request: HttpRequest) -> HttpResponse:
        """Ask a colleague to join."""
        form = InviteForm(request.POST or None)
        if form.is_valid():
            try:
                invitation = invitations.invite(form.cleaned_data["email"], form.cleaned_data["role"], request.user)  # type: ignore[arg-type]
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("A letter is on its way to %(email)s.") % {"email": invitation.email})
                return HttpResponseRedirect(reverse("admin:auth_user_changelist"))
        context = self.admin_site.each_context(request) | {
            "title": _("Invite a colleague"),
            "opts": self.opts,
            "form": form,
            "may_invite": request.user.has_perm("desk.add_invitation"),
            "open": [one for one in Invitation.objects.filter(accepted_at=None, revoked_at=None)[:50] if one.is_open],
        }
        return TemplateResponse(request, "admin/desk/invite.html", context)


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Who was asked, and what became of it."""

    list_display = ("email", "role", "invited_by", "created_at", "accepted_at", "revoked_at")
    list_select_related = ("invited_by",)
    actions = ["revoke"]

    @admin.action(description=gettext_lazy("Revoke"), permissions=["view"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        """Make the links lead nowhere."""
        try:
            for invitation in chosen:
                invitations.revoke(invitation, request.user)  # type: ignore[arg-type]
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Revoked."))
