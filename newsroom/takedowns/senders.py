"""Senders of manifestly unfounded requests (Art. 23 DSA): warned at the first, looked at last for a while at the third.

Read from the log, so that nothing is counted twice and a case that was taken up again no longer counts. A slow case
keeps its clock: the alarms ring and the promise stands; it merely stands last in the queue.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.accounts import system_account
from articles.refusals import Refused
from newsroom.takedowns import letters, moves
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.refusals import NotAnOfficer
from newsroom.takedowns.sanctions import SlowSender
from newsroom.takedowns.states import ItemState, State

WITHIN = SLOW_FOR = timedelta(days=90)
TOO_MANY = 3
DOTS_MEAN_NOTHING = frozenset({"gmail.com", "googlemail.com"})
OFFICER = "takedowns.change_case"


def sender_of(email: str) -> str:
    """Whose address it is, however it is spelt: without capitals, without what follows a plus."""
    local, _at, domain = email.strip().lower().rpartition("@")
    local = local.partition("+")[0]
    return f"{local.replace('.', '') if domain in DOTS_MEAN_NOTHING else local}@{domain}"


def is_slow(email: str, now: datetime) -> bool:
    """Whether a sender's requests are looked at last."""
    return SlowSender.objects.filter(email=sender_of(email), slow_until__gt=now).exists()


def run(now: datetime) -> int:
    """Warn who is new among the senders of unfounded requests, slow down who goes on; how many."""
    called = list(_unfounded().filter(at__gt=now - WITHIN, at__lte=now))
    warned = sum(_warn_once(event.case, system_account(), now) for event in called)
    return warned + sum(_slow_down(sender_of(email), now) for email in {event.case.email for event in called})


def warn(case: Case, *, by: User) -> SlowSender:
    """Warn a sender by hand, as one who threatens with more notices. Raises NotAnOfficer, Refused."""
    if not by.has_perm(OFFICER):
        raise NotAnOfficer(case)
    if not case.email:
        raise Refused(_("We do not know any more who sent this: the data of the claimant were erased."))
    if not _warn_once(case, by, timezone.now()):
        raise Refused(_("This sender was warned before; a second letter would change nothing."))
    return SlowSender.objects.get(email=sender_of(case.email))


def panel(case: Case) -> dict[str, Any]:
    """What the case page shows of the sender: all their requests in figures, and whether they were warned."""
    if not case.email or case.confirmed_at is None:
        return {}
    found = cases_of(sender_of(case.email))
    items = [item.state for one in found for item in one.items.all()]
    states = [one.state for one in found]
    return {
        "sender": SlowSender.objects.filter(email=sender_of(case.email)).first(),
        "now": timezone.now(),
        "total": len(found),
        "unfounded": states.count(State.ABUSIVE),
        "withdrawn": states.count(State.WITHDRAWN),
        "upheld": items.count(ItemState.REMOVED) + items.count(ItemState.AMENDED),
        "rejected": items.count(ItemState.REJECTED),
    }


def cases_of(sender: str) -> list[Case]:
    """The confirmed cases of one sender, whichever way the address was spelt, the newest first."""
    domain = sender.rpartition("@")[2]
    near = Case.objects.filter(email__iendswith=f"@{domain}", confirmed_at__isnull=False)
    near = near.filter(email__istartswith=sender[:1]).prefetch_related("items").order_by("-received_at")
    return [case for case in near if sender_of(case.email) == sender]


def _unfounded() -> QuerySet[Event]:
    """Each time a case was called manifestly unfounded that still is."""
    called = Event.objects.filter(new=State.ABUSIVE, case__state=State.ABUSIVE, case__shrunk_at=None)
    return called.select_related("case").order_by("pk")


def _warn_once(case: Case, by: User, now: datetime) -> bool:
    """The first time: a letter that says what follows from more of it."""
    with transaction.atomic():
        _sender, made = SlowSender.objects.get_or_create(email=sender_of(case.email), defaults={"warned_at": now})
        if made:
            moves.note(case, "warn", by=by, at=now)
            letters.warned(case)
    return made


def _slow_down(sender: str, now: datetime) -> bool:
    """After the warning three more in 90 days, and more than half of all that ever came from there."""
    known = SlowSender.objects.filter(email=sender).first()
    if known is None or (known.slow_until and known.slow_until > now):
        return False
    since = max(now - WITHIN, known.warned_at, known.slow_until or known.warned_at)
    mine = cases_of(sender)
    lately = _unfounded().filter(case__in=[case.pk for case in mine], at__gt=since, at__lte=now)
    unfounded = sum(case.state == State.ABUSIVE for case in mine)
    if lately.values("case").distinct().count() < TOO_MANY or 2 * unfounded <= len(mine):
        return False
    until = now + SLOW_FOR
    with transaction.atomic():
        rows = SlowSender.objects.filter(pk=known.pk, slow_until=known.slow_until)
        if not rows.update(slow_until=until):
            return False
        Case.objects.working().filter(pk__in=[case.pk for case in mine]).update(slow=True)
        last = lately.order_by("pk").last()
        if last:
            moves.note(last.case, "slow", by=system_account(), text=f"{until:%Y-%m-%d}", at=now)
            letters.slowed(last.case, until)
    return True


def _warn(case: Case, by: User, _typed: dict[str, str]) -> str:
    warn(case, by=by)
    return _("The warning is on its way.")


BUTTONS = {"warn": _warn}
