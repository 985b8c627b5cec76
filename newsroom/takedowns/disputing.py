"""Counter-notices and appeals on the officers' page of a case: what is shown, and the buttons, one verb each."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.refusals import Refused
from newsroom.takedowns import appealing, clock, countering
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Case, Item

Typed = dict[str, str]


def forward(item: Item, by: User, _typed: Typed) -> str:
    """The button Forward."""
    counter = countering.forward(_counter(item), by=by)
    until = timezone.localtime(countering.returns_at(counter))
    return _("Forwarded. The story comes back on %(day)s unless the claimant names a court.") % {
        "day": f"{until:%Y-%m-%d %H:%M}"
    }


def refuse_counter(item: Item, by: User, typed: Typed) -> str:
    """The button Refuse the form."""
    countering.refuse(_counter(item), by=by, reason=typed["reason"])
    return _("The form is refused; whoever sent it reads why, and may send a better one.")


def uphold(case: Case, by: User, typed: Typed) -> str:
    """The button The decision stands."""
    appealing.uphold(_appeal(case), by=by, answer=typed["reason"])
    return _("The appeal is answered: the decision stands.")


def reverse(case: Case, by: User, typed: Typed) -> str:
    """The button Decide it anew."""
    appealing.reverse(_appeal(case), by=by, answer=typed["reason"])
    return _("The appeal is answered: the case is open again, with a new clock.")


ON_ITEMS: dict[str, Callable[[Item, User, Typed], str]] = {"forward": forward, "refuse counter": refuse_counter}
ON_CASES: dict[str, Callable[[Case, User, Typed], str]] = {"uphold": uphold, "reverse": reverse}


def counters(case: Case) -> dict[str, Any]:
    """What the case page shows of counter-notices: the newest first, with what their days bring."""
    rows = CounterNotice.objects.filter(item__case=case).select_related("item").order_by("-received_at")
    now = timezone.now()
    shown = [{"counter": counter, "returns": countering.returns_at(counter), **_mood(counter, now)} for counter in rows]
    return {"rows": shown, "is_formal": case.claim == Claim.COPYRIGHT} if shown else {}


def appeals(case: Case) -> dict[str, Any]:
    """What the case page shows of appeals: the open one with its clock, and those that are answered."""
    rows = list(case.appeals.select_related("item", "answered_by").order_by("-received_at"))
    now = timezone.now()
    shown = [
        {"appeal": appeal, "clock": clock.read(appeal.received_at, appeal.due_at, appeal.answered_at, now)}
        for appeal in rows
    ]
    return {"rows": shown} if shown else {}


def _mood(counter: CounterNotice, now: Any) -> dict[str, Any]:
    is_open = not counter.end
    return {"is_open": is_open, "is_late": is_open and not counter.forwarded_at and counter.forward_by <= now}


def _counter(item: Item) -> CounterNotice:
    found = item.counters.filter(end="").select_related("item__case", "item__article").first()
    if found is None:
        raise Refused(_("No counter-notice about this address is open (any more)."))
    return found


def _appeal(case: Case) -> Appeal:
    found = case.appeals.filter(answered_at=None).first()
    if found is None:
        raise Refused(_("No appeal is open in this case (any more)."))
    return found
