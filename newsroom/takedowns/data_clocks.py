"""Requests about somebody's own data (GDPR, CCPA): their clocks, their answers, the alarms before time is up.

The law counts from the day a request came, not from the day it was confirmed. Times: GDPR Art. 12(3), one month and two
more with a reason; CCPA regulations § 7021, ten business days to acknowledge, 45 days to answer and 45 more with a
reason, § 7026, 15 business days to stop selling or sharing; § 7101, a record of 24 months.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.refusals import Refused, Unfit
from newsroom.outbox.models import Letter
from newsroom.outbox.models import State as Sending
from newsroom.takedowns import business_days, clock, data_letters, letters, moves
from newsroom.takedowns.claims import Claim, DataLaw, DataRight
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.refusals import NotAnOfficer
from newsroom.takedowns.sanctions import DataClock
from newsroom.takedowns.states import Outcome, State

OFFICER = "takedowns.change_case"
CCPA_ANSWER = CCPA_MORE = timedelta(days=45)
ACKNOWLEDGE_DAYS, OPT_OUT_DAYS = 10, 15
GDPR_MONTHS, GDPR_MORE_MONTHS = 1, 2
RECORD_MONTHS = 24
MOST = 2000
STANDS = (State.DECIDED, State.CLOSED, State.APPEALED)


class Times(NamedTuple):
    """What a law gives: to acknowledge, to answer, and until when the record is kept."""

    acknowledge_by: datetime | None
    answer_by: datetime
    keep_until: datetime


class Answer(NamedTuple):
    """What became of a request, and the officer's words, as the letter had them."""

    done: bool
    words: str


def times(law: str, right: str, received: datetime) -> Times:
    """The times of a request that came at a moment. A law that nobody named is treated as the strictest we know."""
    kept = months_later(received, RECORD_MONTHS)
    if law == DataLaw.CCPA:
        acknowledge = business_days.add(received, ACKNOWLEDGE_DAYS)
        if right == DataRight.OPT_OUT:
            return Times(acknowledge, business_days.add(received, OPT_OUT_DAYS), kept)
        return Times(acknowledge, received + CCPA_ANSWER, kept)
    return Times(None, months_later(received, GDPR_MONTHS), kept)


def start(case: Case) -> DataClock | None:
    """Begin the clock of a confirmed data request; None for other claims. A second call changes nothing."""
    if case.claim != Claim.DATA:
        return None
    law, right = case.data_law or DataLaw.OTHER, case.data_right or DataRight.ACCESS
    given = times(law, right, case.received_at)
    made, _new = DataClock.objects.get_or_create(case=case, defaults={"kind": f"{law}:{right}"} | given._asdict())
    if not case.items.exists():
        # No story of ours is complained of, so the promise of 24 hours, which is about stories, does not run.
        Case.objects.filter(pk=case.pk).update(due_at=made.answer_by)
        case.due_at = made.answer_by
    return made


def answer(case: Case, *, by: User, done: bool, reason: str, at: datetime | None = None) -> Event:
    """Answer a request that names no story: done as asked, or refused; the person is told why. Raises Refused."""
    _must_be_officer(case, by)
    reason, at = reason.strip(), at or timezone.now()
    if not reason or len(reason) > MOST:
        raise Unfit(_("Say in one to 2000 characters what was done or why not; the person will read it."))
    if case.claim != Claim.DATA or case.items.exists():
        raise Refused(_("Decide each address of this case; the answer follows from that."))
    outcome = Outcome.ANSWERED if done else Outcome.REJECTED
    with transaction.atomic():
        event = moves.move_case(case, State.DECIDED, by=by, at=at, text=reason, outcome=outcome)
        stop(case, at)
        data_letters.answered(case, event, done=done, reason=reason)
    return event


def answer_of(case: Case) -> Answer | None:
    """The answer that stands to a request that names no story; None before it, and while it is looked at anew."""
    if case.claim != Claim.DATA or case.state not in STANDS or case.items.exists():
        return None
    event = case.events.filter(act="decide").order_by("id").last()
    return Answer(done=case.outcome == Outcome.ANSWERED, words=event.text) if event else None


def extend(case: Case, *, by: User, reason: str, at: datetime | None = None) -> DataClock:
    """Take the longer time that the law allows, once and before the first is over; the person is told why."""
    _must_be_officer(case, by)
    reason, at = reason.strip(), at or timezone.now()
    found = DataClock.objects.filter(case=case, answered_at=None).first()
    if found is None:
        raise Refused(_("No clock of a data request is running in this case."))
    if not reason or len(reason) > MOST:
        raise Unfit(_("Say in one to 2000 characters why it takes longer; the person will read it."))
    longer = _longer(found)
    if longer is None or found.extended_at or at > found.answer_by:
        raise Refused(_("The law gives no (further) time here: answer the request."))
    with transaction.atomic():
        still = DataClock.objects.filter(pk=found.pk, extended_at=None, answered_at=None)
        if not still.update(extended_at=at, answer_by=longer, alarmed=0):
            raise Refused(_("Somebody was faster: this clock has changed. Look at the case again."))
        if not case.items.exists():
            Case.objects.filter(pk=case.pk).update(due_at=longer)
        moves.note(case, "extend", by=by, text=reason, at=at)
        data_letters.extended(case, reason=reason, until=longer)
    found.refresh_from_db()
    return found


def stop(case: Case, at: datetime) -> None:
    """The request is answered."""
    DataClock.objects.filter(case=case, answered_at=None).update(answered_at=at)


def run(now: datetime) -> int:
    """What time brings: clocks of cases that were decided stop, alarms ring. How much there was."""
    done = 0
    for one in DataClock.objects.filter(answered_at=None).select_related("case"):
        if one.case.state in ENDED:
            stop(one.case, one.case.decided_at or one.case.closed_at or now)
        else:
            done += _ring(one, now)
    return done


def _ring(found: DataClock, now: datetime) -> int:
    """A letter to every officer at 50, 75, 90 and 100 per cent of the time, and where nobody acknowledged in time."""
    case, rung = found.case, 0
    level = clock.alarm(case.received_at, found.answer_by, now)
    with transaction.atomic():
        if DataClock.objects.filter(pk=found.pk, answered_at=None, alarmed__lt=level).update(alarmed=level):
            left = clock.read(case.received_at, found.answer_by, None, now).text
            round_ = f"{level}:{found.answer_by:%Y%m%d%H%M}"
            letters.to_officers(case, "data_alarm", round_=round_, level=level, left=left, until=found.answer_by)
            rung = 1
        if found.acknowledge_by and now >= found.acknowledge_by and not is_acknowledged(case):
            rung += _once(case, found)
    return rung


def _once(case: Case, found: DataClock) -> int:
    key = f"{letters.prefix(case)}officers:data_ack:"
    if Letter.objects.filter(key__startswith=key).exists():
        return 0
    letters.to_officers(case, "data_ack", until=found.acknowledge_by)
    return 1


def is_acknowledged(case: Case) -> bool:
    """Whether the letter that confirms the request went out."""
    return Letter.objects.filter(key=f"{letters.prefix(case)}confirmed", state=Sending.SENT).exists()


def months_later(moment: datetime, months: int) -> datetime:
    """The same day some months later, or the last day of a month that is too short."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def panel(case: Case) -> dict[str, Any]:
    """What the case page shows: the law, its times, and the buttons that are possible now."""
    found = DataClock.objects.filter(case=case).first()
    if found is None:
        return {}
    now = timezone.now()
    return {
        "law": case.get_data_law_display(),
        "right": case.get_data_right_display(),
        "data_clock": found,
        "reading": clock.read(case.received_at, found.answer_by, found.answered_at, now),
        "acknowledged": is_acknowledged(case),
        "may_answer": case.is_working and not case.items.exists(),
        "longer": _longer(found) if not (found.extended_at or found.answered_at) and now <= found.answer_by else None,
    }


def _longer(found: DataClock) -> datetime | None:
    """Until when the law lets an answer wait with a reason; None where it does not."""
    law, _colon, right = found.kind.partition(":")
    received = found.case.received_at
    if law == DataLaw.CCPA:
        return None if right == DataRight.OPT_OUT else received + CCPA_ANSWER + CCPA_MORE
    return months_later(received, GDPR_MONTHS + GDPR_MORE_MONTHS)


def _must_be_officer(case: Case, by: User) -> None:
    if not by.has_perm(OFFICER):
        raise NotAnOfficer(case)


# A clock stops with its case, however that ended.
ENDED = frozenset(State) - {
    State.RECEIVED,
    State.CONFIRMED,
    State.HELD,
    State.REOPENED,
    State.NEEDS_INFO,
    State.LITIGATION,
}


def _answered(case: Case, by: User, typed: dict[str, str], *, done: bool) -> str:
    answer(case, by=by, done=done, reason=typed["reason"])
    return _("Answered. The letter is on its way.")


def _extended(case: Case, by: User, typed: dict[str, str]) -> str:
    extend(case, by=by, reason=typed["reason"])
    return _("The time is extended. The letter that says why is on its way.")


BUTTONS: dict[str, Callable[[Case, User, dict[str, str]], str]] = {
    "data done": partial(_answered, done=True),
    "data refused": partial(_answered, done=False),
    "extend": _extended,
}
