"""The agent for notices at the Copyright Office: a registration ends after three years, and nobody there reminds.

Without one a site has no safe harbour in the United States (17 U.S.C. § 512(c)(2)), and a registration that was neither
renewed nor amended is over three years later (37 CFR § 201.38(c)(4)).
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.outbox import letters as outbox
from newsroom.outbox.models import Letter
from newsroom.takedowns import letters

YEARS = 3
REMIND = (60, 14, 0)
"""Days before the end on which the officers are told, the earliest first."""


def ends(registered: date) -> date:
    """The first day on which a registration counts no more."""
    try:
        return registered.replace(year=registered.year + YEARS)
    except ValueError:  # the 29th of February
        return registered.replace(year=registered.year + YEARS, month=3, day=1)


def problem(today: date) -> str:
    """What is to be said about ours, in a sentence; empty while it lasts, or where no day is set."""
    registered = settings.DMCA_AGENT_SINCE
    if registered is None:
        return ""
    end = ends(registered)
    if today >= end:
        return _("The registration of the agent for copyright notices ended on %(day)s.") % {"day": end}
    if (end - today).days <= REMIND[0]:
        return _("The registration of the agent for copyright notices ends on %(day)s.") % {"day": end}
    return ""


def remind(now: datetime) -> int:
    """Tell the officers 60 and 14 days before the end, and on the day; each time once. How many letters."""
    today, registered = timezone.localdate(now), settings.DMCA_AGENT_SINCE
    sentence = problem(today)
    if registered is None or not sentence:
        return 0
    left = max(0, (ends(registered) - today).days)
    key = f"agent:{registered}:{min(days for days in REMIND if left <= days)}:"
    if Letter.objects.filter(key__startswith=key).exists():
        return 0
    context = {"sentence": sentence}
    told = letters.officers()
    for address in told:
        outbox.write(key=f"{key}{address}"[:200], to=address, template="takedown_agent", context=context)
    return len(told)
