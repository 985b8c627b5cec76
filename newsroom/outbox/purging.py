"""Tells the cache in front what is no longer true: what was taken down at once, all else once for many editions.

The edition changes in the transaction of whatever readers see change, so it says by itself that a purge is due: each
look compares it with the last purge that was written, and none is lost, whoever made the change and whatever died.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from articles import edition, share_cards
from articles.models import Article, Change
from articles.status import Status
from newsroom.outbox import pings, purgers
from newsroom.outbox.models import Cursor, Purge, State

EDITION, AGAIN, TAKEN = "edition:", "again:", "taken:"
# So long the next call for everything waits after the last: caches allow only so many, and each costs what they kept.
GAP = timedelta(seconds=30)
# A page that was on its way while the cache was emptied may be kept after it; so what was taken down is purged twice.
SETTLING = timedelta(seconds=20)
# Beyond so many, one call for everything is quicker than a call for each.
MOST = 20
KEPT = timedelta(days=7)


def read_editions(now: datetime | None = None) -> int:
    """Write the purges that a new edition asks for; the number of stories taken down in it. Called by the clock."""
    if not settings.CDN_PURGE:
        return 0
    now = now or timezone.now()
    name = edition.current().key
    if Purge.objects.filter(key=EDITION + name).exists():
        return 0
    with transaction.atomic():
        taken = _taken_down()
        if taken:
            rows = [Purge(key=AGAIN + name, next_try_at=now + SETTLING)]
            if len(taken) <= MOST:
                lines = "\n".join(dict.fromkeys(address for story in taken for address in addresses_of(story)))
                # Due since a moment ago: it goes before a call for everything that waited already.
                rows.append(Purge(key=TAKEN + name, addresses=lines, next_try_at=now - timedelta(seconds=1)))
            Purge.objects.bulk_create(rows, ignore_conflicts=True)
        _write_for_all(EDITION + name, now, at_once=bool(taken))
    return len(taken)


def _taken_down() -> list[Article]:
    """The stories that left the site since the last reading, each once.

    One that is still being committed may have a smaller id than what was read already, so the cursor stays behind; but
    never behind a story that was read: these are committed in their order, each under the lock of the edition.
    """
    newest = pings.newest_change()
    cursor, _made = Cursor.objects.get_or_create(name="purge", defaults={"change_id": newest})
    left = Change.objects.filter(id__gt=cursor.change_id, old=Status.PUBLISHED).exclude(new=Status.PUBLISHED)
    found = dict(left.values_list("id", "article"))
    reached = max(cursor.change_id, newest - pings.LOOK_BACK, *found)
    Cursor.objects.filter(pk=cursor.pk, change_id__lt=reached).update(change_id=reached)
    return list(Article.objects.filter(pk__in=found.values()).select_related("country", "source"))


def addresses_of(story: Article) -> list[str]:
    """The whole addresses at which a cache may keep a story: its own, its card, the front page and the feed."""
    path = story.get_absolute_url()
    day = path.removesuffix(f"{path.rstrip('/').rpartition('/')[2]}/")
    olds = [f"{day}{slug}/" for slug in story.old_addresses.values_list("slug", flat=True)]
    around = [share_cards.address_of_story(story), reverse("front"), reverse("feed")]
    return [settings.SITE_URL + one for one in (path, f"{path}?view=text", *olds, *around)]


def _write_for_all(key: str, now: datetime, *, at_once: bool) -> None:
    """Let one purge of everything wait for this edition; one that waits already stands for it too."""
    waiting = Purge.objects.filter(key__startswith=EDITION, state=State.WAITING, lease_until=None)
    last = waiting.order_by("pk").last()
    try:
        with transaction.atomic():
            hurry = {"next_try_at": now} if at_once else {}
            if last and waiting.filter(pk=last.pk).update(key=key, written_at=now, **hurry):
                return
            Purge.objects.create(key=key, written_at=now, next_try_at=now if at_once else _next_time(now))
    except IntegrityError:
        return  # another clock wrote it


def _next_time(now: datetime) -> datetime:
    sent = Purge.objects.filter(addresses="", state=State.SENT).order_by("-sent_at").first()
    return max(now, sent.sent_at + GAP) if sent and sent.sent_at else now


def send(purge: Purge) -> None:
    """Call the cache; raises what it raises. A call for everything has done what older ones still wait for."""
    began = timezone.now()
    purger = purgers.chosen()
    if purge.addresses:
        purger.purge(purge.addresses.split("\n"))
        return
    purger.purge_everything()
    done = Purge.objects.filter(state=State.WAITING, lease_until=None, written_at__lt=began)
    done.exclude(pk=purge.pk).exclude(key__startswith=AGAIN).update(state=State.SENT, sent_at=timezone.now())


def forget(now: datetime) -> None:
    """Delete the purges that are done and a week old."""
    Purge.objects.filter(state=State.SENT, sent_at__lt=now - KEPT).delete()
