"""Who has a status link may look; who acts shows first that the claimant's mail is theirs, by a code mailed there.

The link itself opens for thirty days after the last letter that carried it; then it opens nothing but a button that
mails a new one, and the old one is dead.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.refusals import Refused, Unfit
from newsroom.outbox.models import Letter
from newsroom.takedowns import codes, letters, moves, tokens
from newsroom.takedowns.codes import Code
from newsroom.takedowns.models import Case

OPEN_FOR = timedelta(days=30)
DAY = timedelta(days=1)


def mail_code(case: Case, *, at: datetime | None = None) -> Letter:
    """Mail a code to the claimant; the one before is dead. Raises Refused after three in a day."""
    at = at or timezone.now()
    with transaction.atomic():
        # Two presses at once wait for each other here, so that both count.
        case = Case.objects.select_for_update().get(pk=case.pk)
        if not case.email:
            raise Refused(_("This request has no mail address any more to which we could write."))
        if Code.objects.filter(case=case, made_at__gt=at - DAY).count() >= codes.A_DAY:
            raise Refused(_("Three codes were mailed within a day. Use the newest, or ask again tomorrow."))
        plain = codes.new()
        code = Code.objects.create(case=case, digest=codes.digest_of(case.pk, plain), made_at=at)
        return letters.to_claimant(case, f"code:{code.pk}", "takedown_code", code=plain)


def enter(case: Case, typed: str, *, at: datetime | None = None) -> None:
    """Use a code up. Raises Unfit where it is wrong, too old, used, or tried too often; a wrong one counts as a try."""
    at = at or timezone.now()
    code = Code.objects.filter(case=case).first()
    wrong = _("This is not the code, or it is used or older than 30 minutes. Look at the newest letter, or ask anew.")
    if code is None or not code.is_good(at):
        raise Unfit(wrong)
    # Counted before it is compared, so that many tries at once are no more than the allowed ones.
    left = Code.objects.filter(pk=code.pk, used_at=None, tries__lt=codes.TRIES)
    if not left.update(tries=F("tries") + 1) or not code.fits(typed):
        raise Unfit(wrong)
    if not Code.objects.filter(pk=code.pk, used_at=None).update(used_at=at):
        raise Unfit(wrong)


def is_open(case: Case, now: datetime) -> bool:
    """Whether the status link still opens: thirty days from confirmation, or from the last letter to the claimant."""
    if case.confirmed_at and now < case.confirmed_at + OPEN_FOR:
        return True
    sent = Letter.objects.filter(key__startswith=letters.prefix(case), to=case.email).exclude(template="takedown_code")
    last = sent.aggregate(last=Max("written_at"))["last"]
    return bool(last and now < last + OPEN_FOR)


def renew(case: Case, *, at: datetime | None = None) -> bool:
    """Mail a link of a new seed; every old link is dead. False where nobody can be written to, or it was just done."""
    seed = tokens.new_seed()
    values = {
        "seed": seed,
        "confirm_hash": tokens.hash_of(tokens.token(seed, tokens.CONFIRM)),
        "status_hash": tokens.hash_of(tokens.token(seed, tokens.STATUS)),
    }
    with transaction.atomic():
        if not case.email or not Case.objects.filter(pk=case.pk, seed=case.seed).update(**values):
            return False
        case.refresh_from_db()
        event = moves.note(case, "renew link", by=None, at=at)
        letters.to_claimant(case, f"renewed:{event.pk}", "takedown_link_renewed")
    return True
