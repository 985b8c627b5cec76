"""The states of a case and of each address in it, and the tables of allowed moves. Pure data; `moves` acts on it."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a case stands."""

    RECEIVED = "received", _("waiting for confirmation")
    CONFIRMED = "confirmed", _("confirmed")
    HELD = "held", _("held: hidden while we decide")
    REOPENED = "reopened", _("reopened")
    DECIDED = "decided", _("decided")
    CLOSED = "closed", _("closed")
    LAPSED = "lapsed", _("lapsed: never confirmed")
    WITHDRAWN = "withdrawn", _("withdrawn by the claimant")


class ItemState(models.TextChoices):
    """What has become of one address."""

    OPEN = "open", _("open")
    HELD = "held", _("held")
    REMOVED = "removed", _("removed")
    REJECTED = "rejected", _("rejected")
    RESTORED = "restored", _("restored")


class Outcome(models.TextChoices):
    """How a decided case ended, all addresses taken together."""

    NONE = "", _("not decided")
    REMOVED = "removed", _("removed")
    REJECTED = "rejected", _("rejected")
    PARTLY = "partly", _("partly removed")


PROMISE = timedelta(hours=24)
LAPSES_AFTER = timedelta(days=7)
WORKING = (State.CONFIRMED, State.HELD, State.REOPENED)
UNDECIDED = (ItemState.OPEN, ItemState.HELD)

# From each state, where a case may go and the word that its log uses for the move.
MOVES: dict[State, dict[State, str]] = {
    State.RECEIVED: {State.CONFIRMED: "confirm", State.LAPSED: "lapse", State.WITHDRAWN: "withdraw"},
    State.CONFIRMED: {State.HELD: "hold", State.DECIDED: "decide", State.WITHDRAWN: "withdraw"},
    State.HELD: {State.CONFIRMED: "release", State.DECIDED: "decide", State.WITHDRAWN: "withdraw"},
    State.REOPENED: {
        State.HELD: "hold",
        State.DECIDED: "decide",
        State.CLOSED: "close",
        State.WITHDRAWN: "withdraw",
    },
    State.DECIDED: {State.CLOSED: "close", State.REOPENED: "reopen"},
    State.CLOSED: {State.REOPENED: "reopen"},
    State.LAPSED: {},
    State.WITHDRAWN: {State.REOPENED: "reopen"},
}

ITEM_MOVES: dict[ItemState, dict[ItemState, str]] = {
    ItemState.OPEN: {ItemState.HELD: "hold", ItemState.REMOVED: "remove", ItemState.REJECTED: "reject"},
    ItemState.HELD: {ItemState.OPEN: "release", ItemState.REMOVED: "remove", ItemState.REJECTED: "reject"},
    ItemState.REMOVED: {ItemState.RESTORED: "restore"},
    ItemState.REJECTED: {ItemState.HELD: "hold", ItemState.REMOVED: "remove"},
    ItemState.RESTORED: {ItemState.HELD: "hold", ItemState.REMOVED: "remove"},
}

# While a case stands here, these may be done to its addresses. Lifting a hold and bringing back are never too late.
DOABLE: dict[State, frozenset[str]] = {
    state: frozenset({"release", "restore"} | ({"hold", "remove", "reject"} if state in WORKING else set()))
    for state in State
}


def allowed(old: str, new: str) -> bool:
    """Whether the table of cases knows this move."""
    return new in MOVES[State(old)]


def item_allowed(case: str, old: str, new: str) -> bool:
    """Whether an address may go from one state to another while its case stands where it does."""
    act = ITEM_MOVES[ItemState(old)].get(ItemState(new))
    return act is not None and act in DOABLE[State(case)]


def outcome(items: list[str]) -> Outcome:
    """How a case ended, from the states of its addresses; NONE while one of them is undecided."""
    if not items or any(state in UNDECIDED for state in items):
        return Outcome.NONE
    removed = items.count(ItemState.REMOVED)
    if removed == len(items):
        return Outcome.REMOVED
    return Outcome.PARTLY if removed else Outcome.REJECTED
