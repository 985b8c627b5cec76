"""Appeals: either side says that a decision is wrong, and somebody who did not take it answers within seven days.

`uphold` lets the decision stand; `reverse` takes the case up again with a new clock, and an officer decides its
addresses anew.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.accounts import is_system, system_account
from articles.refusals import Refused, Unfit
from newsroom.takedowns import deciding, dispute_letters, handling, moves
from newsroom.takedowns.disputes import Appeal, Party, Side
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.refusals import CaseSomebodyWasFirst
from newsroom.takedowns.states import FROZEN, State, allowed

WINDOW = timedelta(days=184)
ANSWER_WITHIN = timedelta(days=7)
WARN_BEFORE = timedelta(days=2)
SHORTEST, LONGEST = 20, 5000
TAKES = (State.DECIDED, State.CLOSED, State.RESTORED)
# What counts as a decision, and by what acts somebody has had a part in it.
DECISIONS = ("decide", "counter_won")
PARTS = ("remove", "reject", "amend", "restore", "second")


class Decision(NamedTuple):
    """A decision that can be appealed against: how many there were with it, and when it was taken."""

    number: int
    at: datetime | None


def decision_of(case: Case) -> Decision:
    """The last decision of a case."""
    times = list(case.events.filter(act__in=DECISIONS).order_by("id").values_list("at", flat=True))
    return Decision(len(times), times[-1] if times else case.decided_at)


def by_claimant(case: Case, text: str, *, at: datetime | None = None) -> Appeal:
    """The claimant appeals. Raises Refused where that cannot be now, Unfit for a text too short or too long."""
    return _receive(case, None, Side.CLAIMANT, text, case.email, case.language, by=None, at=at)


def by_author(party: Party, text: str, *, language: str = "en", at: datetime | None = None) -> Appeal:
    """Whoever wrote a story appeals against what was done with it. Raises Refused, Unfit."""
    person = party.person
    return _receive(party.item.case, party.item, Side.OTHER, text, person.email, language, by=person, at=at)


def why_not(case: Case, item: Item | None, now: datetime) -> str:
    """Why nobody on that side can appeal now, in a sentence; empty where they can. `item` is None for the claimant."""
    if waits := Appeal.objects.filter(case=case, answered_at=None).first():
        return _already(waits, item)
    if case.state == State.COUNTERED:
        return _("The days of a counter-notice are running. You may appeal when they are over.")
    decision = decision_of(case)
    if case.state not in TAKES or decision.at is None:
        return _("There is no decision now against which you could appeal.")
    if now > decision.at + WINDOW:
        return _("The 184 days in which one may appeal are over.")
    if Appeal.objects.filter(case=case, item=item, decision=decision.number).exists():
        return _("You have appealed against this decision already, and it was answered.")
    return ""


def _already(waits: Appeal, item: Item | None) -> str:
    """Why a second appeal cannot come yet, for whoever sent the first and for the other side."""
    if waits.item_id == (item.pk if item else None):
        return _("We have your appeal already, and somebody looks at it. Its answer comes by mail.")
    return _("An appeal in this case is being looked at; its answer comes first.")


def uphold(appeal: Appeal, *, by: User, answer: str, at: datetime | None = None) -> Appeal:
    """The decision stands, and this is why. Raises Refused, Unfit without reasons."""
    case, at = _checked(appeal, by, answer), at or timezone.now()
    with transaction.atomic():
        _answer(appeal, by, answer, at, upheld=True)
        if case.state == State.APPEALED:
            moves.move_case(case, State.DECIDED, by=by, text=appeal.answer, at=at)
        else:
            moves.note(case, "uphold", by=by, text=appeal.answer, at=at)
        _follow(appeal, by, at)
    return appeal


def reverse(appeal: Appeal, *, by: User, answer: str, at: datetime | None = None) -> Appeal:
    """The decision was wrong: the case is open again, with a new clock. Raises Refused, Unfit without reasons."""
    case, at = _checked(appeal, by, answer), at or timezone.now()
    if case.state == State.COUNTERED:
        raise Refused(
            _("The days of a counter-notice are running, and decide about the story. Answer the appeal when they end.")
        )
    with transaction.atomic():
        _answer(appeal, by, answer, at, upheld=False)
        if allowed(case.state, State.REOPENED):
            moves.move_case(case, State.REOPENED, by=by, text=appeal.answer, at=at)
        else:
            moves.note(case, "reverse", by=by, text=appeal.answer, at=at)
        _follow(appeal, by, at)
    return appeal


def run(now: datetime) -> int:
    """A letter to every officer two days before an answer is due, and one when it is late; each once."""
    rung = 0
    rows = Appeal.objects.filter(answered_at=None, due_at__lte=now + WARN_BEFORE).exclude(case__state__in=FROZEN)
    for appeal in rows.select_related("case"):
        if appeal.due_at <= now:
            rung += _ring(appeal, "late", now)
        elif Appeal.objects.filter(pk=appeal.pk, warned=False).update(warned=True):
            rung += _ring(appeal, "soon", now)
    return rung


def deciders(case: Case) -> set[int]:
    """Who has had a part in what was decided."""
    people = case.events.filter(act__in=PARTS, by__isnull=False).select_related("by")
    return {event.by_id for event in people if event.by_id and event.by and not is_system(event.by)}


def _receive(
    case: Case,
    item: Item | None,
    side: Side,
    text: str,
    email: str,
    language: str,
    *,
    by: User | None,
    at: datetime | None,
) -> Appeal:
    at, text = at or timezone.now(), text.strip()
    if not SHORTEST <= len(text) <= LONGEST:
        raise Unfit(_("Say in 20 to 5,000 letters why the decision is wrong."))
    try:
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=case.pk)
            if problem := why_not(case, item, at):
                raise Refused(problem)
            decision, due = decision_of(case).number, at + ANSWER_WITHIN
            given = {"side": side, "text": text, "email": email, "language": language}
            appeal = Appeal.objects.create(case=case, item=item, decision=decision, received_at=at, due_at=due, **given)
            moves.move_case(case, State.APPEALED, by=by, text=str(item.number) if item else "", at=at)
            dispute_letters.appeal_received(appeal)
            dispute_letters.appeal_to_officers(appeal, "appeal")
            return appeal
    except IntegrityError as error:
        raise Refused(_("An appeal in this case is being looked at; its answer comes first.")) from error


def _checked(appeal: Appeal, by: User, answer: str) -> Case:
    """The case, for somebody who may answer. Raises Refused where it is for another person."""
    appeal.refresh_from_db()
    case = Case.objects.get(pk=appeal.case_id)
    handling.must_be_a_person(case, by)
    if not answer.strip():
        raise Unfit(_("Give the reasons; whoever appealed will read them."))
    if appeal.answered_at:
        raise Refused(_("This appeal is answered already. Nothing was changed."))
    if case.state in FROZEN:
        raise Refused(_("The case rests; its appeal can be answered when it goes on."))
    if is_party_to(case, by) and fresh_eyes(case, by):
        raise Refused(
            _("You had a part in this decision; somebody else has to answer the appeal. Nothing was changed.")
        )
    return case


def is_party_to(case: Case, by: User) -> bool:
    """Whether a person decided the case, or wrote a story that it is about."""
    return by.pk in deciders(case) or any(deciding.is_own(item, by) for item in case.items.select_related("article"))


def fresh_eyes(case: Case, by: User) -> list[User]:
    """Who else could answer: officers with no part in the decision and no story in the case."""
    return [person for person in deciding.others(by) if not is_party_to(case, person)]


def _answer(appeal: Appeal, by: User, answer: str, at: datetime, *, upheld: bool) -> None:
    rows = Appeal.objects.filter(pk=appeal.pk, answered_at=None)
    if not rows.update(answered_at=at, answered_by=by, upheld=upheld, answer=answer.strip()):
        raise CaseSomebodyWasFirst(appeal.case)
    appeal.refresh_from_db()


def _follow(appeal: Appeal, by: User, at: datetime) -> None:
    """The letter; and the log says so where nobody else could have answered."""
    if is_party_to(appeal.case, by):
        moves.note(appeal.case, "alone", by=by, text=_("Nobody else could answer the appeal."), at=at)
    dispute_letters.appeal_answered(appeal)


def _ring(appeal: Appeal, about: str, now: datetime) -> int:
    act = f"appeal {about}"
    if appeal.case.events.filter(act=act, at__gte=appeal.received_at).exists():
        return 0
    with transaction.atomic():
        moves.note(appeal.case, act, by=system_account(), at=now)
        dispute_letters.appeal_to_officers(appeal, "appeal_alarm", about=about)
    return 1
