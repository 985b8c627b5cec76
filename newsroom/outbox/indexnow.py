"""IndexNow: search engines are told which addresses changed, above all those of what was taken down; with a key only.

Source: indexnow.org/documentation. The Change log is read with a cursor as for the hubs (`pings`), and what goes out
is a Ping with the usual retries. The key lies at /indexnow-key.txt.
"""

import json
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from articles.models import Article, Change
from articles.status import ASIDE, Status
from newsroom.outbox import guard
from newsroom.outbox.models import Cursor, Ping

PREFIX = "indexnow:"
ENDPOINT = "https://api.indexnow.org/indexnow"
LOOK_BACK = 200
BATCH = 500


def read_changes() -> int:
    """Write a ping for each address of what changed in public since the last reading; the number of changes read."""
    if not settings.INDEXNOW_KEY:
        return 0
    newest = Change.objects.order_by("-id").values_list("id", flat=True).first() or 0
    cursor, _made = Cursor.objects.get_or_create(name="indexnow", defaults={"change_id": newest})
    changes = list(
        Change.objects.filter(id__gt=max(0, cursor.change_id - LOOK_BACK))
        .select_related("article__picture")
        .order_by("id")[:BATCH]
    )
    public = [change for change in changes if Status.PUBLISHED in {change.old, change.new}]
    told = ((change.pk, address) for change in public for address in addresses(change.article, change.new))
    Ping.objects.bulk_create(
        (Ping(key=_key(pk, address), url=ENDPOINT, topic=address) for pk, address in told),
        ignore_conflicts=True,
    )
    if changes:
        Cursor.objects.filter(pk=cursor.pk).update(change_id=max(cursor.change_id, changes[-1].pk))
    return len(changes)


def addresses(article: Article, status: str) -> list[str]:
    """Where it stands; of what is gone its old slugs and the files of its picture as well."""
    path = article.get_absolute_url()
    found = [path]
    if status in ASIDE:
        day = path.rstrip("/").rpartition("/")[0]
        found += [f"{day}/{slug}/" for slug in article.old_addresses.values_list("slug", flat=True)]
        picture = article.picture
        names = [picture.file.name, *(one["name"] for one in picture.renditions)] if picture else []
        found += [settings.MEDIA_URL + name for name in names if name]
    return [settings.SITE_URL + one for one in dict.fromkeys(found)]


def send(ping: Ping) -> None:
    """Tell one address; raises what the guarded client raises, or ValueError for an answer that is no success."""
    told = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": settings.SITE_URL + reverse("indexnow_key"),
        "urlList": [ping.topic],
    }
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": settings.INGEST_USER_AGENT}
    with guard.visit(
        ping.url,
        method="POST",
        headers=headers,
        content=json.dumps(told).encode(),
        allow_hosts=settings.INGEST_ALLOW_HOSTS,
    ) as visit:
        status = visit.response.status_code
    if not 200 <= status < 300:
        raise ValueError(f"IndexNow answered {status}")


def _key(change: int, address: str) -> str:
    return f"{PREFIX}{change}:{sha256(address.encode()).hexdigest()}"
