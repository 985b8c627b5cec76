"""What runs by itself once two people have switched it on: one asks, another agrees; either may switch it off."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.refusals import Refused
from newsroom.takedowns.sanctions import Switch

DESTROY = "destroy"
MAY = "takedowns.change_switch"
# What each does, in the words that people read before they press.
KNOWN: dict[str, str | Promise] = {
    DESTROY: gettext_lazy(
        "Sealed copies are destroyed when their days are over: text, pictures, versions and all that came in. "
        "What is destroyed cannot be brought back."
    )
}


def is_on(name: str) -> bool:
    """Whether two people have switched it on."""
    return Switch.objects.filter(name=name, agreed_by__isnull=False).exists()


def ask(name: str, *, by: User) -> Switch:
    """The first of two: it is off until another person agrees. Raises Refused."""
    _must_be_allowed(name, by)
    switch, _made = Switch.objects.get_or_create(name=name)
    free = Switch.objects.filter(pk=switch.pk, asked_by=None)
    if not free.update(asked_by=by, asked_at=timezone.now()):
        raise Refused(_("Somebody has asked for it already; another person can agree, or switch it off."))
    return _logged(switch, by, "asked")


def agree(name: str, *, by: User) -> Switch:
    """The second of two: it runs from now on. Raises Refused for the one who asked."""
    _must_be_allowed(name, by)
    switch = Switch.objects.filter(name=name, asked_by__isnull=False, agreed_by=None).first()
    if switch is None:
        raise Refused(_("Nobody has asked for it, or it is on already. Look at the page again."))
    if switch.asked_by_id == by.pk:
        raise Refused(_("You asked for it yourself: it needs two people. Ask another takedown officer to agree."))
    waiting = Switch.objects.filter(pk=switch.pk, agreed_by=None).exclude(asked_by=by)
    if not waiting.update(agreed_by=by, agreed_at=timezone.now()):
        raise Refused(_("Somebody was faster. Look at the page again."))
    return _logged(switch, by, "agreed")


def turn_off(name: str, *, by: User) -> Switch:
    """Either of them, or any other officer alone: it runs no more, and needs two people again. Raises Refused."""
    _must_be_allowed(name, by)
    switch = Switch.objects.filter(name=name, asked_by__isnull=False).first()
    if switch is None:
        raise Refused(_("It is off already."))
    Switch.objects.filter(pk=switch.pk).update(asked_by=None, asked_at=None, agreed_by=None, agreed_at=None)
    return _logged(switch, by, "switched off")


def _must_be_allowed(name: str, by: User) -> None:
    if name not in KNOWN:
        raise Refused(_("There is no such switch."))
    if not by.has_perm(MAY):
        raise Refused(_("Only takedown officers use this switch. Ask one of them."))


def _logged(switch: Switch, by: User, what: str) -> Switch:
    """Who pressed what and when stays in the admin's log."""
    LogEntry.objects.log_actions(by.pk, [switch], CHANGE, change_message=what, single_object=True)
    switch.refresh_from_db()
    return switch
