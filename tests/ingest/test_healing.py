"""Self-healing: lost feeds are searched for, found ones adopted by a person alone, and what rests is left alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from newsroom.ingest import fetch, healing, lease, pipeline, subscribe, tasks
from newsroom.ingest.models import Feed, Fetch
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_feed, rss
from tests.world import make_source, person

pytestmark = pytest.mark.django_db
OLD = "https://harbour-gazette.example/feed.xml"
NEW = "https://news.gazette.example/all.xml"
RSS = {"content-type": "application/rss+xml"}
HTML = {"content-type": "text/html"}
HOUR = timedelta(hours=1)


@pytest.fixture
def feed() -> Feed:
    return make_feed(make_source(), OLD)


def look(feed: Feed, times: int = 1) -> Fetch:
    """Visit the feed so many times."""
    for _time in range(times):
        feed.refresh_from_db()
        visit = pipeline.visit(feed)
    feed.refresh_from_db()
    return visit


def site(web: FakeWeb, home: str = "https://harbour-gazette.example/") -> None:
    """The outlet's home page, which names a feed that answers."""
    web.serve(home, f"<html><link rel=alternate type='application/rss+xml' href='{NEW}'></html>", HTML)
    web.serve(NEW, rss(Story()), RSS)


def test_a_feed_that_is_not_found_twice_is_searched_for(web: FakeWeb, feed: Feed) -> None:
    site(web)
    look(feed)
    assert (feed.found_url, feed.searched_at) == ("", None)
    visit = look(feed)
    assert feed.found_url == NEW
    assert f"A search found a feed at {NEW}." in visit.sentence
    assert visit.sentence == Fetch.objects.order_by("-at").first().sentence  # type: ignore[union-attr]
    assert (feed.url, feed.state, feed.failures) == (OLD, "active", 2)


@pytest.mark.parametrize(
    "page", ["<html><p>Hello</p></html>", "<html><p>Buy this domain</p></html>", "<html><input type=password></html>"]
)
def test_a_feed_that_became_a_web_page_twice_is_searched_for(web: FakeWeb, feed: Feed, page: str) -> None:
    site(web)
    web.serve(OLD, page, HTML)
    look(feed, 2)
    assert feed.found_url == NEW


def test_the_page_that_answered_is_looked_at_too(web: FakeWeb, feed: Feed) -> None:
    web.redirect(OLD, "https://gazette.example/moved", 302)
    site(web, "https://gazette.example/moved")
    look(feed, 2)
    assert feed.found_url == NEW


def test_two_failures_of_different_kinds_are_no_reason_to_search(web: FakeWeb, feed: Feed) -> None:
    site(web)
    for answer in ({"status": 500}, {"status": 404}, {"body": "<html></html>"}, {"status": 404}, {"status": 403}):
        web.serve(OLD, **answer)
        look(feed)
    assert feed.searched_at is None


def test_a_search_that_finds_nothing_is_made_once_a_day(web: FakeWeb, feed: Feed) -> None:
    look(feed, 5)
    searched = feed.searched_at
    assert searched
    home = "https://harbour-gazette.example/"
    assert web.asked.count(home) == 1
    Feed.objects.update(searched_at=searched - timedelta(hours=25))
    look(feed)
    assert web.asked.count(home) == 2


def test_a_feed_of_ours_is_not_found_again(web: FakeWeb, feed: Feed) -> None:
    site(web)
    make_feed(make_source("Other Post"), NEW)
    look(feed, 2)
    assert feed.found_url == ""


def test_a_feed_that_answers_again_forgets_what_was_found(web: FakeWeb, feed: Feed) -> None:
    site(web)
    look(feed, 2)
    web.serve(OLD, rss(Story()), RSS)
    look(feed)
    assert (feed.found_url, feed.searched_at, feed.problem) == ("", None, "")


def test_a_search_never_goes_where_we_do_not_visit(web: FakeWeb) -> None:
    feed = make_feed(make_source(home_page="http://169.254.169.254/"), OLD)
    look(feed, 2)
    assert all("169.254" not in str(request.url) for request in web.requests)


def test_a_search_ends_in_time(web: FakeWeb, feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    moment = iter(range(0, 10_000, 100))
    monkeypatch.setattr("time.monotonic", lambda: next(moment))

    def slow(place: str, **_options: object) -> None:
        asked.append(place)
        raise subscribe.NoFeed("nothing")

    monkeypatch.setattr(subscribe, "look", slow)
    Feed.objects.filter(pk=feed.pk).update(url="https://feeds.example/x")
    feed.refresh_from_db()
    healing.search(feed, "https://third.example/")
    assert asked == ["https://harbour-gazette.example/"]


def test_nothing_found_is_adopted_without_a_person(web: FakeWeb, feed: Feed) -> None:
    site(web)
    look(feed, 6)
    assert (feed.url, feed.found_url) == (OLD, NEW)


def test_an_editor_adopts_what_was_found_with_one_click(web: FakeWeb, feed: Feed) -> None:
    site(web)
    look(feed, 2)
    healing.adopt(feed, person("ada"))
    feed.refresh_from_db()
    assert (feed.url, feed.found_url, feed.failures, feed.problem) == (NEW, "", 0, "")
    assert (feed.host, feed.next_reason) == ("gazette.example", "ada gave it a new address.")
    assert LogEntry.objects.get().change_message == f"Moved from {OLD} to {NEW}."
    assert tasks.enqueue_due() == 1
    assert feed.fetches.order_by("-at").first().outcome == "read"  # type: ignore[union-attr]


def test_adopting_nothing_or_what_is_ours_is_refused_in_words(web: FakeWeb, feed: Feed) -> None:
    with pytest.raises(healing.NotPossible, match="No search has found"):
        healing.adopt(feed, person("ada"))
    make_feed(make_source("Other Post"), NEW)
    Feed.objects.filter(pk=feed.pk).update(found_url=NEW)
    feed.refresh_from_db()
    with pytest.raises(healing.NotPossible, match="already"):
        healing.adopt(feed, person("ada"))
    assert Feed.objects.get(pk=feed.pk).url == OLD
    assert not LogEntry.objects.exists()


def test_two_editors_do_not_adopt_twice(web: FakeWeb, feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(found_url=NEW)
    feed.refresh_from_db()
    late = Feed.objects.get()
    healing.adopt(feed, person("ada"))
    with pytest.raises(healing.NotPossible, match="Somebody else"):
        healing.adopt(late, person("ben"))
    assert LogEntry.objects.count() == 1


def test_an_editor_may_search_again_whenever(web: FakeWeb, feed: Feed) -> None:
    assert healing.search_again(feed, person("ada")) == ""
    site(web)
    assert healing.search_again(feed, person("ada")) == NEW
    said = set(LogEntry.objects.values_list("change_message", flat=True))
    assert said == {"Searched again; found nothing.", f"Searched again; found {NEW}."}


# At rest


def test_pausing_is_signed_and_takes_the_feed_from_whoever_holds_it(web: FakeWeb, feed: Feed) -> None:
    now = timezone.now()
    assert lease.claim(feed.pk, now)
    assert healing.pause(feed, person("ada"), "The outlet is on strike.")
    assert not healing.pause(feed, person("ada"))
    tasks.poll.enqueue([feed.pk], lease.claimed_until(now).isoformat())
    feed.refresh_from_db()
    assert (feed.state, feed.next_reason) == ("paused", "Paused by ada. The outlet is on strike.")
    assert web.requests == []
    assert LogEntry.objects.get().change_message == "Paused by ada. The outlet is on strike."


@pytest.mark.parametrize(
    ("state", "clock", "told"),
    [("active", True, True), ("manual", False, True), ("paused", False, False), ("retired", False, False)],
)
def test_who_may_wake_a_feed(web: FakeWeb, feed: Feed, state: str, *, clock: bool, told: bool) -> None:
    web.serve(OLD, rss(Story()), RSS)
    Feed.objects.update(state=state)
    assert tasks.enqueue_due() == clock
    Feed.objects.update(next_poll_at=timezone.now())
    assert tasks.poll_now(feed) == told


def test_resuming_forgets_the_old_failures_and_looks_at_once(web: FakeWeb, feed: Feed) -> None:
    web.serve(OLD, status=410)
    look(feed)
    assert feed.state == "retired"
    assert healing.resume(feed, person("ada"))
    feed.refresh_from_db()
    assert (feed.state, feed.failures, feed.problem, feed.attempts) == ("active", 0, "", 0)
    assert lease.due(timezone.now()) == [feed.pk]
    assert not healing.resume(feed, person("ada"))
    assert LogEntry.objects.get().user == person("ada")


def test_a_retired_feed_is_kept_for_its_history(web: FakeWeb, feed: Feed) -> None:
    look(feed)
    assert healing.retire(feed, person("ada"), "It has merged with another.")
    assert (feed.state, feed.fetches.count()) == ("retired", 1)
    assert "merged with another" in Feed.objects.get().next_reason


def test_a_feed_that_is_busy_is_not_taken_for_lost(web: FakeWeb, feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    look(feed)

    def busy(*_arguments: Any, **_options: Any) -> None:
        raise fetch.FetchError(OLD, "The site asked us to wait.", status=429, retry_after=60, busy=True)

    monkeypatch.setattr(fetch, "get", busy)
    look(feed, 3)
    assert (feed.failures, feed.searched_at, feed.fetches.count()) == (1, None, 1)
    assert "The site asked us to wait until" in feed.next_reason


def test_a_search_tries_no_further_place_once_its_time_is_over(web: FakeWeb) -> None:
    web.serve("https://quay.example/", "<html><p>Welcome.</p></html>", HTML)
    with pytest.raises(subscribe.NoFeed):
        subscribe.look("https://quay.example/", seconds=0)
    assert web.asked == ["https://quay.example/"]
