"""What is kept of whoever asked, and for how long: three years after the end of a case their data go, figures stay.

A request that was never confirmed shrinks after thirty days: it is a stranger's word about an address that may be
somebody else's. References, claims, dates, countries, mail domains and answers stay, so that the figures add up.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.accounts import system_account
from newsroom.outbox import letters as outbox
from newsroom.outbox.models import Letter
from newsroom.takedowns import addresses, attaching, letters, moves
from newsroom.takedowns.codes import Code
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.floods import CasePrint
from newsroom.takedowns.models import Case, Event, Item, Message
from newsroom.takedowns.proofs import DomainProof
from newsroom.takedowns.proposals import Proposal
from newsroom.takedowns.states import MOVES, State

YEARS = 3
LAPSED_KEPT = timedelta(days=30)
BATCH = 20
GONE = "(…)"
# Over, or decided with nothing said against it: a case that somebody still works on keeps everything.
OVER = (State.DECIDED, State.RESTORED, State.DESTROYED, *(state for state in State if State.DESTROYED in MOVES[state]))
WORDS = (
    "name",
    "organisation",
    "principal",
    "email",
    "postal_address",
    "phone",
    "explanation",
    "work",
    "originals",
    "part_words",
    "signature",
    "asked_for",
    "supplied",
)
THEIR_WORDS = ("name", "email", "postal_address", "phone", "explanation", "signature")


def run(now: datetime) -> int:
    """Shrink what is due; how many cases, proofs of domains and messages."""
    return sum(shrink(case, at=now) for case in due(now)[:BATCH]) + _forget_proofs(now) + _forget_messages(now)


def due(now: datetime) -> QuerySet[Case]:
    """The cases whose claimants' data have been kept long enough, the oldest first.

    A request under a data law is kept until its record may go too.
    """
    ended = Case.objects.filter(shrunk_at=None).annotate(ended=Coalesce(F("closed_at"), F("decided_at")))
    old = Q(state__in=OVER, ended__lte=years_before(now, YEARS))
    lapsed = Q(state=State.LAPSED, ended__lte=now - LAPSED_KEPT)
    return ended.filter(old | lapsed).exclude(data_clock__keep_until__gt=now).order_by("received_at", "pk")


def shrink(case: Case, *, at: datetime | None = None) -> bool:
    """Empty what a case knows of people, for good. False where that was done, or the case was just taken up again.

    Files go first: one that is killed in between finds the case still to be shrunk.
    """
    at = at or timezone.now()
    attaching.erase_of(case, at=at)
    with transaction.atomic():
        rows = Case.objects.filter(pk=case.pk, state=case.state, shrunk_at=None)
        if not rows.update(shrunk_at=at, **_emptied(case)):
            return False
        _forget_around(case)
        _forget_letters(case)
        if case.state == State.LAPSED:
            _forget_addresses(case)
        moves.note(case, "shrink", by=system_account(), at=at)
    case.refresh_from_db()
    return True


def years_before(now: datetime, years: int) -> datetime:
    """The same day some years earlier; the last of February for the 29th."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)


def _emptied(case: Case) -> dict[str, Any]:
    """What the row holds afterwards. The digest is made of the mail address, so it becomes a random one."""
    return dict.fromkeys(WORDS, "") | {
        "mail_domain": case.email.rpartition("@")[2].lower()[:254],
        "digest": secrets.token_hex(32),
    }


def _forget_around(case: Case) -> None:
    """What hangs on the case: its files' names, claimed originals, what either side said against the decision."""
    case.evidence.update(name="")
    case.snapshots.all().delete()
    CasePrint.objects.filter(case=case).delete()
    Code.objects.filter(case=case).delete()
    Event.objects.filter(case=case, act__in=("open file", "mend")).update(text="")
    Proposal.objects.filter(item__case=case).update(typed={})
    CounterNotice.objects.filter(item__case=case).update(**dict.fromkeys(THEIR_WORDS, ""))
    Appeal.objects.filter(case=case).update(text="", email="")


def _forget_letters(case: Case) -> None:
    """That a letter was written, when and what came of it stays; to whom it went stays of our own officers alone."""
    written = Letter.objects.filter(key__startswith=letters.prefix(case))
    written.filter(to__iexact=case.email).update(to="")
    for dispute in ("counter:", "appeal:"):
        written.filter(key__startswith=f"{letters.prefix(case)}{dispute}").update(to="")
    outbox.empty(written)


def _forget_addresses(case: Case) -> None:
    """Of a request that nobody confirmed not even the addresses are kept."""
    for item in case.items.all():
        Item.objects.filter(pk=item.pk).update(address="", path=addresses.sealed_path(item.path))


def _forget_proofs(now: datetime) -> int:
    """Who proved a domain: known for as long after the proof's end as a claimant."""
    ended = DomainProof.objects.annotate(over=Coalesce(F("ended_at"), F("ends_at"), F("asked_at")))
    keys = list(ended.filter(over__lte=years_before(now, YEARS)).exclude(email="").values_list("pk", flat=True)[:BATCH])
    for key in keys:
        _forget_post(f"domain:{key}:")
    return DomainProof.objects.filter(pk__in=keys).update(name="", email="")


def _forget_messages(now: datetime) -> int:
    """Who wrote to the newsroom, and what: that there was a message on a topic, and its answer's day, stay."""
    last = Message.objects.annotate(last=Coalesce(F("answered_at"), F("received_at")))
    old = last.filter(last__lte=years_before(now, YEARS)).exclude(email="")
    keys = list(old.values_list("pk", flat=True)[:BATCH])
    Message.objects.filter(pk__in=keys).exclude(answer="").update(answer=GONE)
    for key in keys:
        _forget_post(f"message:{key}:")
    return Message.objects.filter(pk__in=keys).update(name="", email="", about="", text="")


def _forget_post(beginning: str) -> None:
    """Letters to somebody who is forgotten: neither their words nor to whom they went."""
    written = Letter.objects.filter(key__startswith=beginning)
    outbox.empty(written)
    written.update(to="")
