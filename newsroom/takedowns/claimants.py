"""What a claimant does: send a request, confirm it, take it back; and what time does to it: it lapses.

Nothing here touches a story: an unconfirmed request changes nothing, a confirmed one starts the clock.
"""

import hashlib
import json
from dataclasses import fields
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from articles import bars
from articles.accounts import system_account
from articles.refusals import Unfit
from newsroom.takedowns import (
    addresses,
    attaching,
    blocked,
    data_clocks,
    floods,
    letters,
    moves,
    proposals,
    senders,
    tokens,
)
from newsroom.takedowns.claims import MAX_ADDRESSES, TEXT_VERSION, Claim, Notice
from newsroom.takedowns.evidence import Evidence
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.references import new_reference
from newsroom.takedowns.refusals import CaseMoveRefused, CaseSomebodyWasFirst, NothingToTakeBack
from newsroom.takedowns.states import State

SAME_WITHIN = timedelta(hours=24)
ENDED = (State.LAPSED, State.WITHDRAWN)
# What a notice holds beside what it says.
HOW_IT_CAME = {"key", "slow", "language"}


def receive(notice: Notice, *, at: datetime | None = None) -> Case:
    """Open a case for a request and write the letter that asks for confirmation; the same request is the same case.

    The same: the same form (`notice.key`), or the same words, files and addresses within 24 hours. Raises Unfit where
    no address of ours is named (a data request may name none), or more than 50.
    """
    at = at or timezone.now()
    paths = _paths(notice)
    digest = _digest(notice, paths)
    try:
        with transaction.atomic():
            # Two sendings of one request wait for each other here, where the database lets writers pass each other.
            bars.lock([("case", digest), ("case", str(notice.key))])
            return _same(notice, digest, at) or _open(notice, digest, paths, at)
    except IntegrityError:
        return Case.objects.get(key=notice.key)


def open_unasked(notice: Notice, *, at: datetime | None = None) -> Case:
    """Open a case for a request that needs no confirmation by mail, since whoever sends it has proved more. No letter.

    Raises Unfit as `receive` does.
    """
    paths = _paths(notice)
    with transaction.atomic():
        return _open(notice, _digest(notice, paths), paths, at or timezone.now(), letter=False)


def confirm(token: str, *, at: datetime | None = None) -> Case | None:
    """Start the clock of the case that a mailed link belongs to; None for a link that opens nothing (any more).

    To be called from a POST only: mail scanners follow links. A second call changes nothing; raises
    CaseSomebodyWasFirst where it came at the same moment.
    """
    case = by_confirm_token(token)
    if case is None or case.state != State.RECEIVED:
        return case
    with transaction.atomic():
        moves.move_case(case, State.CONFIRMED, by=None, at=at)
        data_clocks.start(case)
        letters.confirmed(case)
        letters.to_officers(case, "new")
    return case


def withdraw(case: Case) -> Event:
    """The claimant takes the request back. What is held stays hidden until an officer has looked.

    Raises NothingToTakeBack where that cannot be (any more).
    """
    try:
        with transaction.atomic():
            event = moves.move_case(case, State.WITHDRAWN, by=None)
            proposals.drop(case.pk, None)
            letters.withdrawn(case, event)
            letters.to_officers(case, "withdrawn", round_=str(event.pk))
    except (CaseMoveRefused, CaseSomebodyWasFirst) as refusal:
        case.refresh_from_db()
        raise NothingToTakeBack(case) from refusal
    return event


def lapse(case: Case, *, at: datetime | None = None) -> Event:
    """Seven days without confirmation: the request counts for nothing. No letter: the address may be a stranger's."""
    event = moves.move_case(case, State.LAPSED, by=system_account(), at=at)
    attaching.erase_of(case, at=at)
    return event


def disown(case: Case) -> Event:
    """The owner of the mail address never asked: the request lapses, and no form of ours has letters sent there again.

    To be called from a POST only. Raises CaseMoveRefused where the request was confirmed, which only they could do.
    """
    with transaction.atomic():
        event = moves.move_case(case, State.LAPSED, by=None, text="The owner of the mail address did not ask for this.")
        blocked.block(case.email)
    attaching.erase_of(case)
    return event


def by_confirm_token(token: str) -> Case | None:
    """The case that a confirmation link belongs to, unless the link is dead."""
    case = Case.objects.filter(confirm_hash=tokens.hash_of(token)).first()
    return None if case is None or case.state in ENDED else case


def by_disown_token(token: str) -> Case | None:
    """The unconfirmed case that a "this was not me" link belongs to; it is dead as soon as the case has moved on.

    Only the seed is stored, so the link carries the reference; what it opens is compared in constant time.
    """
    reference, _dot, secret = token.partition(".")
    case = Case.objects.filter(reference=reference, state=State.RECEIVED).first()
    good = case is not None and constant_time_compare(secret, tokens.token(case.seed, tokens.DISOWN))
    return case if good else None


def by_status_token(token: str) -> Case | None:
    """The case that a status link belongs to; an unconfirmed request has no status."""
    cases = Case.objects.filter(status_hash=tokens.hash_of(token), confirmed_at__isnull=False)
    return cases.prefetch_related("items").first()


def _paths(notice: Notice) -> dict[str, str]:
    """The addresses as typed, by their paths on this site; each story once, in the order given."""
    paths: dict[str, str] = {}
    for typed in notice.addresses:
        path = addresses.path_of(typed)
        if path:
            paths.setdefault(path, typed.strip())
    if not paths and (notice.claim != Claim.DATA or notice.addresses):
        raise Unfit(_("None of the addresses is on this site."))
    if len(paths) > MAX_ADDRESSES:
        raise Unfit(_("A request may name at most %(number)d addresses.") % {"number": MAX_ADDRESSES})
    return paths


def _digest(notice: Notice, paths: dict[str, str]) -> str:
    """What a request says, in all: one that says more, or brings another file, is another request."""
    said = {entry.name: getattr(notice, entry.name) for entry in fields(notice) if entry.name not in HOW_IT_CAME}
    files = Evidence.objects.filter(pk__in=notice.evidence).order_by("digest").values_list("digest", flat=True)
    said |= {"email": notice.email.lower(), "addresses": sorted(paths), "evidence": list(files)}
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _same(notice: Notice, digest: str, at: datetime) -> Case | None:
    """The case that this request has already opened."""
    sent = Case.objects.filter(key=notice.key).first()
    recent = Case.objects.filter(digest=digest, received_at__gt=at - SAME_WITHIN).exclude(state__in=ENDED)
    return sent or recent.order_by("-received_at").first()


def _open(notice: Notice, digest: str, paths: dict[str, str], at: datetime, *, letter: bool = True) -> Case:
    seed = tokens.new_seed()
    case = Case.objects.create(
        reference=_free_reference(),
        seed=seed,
        confirm_hash=tokens.hash_of(tokens.token(seed, tokens.CONFIRM)),
        status_hash=tokens.hash_of(tokens.token(seed, tokens.STATUS)),
        key=notice.key,
        digest=digest,
        received_at=at,
        text_version=TEXT_VERSION,
        claim=notice.claim,
        settle=notice.settle,
        explanation=notice.explanation,
        originals=notice.originals,
        original_published_on=notice.first_published,
        work=notice.work,
        part=notice.part,
        part_words=notice.part_words,
        data_law=notice.data_law,
        data_right=notice.data_right,
        slow=notice.slow or senders.is_slow(notice.email, at),
        statements=list(notice.statements),
        signature=notice.signature,
        name=notice.name,
        organisation=notice.organisation,
        role=notice.role,
        principal=notice.principal,
        email=notice.email,
        country=notice.country,
        postal_address=notice.postal_address,
        phone=notice.phone,
        language=notice.language,
    )
    stories = addresses.articles_at(list(paths))
    Item.objects.bulk_create(
        Item(
            case=case,
            number=number,
            address=typed,
            path=path,
            path_key=addresses.key_of(path),
            article=stories[path],
        )
        for number, (path, typed) in enumerate(paths.items(), start=1)
    )
    attaching.attach(case, notice.evidence)
    floods.keep(case.pk, f"{case.explanation}\n{case.work}")
    moves.note(case, "receive", by=None, new=case.state, at=at)
    if letter and not blocked.is_blocked(case.email):
        letters.confirmation(case)
    return case


def _free_reference() -> str:
    reference = new_reference()
    while Case.objects.filter(reference=reference).exists():
        reference = new_reference()
    return reference
