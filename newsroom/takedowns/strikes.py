"""Strikes against a source: cases in which an owner was right about a story that it brought.

Three of different owners within 90 days, and its feeds rest until an editor decides; a strike is forgotten after twelve
months. What was rejected, restored or taken back is none, and what the source itself wished away is none either.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.accounts import system_account
from articles.models import Source
from articles.refusals import Refused, Unfit
from newsroom.ingest import healing
from newsroom.ingest.models import Feed
from newsroom.outbox import letters as outbox
from newsroom.takedowns import letters
from newsroom.takedowns.claims import Claim, Role
from newsroom.takedowns.domains import can_prove, host_of_mail, owner, speaks_for
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.sanctions import Suspension
from newsroom.takedowns.states import ItemState, State

WITHIN, FORGOTTEN_AFTER = timedelta(days=90), timedelta(days=365)
TOO_MANY = 3
# Claims of somebody who owns what the source took; that a person or a court objects is no theft of the source.
OF_OWNERS = (Claim.OWNER, Claim.COPYRIGHT, Claim.TRADEMARK)
NO_STRIKE = (State.WITHDRAWN, State.ABUSIVE, State.DUPLICATE)
MAY_DECIDE = "takedowns.change_suspension"


class Strike(NamedTuple):
    """One upheld case: its reference, since when it counts, and who was right, told from others by their mail."""

    reference: str
    at: datetime
    owner: str


def of(source: Source, now: datetime, *, since: datetime | None = None) -> list[Strike]:
    """The strikes that are not forgotten, the newest first; one for each case, however many stories it names."""
    after = max(since, now - FORGOTTEN_AFTER) if since else now - FORGOTTEN_AFTER
    removed = _removed().filter(article__source=source, decided_at__gt=after, decided_at__lte=now)
    found: dict[int, Strike] = {}
    for item in removed.select_related("case").order_by("decided_at"):
        if item.decided_at and not speaks_for(host_of_mail(item.case.email), source.host):
            found.setdefault(item.case_id, Strike(item.case.reference, item.decided_at, _owner(item.case)))
    return sorted(found.values(), key=lambda strike: strike.at, reverse=True)


def run(now: datetime) -> int:
    """Suspend the sources that three owners were right about; how many."""
    counted = _removed().filter(decided_at__gt=now - WITHIN, article__source__isnull=False).values("article__source")
    many = counted.annotate(cases=Count("case", distinct=True)).filter(cases__gte=TOO_MANY).order_by()
    keys = [row["article__source"] for row in many]
    return sum(_consider(source, now) for source in Source.objects.filter(pk__in=keys).order_by("pk"))


def decide(suspension: Suspension, *, by: User, lift: bool, reason: str) -> Suspension:
    """Let the feeds be read again, or keep them paused; with a reason, once. Raises Refused, Unfit."""
    if not by.has_perm(MAY_DECIDE):
        raise Refused(_("You may not decide about suspended sources: that is for editors. Ask one of them."))
    reason = reason.strip()
    if not reason:
        raise Unfit(_("Say why; whoever meets this source next will read it."))
    decision = Suspension.Decision.LIFTED if lift else Suspension.Decision.KEPT
    with transaction.atomic():
        still = Suspension.objects.filter(pk=suspension.pk, decision="")
        if not still.update(decision=decision, decided_at=timezone.now(), decided_by=by, reason=reason):
            raise Refused(_("Somebody was faster: this is decided already. Look at it again."))
        suspension.refresh_from_db()
        LogEntry.objects.log_actions(by.pk, [suspension], CHANGE, change_message=reason, single_object=True)
        if lift:
            for feed in Feed.objects.filter(pk__in=suspension.feeds, state=Feed.State.PAUSED):
                healing.resume(feed, by)
    return suspension


def shown(source: Source, now: datetime) -> dict[str, Any]:
    """What the source's own page tells: its strikes, and whether its feeds rest."""
    found = of(source, now)
    return {
        "strikes": found,
        "lately": sum(strike.at > now - WITHIN for strike in found),
        "suspension": Suspension.objects.filter(source=source).order_by("-at").first(),
    }


def _removed() -> Any:
    removed = Item.objects.filter(state=ItemState.REMOVED, case__claim__in=OF_OWNERS)
    return removed.exclude(case__state__in=NO_STRIKE)


def _owner(case: Case) -> str:
    """Who was right: the one an agent acts for, a domain that is somebody's alone, or the mail address."""
    if case.role == Role.AGENT and case.principal:
        return " ".join(case.principal.casefold().split())
    host = host_of_mail(case.email)
    return owner(host) if can_prove(host) else case.email.lower()


def _consider(source: Source, now: datetime) -> bool:
    """Suspend a source unless an editor decides just now; what was decided about is not held against it again."""
    last = Suspension.objects.filter(source=source).order_by("-at").first()
    if last and last.decision == Suspension.Decision.OPEN:
        return False
    since = max(now - WITHIN, last.decided_at) if last and last.decided_at else now - WITHIN
    found = of(source, now, since=since)
    if len({strike.owner for strike in found}) < TOO_MANY:
        return False
    return _suspend(source, len(found), now)


def _suspend(source: Source, strikes: int, now: datetime) -> bool:
    """Pause the feeds that the clock reads, and tell the chiefs. False where another clock was first."""
    machine, why = system_account(), _("Three owners were right about stories of this source.")
    feeds = list(Feed.objects.filter(source=source, state=Feed.State.ACTIVE))
    try:
        with transaction.atomic():
            made = Suspension.objects.create(source=source, at=now, strikes=strikes, feeds=[feed.pk for feed in feeds])
            for feed in feeds:
                healing.pause(feed, machine, why)
            for address in _chiefs():
                _tell(made, address)
    except IntegrityError:
        return False
    return True


def _tell(suspension: Suspension, address: str) -> None:
    desk = letters.link_to("admin:takedowns_suspension_change", str(suspension.pk))
    outbox.write(
        key=f"suspension:{suspension.pk}:{address}"[:200],
        to=address,
        template="source_suspended",
        context={"suspension": suspension, "desk": desk, "feeds": len(suspension.feeds)},
    )


def _chiefs() -> list[str]:
    """Those who look after sources; the site's own address where there is nobody."""
    backend = "newsroom.desk.roles.RolesBackend"
    people = get_user_model().objects.with_perm("articles.change_source", backend=backend, include_superusers=False)
    found = {person.email for person in people if person.email and person.is_active}
    return sorted(found) or [settings.SITE_CONTACT]
