"""Questions to a claimant: what is missing is asked for, the clock stands still, and silence ends the request.

A letter asks; the answer is given on the status page. Days 3 and 7 bring a reminder, day 14 the end (17 U.S.C.
512(c)(3)(B)(ii) wants a claimant to be told what is missing; two weeks of silence are what others allow too).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.accounts import system_account
from articles.models import Article
from articles.refusals import Unfit
from newsroom.takedowns import ending_letters, handling, moves, proposals, surfaces
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.refusals import CaseMoveRefused, CaseSomebodyWasFirst, NothingAsked
from newsroom.takedowns.states import ItemState, State

REMINDERS = (3, 7)
GIVEN_UP_AFTER = timedelta(days=14)
LONGEST_QUESTION, LONGEST_ANSWER = 2000, 5000
BATCH = 50


def ask(case: Case, *, by: User, question: str, at: datetime | None = None) -> Event:
    """Ask the claimant for what is missing; the clock stands still until it comes. Raises Unfit without a question."""
    handling.must_be_a_person(case, by)
    question, at = question.strip(), at or timezone.now()
    if not question or len(question) > LONGEST_QUESTION:
        raise Unfit(_("Say in one to 2,000 characters what is missing; the claimant reads your words."))
    with transaction.atomic():
        event = moves.move_case(
            case, State.NEEDS_INFO, by=by, text=question, at=at, asked_at=at, asked_for=question, reminded=0
        )
        ending_letters.asked(case, event)
    return event


def supply(case: Case, *, answer: str, at: datetime | None = None) -> Event:
    """The claimant answers: the clock goes on with as much time as was left when it stopped.

    Raises Unfit, and NothingAsked where no answer is waited for (any more).
    """
    answer, at = answer.replace("\r\n", "\n").replace("\x00", "").strip(), at or timezone.now()
    if case.state != State.NEEDS_INFO or case.asked_at is None or case.due_at is None:
        raise NothingAsked(case)
    if not answer or len(answer) > LONGEST_ANSWER:
        raise Unfit(_("Write your answer, in at most 5,000 characters."))
    supplied = f"{case.supplied}\n\n{answer}".strip()
    values = {"supplied": supplied, "asked_at": None} | _pause(case, at - case.asked_at)
    try:
        with transaction.atomic():
            event = moves.move_case(case, _back(case), by=None, at=at, **values)
            ending_letters.to_officers_of(case, "supplied", round_=str(event.pk))
    except CaseSomebodyWasFirst as first:  # the same button pressed twice, or the request ended at this very moment
        case.refresh_from_db()
        raise NothingAsked(case) from first
    return event


def give_up(case: Case, *, at: datetime | None = None) -> Event:
    """What was missing never came: the request is over, and what it held stands again. It may be reopened.

    Where somebody's safety was claimed, what is hidden stays so until an officer lifts the hold.
    """
    by = system_account()
    with transaction.atomic():
        event = moves.move_case(case, State.INCOMPLETE, by=by, at=at)
        ending_letters.incomplete(case, event)
        proposals.drop(case.pk, by, at=at)
        shown = [] if _is_left_to_officers(case, event) else let_go(case, by=by)
    show(shown)
    return event


def _is_left_to_officers(case: Case, event: Event) -> bool:
    """Whether a hold is lifted by no clock; officers are told that one is left to them."""
    if case.claim != Claim.SAFETY or not case.items.filter(state=ItemState.HELD).exists():
        return False
    ending_letters.to_officers_of(case, "left", round_=str(event.pk))
    return True


def let_go(case: Case, *, by: User, reason: str = "") -> list[Article]:
    """Lift every hold of a case that is over; the stories that stand again.

    Belongs into the transaction that ends the case: whoever is killed between the two would leave them hidden. `show`
    follows after it, since files cannot be taken back.
    """
    shown = []
    for item in case.items.filter(state=ItemState.HELD).select_related("article").order_by("number"):
        item.case = case
        moves.move_item(item, ItemState.OPEN, by=by, text=reason, next_check_at=timezone.now())
        article = handling.show_again(item, by=by, reason=reason)
        shown += [article] if article else []
    return shown


def show(stories: Iterable[Article]) -> None:
    """Let every surface show stories again whose hold was lifted."""
    for article in stories:
        surfaces.bring_back(article)


def follow_up(now: datetime) -> int:
    """Remind and give up, as days have passed; called by the clock. How many cases it touched."""
    waiting = Case.objects.filter(state=State.NEEDS_INFO, asked_at__isnull=False)
    return _give_up_on(waiting.filter(asked_at__lte=now - GIVEN_UP_AFTER)[:BATCH], now) + _remind(list(waiting), now)


def _back(case: Case) -> State:
    """Where the case goes on: where it stood when it was asked, as its addresses are now."""
    if case.items.filter(state=ItemState.HELD).exists():
        return State.HELD
    asked = case.events.filter(act="ask").order_by("-id").first()
    return State.REOPENED if asked and asked.old == State.REOPENED else State.CONFIRMED


def _pause(case: Case, length: timedelta) -> dict[str, Any]:
    """What a pause does to the clock. The promise is measured by the first decision, so later pauses do not count.

    A data request that names no story has the clock of its law, which never stands still.
    """
    if case.due_at is None or (case.claim == Claim.DATA and not case.items.exists()):
        return {}
    counts = {} if case.decided_at else {"paused_for": case.paused_for + length}
    return {"due_at": case.due_at + length} | counts


def _give_up_on(cases: Iterable[Case], now: datetime) -> int:
    given_up = 0
    for case in cases:
        try:
            give_up(case, at=now)
        except (CaseMoveRefused, CaseSomebodyWasFirst):  # answered or taken back at this very moment
            continue
        given_up += 1
    return given_up


def _remind(cases: list[Case], now: datetime) -> int:
    reminded = 0
    for case in cases:
        days = (now - case.asked_at).days if case.asked_at else 0
        due = max((day for day in REMINDERS if day <= days), default=0)
        still = Case.objects.filter(pk=case.pk, state=State.NEEDS_INFO, asked_at=case.asked_at, reminded__lt=due)
        with transaction.atomic():
            if due and case.asked_at and still.update(reminded=due):
                ending_letters.reminded(case, due, case.asked_at + GIVEN_UP_AFTER)
                reminded += 1
    return reminded
