"""A correction that an author proposes while their story is held for less than its removal: by when, and taking it in.

It moves no case, address or story and changes no clock: an officer reads it, and decides with the verbs there are.
"""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.refusals import Refused, Unfit
from newsroom.takedowns import business_days, dispute_letters, moves
from newsroom.takedowns.claims import Remedy
from newsroom.takedowns.disputes import Party
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.states import WORKING, ItemState, State

ACT = "mend"
DAYS = 1
SHORTEST, LONGEST = 20, 5000
# Whoever wrote a story can neither settle a wish for its removal by changing it, nor keep it out of search engines.
PARTIAL = frozenset(Remedy) - {Remedy.REMOVE, Remedy.DELIST}
# While the claimant is asked for something the story stays held, and its author need not wait for them.
TAKES = (*WORKING, State.NEEDS_INFO)


class Shown(NamedTuple):
    """What an officer sees by an address: what has come, until when it could, and whether it still can."""

    made: Event | None
    until: datetime | None
    is_open: bool


def until(item: Item) -> datetime | None:
    """Until when a proposal may come about a held story; None where none is asked for, or no time is left for it.

    One business day from the hold, when its author was told; never later than the case is due.
    """
    if item.case.settle not in PARTIAL or item.state != ItemState.HELD or item.case.due_at is None:
        return None
    held = item.events.filter(act="hold").order_by("-id").first()
    if held is None:
        return None
    end = min(business_days.add(held.at.astimezone(business_days.WASHINGTON), DAYS), item.case.due_at)
    return end if end > held.at else None


def invited_until(item: Item) -> datetime | None:
    """What the letter about a hold says; None where a proposal is here already, for there is one for each address."""
    return None if made(item) else until(item)


def made(item: Item) -> Event | None:
    """The proposal about an address, if one has come."""
    if item.case.settle not in PARTIAL:
        return None
    return item.events.filter(act=ACT).order_by("id").first()


def why_not(item: Item, person: User, now: datetime) -> str:
    """Why a person cannot propose a correction now, in a sentence; empty where they can."""
    if item.case.settle not in PARTIAL:
        return _("The request asks for something that a correction would not settle, so none can be proposed.")
    if here := made(item):
        return _already(here, person)
    if item.state != ItemState.HELD:
        return _("The story is not held now, so no correction can be proposed.")
    if item.case.state not in TAKES:
        return _("The request is not being decided now, so no correction can be proposed.")
    end = until(item)
    if end is None or now > end:
        return _("The time in which a correction could be proposed is over.")
    return ""


def receive(party: Party, text: str, *, at: datetime | None = None) -> Event:
    """Keep what an author would change, and tell the officers. Raises Refused, Unfit for a text too short or too long.

    Nothing else follows: what is held stays held, and the case is due when it was.
    """
    at, text = at or timezone.now(), text.strip()
    if not SHORTEST <= len(text) <= LONGEST:
        raise Unfit(_("Say in 20 to 5,000 letters what you would change, and how the text should read."))
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=party.item.case_id)
        item = Item.objects.select_related("case").get(pk=party.item_id)
        if problem := why_not(item, party.person, at):
            raise Refused(problem)
        event = moves.note(case, ACT, by=party.person, item=item, text=text, at=at)
        dispute_letters.mend_to_officers(event, item)
    return event


def shown(item: Item, now: datetime) -> Shown | None:
    """What the case page shows by an address; None where there is nothing to show."""
    here, end = made(item), until(item)
    is_open = end is not None and now <= end and item.case.state in TAKES
    return Shown(here, end, is_open) if here or is_open else None


def _already(here: Event, person: User) -> str:
    """Why a second proposal cannot come, for whoever sent the first and for somebody who wrote the story with them."""
    if here.by_id == person.pk:
        return _("We have your proposal already.")
    return _("A proposal of somebody who wrote this story with you is here already.")
