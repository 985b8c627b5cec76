"""Polling: who looks when, what happens when it fails, and that the other feeds go on."""

from datetime import timedelta

import httpx2
import pytest
from django.utils import timezone

from articles.models import Article
from newsroom.ingest import lease, pipeline, tasks
from newsroom.ingest.models import Feed, Fetch
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_feed, make_outlet, rss
from tests.world import make_source

pytestmark = pytest.mark.django_db
RSS = {"content-type": "application/rss+xml"}


def test_the_clock_hands_over_what_is_due_and_nothing_else(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    later = make_feed(make_source("Later Post"))
    Feed.objects.filter(pk=later.pk).update(next_poll_at=timezone.now() + timedelta(hours=1))
    for state in ("manual", "paused", "retired"):
        feed = make_feed(make_source(f"{state} Post"))
        Feed.objects.filter(pk=feed.pk).update(state=state)
    assert tasks.enqueue_due() == 1
    assert Article.objects.count() == Fetch.objects.count() == 1
    assert tasks.enqueue_due() == 0


def test_two_clocks_never_take_the_same_feed(web: FakeWeb) -> None:
    feed, now = make_feed(make_source()), timezone.now()
    assert lease.claim(feed.pk, now)
    assert not lease.claim(feed.pk, now)
    assert lease.due(now) == []


def test_a_lease_that_ran_out_is_due_again(web: FakeWeb) -> None:
    feed, now = make_feed(make_source()), timezone.now()
    lease.claim(feed.pk, now - timedelta(hours=1))
    assert lease.due(now) == [feed.pk]
    assert lease.claim(feed.pk, now)


def test_a_late_or_doubled_message_does_nothing(web: FakeWeb) -> None:
    feed, now = make_feed(make_source()), timezone.now()
    late, until = (now - lease.LENGTH).isoformat(), lease.claimed_until(now).isoformat()
    tasks.poll.enqueue([feed.pk, 999_999], until)
    assert web.requests == [], "nobody claimed it"
    assert lease.claim(feed.pk, now)
    tasks.poll.enqueue([feed.pk], late)
    assert web.requests == [], "it was claimed anew since"
    tasks.poll.enqueue([feed.pk, feed.pk], until)
    tasks.poll.enqueue([feed.pk], until)
    assert web.asked == [feed.url]


def test_a_message_that_comes_while_a_visit_goes_on_does_nothing(web: FakeWeb) -> None:
    feed, now = make_feed(make_source()), timezone.now()
    assert lease.claim(feed.pk, now)
    until = lease.claimed_until(now)
    assert lease.begin(feed, until, now + timedelta(seconds=1))
    tasks.poll.enqueue([feed.pk], until.isoformat())
    assert web.requests == []
    assert not lease.begin(Feed.objects.get(), until, now + timedelta(seconds=2))


def test_waiting_in_a_long_queue_is_no_attempt(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    for hours in range(24, 0, -1):
        assert lease.claim(outlet.feed.pk, timezone.now() - timedelta(hours=hours))
    assert tasks.enqueue_due() == 1
    assert Fetch.objects.get().new == 1


def test_many_due_feeds_go_several_in_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    source, sent = make_source(), list[list[int]]()
    feeds = [make_feed(source, f"https://{source.host}/{number}.xml") for number in range(45)]
    monkeypatch.setattr(tasks, "_hand_over", lambda ids, _now: sent.append(ids))
    tasks.enqueue_due()
    assert sorted(pk for ids in sent for pk in ids) == [feed.pk for feed in feeds]
    assert {len(ids) for ids in sent} == {2, 1}


def test_the_lease_is_let_go_even_when_the_visit_breaks(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = make_feed(make_source())

    def broken(_feed: Feed) -> Fetch:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(pipeline, "visit", broken)
    assert tasks.poll_now(feed)
    assert Feed.objects.get().lease_until is None


def test_a_feed_that_ends_its_worker_again_and_again_is_set_back(web: FakeWeb) -> None:
    feed, now = make_feed(make_source()), timezone.now()
    for hours in range(tasks.ATTEMPTS, 0, -1):
        then = now - timedelta(hours=hours)
        assert lease.claim(feed.pk, then)
        assert lease.begin(feed, lease.claimed_until(then), then)  # and its worker is never heard of again
    assert tasks.enqueue_due() == 1
    feed.refresh_from_db()
    assert "broke off before their end" in feed.problem
    assert feed.next_poll_at > timezone.now()
    assert web.requests == []


def test_a_long_visit_keeps_its_lease() -> None:
    feed, now = make_feed(make_source()), timezone.now()
    lease.claim(feed.pk, now - lease.LENGTH * 0.75)
    feed.refresh_from_db()
    lease.renew(feed, now)
    feed.refresh_from_db()
    assert feed.lease_until == now + lease.LENGTH


def test_a_broken_feed_shows_its_error_and_its_next_try_while_the_others_go_on(web: FakeWeb) -> None:
    broken = make_feed(make_source("Broken Post"))
    web.fail(broken.url, httpx2.ConnectError("connection refused"))
    outlet = make_outlet(web)
    outlet.tells(Story())
    assert tasks.enqueue_due() == 2
    broken.refresh_from_db()
    assert "No connection to broken-post.example could be made." in broken.problem
    assert broken.failures == 1
    assert broken.next_poll_at > timezone.now() + timedelta(minutes=50)
    assert "Next try in " in broken.fetches.get().sentence
    assert Article.objects.count() == 1


def test_each_failure_waits_longer_and_one_success_forgets_them_all(web: FakeWeb) -> None:
    feed = make_feed(make_source())
    waits = []
    for _failure in range(9):
        pipeline.visit(feed)
        waits.append(feed.next_poll_at - timezone.now())
    assert waits[:5] == sorted(waits[:5])
    assert waits[-1] <= timedelta(days=1.1)
    web.serve(feed.url, rss(Story()), RSS)
    pipeline.visit(feed)
    assert (feed.failures, feed.problem) == (0, "")
    assert feed.next_poll_at < timezone.now() + timedelta(minutes=34)


def test_a_site_that_asks_us_to_wait_is_obeyed(web: FakeWeb) -> None:
    feed = make_feed(make_source())
    web.serve(feed.url, status=503, headers={"retry-after": "72000"})
    fetch = pipeline.visit(feed)
    assert feed.next_poll_at >= timezone.now() + timedelta(hours=19, minutes=59)
    assert "Next try in 20 hours" in fetch.sentence


def test_a_feed_that_is_gone_retires(web: FakeWeb) -> None:
    feed = make_feed(make_source())
    web.serve(feed.url, status=410)
    fetch = pipeline.visit(feed)
    assert feed.state == "retired"
    assert "The feed is retired." in fetch.sentence


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "answered with nothing"),
        ("<html><body>Just a page</body></html>", "a web page, not a feed"),
        ("<html><title>Just a moment...</title></html>", "a check for robots"),
        ("no feed at all", "neither a feed nor a sitemap"),
        ("<?xml version='1.0'?><rss><channel><item><title>cut", ""),
    ],
)
def test_whatever_comes_instead_of_a_feed_is_said_in_words(web: FakeWeb, body: str, sentence: str) -> None:
    feed = make_feed(make_source())
    web.serve(feed.url, body)
    assert sentence in pipeline.visit(feed).sentence


def test_a_private_address_is_refused_before_anything_is_opened(web: FakeWeb) -> None:
    feed = make_feed(make_source(), "http://127.0.0.1:9000/feed")
    assert "We do not visit this address" in pipeline.visit(feed).sentence
    assert web.requests == []


def test_poll_now_does_not_wait_until_the_feed_is_due(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    Feed.objects.update(next_poll_at=timezone.now() + timedelta(hours=5), state="manual")
    assert tasks.poll_now(outlet.feed)
    assert Article.objects.count() == 1
