"""Proof of removal: looks at every surface of a removed story, writes the leak table, and looks again later."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.status import Status
from newsroom.takedowns import letters, moves, sealed, surfaces
from newsroom.takedowns.models import Event, Item
from newsroom.takedowns.probe import Marks
from newsroom.takedowns.record import CLEAN, LEAKING
from newsroom.takedowns.states import ItemState
from newsroom.takedowns.surfaces import Look

# After the first look: one hour, a day, a week and 30 days after the removal. A leak is looked at again soon.
AGAIN = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))
LEAK_AGAIN = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
STUBBORN = timedelta(hours=1)
"""After so long officers are told of a leak once more."""
LEASE = timedelta(minutes=10)


def examine(item: Item, *, now: datetime | None = None) -> list[Look]:
    """Purge and look at every surface, store what each answered, choose the next look; officers are told of a leak."""
    article = item.article
    if article is None or item.state != ItemState.REMOVED:
        _follow(item)
        return []
    now = now or timezone.now()
    article.refresh_from_db()
    surfaces.purge(article)
    looks = surfaces.examine(article, marks_of(article))
    leaks = [look for look in looks if not look.gone]
    past = _leaks_since(item)
    values = {
        "checks": [look.as_dict() for look in looks],
        "checked_at": now,
        "looks": item.looks + (not leaks),
        "next_check_at": now + _pause(past) if leaks else _next(item, now),
    }
    with transaction.atomic():
        if not Item.objects.filter(pk=item.pk, state=ItemState.REMOVED).update(**values):
            return looks
        item.refresh_from_db()
        found = LEAKING if leaks else CLEAN
        moves.note(item.case, "look", item=item, by=None, new=found, text=sentence(looks), at=now)
        if leaks:
            round_ = f"{item.number}:{item.looks}" + (":hour" if past and now - past[0] >= STUBBORN else "")
            letters.to_officers(item.case, "leak", round_=round_, item=item, leaks=len(leaks))
    return looks


def _follow(item: Item) -> None:
    """Let the surfaces follow a story that was hidden or brought back, should whoever did it have died before."""
    article = item.article
    if article:
        article.refresh_from_db()
        if article.status == Status.WITHHELD:
            surfaces.purge(article)
        elif article.is_public:
            surfaces.bring_back(article)
    Item.objects.filter(pk=item.pk).exclude(state=ItemState.REMOVED).update(next_check_at=None)


def claim(item: Item, now: datetime) -> bool:
    """Take the lease on a look that is due; False where another worker has it."""
    rows = Item.objects.filter(pk=item.pk, next_check_at=item.next_check_at, next_check_at__lte=now)
    return bool(rows.update(next_check_at=now + LEASE))


def marks_of(article: Article) -> Marks:
    """By what the story would be recognised."""
    slugs = (article.slug, *article.old_addresses.values_list("slug", flat=True))
    return Marks(slugs, tuple(sealed.files_of(article)), article.headline)


def sentence(looks: list[Look]) -> str:
    """The leak table in one line."""
    gone = sum(look.gone for look in looks)
    return _("%(gone)d of %(all)d addresses looked at are clean.") % {"gone": gone, "all": len(looks)}


def _leaks_since(item: Item) -> list[datetime]:
    """When the leak that lasts was seen, the first time first; empty where the last look found nothing."""
    looks = Event.objects.filter(item=item, act="look", at__gte=item.decided_at or item.case.received_at)
    clean = looks.filter(new=CLEAN).order_by("-id").values_list("id", flat=True).first() or 0
    return list(looks.filter(new=LEAKING, id__gt=clean).order_by("id").values_list("at", flat=True))


def _pause(past: list[datetime]) -> timedelta:
    """How soon a leak is looked at again: soon at first, each hour in the end."""
    return LEAK_AGAIN[min(len(past), len(LEAK_AGAIN) - 1)]


def _next(item: Item, now: datetime) -> datetime | None:
    """The next look after a clean one; None when the month is over."""
    removed_at = item.decided_at or now
    return next((removed_at + pause for pause in AGAIN if removed_at + pause > now), None)
