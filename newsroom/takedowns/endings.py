"""Ways for a case to end beside a decision: manifestly unfounded, merged into another, taken before a court."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.refusals import Refused, Unfit
from newsroom.takedowns import asking, countering, deciding, ending_letters, handling, moves, proposals
from newsroom.takedowns.disputes import CounterNotice
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.refusals import CaseMoveRefused
from newsroom.takedowns.states import ENDED, UNDECIDED, ItemState, State

MOST = 2000


def call_abusive(case: Case, *, by: User, reason: str) -> Event:
    """Close a request as manifestly unfounded; what it held stands again. Raises Unfit without a reason."""
    handling.must_be_a_person(case, by)
    _must_not_be_about_own(case, by)
    reason = _said(reason, _("Say why the request is manifestly unfounded; the claimant reads your words."))
    with transaction.atomic():
        event = moves.move_case(case, State.ABUSIVE, by=by, text=reason)
        ending_letters.unfounded(case, event)
        proposals.drop(case.pk, by)
        shown = asking.let_go(case, by=by, reason=reason)
    asking.show(shown)
    return event


def merge(case: Case, *, by: User, into: str) -> Event:
    """Let a request go on in another one of the same claimant about the same addresses. Raises Unfit.

    What is held here is held there before it is let go here, so that it is public at no moment.
    """
    handling.must_be_a_person(case, by)
    other = _other_case(case, into)
    with transaction.atomic():
        event = moves.move_case(case, State.DUPLICATE, by=by, text=other.reference, merged_into=other)
        moves.note(other, "merged with", by=by, text=case.reference)
        ending_letters.merged(case, other, event)
        _hold_there(case, other, by)
        proposals.drop(case.pk, by)
        shown = asking.let_go(case, by=by, reason=other.reference)
    asking.show(shown)
    return event


def litigate(case: Case, *, by: User, reason: str) -> Event:
    """A court has the matter: nothing of the case moves any more, by hand or by itself. Raises Unfit without a reason.

    The days of a counter-notice end with it.
    """
    handling.must_be_a_person(case, by)
    reason = _said(reason, _("Name the court and its file, or the paper that you were shown."))
    now = timezone.now()
    with transaction.atomic():
        event = moves.move_case(case, State.LITIGATION, by=by, text=reason, at=now)
        for counter in CounterNotice.objects.filter(item__case=case, end=CounterNotice.End.OPEN):
            countering.end_in_court(counter, at=now)
        proposals.drop(case.pk, by, at=now)
        ending_letters.at_court(case, event)
    return event


def lift(case: Case, *, by: User, reason: str) -> Event:
    """The court is done: the case is open again, with a new clock. For a superuser alone. Raises Refused, Unfit."""
    handling.must_be_a_person(case, by)
    if not by.is_superuser:
        raise Refused(_("Only an administrator may take a case up again that was before a court. Ask one."))
    if case.state != State.LITIGATION:
        raise CaseMoveRefused(case, str(State.REOPENED.label))
    reason = _said(reason, _("Say how the matter ended before the court."))
    with transaction.atomic():
        event = moves.move_case(case, State.REOPENED, by=by, text=reason)
        if case.items.filter(state=ItemState.HELD).exists():
            moves.settle(case, by=by)
    return event


def show_again(case: Case, *, by: User, reason: str = "") -> int:
    """Lift what an ended case still hides; how many stories stand again. Raises Refused where there is nothing."""
    handling.must_be_officer(case, by)
    with transaction.atomic():
        still = Case.objects.select_for_update().get(pk=case.pk)
        if not hidden(still):
            raise Refused(_("Case %(case)s is still open, or hides no story (any more).") % {"case": case.reference})
        shown = asking.let_go(still, by=by, reason=reason.strip())
    asking.show(shown)
    return len(shown)


def hidden(case: Case) -> list[int]:
    """The numbers of the addresses that an ended case still hides: nobody but an officer shows them again."""
    if case.state not in ENDED:
        return []
    held = case.items.filter(state=ItemState.HELD).order_by("number")
    return list(held.values_list("number", flat=True))


def _said(text: str, otherwise: str) -> str:
    text = text.strip()
    if not text or len(text) > MOST:
        raise Unfit(otherwise)
    return text


def _must_not_be_about_own(case: Case, by: User) -> None:
    items = case.items.select_related("article")
    if any(deciding.is_own(item, by) for item in items) and deciding.others(by):
        raise Refused(_("The request is about a story of your own; another officer has to judge it."))


def _other_case(case: Case, reference: str) -> Case:
    """The case to go on in. Raises Unfit where it is none, somebody else's, over, or about other addresses."""
    other = Case.objects.filter(reference=reference.strip().upper()).exclude(pk=case.pk).first()
    if other is None:
        raise Unfit(_("There is no other case of that reference; it looks like TD-7F3K-Q2MX."))
    if other.email.lower() != case.email.lower():
        raise Unfit(_("That case is somebody else's. Every claimant gets an answer of their own, so decide this one."))
    if other.state not in {State.CONFIRMED, State.HELD, State.REOPENED, State.NEEDS_INFO, State.DECIDED, State.CLOSED}:
        raise Unfit(_("That case is “%(state)s”; choose one that goes on.") % {"state": other.get_state_display()})
    there = set(other.items.values_list("path_key", flat=True))
    missing = [item.number for item in case.items.all() if item.path_key not in there]
    if missing:
        numbers = ", ".join(map(str, missing))
        raise Unfit(_("That case does not name these addresses: %(numbers)s. Decide them here.") % {"numbers": numbers})
    return other


def _hold_there(case: Case, other: Case, by: User) -> None:
    held = case.items.filter(state=ItemState.HELD).values_list("path_key", flat=True)
    for item in other.items.filter(path_key__in=list(held)).select_related("article"):
        if item.state in UNDECIDED and item.state != ItemState.HELD:
            item.case = other
            handling.hold(item, by=by, reason=case.reference)
