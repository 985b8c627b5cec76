"""robots.txt as RFC 9309 has it: obeyed, kept, read leniently; and what a feed's history says of it."""

from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
import stamina
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest import fetch, hosts, pipeline, robots
from tests.fakes import FakeWeb
from tests.ingest.press import make_feed
from tests.thorough import examples
from tests.world import make_source

pytestmark = pytest.mark.django_db
ROBOTS = "https://paper.example/robots.txt"
PAGE = "https://paper.example/story"


def count(web: FakeWeb) -> int:
    return sum(request.url.path == "/robots.txt" for request in web.requests)


def test_robots_are_asked_once_and_obeyed(web: FakeWeb) -> None:
    web.serve(ROBOTS, "User-agent: Newsroom\nDisallow: /private/\n")
    web.serve(PAGE, "ok")
    with pytest.raises(fetch.FetchError, match=r"robots\.txt of paper\.example asks us not to") as error:
        fetch.get("https://paper.example/private/1")
    assert error.value.refused
    assert fetch.get(PAGE).body == b"ok"
    assert count(web) == 1


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: newsROOM\nDisallow: /",
        "\ufeffUser-agent: *\nDisallow: /",
        "User-agent: Other\nUser-agent: Newsroom\n\nDisallow: /story$",
        "User-agent: *\nAllow: /\n\nUser-agent: Newsroom\nDisallow: /*ory",
        "User-agent: *\r\nDisallow: /st\r\nAllow: /s",
    ],
)
def test_what_is_meant_for_us_is_understood(web: FakeWeb, text: str) -> None:
    web.serve(ROBOTS, text)
    with pytest.raises(fetch.FetchError, match="asks us not to"):
        fetch.get(PAGE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html><title>Please log in</title></html>",
        "User-agent: NewsroomBot-Other\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: Newsroom\nAllow: /story",
        "Disallow: /",
    ],
)
def test_what_is_meant_for_others_is_not(web: FakeWeb, text: str) -> None:
    web.serve(ROBOTS, text)
    web.serve(PAGE, "ok")
    assert fetch.get(PAGE).body == b"ok"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_file_that_is_not_there_allows_all(web: FakeWeb, status: int) -> None:
    web.serve(ROBOTS, status=status)
    web.serve(PAGE, "ok")
    assert fetch.get(PAGE).body == b"ok"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_file_that_cannot_be_read_keeps_us_away_for_an_hour(web: FakeWeb, status: int) -> None:
    web.serve(PAGE, "ok")
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False) as clock:
        web.serve(ROBOTS, status=status)
        for _again in range(2):
            with pytest.raises(fetch.FetchError, match="cannot be read at the moment"):
                fetch.get(PAGE)
        assert count(web) == 1
        web.serve(ROBOTS, "")
        clock.shift(3601)
        assert fetch.get(PAGE).body == b"ok"


def test_a_copy_counts_for_a_day_and_on_while_the_file_cannot_be_read(web: FakeWeb) -> None:
    web.serve(PAGE, "ok")
    web.serve(ROBOTS, "User-agent: *\nDisallow: /private\n")
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False) as clock:
        fetch.get(PAGE)
        clock.shift(24 * 3600 + 1)
        web.serve(ROBOTS, status=500)
        assert fetch.get(PAGE).body == b"ok"
        with pytest.raises(fetch.FetchError, match="asks us not to"):
            fetch.get("https://paper.example/private")
    assert count(web) == 2


def test_a_host_that_is_busy_is_asked_for_its_robots_later(web: FakeWeb) -> None:
    web.serve(ROBOTS, status=429, headers={"retry-after": "7200"})
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False) as clock:
        with pytest.raises(fetch.FetchError, match="cannot be read"):
            fetch.get(PAGE)
        clock.shift(3601)
        with pytest.raises(fetch.FetchError, match="asked us to wait") as error:
            fetch.get(PAGE)
    assert error.value.busy


def test_of_an_endless_file_the_beginning_counts(web: FakeWeb) -> None:
    web.serve(ROBOTS, "User-agent: *\nDisallow: /\n" + "# padding\n" * 100_000)
    with pytest.raises(fetch.FetchError, match="asks us not to"):
        fetch.get(PAGE)


def test_a_file_behind_redirects_is_read(web: FakeWeb) -> None:
    web.redirect(ROBOTS, "https://www.paper.example/robots.txt")
    web.serve("https://www.paper.example/robots.txt", "User-agent: *\nDisallow: /\n")
    with pytest.raises(fetch.FetchError, match="asks us not to"):
        fetch.get(PAGE)


def test_a_redirect_is_followed_only_where_robots_may_go(web: FakeWeb) -> None:
    web.redirect(PAGE, "https://closed.example/story", 302)
    web.serve("https://closed.example/robots.txt", "User-agent: *\nDisallow: /\n")
    with pytest.raises(fetch.FetchError, match=r"robots\.txt of closed\.example asks us not to"):
        fetch.get(PAGE)
    assert web.asked == [PAGE]


def test_a_host_that_is_not_there_is_said_by_the_visit_itself(web: FakeWeb) -> None:
    web.fail(ROBOTS, httpx2.ConnectError("refused"))
    web.fail(PAGE, httpx2.ConnectError("refused"))
    with stamina.set_testing(True, attempts=1), pytest.raises(fetch.FetchError, match="No connection"):
        fetch.get(PAGE)


@pytest.mark.parametrize(("given", "meant"), [("5", 5.0), ("0.5", 1.0), ("900", 30.0), ("-3", 1.0), ("soon", 1.0)])
def test_a_crawl_delay_widens_the_gap_of_its_host(
    web: FakeWeb, settings: Any, monkeypatch: pytest.MonkeyPatch, given: str, meant: float
) -> None:
    settings.INGEST_GAP = 1.0
    slept: list[float] = []
    web.serve(ROBOTS, f"User-agent: *\nCrawl-delay: {given}\n")
    web.serve(PAGE, "ok")
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False) as clock:

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            clock.shift(seconds)

        monkeypatch.setattr(hosts, "sleep", sleep)
        fetch.get(PAGE)
        fetch.get(PAGE)
    assert slept == pytest.approx([1.0, meant])  # after robots.txt itself, and after the first page


def test_a_feed_that_robots_keep_us_from_says_so_in_its_history(web: FakeWeb) -> None:
    feed = make_feed(make_source("Harbour Gazette"))
    web.serve("https://harbour-gazette.example/robots.txt", "User-agent: *\nDisallow: /\n")
    visit = pipeline.visit(feed)
    assert "The robots.txt of harbour-gazette.example asks us not to fetch this address." in visit.sentence
    assert web.asked == []


@given(body=st.binary(max_size=300) | st.text(alphabet="user-agnt:dislow/*$ \n#%c0129.", max_size=200).map(str.encode))
@examples(100)
def test_any_bytes_are_a_robots_file(body: bytes) -> None:
    url = f"https://h{hash(body) & 0xFFFFFFFF:x}.example/a?b=%zz"
    word = robots.word_on(url, "Newsroom/0.1", lambda _address: (200, body))
    assert 0 <= word.delay <= robots.LONGEST_DELAY
