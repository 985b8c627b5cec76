"""Staff by invitation: a letter with a signed link, good once and for seven days; following it makes an account."""

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.refusals import Refused, Unfit
from newsroom.desk.models import Invitation
from newsroom.desk.roles import Role
from newsroom.outbox import letters

SALT = "newsroom.desk.invitation"


class Uninvited(Refused):
    """The link leads nowhere any more."""


def invite(email: str, role: str, by: User) -> Invitation:
    """Ask somebody to join the staff in a role; an older invitation to the address is revoked.

    Raises Unfit for an unknown role, an address that already has an account, or a person who may not invite.
    """
    email = email.strip().lower()
    if not by.has_perm("desk.add_invitation"):
        raise Unfit(_("You may not invite staff. Ask a chief editor."))
    if role not in Role.values:
        raise Unfit(_("There is no role “%(role)s”.") % {"role": role})
    if User.objects.filter(email__iexact=email, is_active=True).exists():
        raise Unfit(_("%(email)s has an account already; change its role instead.") % {"email": email})
    with transaction.atomic():
        Invitation.objects.filter(email=email, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())
        invitation = Invitation.objects.create(email=email, role=role, invited_by=by)
        _write(invitation)
    return invitation


def revoke(invitation: Invitation, by: User) -> None:
    """Make the link lead nowhere; an accepted one stays accepted."""
    if not by.has_perm("desk.change_invitation"):
        raise Unfit(_("You may not revoke invitations. Ask a chief editor."))
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(revoked_at=timezone.now())
    invitation.refresh_from_db()


def link(invitation: Invitation) -> str:
    """The address that accepts it: whole, with our host."""
    token = signing.dumps(invitation.pk, salt=SALT)
    return settings.SITE_URL + reverse("welcome", args=[token])


def find(token: str) -> Invitation:
    """The open invitation that a link belongs to; raises Uninvited with the reason in a sentence."""
    try:
        invitation = Invitation.objects.select_related("invited_by").filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        invitation = None
    if invitation is None or invitation.revoked_at:
        raise Uninvited(
            _("This link is not an invitation, or it was replaced by a newer one. Look for a later letter.")
        )
    if invitation.accepted_at:
        raise Uninvited(_("This invitation was used already. Sign in with the account that you chose."))
    if not invitation.is_open:
        raise Uninvited(_("This invitation has expired. Ask whoever invited you for a new one."))
    return invitation


def accept(invitation: Invitation, account: User) -> User:
    """Make the account (not yet saved, its password set) a member of the staff; one invitation makes one account."""
    with transaction.atomic():
        used = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if not used.update(accepted_at=timezone.now()):
            raise Uninvited(_("This invitation was used already. Sign in with the account that you chose."))
        account.email, account.is_staff = invitation.email, True
        account.save()
        account.groups.add(Group.objects.get(name=invitation.role))
        Invitation.objects.filter(pk=invitation.pk).update(account=account)
    return account


def _write(invitation: Invitation) -> None:
    inviter = invitation.invited_by
    letters.write(
        key=f"invitation-{invitation.pk}",
        to=invitation.email,
        template="invitation",
        context={
            "inviter": inviter.get_full_name() or inviter.get_username(),
            "role": Role(invitation.role).label,
            "link": link(invitation),
            "expires_at": invitation.expires_at,
        },
    )
