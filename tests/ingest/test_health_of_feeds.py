"""The health of a feed: what each visit leaves behind, why the next one is when it is, and when silence is an alarm."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.ingest import fetch, pipeline, tasks
from newsroom.ingest.models import Feed, Fetch, Subscription
from tests.fakes import FakeWeb
from tests.ingest.press import Outlet, Story, make_feed, make_outlet, poll, rss
from tests.world import make_source

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
RSS = {"content-type": "application/rss+xml"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def stories(count: int, every: timedelta, *, first: int = 0) -> list[Story]:
    """So many short stories, the newest first, published at such gaps until now."""
    now = timezone.now()
    return [
        Story(f"s{n}", f"Boat {n} is back in Mongolia", guid=f"s{n}", date=format_datetime(now - every * (count - n)))
        for n in range(first, first + count)
    ]


def with_etag(outlet: Outlet, *told: Story) -> None:
    """Serve the feed so that the next visit is answered "unchanged"."""
    outlet.web.serve(outlet.feed.url, rss(*told), RSS | {"etag": '"one"'})


def elapse(feed: Feed, by: timedelta) -> None:
    """As if everything that happened to the feed had happened earlier."""
    feed.refresh_from_db()
    for name in ("last_good_at", "last_polled_at", "last_new_at", "next_poll_at", "moved_since"):
        if at := getattr(feed, name):
            setattr(feed, name, at - by)
    feed.save()
    for visit in feed.fetches.all():
        Fetch.objects.filter(pk=visit.pk).update(at=visit.at - by)


def wait(feed: Feed) -> timedelta:
    feed.refresh_from_db()
    return feed.next_poll_at - timezone.now()


def test_the_rhythm_is_learnt_at_first_sight_and_said(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(*stories(20, HOUR * 2), pages=False)
    poll(outlet)
    feed = Feed.objects.get()
    assert feed.habit == pytest.approx(12, rel=0.1)
    assert feed.next_reason == "It brings about 12 stories a day, so we look every 45 minutes."
    assert timedelta(minutes=40) < wait(feed) < timedelta(minutes=52)


def test_a_feed_without_dates_starts_with_half_an_hour_and_learns_from_what_is_new(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story(date=""), pages=False)
    poll(outlet)
    assert "rhythm is not known yet" in Feed.objects.get().next_reason
    assert wait(outlet.feed) < timedelta(minutes=34)
    for number in range(3):
        elapse(outlet.feed, HOUR)
        outlet.tells(*[Story(f"n{n}", f"Story {n}", date="") for n in range(-9, number + 1)], pages=False)
        poll(outlet)
    assert Feed.objects.get().habit > 1


def test_a_silent_feed_is_looked_at_ever_more_seldom(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    with_etag(outlet, Story(date=""))
    poll(outlet)
    intervals = []
    for _visit in range(25):
        elapse(outlet.feed, HOUR)
        poll(outlet)
        intervals.append(Feed.objects.get().interval)
    assert intervals == sorted(intervals)
    assert intervals[-1] > timedelta(hours=6)


def test_where_most_stories_were_new_the_next_look_is_sooner_whatever_the_site_wishes(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(*stories(4, DAY * 2), pages=False)
    poll(outlet)
    elapse(outlet.feed, HOUR * 4)
    web.serve(outlet.feed.url, rss(*stories(4, HOUR, first=4)), RSS | {"cache-control": "max-age=86400"})
    poll(outlet)
    assert wait(outlet.feed) < HOUR * 2.3
    assert "lest some be missed" in Feed.objects.get().next_reason


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"cache-control": "max-age=14400"}, rss(Story())),
        ({"expires": "tomorrow"}, rss(Story()).replace("<link>", "<ttl>240</ttl><link>", 1)),
    ],
)
def test_a_site_that_asks_for_four_hours_gets_them(web: FakeWeb, headers: dict[str, str], body: str) -> None:
    feed = make_feed(make_source())
    web.serve(feed.url, body, RSS | headers | {"etag": '"one"'})
    for visit in ("read", "unchanged"):
        assert pipeline.visit(feed).outcome == visit
        assert HOUR * 4 - timedelta(minutes=1) < wait(feed) < HOUR * 4.5
        assert feed.next_reason == "The site asks us not to come more often: we look every 4 hours."


def test_an_editor_who_fixed_the_interval_wins(web: FakeWeb) -> None:
    feed = make_feed(make_source())
    Feed.objects.update(fixed_interval=timedelta(minutes=20))
    feed.refresh_from_db()
    web.serve(feed.url, rss(Story()), RSS | {"cache-control": "max-age=86400"})
    pipeline.visit(feed)
    assert wait(feed) < timedelta(minutes=23)
    assert feed.next_reason == "An editor fixed the interval: we look every 20 minutes."
    web.serve(feed.url, status=500)
    pipeline.visit(feed)
    assert timedelta(minutes=35) < wait(feed) < timedelta(minutes=45)


@pytest.mark.parametrize(("state", "pushed"), [("verified", True), ("asked", False), ("denied", False)])
def test_a_feed_that_a_hub_pushes_is_only_looked_at_for_safety(web: FakeWeb, state: str, *, pushed: bool) -> None:
    feed = make_feed(make_source())
    feed.hub = "https://hub.example/"
    feed.save()
    Subscription.objects.create(feed=feed, hub=feed.hub, topic=feed.url, token="t", secret="s", state=state)
    web.serve(feed.url, rss(*stories(20, HOUR * 2)), RSS)
    pipeline.visit(feed)
    assert ("safety look" in feed.next_reason) is pushed
    assert (wait(feed) > HOUR * 2.5) is pushed


def test_what_a_hub_failed_to_push_is_looked_for_by_ourselves(web: FakeWeb) -> None:
    feed = make_feed(make_source())
    feed.hub = "https://hub.example/"
    feed.save()
    promise = Subscription.objects.create(
        feed=feed, hub=feed.hub, topic=feed.url, token="t", secret="s", state="verified"
    )
    for count, safety in ((4, True), (4, True), (5, False), (5, True)):
        web.serve(
            feed.url,
            rss(*stories(count, HOUR * 2)).replace("</channel>", f"<!--{count}--></channel>"),
            RSS | {"link": "<https://hub.example/>; rel=hub"},
        )
        pipeline.visit(feed)
        assert ("safety look" in feed.next_reason) is safety
        elapse(feed, HOUR * 3)
    promise.expires_at = timezone.now() - HOUR
    promise.save()
    pipeline.visit(feed)
    assert "safety look" not in feed.next_reason


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"status": 500}, "It failed once; the wait doubles with each failure in a row."),
        ({"status": 429, "headers": {"retry-after": "7200"}}, "The site asked us to wait until"),
    ],
)
def test_a_failure_says_why_the_next_try_is_then(web: FakeWeb, answer: dict[str, Any], sentence: str) -> None:
    feed = make_feed(make_source())
    web.serve(feed.url, **answer)
    pipeline.visit(feed)
    assert sentence in Feed.objects.get().next_reason


def test_a_fault_of_ours_is_a_failure_with_a_next_try_too(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = make_feed(make_source())
    monkeypatch.setattr(pipeline, "_looked_at", lambda _feed: 1 / 0)
    assert tasks.enqueue_due() == 1
    feed.refresh_from_db()
    assert (feed.failures, feed.lease_until) == (1, None)
    assert wait(feed) > timedelta(minutes=50)
    assert "a fault of ours (ZeroDivisionError)" in feed.fetches.get().sentence


def test_a_host_that_is_busy_is_no_failure_and_no_visit(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = make_feed(make_source())

    def busy(*_arguments: object, **_options: object) -> None:
        raise fetch.FetchError(feed.url, "Others of ours are before us.", retry_after=90, busy=True)

    monkeypatch.setattr(fetch, "get", busy)
    assert tasks.poll_now(feed)
    feed.refresh_from_db()
    assert (feed.failures, feed.problem, feed.fetches.count(), feed.lease_until) == (0, "", 0, None)
    assert timedelta(seconds=80) < wait(feed) <= timedelta(seconds=90)
    assert "its turn comes at" in feed.next_reason


def test_visits_that_find_nothing_changed_are_one_line_of_the_history(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    with_etag(outlet, Story())
    for _visit in range(5):
        poll(outlet)
    folded, read = outlet.feed.fetches.all()
    assert (read.outcome, folded.outcome, folded.times) == ("read", "unchanged", 4)
    assert folded.sentence.startswith("Nothing has changed (4 visits since ")
    with_etag(outlet, Story(), Story("museum", "A museum opens"))
    web.serve(outlet.feed.url, rss(Story(), Story("museum", "A museum opens")), RSS)
    poll(outlet)
    poll(outlet)
    assert [visit.times for visit in outlet.feed.fetches.all()] == [1, 1, 4, 1]


def test_a_run_of_unchanged_visits_is_no_longer_than_a_day(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    with_etag(outlet, Story())
    for _visit in range(6):
        poll(outlet)
        elapse(outlet.feed, HOUR * 10)
    assert [visit.times for visit in outlet.feed.fetches.all()] == [2, 3, 1]


def writes(queries: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in queries if one["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_an_unchanged_feed_costs_four_small_updates(web: FakeWeb) -> None:
    """The claim, the beginning, the feed's state with its lease let go, and the line of the history."""
    outlet = make_outlet(web)
    with_etag(outlet, Story())
    poll(outlet)
    poll(outlet)
    Feed.objects.update(next_poll_at=timezone.now())
    with CaptureQueriesContext(connection) as queries:
        assert tasks.poll_now(outlet.feed)
    ours = [one for one in writes(queries) if "ingest_f" in one]
    assert [one.split()[1].strip('"') for one in ours] == [*["ingest_feed"] * 3, "ingest_fetch"]
    assert len(queries) <= 11
    assert Feed.objects.get().lease_until is None
