"""Hubs: asked through the outbox, told that we meant it, and never relied upon."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Source
from newsroom.ingest import tasks, websub
from newsroom.ingest.models import Feed, Subscription
from newsroom.outbox import tasks as outbox
from newsroom.outbox.models import Ping
from tests.fakes import FakeWeb
from tests.ingest.hub import DAY, HOUR, HUB, TOPIC, asked, make_pushed, push, subscribed, verify
from tests.ingest.press import Outlet, Story, make_outlet, poll

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def _public_site(settings: Any) -> None:
    settings.SITE_URL = "https://paper.example"


@pytest.fixture
def outlet(web: FakeWeb) -> Outlet:
    return make_pushed(web)


def test_a_feed_that_names_a_hub_is_subscribed_through_the_outbox_once(web: FakeWeb, outlet: Outlet) -> None:
    Feed.objects.update(hub="", topic="")
    assert websub.attend(timezone.now()) == 0
    poll(outlet)
    assert websub.attend(timezone.now()) == 1
    assert websub.attend(timezone.now()) == 0
    assert not [one for one in web.asked if one == HUB], "written before it is sent"
    [form] = asked(web)
    found = Subscription.objects.get()
    assert form == {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.callback": f"https://paper.example/websub/{found.token}/",
        "hub.secret": found.secret,
        "hub.lease_seconds": "864000",
    }
    assert found.state == "asked"
    assert min(len(found.token), len(found.secret)) > 40


def test_the_clock_does_it(web: FakeWeb, outlet: Outlet) -> None:
    tasks.enqueue_due(timezone.now())
    assert [form["hub.mode"] for form in asked(web)] == ["subscribe"]


def test_a_hub_that_is_down_is_asked_again_by_the_outbox(web: FakeWeb, outlet: Outlet) -> None:
    web.serve(HUB, status=500)
    websub.attend(timezone.now())
    outbox.enqueue_due()
    assert Ping.objects.get().problem == "ValueError: the hub answered 500"
    web.serve(HUB, status=202)
    Ping.objects.update(next_try_at=timezone.now())
    asked(web)
    assert Ping.objects.get().state == "sent"


def test_the_secret_is_shown_to_nobody(signed_in: Callable[[str], Client], outlet: Outlet) -> None:
    websub.attend(timezone.now())
    page = signed_in("root").get(f"/admin/outbox/ping/{Ping.objects.get().pk}/change/").content.decode()
    assert TOPIC in page
    assert Subscription.objects.get().secret not in page


@pytest.mark.parametrize(
    "change",
    [
        {"WEBSUB_SUBSCRIBE": False},
        {"SITE_URL": "http://127.0.0.1:8000"},
        {"DEMO": True},
        {"state": "paused"},
        {"state": "manual"},
        {"state": "retired"},
        {"opted_out": True},
    ],
)
def test_nobody_is_asked_for_what_is_not_wanted_and_what_was_asked_for_is_ended(
    web: FakeWeb, outlet: Outlet, settings: Any, change: dict[str, Any]
) -> None:
    found = subscribed(outlet)
    for name in {"WEBSUB_SUBSCRIBE", "SITE_URL", "DEMO"} & change.keys():
        setattr(settings, name, change[name])
    Source.objects.update(opted_out=change.get("opted_out", False))
    Feed.objects.update(state=change.get("state", "active"))
    assert websub.attend(timezone.now()) == 1
    assert [form["hub.mode"] for form in asked(web)] == ["subscribe", "unsubscribe"]
    assert push(found).status_code == 410
    assert verify(found).status_code == 404, "a hub cannot bring it back to life"
    assert verify(found, mode="unsubscribe").content == b"c<b>"
    assert websub.attend(timezone.now() + DAY) == 0


def test_without_a_hub_there_is_nothing_to_ask(web: FakeWeb) -> None:
    plain = make_outlet(web)
    plain.tells(Story())
    poll(plain)
    assert websub.attend(timezone.now()) == 0


def test_a_hub_is_told_that_we_meant_it(outlet: Outlet) -> None:
    websub.attend(timezone.now())
    answer = verify(Subscription.objects.get())
    assert (answer.content, answer.headers["Content-Type"]) == (b"c<b>", "text/plain")
    assert not answer.cookies
    found = Subscription.objects.get()
    assert found.state == "verified"
    assert timedelta(days=7) < found.renew_at - timezone.now() < timedelta(days=9) < found.expires_at - timezone.now()  # type: ignore[operator]


@pytest.mark.parametrize(
    "changes",
    [
        {"topic": "https://harbour-gazette.example/other.xml"},
        {"topic": ""},
        {"mode": "unsubscribe"},
        {"mode": "publish"},
        {"mode": ""},
        {"challenge": ""},
        {"challenge": "x" * 3000},
    ],
)
def test_a_question_that_does_not_fit_is_answered_with_no(outlet: Outlet, changes: dict[str, str]) -> None:
    websub.attend(timezone.now())
    assert verify(Subscription.objects.get(), **changes).status_code == 404
    assert Subscription.objects.get().state == "asked"


@pytest.mark.parametrize("lease", ["", "x", "-1", "0", "9" * 40, "١٢"])
def test_an_odd_lease_is_taken_for_the_one_we_asked_for(outlet: Outlet, lease: str) -> None:
    websub.attend(timezone.now())
    assert verify(Subscription.objects.get(), lease_seconds=lease).status_code == 200
    assert Subscription.objects.get().expires_at - timezone.now() > timedelta(days=9)  # type: ignore[operator]


def test_a_lease_of_a_second_does_not_make_us_ask_every_second(outlet: Outlet) -> None:
    websub.attend(timezone.now())
    verify(Subscription.objects.get(), lease_seconds="1")
    assert websub.attend(timezone.now() + HOUR / 2) == 0
    assert websub.attend(timezone.now() + HOUR * 2) == 1


def test_a_hub_that_denies_is_taken_at_its_word_for_ten_days(outlet: Outlet) -> None:
    websub.attend(timezone.now())
    found = Subscription.objects.get()
    assert verify(found, mode="denied", reason="No such topic", challenge="").status_code == 200
    assert list(Subscription.objects.values_list("state", "problem")) == [("denied", "No such topic")]
    assert push(found).status_code == 410
    assert websub.attend(timezone.now() + DAY) == 0
    assert websub.attend(timezone.now() + DAY * 11) == 1


def test_a_promise_is_renewed_before_it_runs_out_and_stands_meanwhile(web: FakeWeb, outlet: Outlet) -> None:
    found = subscribed(outlet)
    assert websub.attend(timezone.now() + DAY * 7) == 0
    assert websub.attend(timezone.now() + DAY * 9) == 1
    renewed = Subscription.objects.get()
    assert (renewed.state, renewed.token, renewed.secret) == ("verified", found.token, found.secret)
    assert len(asked(web)) == 2


def test_a_promise_that_ran_out_is_none(outlet: Outlet) -> None:
    subscribed(outlet)
    websub.attend(timezone.now() + DAY * 11)
    assert Subscription.objects.get().state == "asked"


def test_a_hub_that_never_answers_is_asked_less_and_less(outlet: Outlet) -> None:
    now = timezone.now()
    asked_on = [day for day in range(30) if websub.attend(now + DAY * day)]
    assert asked_on == [0, 1, 11, 21]
    assert Subscription.objects.get().problem == "The hub has not answered."


def test_a_feed_that_moves_to_another_hub_leaves_the_old_one_first(web: FakeWeb, outlet: Outlet) -> None:
    found = subscribed(outlet)
    Feed.objects.update(hub="https://other-hub.example/")
    now = timezone.now()
    assert websub.attend(now) == 1
    assert verify(found, mode="unsubscribe").status_code == 200
    assert websub.attend(now + HOUR * 2) == 1
    renewed = Subscription.objects.get()
    assert renewed.hub == "https://other-hub.example/"
    assert renewed.token != found.token
    assert renewed.secret != found.secret
    newest = Ping.objects.order_by("-pk")[0]
    assert (newest.url, parse_qs(newest.body)["hub.mode"]) == (renewed.hub, ["subscribe"])


def test_polling_goes_on_whatever_hubs_do(outlet: Outlet) -> None:
    found = subscribed(outlet)
    for state in Subscription.State.values:
        Subscription.objects.filter(pk=found.pk).update(state=state)
        poll(outlet)
        feed = Feed.objects.get()
        assert feed.state == "active"
        assert feed.next_poll_at <= timezone.now() + DAY * 1.2


def test_an_address_with_a_nought_in_it_is_nobodys(outlet: Outlet) -> None:
    assert Client().get("/websub/a%00b/").status_code == 404
    assert Client().post("/websub/%00/").status_code == 404
