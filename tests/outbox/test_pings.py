"""WebSub pings: publication knows nothing of them, and none is lost or doubled."""

from typing import Any

import pytest

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Change
from articles.status import Status
from newsroom.outbox import pings
from newsroom.outbox.models import Cursor, Ping, State
from newsroom.outbox.tasks import enqueue_due
from tests.fakes import FakeWeb
from tests.world import make_article

pytestmark = pytest.mark.django_db
HUB = "https://hub.example/"


@pytest.fixture(autouse=True)
def _hub(settings: Any) -> None:
    settings.WEBSUB_HUB = HUB
    pings.read_changes()


def test_a_publication_pings_the_hub_once(web: FakeWeb) -> None:
    web.serve(HUB, b"", status=204)
    make_article()
    enqueue_due()
    enqueue_due()
    [request] = web.requests
    assert request.method == "POST"
    assert b"hub.mode=publish" in request.content
    assert Ping.objects.get().state == State.SENT


def test_a_hub_that_refuses_is_asked_again_later(web: FakeWeb) -> None:
    web.serve(HUB, b"", status=500)
    make_article()
    enqueue_due()
    ping = Ping.objects.get()
    assert (ping.state, ping.problem) == (State.WAITING, "ValueError: the hub answered 500")


def test_a_change_that_commits_late_is_still_read(web: FakeWeb) -> None:
    article = make_article(status=Status.IN_REVIEW)
    newest = Change.objects.order_by("-id").values_list("id", flat=True)[0]
    Cursor.objects.update(change_id=newest + 5)
    lifecycle.move(article, Status.PUBLISHED, by=system_account())
    pings.read_changes()
    assert Ping.objects.count() == 1


def test_a_rejection_pings_nobody(web: FakeWeb) -> None:
    make_article(status=Status.REJECTED)
    pings.read_changes()
    assert not Ping.objects.exists()
