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
    NEEDS_INFO = "needs_info", _("waiting for the claimant's answer")
    INCOMPLETE = "incomplete", _("closed: what was missing never came")
    ABUSIVE = "abusive", _("closed: manifestly unfounded")
    DUPLICATE = "duplicate", _("merged into another case")
    COUNTERED = "countered", _("counter-notice: its days are running")
    RESTORED = "restored", _("restored on a counter-notice")
    APPEALED = "appealed", _("appealed")
    LITIGATION = "litigation", _("before a court: nothing moves")
    DESTROYED = "destroyed", _("sealed copy destroyed")


class ItemState(models.TextChoices):
    """What has become of one address."""

    OPEN = "open", _("open")
    HELD = "held", _("held")
    REMOVED = "removed", _("removed")
    REJECTED = "rejected", _("rejected")
    RESTORED = "restored", _("restored")
    AMENDED = "amended", _("changed, not removed")


class Outcome(models.TextChoices):
    """How a decided case ended, all addresses taken together."""

    NONE = "", _("not decided")
    REMOVED = "removed", _("removed")
    REJECTED = "rejected", _("rejected")
    PARTLY = "partly", _("partly removed")
    AMENDED = "amended", _("changed, not removed")
    ANSWERED = "answered", _("data request answered")


PROMISE = timedelta(hours=24)
LAPSES_AFTER = timedelta(days=7)
WORKING = (State.CONFIRMED, State.HELD, State.REOPENED)
# Over without a decision; what was not decided before is not decided any more.
ENDED = (State.WITHDRAWN, State.INCOMPLETE, State.ABUSIVE, State.DUPLICATE)
UNDECIDED = (ItemState.OPEN, ItemState.HELD)

# From each state, where a case may go and the word that its log uses for the move.
_FRESH = {
    State.DECIDED: "decide",
    State.WITHDRAWN: "withdraw",
    State.NEEDS_INFO: "ask",
    State.ABUSIVE: "call_abusive",
    State.DUPLICATE: "merge",
    State.LITIGATION: "litigate",
}
_OPEN_TO_DISPUTE = {
    State.REOPENED: "reopen",
    State.COUNTERED: "counter",
    State.APPEALED: "appeal",
    State.LITIGATION: "litigate",
}
_OVER = {State.REOPENED: "reopen", State.LITIGATION: "litigate", State.DESTROYED: "destroy"}
MOVES: dict[State, dict[State, str]] = {
    State.RECEIVED: {State.CONFIRMED: "confirm", State.LAPSED: "lapse"},
    State.CONFIRMED: _FRESH | {State.HELD: "hold"},
    State.HELD: _FRESH | {State.CONFIRMED: "release"},
    State.REOPENED: _FRESH | {State.HELD: "hold", State.CLOSED: "close"},
    State.NEEDS_INFO: {
        State.CONFIRMED: "supply",
        State.HELD: "supply",
        State.REOPENED: "supply",
        State.INCOMPLETE: "give_up",
        State.WITHDRAWN: "withdraw",
        State.ABUSIVE: "call_abusive",
        State.DUPLICATE: "merge",
        State.LITIGATION: "litigate",
    },
    State.DECIDED: _OPEN_TO_DISPUTE | {State.CLOSED: "close"},
    State.CLOSED: _OPEN_TO_DISPUTE | {State.DESTROYED: "destroy"},
    State.COUNTERED: {
        State.RESTORED: "counter_won",
        State.DECIDED: "refuse_counter",
        State.APPEALED: "refuse_counter",
        State.LITIGATION: "litigate",
    },
    State.RESTORED: {
        State.CLOSED: "close",
        State.APPEALED: "appeal",
        State.COUNTERED: "counter",  # for another of its addresses
        State.LITIGATION: "litigate",
    },
    State.APPEALED: {
        State.DECIDED: "uphold",
        State.REOPENED: "reverse",
        State.COUNTERED: "counter",
        State.LITIGATION: "litigate",
    },
    State.LITIGATION: {State.REOPENED: "lift"},
    State.LAPSED: {},
    State.WITHDRAWN: _OVER,
    State.INCOMPLETE: _OVER,
    State.ABUSIVE: _OVER,
    State.DUPLICATE: _OVER,
    State.DESTROYED: {},
}

ITEM_MOVES: dict[ItemState, dict[ItemState, str]] = {
    ItemState.OPEN: {
        ItemState.HELD: "hold",
        ItemState.REMOVED: "remove",
        ItemState.REJECTED: "reject",
        ItemState.AMENDED: "amend",
    },
    ItemState.HELD: {
        ItemState.OPEN: "release",
        ItemState.REMOVED: "remove",
        ItemState.REJECTED: "reject",
        ItemState.AMENDED: "amend",
    },
    ItemState.REMOVED: {ItemState.RESTORED: "restore"},
    ItemState.REJECTED: {ItemState.HELD: "hold", ItemState.REMOVED: "remove"},
    ItemState.RESTORED: {ItemState.HELD: "hold", ItemState.REMOVED: "remove"},
    ItemState.AMENDED: {ItemState.HELD: "hold", ItemState.REMOVED: "remove", ItemState.AMENDED: "amend"},
}

# While a case stands here, these may be done to its addresses. Lifting a hold and bringing back are nearly never too
# late; but while a counter-notice's days run a story comes back at their end only, a court's matter rests, and what is
# destroyed cannot come back.
FROZEN = (State.LITIGATION, State.DESTROYED)
_ALWAYS = frozenset({"release", "restore"})
DOABLE: dict[State, frozenset[str]] = {
    **dict.fromkeys(State, _ALWAYS),
    **dict.fromkeys(WORKING, _ALWAYS | {"hold", "remove", "reject", "amend"}),
    **dict.fromkeys(FROZEN, frozenset[str]()),
    State.COUNTERED: frozenset({"release"}),
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
    if removed:
        return Outcome.PARTLY
    return Outcome.AMENDED if ItemState.AMENDED in items else Outcome.REJECTED
