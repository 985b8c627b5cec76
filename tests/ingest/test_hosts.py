"""One queue per registrable host: how long we wait, when we leave, and that no host's feeds starve the others'."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Source
from newsroom.ingest import fetch, hosts, lease, pipeline, tasks
from newsroom.ingest.links import registrable
from newsroom.ingest.models import Feed, Host
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_feed, make_outlet, rss
from tests.ingest.test_race import WORKERS, at_once
from tests.thorough import examples
from tests.world import make_source

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self, coordinates: time_machine.Traveller) -> None:
        self.coordinates = coordinates
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.coordinates.shift(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Clock]:
    settings.INGEST_GAP = 1.0
    with time_machine.travel(NOON, tick=False) as coordinates:
        clock = Clock(coordinates)
        monkeypatch.setattr(hosts, "sleep", clock.sleep)
        yield clock


def test_between_two_visits_to_a_host_the_gap_passes(clock: Clock) -> None:
    for _visit in range(3):
        hosts.take_turn("https://paper.example/a", 1.0)
    assert clock.slept == [1.0, 1.0]
    clock.coordinates.shift(5)
    hosts.take_turn("https://paper.example/a", 1.0)
    assert clock.slept == [1.0, 1.0]


def test_all_names_of_a_host_stand_in_one_queue_and_other_hosts_do_not(clock: Clock) -> None:
    hosts.take_turn("https://www.paper.example/a", 1.0)
    hosts.take_turn("https://other.example/a", 1.0)
    assert clock.slept == []
    hosts.take_turn("http://images.paper.example:8080/a", 1.0)
    assert clock.slept == [1.0]


def test_a_long_queue_is_left_at_once_and_nothing_is_reserved(clock: Clock) -> None:
    Host.objects.create(name="paper.example", free_at=NOON + timedelta(seconds=11))
    with pytest.raises(hosts.NotNow) as busy:
        hosts.take_turn("https://paper.example/a", 1.0)
    assert (busy.value.seconds, busy.value.status) == (11, None)
    assert Host.objects.get().free_at == NOON + timedelta(seconds=11)
    assert clock.slept == []


def test_whoever_is_alone_waits_however_long_the_gap_is(clock: Clock) -> None:
    hosts.take_turn("https://paper.example/a", 30.0)
    hosts.take_turn("https://paper.example/a", 30.0)
    assert clock.slept == [30.0]


def test_a_moment_that_somebody_else_took_first_is_not_taken_twice(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, rivals = hosts._next, [NOON + timedelta(seconds=1), NOON + timedelta(seconds=2)]

    def overtaken(free_at: datetime, now: datetime) -> datetime:
        if rivals:
            Host.objects.update(free_at=rivals.pop(0))
        return real(free_at, now)

    monkeypatch.setattr(hosts, "_next", overtaken)
    hosts.take_turn("https://paper.example/a", 1.0)
    assert clock.slept == [2.0]
    assert Host.objects.get().free_at == NOON + timedelta(seconds=3)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_workers_who_come_at_once_get_moments_of_their_own(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(_number: int) -> None:
        for _visit in range(5):
            hosts.take_turn("https://paper.example/a", 0.25)

    stood: list[float] = []
    monkeypatch.setattr(hosts, "sleep", stood.append)
    at_once(work)
    assert sorted(stood) == [number * 0.25 for number in range(1, WORKERS * 5)]


def test_a_moment_written_by_a_clock_that_ran_wrong_is_not_waited_for(clock: Clock) -> None:
    Host.objects.create(name="paper.example", free_at=NOON + timedelta(days=400))
    hosts.take_turn("https://paper.example/a", 1.0)
    assert clock.slept == []
    assert Host.objects.get().free_at == NOON + timedelta(seconds=1)


def test_every_request_takes_a_turn_robots_and_redirects_too(web: FakeWeb, clock: Clock) -> None:
    web.redirect("https://paper.example/a", "https://www.paper.example/a")
    web.redirect("https://www.paper.example/a", "https://cdn.example/a")
    web.serve("https://cdn.example/a", "ok")
    assert fetch.get("https://paper.example/a").body == b"ok"
    # Twice a robots.txt and twice a page at paper.example, then the same at cdn.example, where nobody was.
    assert clock.slept == [1.0, 1.0, 1.0, 1.0]
    assert set(Host.objects.values_list("name", flat=True)) == {"paper.example", "cdn.example"}


def test_a_busy_host_is_no_failure_of_the_feed(web: FakeWeb, clock: Clock) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    Host.objects.create(name="harbour-gazette.example", free_at=timezone.now() + timedelta(seconds=40))
    visit = pipeline.visit(outlet.feed)
    outlet.feed.refresh_from_db()
    assert "our turn comes at" in visit.sentence
    assert (outlet.feed.failures, outlet.feed.problem) == (0, "")
    assert outlet.feed.next_poll_at == NOON + timedelta(seconds=40)
    assert web.requests == []


def test_an_address_that_is_refused_opens_no_queue(clock: Clock) -> None:
    with pytest.raises(fetch.FetchError, match="We do not visit this address"):
        fetch.get("http://127.0.0.1/")
    assert not Host.objects.exists()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://news.paper.co.uk/feed", "paper.co.uk"),
        ("https://WWW.Paper.example./", "paper.example"),
        ("https://a.b.paper.com.sg:8443/", "paper.com.sg"),
        ("https://me.github.io/", "me.github.io"),
        ("https://www.bücher.de/", "xn--bcher-kva.de"),
        ("http://192.0.2.7:8080/", "192.0.2.7"),
        ("http://[2606:4700::1111]/", "2606:4700::1111"),
        ("http://localhost/", "localhost"),
        ("http://[", ""),
        ("nonsense", ""),
        (f"https://{'a' * 300}.example/feed.xml", ""),
        (f"https://paper.{'a' * 300}/feed.xml", ""),
    ],
)
def test_a_host_is_known_by_the_name_that_somebody_registered(url: str, name: str) -> None:
    assert registrable(url) == name


@given(st.text(max_size=60))
@examples(100)
def test_any_text_has_a_registrable_host_or_none(text: str) -> None:
    assert registrable(f"https://{text}/") == registrable(f"https://{text}/a?b")


def feeds_of(source: Source, count: int) -> list[Feed]:
    return [make_feed(source, f"https://{source.host}/{number}.xml") for number in range(count)]


def test_of_one_host_one_feed_is_claimed_at_a_time_and_all_get_their_turn(clock: Clock) -> None:
    feeds = feeds_of(make_source("Harbour Gazette"), 5)
    other = make_feed(make_source("Later Post"), "https://www.later-post.example/feed")
    taken = lease.claim_due(timezone.now())
    assert sorted(taken) == [feeds[0].pk, other.pk]
    assert lease.claim_due(timezone.now()) == []
    for feed in feeds[1:]:
        done = taken[0]
        lease.release(done)
        Feed.objects.filter(pk=done).update(next_poll_at=timezone.now() + timedelta(hours=1))
        taken = lease.claim_due(timezone.now())
        assert taken == [feed.pk]


def test_three_hundred_feeds_of_one_host_do_not_keep_the_others_waiting(clock: Clock) -> None:
    crowd, other = make_source("Crowd Post"), make_source("Other Post")
    long_ago = timezone.now() - timedelta(hours=9)
    Feed.objects.bulk_create(
        Feed(source=crowd, url=f"https://crowd.example/{number}", host="crowd.example", next_poll_at=long_ago)
        for number in range(300)
    )
    late = make_feed(other)
    assert late.pk in lease.claim_due(timezone.now())


def test_a_host_is_free_again_when_the_lease_ran_out(clock: Clock) -> None:
    first, second = feeds_of(make_source(), 2)
    assert lease.claim_due(timezone.now()) == [first.pk]
    Feed.objects.filter(pk=first.pk).update(next_poll_at=timezone.now() + timedelta(hours=1))
    clock.coordinates.shift(lease.LENGTH + timedelta(seconds=1))
    assert lease.claim_due(timezone.now()) == [second.pk]


def test_a_feed_whose_address_was_changed_is_at_its_new_host(clock: Clock) -> None:
    feed, rival = make_feed(make_source("Harbour Gazette")), make_feed(make_source("Later Post"))
    lease.claim_due(timezone.now())
    Feed.objects.update(lease_until=None)
    Feed.objects.filter(pk=feed.pk).update(url="https://www.later-post.example/moved", host="")
    assert lease.claim_due(timezone.now()) == [feed.pk]
    feed.refresh_from_db()
    assert feed.host == "later-post.example"
    assert lease.claim_due(timezone.now()) == []
    assert rival.pk not in lease.due(NOON - timedelta(days=1))


def test_where_hosts_have_no_queue_all_feeds_are_claimed(settings: Any) -> None:
    settings.INGEST_GAP = 0
    feeds = feeds_of(make_source(), 5)
    assert lease.claim_due(timezone.now()) == [feed.pk for feed in feeds]


def test_claiming_costs_three_queries_however_many_are_due(clock: Clock) -> None:
    source = make_source()
    Feed.objects.bulk_create(
        Feed(source=source, url=f"https://paper-{number}.example/feed", host=f"paper-{number}.example")
        for number in range(40)
    )
    with CaptureQueriesContext(connection) as queries:
        assert len(lease.claim_due(timezone.now())) == 40
    assert len(queries) == 3


def test_the_clock_takes_one_feed_of_a_host_after_the_other(web: FakeWeb, clock: Clock) -> None:
    source = make_source("Harbour Gazette")
    for feed in feeds_of(source, 3):
        web.serve(feed.url, rss(Story()), {"content-type": "application/rss+xml"})
    polled = [tasks.enqueue_due() for _tick in range(4)]
    assert polled == [1, 1, 1, 0]
    assert Feed.objects.filter(last_good_at=None).count() == 0
