"""WebSub pings: the paper's Change log is read with a cursor, and each change of what is public pings the hub.

Publication needs to know nothing of it. A change that commits late, with a smaller id than one already read, is not
lost: each reading goes back over the last ids, and the unique key keeps any ping from being written twice.
"""

from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from articles.models import Change
from articles.status import ASIDE, Status
from newsroom.outbox import guard
from newsroom.outbox.models import Cursor, Ping

LOOK_BACK = 200
KEY = 200
SHAPES = ("", "_atom", "_json")
BATCH = 500


def read_changes() -> int:
    """Write a ping for what changed in public since the last reading; the number of changes read."""
    cursor, _made = Cursor.objects.get_or_create(name="websub", defaults={"change_id": newest_change()})
    if not settings.WEBSUB_HUB:
        return 0
    changes = Change.objects.filter(id__gt=max(0, cursor.change_id - LOOK_BACK)).order_by("id")[:BATCH]
    public = [change for change in changes if Status.PUBLISHED in {change.old, change.new}]
    told = ((change.pk, settings.SITE_URL + path) for change in public for path in _feeds_of(change))
    Ping.objects.bulk_create(
        (Ping(key=_key(pk, topic), url=settings.WEBSUB_HUB, topic=topic) for pk, topic in told), ignore_conflicts=True
    )
    if changes:
        Cursor.objects.filter(pk=cursor.pk).update(change_id=max(cursor.change_id, changes[len(changes) - 1].pk))
    return len(changes)


def _key(change: int, topic: str) -> str:
    """A key of one length: addresses of lists may be long."""
    plain = f"websub:{change}:{topic}"
    return plain if len(plain) <= KEY else f"websub:{change}:{sha256(topic.encode()).hexdigest()}"


def _feeds_of(change: Change) -> list[str]:
    """The paper's feed; of a story that was taken down every feed in which it stood, so that none keeps showing it."""
    if change.new not in ASIDE:
        return [reverse("feed")]
    story = change.article
    labels = [(kind, getattr(story, kind)) for kind in ("country", "source", "coverage")]
    labels += [("tag", tag) for tag in story.tags.all()]
    labels += [("author", byline.author) for byline in story.bylines.select_related("author")]
    feeds = [reverse(f"feed{shape}") for shape in SHAPES]
    return feeds + [reverse(f"{kind}_feed{shape}", args=[one.slug]) for kind, one in labels if one for shape in SHAPES]


def newest_change() -> int:
    """Where a new reader begins: with what comes next."""
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0


def ask(key: str, hub: str, form: Mapping[str, str]) -> Ping:
    """Put a form for a hub into the outbox, to subscribe or to unsubscribe; the same key never makes a second one."""
    values = {"url": hub, "topic": form["hub.topic"], "body": urlencode(form)}
    ping, _made = Ping.objects.get_or_create(key=key, defaults=values)
    return ping


def send(ping: Ping) -> None:
    """Tell or ask the hub; raises what the guarded client raises, or ValueError for an answer that is no success."""
    body = (ping.body or urlencode({"hub.mode": "publish", "hub.url": ping.topic})).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": settings.INGEST_USER_AGENT}
    with guard.visit(
        ping.url, method="POST", headers=headers, content=body, allow_hosts=settings.INGEST_ALLOW_HOSTS
    ) as visit:
        status = visit.response.status_code
    if not 200 <= status < 300:
        raise ValueError(f"the hub answered {status}")
