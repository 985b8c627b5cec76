"""The end of sealed copies: when every window is over, what a removed story said is destroyed for good, by the clock.

Only while a switch that two people turned on stands (`switches`), and never while a counter-notice, an appeal, a
court's matter or another case needs the copy. Each step may be repeated: one that is killed halfway is finished at the
next tick.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import erasing, history
from articles.accounts import is_system, system_account
from articles.models import Article
from articles.models.article import Removal
from newsroom.outbox import letters as outbox
from newsroom.outbox.models import Letter
from newsroom.takedowns import addresses, moves, sealed, switches
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.refusals import CaseSomebodyWasFirst
from newsroom.takedowns.states import MOVES, ItemState, State

STAFF_WINDOW = timedelta(days=30)
# As long as a contributor may appeal against the decision.
CONTRIBUTOR_WINDOW = timedelta(days=184)
BATCH = 10
# Where a case may stand when its copies go: over, or decided with nothing said against it.
RESTING = (State.DECIDED, *(state for state in State if State.DESTROYED in MOVES[state]))
REVIEWS = "articles.review_article"


def run(now: datetime) -> int:
    """Destroy what is due, if two people want it so; how many copies."""
    if not switches.is_on(switches.DESTROY):
        return 0
    done = 0
    for item in waiting().filter(Q(decided_at__lte=now - STAFF_WINDOW) | Q(case__claim=Claim.SAFETY)):
        if done < BATCH and is_due(item, now):
            done += destroy(item, at=now)
    return done


def waiting() -> QuerySet[Item]:
    """The removed stories whose copies are not destroyed yet, of cases that rest."""
    destroyed = Event.objects.filter(item=OuterRef("pk"), act="destroy")
    rows = Item.objects.filter(state=ItemState.REMOVED, case__state__in=RESTING, article__isnull=False)
    return rows.exclude(Exists(destroyed)).select_related("case", "article").order_by("decided_at", "pk")


def is_due(item: Item, now: datetime) -> bool:
    """Whether the days of a copy are over and nothing needs it."""
    return window_ends(item) <= now and not obstacle(item, now)


def window_ends(item: Item) -> datetime:
    """Until when the copy is kept at least: no day for a person's safety, else by who wrote the story."""
    decided = item.decided_at or item.case.received_at
    if item.case.claim == Claim.SAFETY:
        return decided
    contributed = item.article is not None and is_contributed(item.article)
    return decided + (CONTRIBUTOR_WINDOW if contributed else STAFF_WINDOW)


def is_contributed(article: Article) -> bool:
    """Whether somebody wrote it who is no editor: they may answer the decision for half a year."""
    people: set[User] = {
        line.author.account for line in article.bylines.select_related("author") if line.author.account
    }
    first = article.changes.order_by("id").select_related("by").first()
    if first:
        people.add(first.by)
    return any(not (is_system(person) or person.has_perm(REVIEWS)) for person in people)


def obstacle(item: Item, now: datetime) -> str:
    """Why a copy whose days are over has to stay, in words; empty where nothing needs it."""
    same = Item.objects.filter(article=item.article).select_related("case", "article")
    cases = [one.case_id for one in same]
    if CounterNotice.objects.filter(item__in=same, end="").exists():
        return _("A counter-notice is open.")
    if Appeal.objects.filter(case__in=cases, answered_at=None).exists():
        return _("An appeal is open.")
    for other in same:
        if other.state == ItemState.REJECTED:
            continue  # decided: nothing of that case needs the copy, unless it is disputed, as asked above
        if other.case.state not in RESTING and other.case.state not in {State.DESTROYED, State.RECEIVED, State.LAPSED}:
            return _("Case %(case)s is not over.") % {"case": other.case.reference}
        if other.pk != item.pk and other.state == ItemState.REMOVED and window_ends(other) > now:
            return _("Case %(case)s keeps it longer.") % {"case": other.case.reference}
    return ""


def destroy(item: Item, *, at: datetime | None = None) -> bool:
    """Destroy one copy, and end the case with its last one. False where the case has just been taken up again."""
    at = at or timezone.now()
    if not _erase(item, at) or item.article is None:
        return False
    sealed.destroy(item.article)
    machine = system_account()
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=item.case_id)
        if not Event.objects.filter(item=item, act="destroy").exists():
            moves.note(case, "destroy", by=machine, item=item, at=at)
        _end(case, machine, at)
    return True


def _erase(item: Item, at: datetime) -> bool:
    """The words, while everybody who could still need them waits. Looked at again, for a moment may have changed it."""
    with transaction.atomic():
        list(Case.objects.select_for_update(of=("self",)).filter(items__article=item.article_id).order_by("pk"))
        fresh = Item.objects.select_related("case", "article").get(pk=item.pk)
        if fresh.article is None or fresh.state != ItemState.REMOVED or fresh.case.state not in RESTING:
            return False
        if not history.is_erased(fresh.article):
            if not is_due(fresh, at):
                return False
            _forget_letters(fresh.article)
            # How its author would have had it read is its text once more.
            Event.objects.filter(item__article=fresh.article, act="mend").update(text="")
            erasing.erase(fresh.article, by=system_account(), reason=fresh.case.reference)
        if fresh.removal == Removal.PRIVACY:
            _forget_address(fresh)
    return True


def _forget_letters(article: Article) -> None:
    """Letters of the desk that name the story: that they were sent, to whom and when, stays."""
    slugs = [article.slug, *article.old_addresses.values_list("slug", flat=True)]
    for words in [*erasing.headlines(article), *(f"/{slug}/" for slug in slugs)]:
        outbox.empty(Letter.objects.filter(Q(body__contains=words) | Q(subject__contains=words[:200])))


def _forget_address(item: Item) -> None:
    """An address that answers 404 is not repeated by the case either; what stands for it in the receipt stays."""
    looks = [look | {"address": ""} for look in item.checks]
    Item.objects.filter(pk=item.pk).update(address="", path=addresses.sealed_path(item.path), checks=looks)


def _end(case: Case, machine: User, at: datetime) -> None:
    """A case whose copies are all gone is destroyed; one that nobody filed away is filed away with it."""
    if case.state not in RESTING or waiting().filter(case=case).exists():
        return
    try:
        if case.state == State.DECIDED:
            moves.move_case(case, State.CLOSED, by=machine, at=at)
        moves.move_case(case, State.DESTROYED, by=machine, at=at)
    except CaseSomebodyWasFirst:  # taken up again at this very moment: its other addresses may go on
        return


def panel(case: Case) -> dict[str, Any]:
    """What the case page shows: until when each sealed copy is kept, and what keeps it longer."""
    now = timezone.now()
    removed = case.items.filter(state=ItemState.REMOVED, article__isnull=False).select_related("case", "article")
    gone = dict(case.events.filter(act="destroy", item__isnull=False).values_list("item", "at"))
    rows = [
        {
            "number": item.number,
            "gone": gone.get(item.pk),
            "until": window_ends(item),
            "days": _days(window_ends(item) - now),
            "obstacle": obstacle(item, now),
        }
        for item in removed.order_by("number")
    ]
    return {"copies": rows, "is_on": switches.is_on(switches.DESTROY)} if rows else {}


def _days(left: timedelta) -> str:
    """How many days are left, in words."""
    days = max(0, left.days)
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
