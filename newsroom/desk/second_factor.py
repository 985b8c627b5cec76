"""The second factor: a code from the telephone besides the password, demanded of a role or chosen by oneself.

django-otp keeps the secrets, refuses a code that was used, and makes people wait longer after each wrong one. Here is
who needs one, and how it comes, is used and goes. Backup codes are good once each, for the day without a telephone.
Whoever has the account gets a letter when a telephone comes or goes, whatever they chose to be told of.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.refusals import Refused, Unfit
from newsroom.desk.models import RoleRule
from newsroom.outbox import letters

CODES = 10
DIGITS = 6
PHONE, BACKUP = "telephone", "backup codes"
# A secret that was shown and not confirmed is thrown away: somebody else may have seen it.
UNCONFIRMED_LASTS = timedelta(hours=1)
RESETS = "desk.add_invitation"


class WrongCode(Refused):
    """The code does not open anything now."""


def stands_open(user: User | AnonymousUser) -> bool:
    """Whether the desk may be shown: the person has verified in this session, or needs no second factor.

    Accounts that come with a session know whether they need one (`roles.RolesBackend`), so that no query is needed.
    """
    if not (user.is_authenticated and user.is_staff):
        return True
    verified = getattr(user, "is_verified", None)
    if verified is not None and verified():
        return True
    needs = getattr(user, "needs_second_factor", None)
    return not (has_one(user) or is_demanded_of(user)) if needs is None else not needs


def is_demanded_of(user: Any) -> bool:
    """Whether a role of the person asks for it; a superuser may do what any role may, so any role's rule binds them."""
    rules = RoleRule.objects.filter(second_factor=True)
    return rules.exists() if user.is_superuser else rules.filter(group__user=user).exists()


def has_one(user: Any) -> bool:
    """Whether a telephone is set up and confirmed."""
    return phone_of(user) is not None


def phone_of(user: Any) -> TOTPDevice | None:
    """The confirmed telephone."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return found


def codes_left(user: Any) -> int:
    """How many backup codes were not used yet."""
    return int(StaticToken.objects.filter(device__user=user).count())


def begin(user: Any) -> TOTPDevice:
    """A secret to be put on the telephone; the same one for an hour. Raises Unfit where one is set up already."""
    _must_have_none(user)
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False)
    waiting.filter(created_at__lt=timezone.now() - UNCONFIRMED_LASTS).delete()
    found: TOTPDevice = waiting.first() or TOTPDevice.objects.create(user=user, name=PHONE, confirmed=False)
    return found


def confirm(user: Any, code: str) -> tuple[TOTPDevice, list[str]]:
    """Take the telephone into use once it shows the right code; with ten backup codes. Raises WrongCode, Unfit."""
    device = begin(user)
    _verify(user, device, _plain(code))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        _must_have_none(user)
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        codes = _make_codes(user)
        _write(user, "set_up", device.pk)
    device.refresh_from_db()
    return device, codes


def enter(user: Any, code: str) -> Device:
    """The telephone or the backup codes that the code is of; it is used up. Raises WrongCode."""
    plain = _plain(code)
    device = phone_of(user) if len(plain) == DIGITS else StaticDevice.objects.filter(user=user).first()
    if device is None:
        raise WrongCode(_does_not_fit())
    return _verify(user, device, plain)


def renew_codes(user: Any, code: str) -> list[str]:
    """Ten new backup codes in the place of the old ones. Raises WrongCode, and Unfit without a telephone."""
    _must_have_one(user)
    enter(user, code)
    with transaction.atomic():
        return _make_codes(user)


def remove(user: Any, code: str) -> None:
    """Go back to the password alone. Raises WrongCode, and Unfit where there is none or the role demands it."""
    _must_have_one(user)
    if is_demanded_of(user):
        raise Unfit(_("Your role demands a second factor, so it cannot be removed. A chief editor can reset it."))
    enter(user, code)
    forget(user, "removed")


def reset(user: Any, by: Any) -> None:
    """Take a person's lost telephone out of use, which ends what it opened; kept in the log of the admin.

    Raises Unfit for oneself, which takes a code; for those who do not lead the staff; and for superusers by others.
    """
    if user.pk == by.pk:
        raise Unfit(_("Your own second factor is removed with a code, on its page. Without one, ask a colleague."))
    if not by.has_perm(RESETS) or (user.is_superuser and not by.is_superuser):
        raise Unfit(_("You may not reset the second factor of %(who)s. Ask a superuser.") % {"who": user})
    with transaction.atomic():
        forget(user, "reset", by=by)
        LogEntry.objects.log_actions(by.pk, [user], CHANGE, change_message=_("Second factor reset"), single_object=True)


def forget(user: Any, how: str, *, by: Any = None) -> int:
    """Delete a person's telephones and backup codes and write to them; how many telephones there were. Asks nobody.

    `how` is "removed" by themselves or "reset" by another: `by`, or nobody for whoever runs the server.
    """
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        phones = list(TOTPDevice.objects.filter(user=user, confirmed=True).values_list("pk", flat=True))
        TOTPDevice.objects.filter(user=user).delete()
        if phones:
            _write(user, how, max(phones), by=by)
    return len(phones)


def _write(user: Any, what: str, device: int, *, by: Any = None) -> None:
    """A letter to whoever has the account, if they can be reached: what became of the telephone, when and by whom."""
    if not user.email:
        return
    context = {
        "what": what,
        "username": user.get_username(),
        "by": (by.get_full_name() or by.get_username()) if by else "",
        "at": timezone.now(),
        "link": settings.SITE_URL + reverse("second_factor"),
        "password": settings.SITE_URL + reverse("admin:password_change"),
    }
    letters.write(key=f"second-factor-{what}-{device}", to=user.email, template="second_factor", context=context)


def _make_codes(user: Any) -> list[str]:
    device, _made = StaticDevice.objects.get_or_create(user=user, defaults={"name": BACKUP})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return codes


def _verify(user: Any, device: Device, plain: str) -> Device:
    """Try a code on one device; wrong ones are counted there, whatever the caller does next."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        seconds = max(1, int((why["locked_until"] - timezone.now()).total_seconds()) + 1)
        sentence = ngettext(
            "The last code was wrong. Wait %(n)s second and try again.",
            "The last codes were wrong. Wait %(n)s seconds and try again.",
            seconds,
        )
        raise WrongCode(sentence % {"n": seconds})
    if verify_token(user, device.persistent_id, plain) is None:
        raise WrongCode(_does_not_fit())
    return device


def _does_not_fit() -> str:
    return _("This code does not fit. One from the telephone is good for half a minute, and each is good once.")


def _plain(code: str) -> str:
    """As it was meant: without the spaces and dashes that make it readable; what is no code becomes empty."""
    plain = "".join(code.replace("-", " ").split()).lower()
    return plain if plain.isascii() and plain.isalnum() and len(plain) <= 16 else ""


def _must_have_none(user: Any) -> None:
    if has_one(user):
        raise Unfit(_("Your second factor is set up already. Remove it first to set up another telephone."))


def _must_have_one(user: Any) -> None:
    if not has_one(user):
        raise Unfit(_("No second factor is set up."))
