"""Holds without an officer: stories hidden the moment a request is confirmed, where waiting could do harm.

Only for the safety of a person, or for whoever has proved to hold the outlet's domain; in a budget, so that nobody can
hide a paper by sending many requests: above it officers are called instead. Never a decision: that is an officer's.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.accounts import system_account
from articles.models import Article
from articles.refusals import Refused
from newsroom.takedowns import handling, letters, moves
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.proofs import DomainProof
from newsroom.takedowns.states import ItemState

AT_ONCE = frozenset({Claim.SAFETY})
PER_CLAIMANT = 10
SHARE_OF_THE_PAPER = 0.01
BREAKING = timedelta(hours=6)
"""A story as young as this is hidden by nobody but its own outlet: it may be the news that somebody fears."""


def consider(case: Case, *, now: datetime | None = None) -> list[Item]:
    """Hold what may be held of a request that was just confirmed; the addresses held."""
    now, machine, held = now or timezone.now(), system_account(), []
    for item in case.items.filter(state=ItemState.OPEN).select_related("case", "article").order_by("number"):
        reason = _reason(case, item.article, now)
        if not reason:
            continue
        if _spent(case, machine, now):
            _call(case, machine)
            break
        item.case.refresh_from_db()  # the first hold has moved it
        try:
            held.append(handling.hold(item, by=machine, reason=reason))
        except Refused:  # no story that could be hidden stands there
            continue
    case.refresh_from_db()
    return held


def _reason(case: Case, story: Article | None, now: datetime) -> str:
    """Why this story may be hidden before anybody has looked; "" where it may not."""
    if story is None or not story.is_public:
        return ""
    proofs = DomainProof.objects.standing(now).filter(source=story.source_id, email__iexact=case.email)
    if proofs.exists():
        return _("Held at once: the claimant has proved to hold the outlet's domain.")
    if case.claim in AT_ONCE and story.published_at and story.published_at < now - BREAKING:
        return _("Held at once: the safety of a person is claimed.")
    return ""


def _spent(case: Case, machine: User, now: datetime) -> bool:
    """Whether this claimant, or all together, have used up what may be hidden in a day."""
    today = Event.objects.filter(act="hold", by=machine, item__isnull=False, at__gt=now - timedelta(days=1))
    most = max(1, int(Article.objects.published().count() * SHARE_OF_THE_PAPER))
    return today.filter(case__email__iexact=case.email).count() >= PER_CLAIMANT or today.count() >= most


def _call(case: Case, machine: User) -> None:
    """Say in the case that the budget is spent, and call the officers."""
    text = _("Not held at once: more was held today than may be without an officer. Please look now.")
    moves.note(case, "note", by=machine, text=text)
    letters.to_officers(case, "budget")
