"""Gone quiet: a feed that spoke daily and is silent rings an alarm; a weekend, a weekly and a newcomer do not."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from newsroom.ingest import health
from newsroom.ingest.models import Feed, Fetch
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_feed, make_outlet, poll, rss
from tests.world import make_source

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def spoke(feed: Feed, days: range, *, habit: float) -> datetime:
    """A history in which something new came on these days ago; when it last did."""
    now = timezone.now()
    Fetch.objects.bulk_create(Fetch(feed=feed, at=now - DAY * ago, outcome="read", new=3) for ago in days)
    last = now - DAY * min(days)
    Feed.objects.filter(pk=feed.pk).update(habit=habit, last_new_at=last, last_good_at=last, body_hash="x")
    feed.refresh_from_db()
    return last


@pytest.mark.parametrize(
    ("days", "habit", "quiet"),
    [
        (range(4, 18), 3.0, True),
        (range(2, 16), 3.0, False),  # a weekend
        (range(4, 8), 3.0, False),  # known for too short a time
        (range(4, 25, 7), 3.0, False),  # a weekly that brings many at once
        (range(4, 18), 0.5, False),  # one every other day
        (range(4, 18), 1.0, False),  # four days are no wonder at one a day
        (range(6, 20), 1.0, True),
    ],
)
def test_a_feed_that_spoke_daily_and_is_silent_rings_the_alarm(
    web: FakeWeb, days: range, habit: float, *, quiet: bool
) -> None:
    outlet = make_outlet(web)
    last = spoke(outlet.feed, days, habit=habit)
    web.serve(outlet.feed.url, rss(), {"etag": '"one"'})
    Feed.objects.update(etag='"one"')
    poll(outlet)
    assert Feed.objects.get().quiet_since == (last if quiet else None)


def test_the_alarm_ends_when_it_speaks_again(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    spoke(outlet.feed, range(5, 19), habit=3.0)
    Feed.objects.update(quiet_since=timezone.now())
    outlet.tells(Story(), pages=False)
    poll(outlet)
    feed = Feed.objects.get()
    assert feed.quiet_since is None
    assert feed.last_new_at
    assert timezone.now() - feed.last_new_at < HOUR


def test_looking_for_silence_costs_nothing_while_a_feed_speaks(
    web: FakeWeb, django_assert_num_queries: CountQueries
) -> None:
    feed = make_feed(make_source())
    spoke(feed, range(1, 15), habit=3.0)
    with django_assert_num_queries(0):
        assert health._silence(feed, timezone.now()) == {}
