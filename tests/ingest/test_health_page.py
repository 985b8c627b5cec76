"""The health page: what an editor sees, in which order, and what it costs."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.ingest.admin import sparkline, words
from newsroom.ingest.models import Capture, Feed, Fetch, Pause, Subscription
from tests.ingest.press import make_feed
from tests.world import make_country, make_source

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
SignIn = Callable[[str], Client]
PAGE = "/admin/ingest/feed/health/"
HOUR = timedelta(hours=1)


def feed_of(name: str, **values: Any) -> Feed:
    """A feed of a source of its own, read an hour ago, but for these values."""
    now = timezone.now()
    feed = make_feed(make_source(name, country=make_country()))
    Feed.objects.filter(pk=feed.pk).update(
        **({"last_good_at": now - HOUR, "next_poll_at": now + HOUR, "title": f"{name}: all news"} | values)
    )
    feed.refresh_from_db()
    return feed


def bring(feed: Feed, number: int) -> None:
    """So many stories, just now."""
    Capture.objects.bulk_create(Capture(feed=feed, source=feed.source, verdict="new") for _ in range(number))


def shown(client: Client, asked: str = "") -> list[str]:
    """The names of the sources, in the order of the page."""
    return re.findall(r'class="story"[^>]*>([^<]+)<', client.get(PAGE + asked).content.decode())


@pytest.fixture
def house(db: None) -> None:
    """Four sources, each in a state of its own."""
    bring(feed_of("Well Gazette", habit=4), 9)
    feed_of("Ailing Herald", failures=4, problem="The site does not answer.")
    bring(feed_of("Quiet Courier", quiet_since=timezone.now() - timedelta(days=5), habit=3), 1)
    feed_of("Resting Post", state="paused", next_reason="Paused by ada. The licence ended.")


@pytest.mark.usefixtures("house")
def test_what_needs_a_person_stands_on_top_and_what_is_wrong_is_said_in_plain_words(signed_in: SignIn) -> None:
    ben = signed_in("ben")
    assert shown(ben) == ["Ailing Herald", "Quiet Courier", "Well Gazette", "Resting Post"]
    page = ben.get(PAGE).content.decode()
    assert "The site does not answer." in page
    assert "its last new story came 5 days ago" in page
    assert "Paused by ada. The licence ended." in page
    assert "usually 4 a day" in page


@pytest.mark.usefixtures("house")
def test_the_summary_counts_every_source_once(signed_in: SignIn) -> None:
    page = signed_in("ben").get(PAGE).content.decode()
    assert "4 sources: 1 good, 1 needs attention, 1 gone quiet, 1 paused." in page
    assert "10 stories in the last 24 hours, usually 7." in page


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?sort=name", ["Ailing Herald", "Quiet Courier", "Resting Post", "Well Gazette"]),
        ("?sort=stories", ["Well Gazette", "Quiet Courier", "Ailing Herald", "Resting Post"]),
        ("?state=attention", ["Ailing Herald"]),
        ("?state=quiet", ["Quiet Courier"]),
        ("?q=does+not+answer", ["Ailing Herald"]),
        ("?q=WELL-GAZETTE.EXAMPLE", ["Well Gazette"]),
        ("?section=mongolia&state=paused", ["Resting Post"]),
        ("?section=japan", []),
        ("?sort=nonsense&state=nonsense", ["Ailing Herald", "Quiet Courier", "Well Gazette", "Resting Post"]),
        ("?q=%00%3Cscript%3E", []),
    ],
)
def test_the_address_sorts_and_filters(asked: str, names: list[str], signed_in: SignIn) -> None:
    assert shown(signed_in("ben"), asked) == names


def test_the_longest_unread_and_the_least_accepted_can_be_put_on_top(signed_in: SignIn) -> None:
    now = timezone.now()
    feed_of("Old", last_good_at=now - timedelta(days=3))
    feed_of("New", last_good_at=now)
    feed_of("Never", last_good_at=None)
    ben = signed_in("ben")
    assert shown(ben, "?sort=good") == ["Never", "Old", "New"]
    assert shown(ben, "?sort=accepted") == ["Never", "New", "Old"]


def test_what_an_editor_typed_is_shown_again_and_never_run(signed_in: SignIn) -> None:
    feed_of("Well Gazette")
    page = signed_in("ben").get(PAGE, {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
    assert "Nothing matches." in page


def test_an_empty_house_is_told_what_a_feed_is(signed_in: SignIn) -> None:
    page = signed_in("root").get(PAGE).content.decode()
    assert "A feed is an address where an outlet lists its newest stories" in page
    assert "/admin/ingest/feed/add/" in page


def test_an_editor_who_may_not_change_feeds_is_offered_no_button(signed_in: SignIn) -> None:
    feed_of("Moved Mail", failures=3, found_url="https://moved-mail.example/new.xml")
    assert "Use the found address" not in signed_in("ben").get(PAGE).content.decode()
    assert "Use the found address" in signed_in("ada").get(PAGE).content.decode()


def test_a_found_address_is_taken_with_one_click_and_the_editor_stays_on_the_page(signed_in: SignIn) -> None:
    feed = feed_of("Moved Mail", failures=3, problem="Gone.", found_url="https://moved-mail.example/new.xml")
    act = f"/admin/ingest/feed/{feed.pk}/act/"
    answer = signed_in("ada").post(act, {"act": "adopt", "next": f"{PAGE}?state=moved"})
    assert answer["location"] == f"{PAGE}?state=moved"
    feed.refresh_from_db()
    assert (feed.url, feed.found_url, feed.failures) == ("https://moved-mail.example/new.xml", "", 0)


def test_the_button_leads_back_to_no_strangers_site(signed_in: SignIn) -> None:
    feed = feed_of("Well Gazette")
    answer = signed_in("ada").post(
        f"/admin/ingest/feed/{feed.pk}/act/", {"act": "pause", "next": "https://evil.example/"}
    )
    assert answer["location"] == f"/admin/ingest/feed/{feed.pk}/change/"


@pytest.mark.parametrize(("name", "status"), [("zoe", 302), ("cy", 403), ("ben", 200), ("tao", 200)])
def test_only_those_who_may_see_feeds_see_the_page(name: str, status: int, signed_in: SignIn) -> None:
    assert signed_in(name).get(PAGE).status_code == status


def test_pauses_and_pushes_are_told(signed_in: SignIn) -> None:
    now = timezone.now()
    feed = feed_of("Well Gazette")
    Pause.objects.create(key="k", host="well-gazette.example", status=429, until=now + 2 * HOUR)
    Subscription.objects.create(
        feed=feed, hub="https://hub.example/", topic=feed.url, token="t", secret="s", state="verified", last_push_at=now
    )
    page = signed_in("ben").get(PAGE).content.decode()
    assert "The site asked us to wait until" in page
    assert "in 2 hours" in page or "in 120 minutes" in page
    assert "Its hub pushes news to us, last just now." in page


def test_of_several_feeds_the_ill_one_is_named(signed_in: SignIn) -> None:
    ill = feed_of("Well Gazette", failures=2, problem="The site does not answer.", title="Sport")
    make_feed(ill.source, "https://well-gazette.example/other.xml")
    assert "Sport: The site does not answer." in signed_in("ben").get(PAGE).content.decode()


def test_the_page_costs_the_same_whatever_its_length(
    signed_in: SignIn, django_assert_num_queries: CountQueries
) -> None:
    def add(numbers: range) -> None:
        for number in numbers:
            feed = feed_of(f"Outlet {number}")
            bring(feed, 2)
            Fetch.objects.create(feed=feed, outcome="read")

    client = signed_in("root")
    add(range(2))
    with django_assert_num_queries(8):  # session, person, missed minutes, and the five of vitals
        client.get(PAGE)
    add(range(2, 40))
    with django_assert_num_queries(8):
        assert len(shown(client)) == 40


def test_a_sparkline_draws_no_more_than_its_box_and_says_its_figures() -> None:
    spark = sparkline.draw([0, 3, 12, 6], 9)
    assert "counts" not in spark.sentence
    assert spark.sentence.endswith("0, 3, 12, 6.")
    heights = [float(number) for number in re.findall(r"v-([\d.]+)", spark.past + spark.today)]
    assert heights == [1, 6.5, 26, 13]
    assert spark.width == 4 * sparkline.STEP


@pytest.mark.parametrize("counts", [[0] * 14, [10**6] * 14])
def test_a_sparkline_of_nothing_or_of_very_much_is_drawn(counts: list[int]) -> None:
    spark = sparkline.draw(counts, 0)
    assert spark.usual == ""
    assert max(float(number) for number in re.findall(r"v-([\d.]+)", spark.past)) < sparkline.HEIGHT


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=2), "2 hours ago"),
        (timedelta(hours=40), "40 hours ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_how_long_ago_is_said_in_one_unit(back: timedelta, said: str) -> None:
    now = timezone.now()
    assert words.ago(now - back, now) == said
    assert words.ago(None, now) == "never"


@pytest.mark.parametrize(
    ("stories", "said"),
    [
        (0, ""),
        (12.4, "usually 12 a day"),
        (0.5, "usually 4 a week"),
        (0.1, "usually 3 a month"),
        (0.01, "usually hardly any"),
    ],
)
def test_a_habit_is_said_in_the_unit_that_fits(stories: float, said: str) -> None:
    assert words.usually(stories) == said
