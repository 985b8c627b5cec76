"""A hub on the fake web, and an outlet whose feed names it."""

import hmac
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

from django.test import Client
from django.utils import timezone

from newsroom.ingest import websub
from newsroom.ingest.models import Feed, Subscription
from newsroom.outbox import tasks as outbox
from tests.fakes import FakeWeb
from tests.ingest.press import Outlet, Story, make_outlet, rss

HUB, TOPIC = "https://hub.example/", "https://harbour-gazette.example/feed.xml"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAMED = {"link": f'<{HUB}>; rel="hub", <{TOPIC}>; rel="self"', "content-type": "application/rss+xml"}


def tells(outlet: Outlet, *stories: Story) -> None:
    outlet.tells(*stories)
    outlet.web.serve(outlet.feed.url, rss(*stories), NAMED)


def asked(web: FakeWeb) -> list[dict[str, str]]:
    """The forms that the hub was sent."""
    outbox.enqueue_due()
    return [
        dict(parse_qsl(one.content.decode())) for one in web.requests if str(one.url) == HUB and one.method == "POST"
    ]


def subscribed(outlet: Outlet) -> Subscription:
    """A subscription that its hub has verified."""
    websub.attend(timezone.now())
    found = Subscription.objects.get()
    assert verify(found).status_code == 200
    found.refresh_from_db()
    return found


def verify(found: Subscription, **changes: str) -> Any:
    given = {"hub.mode": "subscribe", "hub.topic": found.topic, "hub.challenge": "c<b>", "hub.lease_seconds": "864000"}
    given |= {f"hub.{name}": value for name, value in changes.items()}
    return Client(enforce_csrf_checks=True).get(f"/websub/{found.token}/", {k: v for k, v in given.items() if v})


def push(found: Subscription, body: bytes = b"<rss/>", signature: str | None = None, method: str = "sha256") -> Any:
    signed = f"{method}={hmac.new(found.secret.encode(), body, method).hexdigest()}" if signature is None else signature
    headers = {"X-Hub-Signature": signed} if signed else {}
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/websub/{found.token}/", body, content_type="application/rss+xml", headers=headers)


def make_pushed(web: FakeWeb) -> Outlet:
    """An outlet whose feed has named a hub, and a hub that takes what it is told."""
    made = make_outlet(web)
    web.serve(HUB, status=202)
    tells(made, Story())
    Feed.objects.update(hub=HUB, topic=TOPIC)
    return made
