"""What is said when an act on a case is refused; nothing was changed when one of these is raised."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.refusals import Refused
from newsroom.takedowns.states import ENDED, MOVES, State

if TYPE_CHECKING:
    from newsroom.takedowns.models import Case, Item


class CaseMoveRefused(Refused):
    """The table of moves does not know this, the case being what it is."""

    def __init__(self, case: "Case", to: str) -> None:
        """Name the case, where it stands and where it cannot go."""
        names = {"case": case.reference, "old": case.get_state_display(), "new": to}
        super().__init__(
            _("Case %(case)s is “%(old)s” and cannot become “%(new)s” from there. Nothing was changed.") % names
        )


class ItemMoveRefused(Refused):
    """What was asked for cannot be done to this address now."""

    def __init__(self, item: "Item", to: str) -> None:
        """Name the address by its number, its state and the state of its case."""
        names = {
            "number": item.number,
            "case": item.case.reference,
            "old": item.get_state_display(),
            "state": item.case.get_state_display(),
            "new": to,
        }
        super().__init__(
            _(
                "Address %(number)s of case %(case)s is “%(old)s” and the case is “%(state)s”: it cannot become "
                "“%(new)s” now. Nothing was changed."
            )
            % names
        )


class CaseSomebodyWasFirst(Refused):
    """The case or the address changed under the person's hands."""

    def __init__(self, case: "Case") -> None:
        """Name the case."""
        super().__init__(
            _("Somebody was faster: case %(case)s has changed. Nothing of yours was applied; look at it again.")
            % {"case": case.reference}
        )


class NotAnOfficer(Refused):
    """The person may not handle cases."""

    def __init__(self, case: "Case") -> None:
        """Name the case."""
        super().__init__(
            _("You may not decide case %(case)s: that is for takedown officers. Ask one of them.")
            % {"case": case.reference}
        )


class NothingThere(Refused):
    """No story of ours stands at the address."""

    def __init__(self, item: "Item") -> None:
        """Name the address by its number."""
        super().__init__(
            _("We hold no story at address %(number)s, so there is nothing to hide or remove. Reject it with a reason.")
            % {"number": item.number}
        )


class NothingAsked(Refused):
    """A claimant answers what is not asked (any more): the button was pressed twice, or on an old page."""

    def __init__(self, case: "Case") -> None:
        """Say why in words for the claimant, who knows no table of states."""
        super().__init__(_why_no_answer(case))


class NothingToTakeBack(Refused):
    """A claimant takes back what cannot be taken back (any more)."""

    def __init__(self, case: "Case") -> None:
        """Say why in words for the claimant, who knows no table of states."""
        super().__init__(_why_not_back(case))


def _why_no_answer(case: "Case") -> str:
    if case.state == State.NEEDS_INFO:
        return _changed()
    if case.state in ENDED:
        return _("The request is over, so there is nothing to answer any more.")
    if case.supplied and case.asked_at is None:
        return _("We have your answer already.")
    return _("We ask you nothing about this request now.")


def _why_not_back(case: "Case") -> str:
    if State.WITHDRAWN in MOVES[State(case.state)]:
        return _changed()
    if case.state == State.WITHDRAWN:
        return _("You have taken the request back already.")
    if case.state in (*ENDED, State.DESTROYED):
        return _("The request is over, so there is nothing to take back any more.")
    if case.state == State.LITIGATION:
        return _("A court has the matter, so the request cannot be taken back now.")
    return _("The request is decided, so it cannot be taken back any more.")


def _changed() -> str:
    return _("Your request changed at this very moment, and nothing of yours was done. Look at it and try again.")
