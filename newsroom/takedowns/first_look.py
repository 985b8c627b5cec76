"""The first look of a person at a confirmed case: four hours are the aim; officers hear then, and again at eight."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from newsroom.takedowns import handling, letters
from newsroom.takedowns.models import Case

HOURS = (4, 8)


def see(case: Case, *, by: User, at: datetime | None = None) -> bool:
    """An officer has opened the case; whether it was the first time. Of others it is no look."""
    if case.looked_at or not by.has_perm(handling.OFFICER):
        return False
    return bool(Case.objects.filter(pk=case.pk, looked_at=None).update(looked_at=at or timezone.now()))


def ring(now: datetime) -> int:
    """Tell the officers of cases that nobody has looked at, once after each of the hours; how many letters' worth."""
    rung = 0
    unseen = Case.objects.working().filter(looked_at=None, confirmed_at__lte=now - timedelta(hours=HOURS[0]))
    for case in unseen.filter(look_alarmed__lt=HOURS[-1]):
        if case.confirmed_at is None:
            continue
        due = max(hour for hour in HOURS if now - case.confirmed_at >= timedelta(hours=hour))
        with transaction.atomic():
            still = Case.objects.working().filter(pk=case.pk, looked_at=None, look_alarmed__lt=due)
            if still.update(look_alarmed=due):
                letters.to_officers(case, "look", round_=str(due), hours=due)
                rung += 1
    return rung
