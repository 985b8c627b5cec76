"""What a hub pushes: believed only with our secret, and no more than a word to look at once."""

import hashlib
import hmac
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from newsroom.ingest import tasks, websub
from newsroom.ingest.models import Feed, Subscription
from tests.fakes import FakeWeb
from tests.ingest.hub import DAY, HOUR, make_pushed, push, subscribed, tells
from tests.ingest.press import Outlet, Story, poll

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def _public_site(settings: Any) -> None:
    settings.SITE_URL = "https://paper.example"


@pytest.fixture
def outlet(web: FakeWeb) -> Outlet:
    return make_pushed(web)


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_push_makes_the_feed_due_and_its_story_comes_in_by_the_usual_way(outlet: Outlet, method: str) -> None:
    poll(outlet)
    found = subscribed(outlet)
    Feed.objects.update(next_poll_at=timezone.now() + DAY, last_polled_at=timezone.now() - HOUR)
    tells(outlet, Story(), Story(slug="museum", title="A museum opens beside the fish market"))
    answer = push(found, b"<rss>anything</rss>", method=method)
    assert (answer.status_code, answer.content, dict(answer.cookies)) == (202, b"", {})
    tasks.enqueue_due()
    assert Article.objects.count() == 2
    found.refresh_from_db()
    assert found.last_push_at is not None
    assert "safety look" in Feed.objects.get().next_reason, "the hub keeps its promise, so we look seldom"


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        "sha256=00",
        "sha256=nothex",
        "md5=0",
        "sha256",
        "sha256=" + "é" * 64,
        "sha3_256=00",
        "=",
        "x" * 5000,
    ],
)
def test_a_push_without_our_secret_is_answered_politely_and_left_alone(outlet: Outlet, signature: str) -> None:
    found = subscribed(outlet)
    Feed.objects.update(next_poll_at=timezone.now() + DAY)
    answer = push(found, signature=signature.encode().decode("latin-1"))
    assert answer.status_code == 202
    assert Feed.objects.get().next_poll_at > timezone.now() + HOUR
    found.refresh_from_db()
    assert found.last_push_at is None
    assert found.problem.startswith("A push without the right signature")


def test_a_signature_of_other_words_or_of_another_feed_does_not_count(outlet: Outlet) -> None:
    found = subscribed(outlet)
    other = hmac.new(found.secret.encode(), b"other words", "sha256").hexdigest()
    push(found, signature=f"sha256={other}")
    push(found, signature="sha256=" + hmac.new(b"guessed", b"<rss/>", hashlib.sha256).hexdigest())
    assert Subscription.objects.get().last_push_at is None


def test_a_replayed_push_causes_no_more_than_one_look_a_minute(outlet: Outlet) -> None:
    found = subscribed(outlet)
    now = timezone.now()
    Feed.objects.update(next_poll_at=now + DAY, last_polled_at=now)
    for _again in range(3):
        assert push(found).status_code == 202
    assert now + timedelta(seconds=50) < Feed.objects.get().next_poll_at < now + timedelta(seconds=70)


def test_a_push_during_a_visit_is_to_come_again(outlet: Outlet) -> None:
    found = subscribed(outlet)
    Feed.objects.update(next_poll_at=timezone.now() + DAY, lease_until=timezone.now() + HOUR)
    answer = push(found)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


def test_a_push_never_makes_a_feed_look_later(outlet: Outlet) -> None:
    found = subscribed(outlet)
    due = timezone.now() - HOUR
    Feed.objects.update(next_poll_at=due)
    push(found)
    assert Feed.objects.get().next_poll_at == due


def test_a_huge_push_is_refused(outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    found = subscribed(outlet)
    assert push(found, b"x" * (websub.BODY_LIMIT + 1)).status_code == 413
    assert push(found, b"x" * websub.BODY_LIMIT).status_code == 202
    monkeypatch.setattr(websub, "BODY_LIMIT", 10)
    assert push(found, b"x" * 11).status_code == 413


@pytest.mark.parametrize("method", ["put", "delete", "head", "patch", "options"])
def test_other_methods_are_not_allowed(outlet: Outlet, method: str) -> None:
    assert getattr(Client(), method)(f"/websub/{subscribed(outlet).token}/").status_code == 405


def test_an_unknown_address_costs_one_query(django_assert_num_queries: CountQueries) -> None:
    for ask in (Client().get, Client().post):
        with django_assert_num_queries(1):
            assert ask("/websub/guessed/").status_code == 404


def test_a_push_costs_a_known_number_of_queries(outlet: Outlet, django_assert_num_queries: CountQueries) -> None:
    found = subscribed(outlet)
    Feed.objects.update(next_poll_at=timezone.now() + DAY, last_polled_at=None)
    with django_assert_num_queries(3):  # the subscription; its last push; the feed
        push(found)
