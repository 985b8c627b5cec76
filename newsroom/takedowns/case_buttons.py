"""The buttons for a whole case beside closing and reopening it: ask, merge, end, take before a court and back."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from newsroom.takedowns import asking, endings
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import MOVES, State

Typed = dict[str, str]


def ask(case: Case, by: User, typed: Typed) -> str:
    """The button Ask the claimant."""
    asking.ask(case, by=by, question=typed["reason"])
    return _("The question is on its way; the clock stands still until the answer comes.")


def call_abusive(case: Case, by: User, typed: Typed) -> str:
    """The button Manifestly unfounded."""
    endings.call_abusive(case, by=by, reason=typed["reason"])
    return _("The request is closed as manifestly unfounded, and the claimant is told why.")


def merge(case: Case, by: User, typed: Typed) -> str:
    """The button Merge."""
    endings.merge(case, by=by, into=typed.get("into", ""))
    return _("The request goes on in the other case, and the claimant is told.")


def litigate(case: Case, by: User, typed: Typed) -> str:
    """The button Before a court."""
    endings.litigate(case, by=by, reason=typed["reason"])
    return _("Nothing of this case moves any more until an administrator takes it up again.")


def lift(case: Case, by: User, typed: Typed) -> str:
    """The button The court is done."""
    endings.lift(case, by=by, reason=typed["reason"])
    return _("The case is open again, with a new clock.")


def show_again(case: Case, by: User, typed: Typed) -> str:
    """The button Lift the holds, of a case that is over."""
    shown = endings.show_again(case, by=by, reason=typed["reason"])
    return _("The holds are lifted. Stories that stand again: %(number)d.") % {"number": shown}


BUTTONS: dict[str, Callable[[Case, User, Typed], str]] = {
    "ask": ask,
    "call_abusive": call_abusive,
    "merge": merge,
    "litigate": litigate,
    "lift": lift,
    "show again": show_again,
}


def questions(case: Case) -> dict[str, Any]:
    """The panel of what was asked and answered."""
    return {"asked": case.asked_for, "supplied": case.supplied} if case.asked_for or case.supplied else {}


def after(case: Case) -> dict[str, Any]:
    """The panel of what an end left behind: stories that are still hidden, and the cases that became one."""
    hidden, taken = endings.hidden(case), list(case.duplicates.order_by("pk"))
    return {"hidden": hidden, "taken": taken} if hidden or taken or case.merged_into_id else {}


def panel(case: Case) -> dict[str, Any]:
    """The panel of the buttons that this state of the case has."""
    doable = set(MOVES[State(case.state)].values()) & BUTTONS.keys()
    return {"doable": doable} if doable else {}
