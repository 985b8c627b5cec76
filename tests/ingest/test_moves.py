"""Moves: a feed that says it has moved for good is believed when it says so again and again, never at once."""

from datetime import timedelta

import pytest

from newsroom.ingest import pipeline
from newsroom.ingest.models import Feed, Fetch
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_feed, rss
from tests.world import make_source

pytestmark = pytest.mark.django_db
OLD = "https://harbour-gazette.example/feed.xml"
NEW = "https://news.gazette.example/all.xml"
RSS = {"content-type": "application/rss+xml"}
HTML = {"content-type": "text/html"}
HOUR = timedelta(hours=1)


@pytest.fixture
def feed() -> Feed:
    return make_feed(make_source(), OLD)


def look(feed: Feed, times: int = 1, *, apart: timedelta = HOUR) -> Fetch:
    """Visit the feed so many times, with so much time between two visits."""
    for _time in range(times):
        feed.refresh_from_db()
        if feed.moved_since:
            Feed.objects.filter(pk=feed.pk).update(moved_since=feed.moved_since - apart)
            feed.refresh_from_db()
        visit = pipeline.visit(feed)
    feed.refresh_from_db()
    return visit


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_move_is_adopted_at_the_third_visit_in_a_row(web: FakeWeb, feed: Feed, status: int) -> None:
    web.serve(NEW, rss(Story()), RSS | {"etag": '"one"'})
    web.redirect(OLD, NEW, status)
    assert f"It says that it has moved to {NEW}." in look(feed).sentence
    assert (feed.url, feed.moved_to, feed.moved_times) == (OLD, NEW, 1)
    look(feed)
    assert feed.url == OLD
    visit = look(feed)
    assert f"It has moved from {OLD} to {NEW} (said 3 times); we look there from now on." in visit.sentence
    assert (feed.url, feed.host, feed.moved_to, feed.moved_times) == (NEW, "gazette.example", "", 0)
    web.requests.clear()
    assert look(feed).outcome == "unchanged"
    assert web.asked == [NEW]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_never_adopted(web: FakeWeb, feed: Feed, status: int) -> None:
    web.serve(NEW, rss(Story()), RSS)
    web.redirect(OLD, NEW, status)
    look(feed, 6)
    assert (feed.url, feed.moved_to, feed.failures) == (OLD, "", 0)


def test_a_permanent_move_behind_a_temporary_one_is_not_adopted(web: FakeWeb, feed: Feed) -> None:
    web.redirect(OLD, "https://harbour-gazette.example/now", 302)
    web.redirect("https://harbour-gazette.example/now", NEW)
    web.serve(NEW, rss(Story()), RSS)
    look(feed, 6)
    assert (feed.url, feed.moved_to) == (OLD, "")


def test_three_visits_within_minutes_are_not_enough(web: FakeWeb, feed: Feed) -> None:
    web.serve(NEW, rss(Story()), RSS)
    web.redirect(OLD, NEW)
    look(feed, 6, apart=timedelta(minutes=5))
    assert (feed.url, feed.moved_times) == (OLD, 6)
    look(feed, 1)
    assert feed.url == NEW


def test_a_move_that_is_taken_back_or_changed_is_counted_anew(web: FakeWeb, feed: Feed) -> None:
    web.serve(NEW, rss(Story()), RSS)
    web.redirect(OLD, NEW)
    look(feed, 2)
    web.serve(OLD, rss(Story()), RSS)
    look(feed)
    assert (feed.moved_to, feed.moved_times, feed.moved_since) == ("", 0, None)
    web.redirect(OLD, NEW)
    look(feed, 2)
    other = "https://elsewhere.example/f"
    web.serve(other, rss(Story()), RSS)
    web.redirect(OLD, other)
    look(feed)
    assert (feed.url, feed.moved_to, feed.moved_times) == (OLD, other, 1)


def test_a_move_to_something_that_is_no_feed_is_never_adopted(web: FakeWeb, feed: Feed) -> None:
    web.serve(NEW, "<html><p>This domain is for sale</p></html>", HTML)
    web.redirect(OLD, NEW)
    look(feed, 5)
    assert (feed.url, feed.moved_to) == (OLD, "")
    assert "parked or for sale" in feed.problem


def test_a_feed_that_moves_to_one_of_ours_is_retired_and_names_it(web: FakeWeb, feed: Feed) -> None:
    ours = make_feed(make_source("Gazette"), NEW)
    Feed.objects.filter(pk=ours.pk).update(title="All of the Gazette")
    web.serve(NEW, rss(Story()), RSS)
    web.redirect(OLD, NEW)
    visit = look(feed, 3)
    assert (feed.url, feed.state) == (OLD, "retired")
    assert "is our feed “All of the Gazette”; this one is retired." in visit.sentence
    assert "All of the Gazette" in feed.problem
    assert "All of the Gazette" in feed.next_reason
