"""A look at what a decision would do, before it is taken: the changes in the story, and the letter."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from newsroom.takedowns import deciding, letters, remedies
from newsroom.takedowns.claims import Remedy
from newsroom.takedowns.models import Item
from newsroom.takedowns.states import ItemState

Typed = dict[str, str]
SEE = "see "
REMEDIES = [(kind.value, kind.label) for kind in Remedy if kind.value in remedies.PLANS]
REASONS = [("not_ours", _("It is not ours")), ("gone", _("It was gone already"))]
WOULD_BE = {"remove": ItemState.REMOVED, "reject": ItemState.REJECTED, "amend": ItemState.AMENDED}


class Seen(NamedTuple):
    """What would change in the story, and the letter to the claimant; nothing has happened yet."""

    verb: str
    number: int
    lines: list[remedies.Line]
    letter: tuple[str, str]


def of(item: Item, verb: str, typed: Typed) -> Seen:
    """Plan a decision and draft its letter. Raises Unfit where it could not be taken like that."""
    lines = remedies.plan(item, typed.get("remedy", ""), typed).lines if verb == "amend" else []
    would_be = WOULD_BE.get(verb, ItemState(item.state))
    reason = deciding.reason_of(typed) if verb == "reject" else typed.get("reason", "")
    draft = letters.draft_decided(item, would_be, reason, typed.get("remedy", "") if verb == "amend" else "")
    return Seen(verb, item.number, lines, draft)
