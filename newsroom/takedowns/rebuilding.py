"""After an old copy of the database was restored: the cases that it has lost, made again of the ledger's lines.

The ledger holds no person and no address in words, so a case made again is a stub: its reference, its ground, its dates
and what became of each address. Officers find it in their queue, and the published figures add up.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from articles.accounts import system_account
from articles.models import Article
from newsroom.takedowns import ledger, moves, record, tokens
from newsroom.takedowns.claims import Claim, Remedy, Role
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.refusals import CaseMoveRefused, CaseSomebodyWasFirst, ItemMoveRefused
from newsroom.takedowns.states import ItemState, State

ACT = "rebuild"
MARK = "Rebuilt from the ledger"
STATES = {"remove": ItemState.REMOVED, "restore": ItemState.RESTORED}


def lost() -> list[dict[str, Any]]:
    """The ledger's lines that no case of the database knows, oldest first."""
    rows = Event.objects.filter(act__in=ledger.ACTS).values_list("case__reference", "item__number", "act", "at")
    known = {(reference, number, act, at) for reference, number, act, at in rows}
    handled = {(reference, number) for reference, number in _handled()}
    return [line for line in ledger.read() if _name(line) not in known and _name(line)[:2] not in handled]


def rebuild() -> list[Case]:
    """Bring each case to where the ledger knows it; the cases that were made anew or moved on. Idempotent."""
    cases: dict[str, Case] = {}
    for line in lost():
        with transaction.atomic():
            case = _follow(line)
        cases[case.reference] = case
    return list(cases.values())


def _handled() -> Iterator[tuple[str, int]]:
    """Addresses of which a line could not be followed, and the case says so."""
    yield from Event.objects.filter(act=ACT, item__isnull=False).values_list("case__reference", "item__number")


def _name(line: dict[str, Any]) -> tuple[str, int, str, datetime]:
    return str(line["case"]), int(line["item"]), str(line["act"]), _at(line)


def _follow(line: dict[str, Any]) -> Case:
    """One line: the case, its address, and the move."""
    by, at = system_account(), _at(line)
    case = Case.objects.filter(reference=line["case"]).first() or _stub(line)
    if case.state == State.RECEIVED:
        moves.move_case(case, State.CONFIRMED, by=by, text=MARK, at=_moment(line, "confirmed"))
    item = case.items.select_related("case", "article").filter(number=line["item"]).first() or _address(case, line)
    item.case = case
    removal = str(line.get("removal", "")) if line["act"] == "remove" else ""
    try:
        moves.move_item(item, STATES[line["act"]], by=by, text=MARK, at=at, reason=MARK, removal=removal)
        moves.settle(case, by=by, at=at)
    except (ItemMoveRefused, CaseMoveRefused, CaseSomebodyWasFirst) as refusal:
        moves.note(case, ACT, by=by, item=item, text=f"{MARK}: {line['act']} at {line['at']}. {refusal}")
    return case


def _stub(line: dict[str, Any]) -> Case:
    """A case of which only the ledger knows. Letters to its claimant reach the newsroom, which may know who it was."""
    seed, claim = tokens.new_seed(), str(line.get("claim", ""))
    case = Case.objects.create(
        reference=line["case"],
        seed=seed,
        confirm_hash=tokens.hash_of(tokens.token(seed, tokens.CONFIRM)),
        status_hash=tokens.hash_of(tokens.token(seed, tokens.STATUS)),
        key=uuid.uuid5(uuid.NAMESPACE_URL, f"ledger:{line['case']}"),
        digest="",
        claim=claim if claim in Claim.values else Claim.OTHER,
        settle=Remedy.REMOVE,
        role=Role.OWNER,
        name=MARK,
        email=settings.SITE_CONTACT,
        received_at=_moment(line, "received"),
    )
    moves.note(case, ACT, by=system_account(), new=case.state, text=MARK)
    if line.get("drill"):
        moves.note(case, record.DRILL, by=system_account(), text=MARK)
    return case


def _address(case: Case, line: dict[str, Any]) -> Item:
    article = Article.objects.filter(pk=line["article"]).first()
    path = str(line.get("path") or f"{line['case']}/{line['item']}")
    # The number may be another story's by now; only one that was removed again for this very case is meant.
    mine = article and article.changes.filter(reason__startswith=case.reference).exists()
    where = article.get_absolute_url() if article and mine else "—"
    values = {"address": where, "path": where, "path_key": path[:64], "article": article if mine else None}
    return Item.objects.create(case=case, number=line["item"], **values)


def _at(line: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(line["at"])


def _moment(line: dict[str, Any], name: str) -> datetime:
    """A date of the case; of a line that was written before they were noted, the time of the act."""
    return datetime.fromisoformat(line.get(name) or line["at"])
