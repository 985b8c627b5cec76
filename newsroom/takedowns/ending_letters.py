"""The letters about questions and about cases that end in another way than by a decision."""

from datetime import datetime

from newsroom.outbox.models import Letter
from newsroom.takedowns import letters
from newsroom.takedowns.models import Case, Event


def asked(case: Case, event: Event) -> Letter:
    """What is missing, in the officer's words, and where to answer."""
    return letters.to_claimant(case, f"asked:{event.pk}", "takedown_asked", question=case.asked_for)


def reminded(case: Case, day: int, ends_at: datetime) -> Letter:
    """The answer has not come; when the request will be over."""
    asked_on = f"{case.asked_at:%Y%m%d%H%M%S}" if case.asked_at else ""
    values = {"question": case.asked_for, "until": f"{ends_at:%Y-%m-%d}"}
    return letters.to_claimant(case, f"reminded:{asked_on}:{day}", "takedown_reminded", **values)


def incomplete(case: Case, event: Event) -> Letter:
    """What was missing never came."""
    return letters.to_claimant(case, f"incomplete:{event.pk}", "takedown_incomplete")


def unfounded(case: Case, event: Event) -> Letter:
    """The request is closed as manifestly unfounded, and why."""
    return letters.to_claimant(case, f"unfounded:{event.pk}", "takedown_unfounded", reason=event.text)


def merged(case: Case, other: Case, event: Event) -> Letter:
    """The request goes on in another one of the same claimant."""
    return letters.to_claimant(case, f"merged:{event.pk}", "takedown_merged", other=other.reference)


def at_court(case: Case, event: Event) -> Letter:
    """A court has the matter: nothing is changed until it is over."""
    return letters.to_claimant(case, f"court:{event.pk}", "takedown_court")


def to_officers_of(case: Case, what: str, *, round_: str) -> list[Letter]:
    """A letter to every officer: `supplied` or `left`."""
    return letters.to_officers(case, what, round_=round_)
