"""Why a promise was missed: the officer's sentence, which the public figures print under the missed promise."""

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.refusals import Unfit
from newsroom.takedowns import handling, moves, transparency
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.record import reason_for_delay

MOST = 300


def explain(case: Case, *, by: User, reason: str) -> Event:
    """Keep the reason; a later one takes its place, and the log keeps both. Raises Unfit."""
    handling.must_be_officer(case, by)
    reason = " ".join(reason.split())
    if not reason or len(reason) > MOST:
        raise Unfit(_("Say in one to 300 characters why the decision came late; everybody will read it."))
    if not is_late(case):
        raise Unfit(_("The promise of this case was not missed, so there is nothing to explain."))
    return moves.note(case, "late", by=by, text=reason)


def is_late(case: Case) -> bool:
    """Whether its promise was missed by now."""
    return transparency.is_missed(case, timezone.now())


def panel(case: Case) -> dict[str, object]:
    """What the case page shows: nothing where the promise was kept."""
    if not is_late(case):
        return {}
    return {"told": reason_for_delay(list(case.events.order_by("id"))), "most": MOST}
