"""How each source is: its state in a word, its figures, and what they cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.status import Status
from newsroom.ingest import vitals
from newsroom.ingest.models import Capture, Feed, Fetch, Pause
from newsroom.ingest.vitals import State
from tests.ingest.press import make_feed
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
NOW = timezone.now()


def feed_as(**values: Any) -> Feed:
    """A feed that was read an hour ago, but for these values."""
    feed = make_feed(make_source())
    Feed.objects.update(**({"last_good_at": NOW - timedelta(hours=1)} | values))
    feed.refresh_from_db()
    return feed


def bring(feed: Feed, number: int, days_ago: float, **values: Any) -> None:
    """So many captures of that age."""
    at = NOW - timedelta(days=days_ago)
    Capture.objects.bulk_create(
        Capture(feed=feed, source=feed.source, at=at, verdict="new", **values) for _ in range(number)
    )


def only() -> vitals.SourceVitals:
    """The one source there is."""
    (row,) = vitals.of_all()
    return row


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, State.GOOD),
        ({"last_good_at": None}, State.NEVER),
        ({"failures": 1, "problem": "No answer."}, State.FAILING),
        ({"quiet_since": NOW}, State.QUIET),
        ({"state": "paused", "failures": 3}, State.PAUSED),
        ({"state": "retired", "failures": 3}, State.RETIRED),
        ({"state": "manual"}, State.GOOD),
        ({"failures": 3, "found_url": "https://found.example/feed"}, State.MOVED),
        ({"state": "retired", "found_url": "https://found.example/feed"}, State.MOVED),
        ({"moved_to": "https://moved.example/feed", "moved_times": 1}, State.GOOD),
    ],
    ids=["well", "new", "fails", "quiet", "paused", "retired", "by hand", "found", "gone and found", "says it moved"],
)
def test_a_feed_is_in_one_state(values: dict[str, Any], state: State) -> None:
    feed_as(**values)
    assert only().state == state


@pytest.mark.parametrize(("status", "state"), [(403, State.REFUSED), (401, State.REFUSED), (500, State.FAILING)])
def test_a_site_that_refuses_us_is_told_from_one_that_is_broken(status: int, state: State) -> None:
    feed = feed_as(failures=2, problem="It did not work.")
    Fetch.objects.create(feed=feed, outcome="failed", status=status)
    assert only().state == state


def test_a_failing_feed_of_a_source_that_robots_txt_closes_is_refused() -> None:
    feed = feed_as(failures=2)
    feed.source.robots_opt_out = True
    feed.source.save()
    assert only().state == State.REFUSED


def test_only_the_last_visit_says_whether_a_site_is_slow() -> None:
    feed = feed_as()
    Fetch.objects.create(feed=feed, outcome="read", milliseconds=20_000, at=NOW - timedelta(hours=2))
    assert only().state == State.SLOW
    Fetch.objects.create(feed=feed, outcome="read", milliseconds=20_000, new=9, at=NOW - timedelta(hours=1))
    assert only().state == State.GOOD, "twenty seconds for ten pages are no fault"


def test_a_source_is_as_its_worst_feed_and_one_at_rest_hides_no_ill_one() -> None:
    source = make_source()
    make_feed(source, "https://harbour-gazette.example/a")
    make_feed(source, "https://harbour-gazette.example/b")
    Feed.objects.update(last_good_at=NOW)
    Feed.objects.filter(url__endswith="b").update(state="paused")
    assert only().state == State.GOOD
    Feed.objects.filter(url__endswith="a").update(failures=1)
    assert only().state == State.FAILING
    assert [one.feed.url[-1] for one in only().feeds] == ["a", "b"]


def test_stories_are_counted_by_the_days_of_the_sites_time_zone() -> None:
    feed = feed_as()
    bring(feed, 3, days_ago=0)
    bring(feed, 2, days_ago=2)
    bring(feed, 9, days_ago=20)
    bring(feed, 5, days_ago=0, version=2)
    bring(feed, 5, days_ago=0, version=0)
    intake = only().intake
    assert (intake.days[-1], intake.days[-3], sum(intake.days)) == (3, 2, 5)
    assert intake.last_day == 3


def test_the_habit_is_what_the_feeds_learnt_or_the_mean_of_the_days_since_the_first_story() -> None:
    feed = feed_as()
    bring(feed, 4, days_ago=2)
    bring(feed, 50, days_ago=0)
    assert only().usual == 2.0
    Feed.objects.update(habit=12.5)
    assert only().usual == 12.5


def test_a_text_is_read_in_full_when_the_page_is_an_article_and_its_readers_agree() -> None:
    feed = feed_as()
    bring(feed, 3, days_ago=1, label="article", agreement=0.9)
    bring(feed, 1, days_ago=1, label="article", agreement=0.5)
    bring(feed, 1, days_ago=1, label="paywall", agreement=0.9)
    bring(feed, 1, days_ago=1)
    assert only().full_share == 0.5


def test_stories_that_no_feed_brought_count_for_their_source() -> None:
    feed = feed_as()
    bring(feed, 1, days_ago=0)
    Capture.objects.create(source=feed.source, verdict="new", at=NOW)
    assert only().intake.last_day == 2


def test_people_accept_and_reject_and_what_expired_is_nobodys_judgement() -> None:
    feed_as()
    ada = person("ada")
    for number in range(4):
        article = make_article(f"Story {number}", status=Status.IN_REVIEW)
        lifecycle.move(article, Status.PUBLISHED if number else Status.REJECTED, by=ada)
    lifecycle.move(make_article(status=Status.INCOMING), Status.REJECTED, by=system_account(), reason="expired")
    assert (only().taken, only().rejected, only().accept_rate) == (3, 1, 0.75)


def test_a_story_decided_upon_twice_counts_as_it_stands_now() -> None:
    feed_as()
    ada, article = person("ada"), make_article(status=Status.INCOMING)
    for step in (Status.REJECTED, Status.INCOMING, Status.IN_REVIEW, Status.PUBLISHED, Status.UNPUBLISHED):
        lifecycle.move(Article.objects.get(pk=article.pk), step, by=ada)
    assert (only().taken, only().rejected) == (1, 0)


def test_nobody_has_decided_yet_is_no_rate_at_all() -> None:
    feed_as()
    assert only().accept_rate is None
    assert only().full_share is None


@pytest.mark.parametrize(
    ("host", "url", "stands"),
    [
        ("harbour-gazette.example", "", True),
        ("harbour-gazette.example", "https://harbour-gazette.example/feed.xml", True),
        ("harbour-gazette.example", "https://harbour-gazette.example/other.xml", False),
        ("gulf-lantern.example", "", False),
    ],
)
def test_a_pause_stands_for_the_host_or_for_one_address(host: str, url: str, stands: bool) -> None:
    feed_as()
    Pause.objects.create(key=host + url, host=host, url=url, status=429, until=NOW + timedelta(hours=1))
    assert bool(only().feeds[0].pause) is stands


def test_a_pause_that_is_over_is_forgotten() -> None:
    feed_as()
    Pause.objects.create(key="k", host="harbour-gazette.example", status=429, until=NOW - timedelta(minutes=1))
    assert only().feeds[0].pause is None


def test_sources_without_a_feed_are_not_listed() -> None:
    make_source("Gulf Lantern")
    assert vitals.of_all() == []


def test_one_feed_alone_is_told_like_the_whole_house() -> None:
    feed = feed_as(failures=2)
    bring(feed, 2, days_ago=0)
    one = vitals.of_feed(feed)
    assert (one.state, one.intake.last_day) == (State.FAILING, 2)


def test_many_sources_cost_what_one_costs(django_assert_num_queries: CountQueries) -> None:
    def add(numbers: range) -> None:
        for number in numbers:
            feed = make_feed(make_source(f"Outlet {number}"))
            bring(feed, 2, days_ago=1)
            Fetch.objects.create(feed=feed, outcome="read")

    add(range(2))
    with django_assert_num_queries(5):
        vitals.of_all()
    add(range(2, 30))
    with django_assert_num_queries(5):
        assert len(vitals.of_all()) == 30
