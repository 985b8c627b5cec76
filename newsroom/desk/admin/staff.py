"""Staff: who works here in which role, and the form that invites a colleague. Accounts are made by invitation."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.refusals import Refused
from newsroom.desk import invitations
from newsroom.desk.admin.shown import ReadOnlyAdmin
from newsroom.desk.models import Invitation
from newsroom.desk.roles import Role

admin.site.unregister(User)
admin.site.unregister(Group)


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

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With their roles."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_urls(self) -> list[URLPattern]:
        """One address more: inviting."""
        invite = path("invite/", self.admin_site.admin_view(self.invite_view), name="desk_invite")
        return [invite, *super().get_urls()]

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


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles, as groups."""


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
