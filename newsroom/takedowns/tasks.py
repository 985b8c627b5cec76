"""Work of takedowns that time brings: requests that lapse, alarms of the clock, looks at the surfaces, the ledger."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from newsroom.takedowns import (
    agent,
    appealing,
    asking,
    attaching,
    claimants,
    clock,
    countering,
    data_clocks,
    destroying,
    fastlane,
    first_look,
    ledger,
    letters,
    originals,
    proof,
    scoring,
    senders,
    shrinking,
    strikes,
)
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.proofs import DomainProof
from newsroom.takedowns.refusals import CaseMoveRefused, CaseSomebodyWasFirst
from newsroom.takedowns.states import PROMISE

log = logging.getLogger(__name__)
BATCH = 50


@task()
def look(pk: int) -> int:
    """Look at every surface of one removed story; the number of leaks found."""
    item = Item.objects.select_related("case", "article").filter(pk=pk).first()
    return sum(not seen.gone for seen in proof.examine(item)) if item else 0


@task()
def look_for_proof(pk: int) -> bool:
    """Look once for the record or the file by which a domain proves itself; whether it was there."""
    proof = DomainProof.objects.select_related("source").filter(pk=pk).first()
    return fastlane.look(proof) if proof else False


def enqueue_due(now: datetime | None = None) -> int:
    """Do what time has brought and hand the longer work to the queue; called by the clock. How much there was.

    A step that fails keeps no other deadline waiting; it is raised at the end, so that the clock's sign of life for
    this room stays away and officers read that something is not looked after.
    """
    now = now or timezone.now()
    done, failed = 0, []
    for step in STEPS:
        try:
            done += step(now)
        except Exception as error:
            log.exception("The step %s of takedowns failed; it is tried again at the next tick", step.__name__)
            failed.append(error)
    if failed:
        raise failed[0]
    return done


@task()
def look_at_originals(pk: int) -> int:
    """Read the claimed originals of one case; how many there were. Handed out twice, it is done once."""
    case = Case.objects.filter(pk=pk, snapshots=None).first()
    return len(originals.look(case)) if case else 0


def weigh(_now: datetime | None = None) -> int:
    """Score new cases, and hand their claimed originals to a worker to be read."""
    cases = originals.due()
    for pk in cases:
        look_at_originals.enqueue(pk)
    return scoring.catch_up() + len(cases)


def lapse_unconfirmed(now: datetime) -> int:
    """Requests that nobody confirmed within seven days count for nothing."""
    lapsed = 0
    for case in Case.objects.lapsing(now)[:BATCH]:
        try:
            claimants.lapse(case, at=now)
        except (CaseMoveRefused, CaseSomebodyWasFirst):  # confirmed or withdrawn at this very moment
            continue
        lapsed += 1
    return lapsed


def ring_alarms(now: datetime) -> int:
    """A letter to every officer when 50, 75, 90 and 100 per cent of a case's time are used up; each once."""
    rung = 0
    # A data request that names no story has the clock of its law, which rings by itself.
    ours = Case.objects.working().exclude(claim=Claim.DATA, items__isnull=True)
    for case in ours.filter(alarmed__lt=clock.ALARMS[-1]):
        if case.due_at is None:
            continue
        # A reopened case has a new clock: what runs now began 24 hours before its end.
        started = case.due_at - PROMISE
        level = clock.alarm(started, case.due_at, now)
        with transaction.atomic():
            if Case.objects.working().filter(pk=case.pk, alarmed__lt=level).update(alarmed=level):
                left = clock.read(started, case.due_at, None, now).text
                letters.to_officers(case, "alarm", round_=f"{level}:{case.due_at:%Y%m%d%H%M}", level=level, left=left)
                rung += 1
    return rung


def hand_out_looks(now: datetime) -> int:
    """Hand every look that is due to a worker. A worker that dies leaves it due again when its lease runs out."""
    handed = 0
    for item in Item.objects.filter(next_check_at__lte=now).order_by("next_check_at")[:BATCH]:
        if proof.claim(item, now):
            look.enqueue(item.pk)
            handed += 1
    return handed


def keep_ledger(_now: datetime) -> int:
    """Write down what the ledger does not know yet."""
    return ledger.catch_up()


STEPS: tuple[Callable[[datetime], int], ...] = (
    lapse_unconfirmed,
    ring_alarms,
    first_look.ring,
    asking.follow_up,
    hand_out_looks,
    weigh,
    countering.run,
    appealing.run,
    keep_ledger,
    attaching.sweep,
    data_clocks.run,
    senders.run,
    strikes.run,
    destroying.run,
    shrinking.run,
    agent.remind,
)
