"""A polite visit: validators, redirects, sizes, robots.txt, Retry-After, and a sentence for every failure."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
import stamina
import time_machine

from newsroom.ingest import fetch, hosts
from newsroom.ingest.decoding import page_text
from newsroom.ingest.models import Host, Pause
from newsroom.outbox import guard
from tests.fakes import FakeWeb

pytestmark = pytest.mark.django_db
FEED = "https://paper.example/feed"


@pytest.fixture(autouse=True)
def _retry_at_once() -> Iterator[None]:
    with stamina.set_testing(True, attempts=2):
        yield


def test_the_body_comes_back_unpacked_with_its_validators(web: FakeWeb) -> None:
    web.serve(
        FEED,
        "<rss/>" * 100,
        {"ETag": '"1"', "Last-Modified": "yesterday", "Content-Type": "text/xml; charset=x"},
        compress=True,
    )
    found = fetch.get(FEED)
    assert (found.body, found.etag, found.last_modified) == (b"<rss/>" * 100, '"1"', "yesterday")
    assert found.content_type == "text/xml"


def test_an_unchanged_address_sends_no_body(web: FakeWeb) -> None:
    web.serve(FEED, "<rss/>", {"ETag": '"1"'})
    found = fetch.get(FEED, etag='"1"')
    assert found.not_modified
    assert found.body == b""


def test_we_say_who_we_are_and_carry_no_cookie(web: FakeWeb, settings: object) -> None:
    web.redirect(FEED, "/moved")
    web.serve("https://paper.example/moved", "<rss/>", {"Set-Cookie": "a=b"})
    web.serve(FEED, status=302, headers={"location": "/moved", "set-cookie": "reader=7"})
    fetch.get(FEED)
    for request in web.requests:
        assert "Newsroom/" in request.headers["user-agent"]
        assert not {"cookie", "referer", "authorization"} & set(request.headers)
        assert request.headers["accept-encoding"] == "gzip, deflate, br"


def test_only_permanent_moves_from_the_start_are_reported(web: FakeWeb) -> None:
    web.redirect(FEED, "/a", 301)
    web.redirect("https://paper.example/a", "/b", 308)
    web.redirect("https://paper.example/b", "/c", 302)
    web.redirect("https://paper.example/c", "/d", 301)
    web.serve("https://paper.example/d", "<rss/>")
    found = fetch.get(FEED)
    assert found.permanent_moves == ("https://paper.example/a", "https://paper.example/b")
    assert found.url == "https://paper.example/d"


def test_a_circle_of_redirects_ends(web: FakeWeb) -> None:
    web.redirect(FEED, FEED)
    with pytest.raises(fetch.FetchError, match="more than 5 redirects"):
        fetch.get(FEED)


def test_a_downgrade_to_http_is_noted(web: FakeWeb) -> None:
    web.redirect(FEED, "http://paper.example/feed")
    web.serve("http://paper.example/feed", "<rss/>")
    with guard.visit(FEED) as visit:
        assert visit.downgraded


def test_a_bomb_stops_at_the_limit(web: FakeWeb) -> None:
    web.serve(FEED, b"\0" * 20_000_000, compress=True)
    with pytest.raises(fetch.FetchError, match="larger than 2048 KiB"):
        fetch.get(FEED)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (503, "not available"),
        (404, "nothing at this address"),
        (410, "gone for good"),
        (403, "refuses us"),
        (500, "fault of its own"),
        (418, "answered 418"),
    ],
)
def test_every_status_has_a_sentence(web: FakeWeb, status: int, sentence: str) -> None:
    web.serve(FEED, status=status, headers={"Retry-After": f"Mon, 01 Jan {10**20} 00:00:00 GMT"})
    with pytest.raises(fetch.FetchError, match=sentence) as error:
        fetch.get(FEED)
    assert error.value.status == status
    assert error.value.retry_after is None


def test_after_429_that_address_alone_waits(web: FakeWeb) -> None:
    web.serve(FEED, status=429, headers={"Retry-After": "120"})
    web.serve("https://paper.example/other", "ok")
    with pytest.raises(fetch.FetchError) as error:
        fetch.get(FEED)
    assert (error.value.retry_after, error.value.busy) == (120, False)
    with pytest.raises(fetch.FetchError, match=r"paper\.example asked us to wait until \d\d:\d\d\.") as error:
        fetch.get(FEED + "#top")
    assert (error.value.status, error.value.busy) == (429, True)
    assert 118 <= (error.value.retry_after or 0) <= 120
    assert fetch.get("https://paper.example/other").body == b"ok"
    assert web.asked == [FEED, "https://paper.example/other"]


def test_when_a_second_address_says_429_the_whole_host_rests_until_the_later_of_both(web: FakeWeb) -> None:
    for number, seconds in enumerate(("1800", "60"), start=1):
        web.serve(f"https://paper.example/{number}", status=429, headers={"Retry-After": seconds})
        with pytest.raises(fetch.FetchError, match="too often"):
            fetch.get(f"https://paper.example/{number}")
    with pytest.raises(fetch.FetchError, match="asked us to wait") as error:
        fetch.get("https://paper.example/3")
    assert 1795 <= (error.value.retry_after or 0) <= 1800
    assert Pause.objects.get(url="").host == "paper.example"
    web.serve("https://news.paper.example/4", "ok")
    assert fetch.get("https://news.paper.example/4").body == b"ok"


def test_the_same_address_saying_429_twice_stalls_nobody_else(web: FakeWeb) -> None:
    web.serve(FEED, status=429, headers={"Retry-After": "60"})
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False) as clock:
        for _visit in range(2):
            with pytest.raises(fetch.FetchError, match="too often"):
                fetch.get(FEED)
            clock.shift(61)
    assert Pause.objects.get().url == FEED


def test_a_pause_ends_and_leaves_no_trace(web: FakeWeb) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False) as clock:
        web.serve(FEED, status=429, headers={"Retry-After": "Wed, 25 Nov 2026 12:10:00 GMT"})
        with pytest.raises(fetch.FetchError):
            fetch.get(FEED)
        clock.shift(601)
        web.serve(FEED, "<rss/>")
        assert fetch.get(FEED).body == b"<rss/>"
        web.serve("https://other.example/", status=429)
        with pytest.raises(fetch.FetchError):
            fetch.get("https://other.example/")
    assert [pause.host for pause in Pause.objects.all()] == ["other.example"]


def test_a_host_rests_for_an_hour_at_most_and_an_address_for_a_day(web: FakeWeb) -> None:
    for number in (1, 2):
        web.serve(f"https://paper.example/{number}", status=429, headers={"Retry-After": "999999999"})
        with pytest.raises(fetch.FetchError):
            fetch.get(f"https://paper.example/{number}")
    lengths = {pause.url: (pause.until - pause.since).total_seconds() for pause in Pause.objects.all()}
    assert lengths[""] == hosts.LONGEST_HOST_PAUSE
    assert lengths["https://paper.example/1"] == hosts.LONGEST_PAUSE


def test_429_without_a_time_is_a_minute(web: FakeWeb) -> None:
    web.serve(FEED, status=429)
    with pytest.raises(fetch.FetchError) as error:
        fetch.get(FEED)
    assert error.value.retry_after is None
    with pytest.raises(fetch.FetchError) as error:
        fetch.get(FEED)
    assert error.value.busy
    assert 0 < (error.value.retry_after or 0) <= 60


def test_a_pause_behind_a_redirect_is_kept_for_the_address_that_we_asked(web: FakeWeb) -> None:
    web.redirect(FEED, "https://cdn.example/feed")
    web.serve("https://cdn.example/feed", status=429, headers={"Retry-After": "90"})
    with pytest.raises(fetch.FetchError):
        fetch.get(FEED)
    with pytest.raises(fetch.FetchError, match=r"cdn\.example asked us to wait"):
        fetch.get(FEED)
    assert web.asked == [FEED, "https://cdn.example/feed"]


def test_after_503_only_that_address_waits(web: FakeWeb) -> None:
    web.serve(FEED, status=503, headers={"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"})
    web.serve("https://paper.example/other", "ok")
    with pytest.raises(fetch.FetchError) as error:
        fetch.get(FEED)
    assert error.value.retry_after == hosts.LONGEST_PAUSE
    with pytest.raises(fetch.FetchError, match="asked us to wait") as error:
        fetch.get(FEED)
    assert (error.value.status, error.value.busy) == (503, True)
    assert fetch.get("https://paper.example/other").body == b"ok"


def test_a_visit_costs_one_query_and_three_where_hosts_have_queues(
    web: FakeWeb, settings: Any, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(hosts, "sleep", lambda seconds: None)
    web.serve(FEED, "ok")
    fetch.get(FEED)
    with django_assert_num_queries(1):  # is it paused?
        fetch.get(FEED)
    settings.INGEST_GAP = 1.0
    fetch.get(FEED)
    with django_assert_num_queries(3):  # whose turn is it, and the next is taken
        fetch.get(FEED)


def test_the_demos_press_knows_no_queue_and_no_pause(settings: Any, django_assert_num_queries: Any) -> None:
    settings.INGEST_GAP, settings.INGEST_TRANSPORT = 1.0, "newsroom.operations.demo.press.transport"
    with django_assert_num_queries(0), pytest.raises(fetch.FetchError, match="404"):
        fetch.get(FEED)
    assert not Host.objects.exists()


@pytest.mark.parametrize("etag", ['W/"weak"', '"strong"', "unquoted-as-some-servers-send-it", '"' + "x" * 298 + '"'])
def test_an_etag_goes_back_as_it_came(web: FakeWeb, etag: str) -> None:
    web.serve(FEED, "<rss/>", {"ETag": etag})
    found = fetch.get(FEED)
    assert found.etag == etag
    assert fetch.get(FEED, etag=found.etag).not_modified
    assert web.requests[-1].headers["if-none-match"] == etag


@pytest.mark.parametrize("etag", ['"' + "x" * 299 + '"', '"grün"', '"a\tb"'])
def test_a_validator_that_cannot_be_kept_whole_is_dropped_not_cut(web: FakeWeb, etag: str) -> None:
    web.serve(FEED, "<rss/>")
    web.pages[FEED] = lambda request: httpx2.Response(
        200,
        headers=[(b"etag", etag.encode()), (b"last-modified", b"x" * 101)],
        stream=httpx2.ByteStream(b"<rss/>"),
    )
    found = fetch.get(FEED)
    assert (found.etag, found.last_modified) == ("", "")
    fetch.get(FEED, etag=etag, last_modified="x" * 101)
    assert not {"if-none-match", "if-modified-since"} & set(web.requests[-1].headers)


def test_nothing_has_changed_is_no_answer_to_who_asked_for_everything(web: FakeWeb) -> None:
    web.serve(FEED, status=304)
    with pytest.raises(fetch.FetchError, match="though we asked for everything") as error:
        fetch.get(FEED)
    assert error.value.status == 304


def test_an_unchanged_answer_behind_a_redirect_is_one(web: FakeWeb) -> None:
    web.redirect(FEED, "https://cdn.example/feed", 302)
    web.serve("https://cdn.example/feed", "<rss/>", {"ETag": '"1"'})
    found = fetch.get(FEED, etag='"1"')
    assert (found.not_modified, found.url) == (True, "https://cdn.example/feed")


@pytest.mark.parametrize("nonsense", ["soon", "-5", "1.5", "Wed, 99 Foo", ""])
def test_a_retry_after_that_says_nothing_is_ignored(web: FakeWeb, nonsense: str) -> None:
    web.serve(FEED, status=503, headers={"Retry-After": nonsense})
    with pytest.raises(fetch.FetchError) as error:
        fetch.get(FEED)
    assert error.value.retry_after is None


def test_a_broken_connection_is_tried_once_more(web: FakeWeb) -> None:
    web.fail(FEED, httpx2.ConnectError("refused"))
    with pytest.raises(fetch.FetchError, match=r"No connection to paper\.example"):
        fetch.get(FEED, obey_robots=False)
    assert web.asked == [FEED, FEED]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (httpx2.ReadTimeout("slow"), "did not answer in time"),
        (httpx2.RemoteProtocolError("odd"), "broke off"),
        (httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]"), "certificate"),
    ],
)
def test_every_failure_of_the_network_has_a_sentence(web: FakeWeb, error: Exception, sentence: str) -> None:
    web.fail(FEED, error)
    with pytest.raises(fetch.FetchError, match=sentence):
        fetch.get(FEED, obey_robots=False)


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Grüße".encode(), ""),
        ("Grüße".encode("utf-16"), ""),
        ("Grüße".encode("cp1252"), "iso-8859-1"),
        (b'<meta charset="windows-1252">' + "Grüße".encode("cp1252"), ""),
        ("Grüße".encode(), "no-such-charset"),
    ],
)
def test_a_page_is_decoded_whatever_it_says_of_itself(body: bytes, charset: str) -> None:
    assert page_text(body, charset).endswith("Grüße")
