"""Counter-notices: sent by whoever wrote a removed story, forwarded or refused by an officer, won by time alone.

From the tenth business day on the story comes back by itself, on the fourteenth at the latest, unless the claimant
has gone to court (17 U.S.C. 512(g)(2)(C)). One function each; states change in `moves`, stories in `handling`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles import history
from articles.accounts import system_account
from articles.refusals import Refused, Unfit
from newsroom.takedowns import business_days, deciding, dispute_letters, handling, ledger, moves, surfaces
from newsroom.takedowns.business_days import WASHINGTON
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.disputes import COUNTER_VERSION, Appeal, CounterNotice, Party
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.refusals import CaseSomebodyWasFirst
from newsroom.takedowns.states import ItemState, State

COPYRIGHT = (Claim.OWNER, Claim.COPYRIGHT)
TAKES = (State.DECIDED, State.CLOSED, State.APPEALED, State.RESTORED, State.COUNTERED)
FORWARD_DAYS, FIRST_DAY, LAST_DAY = 1, 10, 14
MARGIN = timedelta(hours=2)
IN_COURT = (State.LITIGATION, State.REOPENED)


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A complete counter-notice as it was sent: what the form hands to `receive`."""

    reason: str
    name: str
    email: str
    postal_address: str
    phone: str
    signature: str
    statements: tuple[str, ...]
    explanation: str = ""
    language: str = "en"


def receive(party: Party, signed: Signed, *, at: datetime | None = None) -> CounterNotice:
    """Take a counter-notice in and start its business days. Raises Refused where none can be sent now."""
    at = at or timezone.now()
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=party.item.case_id)
        item = Item.objects.select_related("case", "article").get(pk=party.item_id)
        if problem := why_not(item):
            raise Refused(problem)
        counter = CounterNotice.objects.create(item=item, received_at=at, **_window(at), **_signed(signed))
        text = f"{item.number}: {counter.get_reason_display()}"
        if case.state == State.COUNTERED:
            moves.note(case, "counter", by=party.person, item=item, text=text, at=at)
        else:
            moves.move_case(case, State.COUNTERED, by=party.person, text=text, at=at)
        dispute_letters.counter_received(counter)
        dispute_letters.counter_to_officers(counter, "counter")
    return counter


def why_not(item: Item) -> str:
    """Why no counter-notice can be sent about an address now, in a sentence; empty where one can."""
    if item.case.claim not in COPYRIGHT:
        return _("A counter-notice answers a claim of copyright or ownership, and this is another one. You may appeal.")
    if CounterNotice.objects.filter(item=item, end=CounterNotice.End.OPEN).exists():
        return _("A counter-notice about this story is here already; its days are running.")
    if item.state != ItemState.REMOVED:
        return _("This story is not removed, so there is nothing that a counter-notice could bring back.")
    if item.article is None or history.is_erased(item.article):
        return _("The sealed copy was destroyed when its time was over, so the story cannot come back.")
    if item.case.state not in TAKES:
        return _("The case is being worked on. Wait for the decision; your link stays good.")
    return ""


def forward(counter: CounterNotice, *, by: User, at: datetime | None = None) -> CounterNotice:
    """The form is kept: send the counter-notice on to the claimant. Raises Refused."""
    item, at = _checked(counter, by), at or timezone.now()
    with transaction.atomic():
        rows = CounterNotice.objects.filter(pk=counter.pk, end="", forwarded_at=None)
        _must_be_countered(item.case)
        if not rows.update(forwarded_at=at):
            raise CaseSomebodyWasFirst(item.case)
        counter.refresh_from_db()
        moves.note(item.case, "forward", by=by, item=item, at=at)
        dispute_letters.counter_forwarded(counter)
    return counter


def refuse(counter: CounterNotice, *, by: User, reason: str, at: datetime | None = None) -> CounterNotice:
    """The form is not kept: say what is missing; a better one may follow. Raises Refused, Unfit without a reason.

    Once it is forwarded, only its days or a court end it.
    """
    item, at, reason = _checked(counter, by), at or timezone.now(), reason.strip()
    if not reason:
        raise Unfit(_("Say what the counter-notice lacks; whoever sent it will read it."))
    if counter.forwarded_at:
        raise Refused(_("It was forwarded already: now only its days, or a court, can end it. Nothing was changed."))
    with transaction.atomic():
        _must_be_countered(item.case)
        _end(counter, CounterNotice.End.REFUSED, at)
        if CounterNotice.objects.filter(item__case=item.case, end="").exists():
            moves.note(item.case, "refuse_counter", by=by, item=item, text=reason, at=at)
        else:
            back = State.APPEALED if _is_appealed(item.case) else State.DECIDED
            moves.move_case(item.case, back, by=by, text=f"{item.number}: {reason}", at=at)
        dispute_letters.counter_refused(counter, reason)
    return counter


def returns_at(counter: CounterNotice) -> datetime:
    """When the story comes back: as the window opens if the claimant was told in time, later if not, never too late."""
    last = counter.ends_at - MARGIN
    if counter.forwarded_at is None:
        return last
    fair = business_days.add(counter.forwarded_at.astimezone(WASHINGTON), FIRST_DAY - FORWARD_DAYS)
    return min(max(counter.opens_at, fair), last)


def bring_back(counter: CounterNotice, *, at: datetime | None = None) -> Item:
    """The days are over and no court was named: the story stands where it stood. Raises Refused, and changes nothing.

    Story, case and counter-notice move in one transaction; ledger and surfaces follow.
    """
    at, machine = at or timezone.now(), system_account()
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=counter.item.case_id)
        if at < counter.opens_at:
            raise Unfit(_("The business days of this counter-notice are not over."))
        _end(counter, CounterNotice.End.RESTORED, at)
        moves.move_case(case, State.RESTORED, by=machine, text=str(counter.item.number), at=at)
        item = Item.objects.select_related("case", "article").get(pk=counter.item_id)
        article = handling.story_of(item)
        handling.put_back(item, article, by=machine, reason=_reason(case))
        _go_on(item.case, at)
        dispute_letters.counter_won(counter)
    ledger.catch_up()
    surfaces.bring_back(article)
    return item


def end_in_court(counter: CounterNotice, *, at: datetime | None = None) -> None:
    """The claimant has gone to court: the days stop for good, and whoever sent the counter-notice is told."""
    at = at or timezone.now()
    with transaction.atomic():
        _end(counter, CounterNotice.End.COURT, at)
        moves.note(counter.item.case, "court", by=system_account(), item=counter.item, at=at)
        dispute_letters.counter_in_court(counter)


def run(now: datetime) -> int:
    """What time brings: counter-notices that a court ended, stories that come back, alarms. How much there was."""
    done = 0
    rows = CounterNotice.objects.filter(end=CounterNotice.End.OPEN)
    for counter in rows.select_related("item__case", "item__article").order_by("ends_at", "pk"):
        try:
            done += _tick(counter, now)
        except CaseSomebodyWasFirst:  # an officer acted at this very moment: the next tick sees what is left
            continue
        except Refused as refusal:
            done += _alarm(counter, "stuck", now, str(refusal))
    return done


def _tick(counter: CounterNotice, now: datetime) -> int:
    if counter.item.case.state in IN_COURT:
        end_in_court(counter, at=now)
        return 1
    if returns_at(counter) <= now:
        bring_back(counter, at=now)
        return 1
    if counter.forwarded_at is None and business_days.add(counter.opens_at, 1) <= now:
        return _alarm(counter, "near", now)
    return _alarm(counter, "late", now) if counter.forwarded_at is None and counter.forward_by <= now else 0


def _alarm(counter: CounterNotice, about: str, now: datetime, problem: str = "") -> int:
    """A letter to every officer and a line in the log; each once for each counter-notice."""
    item, act = counter.item, f"counter {about}"
    if item.case.events.filter(act=act, item=item, at__gte=counter.received_at).exists():
        return 0
    with transaction.atomic():
        moves.note(item.case, act, by=system_account(), item=item, text=problem, at=now)
        dispute_letters.counter_to_officers(counter, "counter_alarm", about=about, problem=problem)
    return 1


def _window(at: datetime) -> dict[str, datetime]:
    there = at.astimezone(WASHINGTON)
    days = {"forward_by": FORWARD_DAYS, "opens_at": FIRST_DAY, "ends_at": LAST_DAY}
    return {name: business_days.add(there, count) for name, count in days.items()}


def _signed(signed: Signed) -> dict[str, object]:
    return vars(signed) | {"statements": list(signed.statements), "text_version": COUNTER_VERSION}


def _checked(counter: CounterNotice, by: User) -> Item:
    """The address, for an officer who may judge the form: not the author, unless nobody else could."""
    item = counter.item
    item.refresh_from_db()
    item.case.refresh_from_db()
    handling.must_be_a_person(item.case, by)
    if (deciding.is_own(item, by) or counter.email.lower() == by.email.lower()) and deciding.others(by):
        raise Refused(_("It is your own story; another officer has to look at the counter-notice."))
    return item


def _must_be_countered(case: Case) -> None:
    if not Case.objects.select_for_update().filter(pk=case.pk, state=State.COUNTERED).exists():
        raise CaseSomebodyWasFirst(case)


def _end(counter: CounterNotice, end: CounterNotice.End, at: datetime) -> None:
    if not CounterNotice.objects.filter(pk=counter.pk, end="").update(end=end, ended_at=at):
        raise CaseSomebodyWasFirst(counter.item.case)
    counter.refresh_from_db()


def _go_on(case: Case, at: datetime) -> None:
    """Where other addresses are countered still, or an appeal waits, the case goes on with that."""
    machine = system_account()
    if CounterNotice.objects.filter(item__case=case, end="").exists():
        moves.move_case(case, State.COUNTERED, by=machine, at=at)
    elif _is_appealed(case):
        moves.move_case(case, State.APPEALED, by=machine, at=at)


def _is_appealed(case: Case) -> bool:
    return Appeal.objects.filter(case=case, answered_at=None).exists()


def _reason(case: Case) -> str:
    """What the claimant reads, in their language."""
    with override(case.language):
        return _("A counter-notice was sent, and its business days are over without word of a court action.")
