"""A polite visit: validators, redirects, sizes, robots.txt, Retry-After, and a sentence for every failure."""

import zlib
from collections.abc import Iterator

import httpx2
import pytest
import stamina

from newsroom.ingest import fetch
from newsroom.ingest.decoding import TooLarge, Undecodable, decoded, page_text
from newsroom.outbox import guard
from tests.fakes import FakeWeb

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
        assert "cookie" not in request.headers


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
        (404, "nothing at this address"),
        (410, "gone for good"),
        (403, "refuses us"),
        (500, "fault of its own"),
        (418, "answered 418"),
    ],
)
def test_every_status_has_a_sentence(web: FakeWeb, status: int, sentence: str) -> None:
    web.serve(FEED, status=status)
    with pytest.raises(fetch.FetchError, match=sentence) as error:
        fetch.get(FEED)
    assert error.value.status == status
    assert error.value.retry_after is None


def test_after_429_the_whole_host_rests(web: FakeWeb) -> None:
    web.serve(FEED, status=429, headers={"Retry-After": "120"})
    with pytest.raises(fetch.FetchError) as error:
        fetch.get(FEED)
    assert error.value.retry_after == 120
    with pytest.raises(fetch.FetchError, match="asked us to wait"):
        fetch.get("https://paper.example/other")
    assert web.asked == [FEED]


def test_after_503_only_that_address_waits(web: FakeWeb) -> None:
    web.serve(FEED, status=503, headers={"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"})
    web.serve("https://paper.example/other", "ok")
    with pytest.raises(fetch.FetchError) as error:
        fetch.get(FEED)
    assert error.value.retry_after == fetch.LONGEST_WAIT
    assert fetch.get("https://paper.example/other").body == b"ok"


@pytest.mark.parametrize("nonsense", ["soon", "-5", "1.5", "Wed, 99 Foo", ""])
def test_a_retry_after_that_says_nothing_is_ignored(web: FakeWeb, nonsense: str) -> None:
    web.serve(FEED, status=503, headers={"Retry-After": nonsense})
    with pytest.raises(fetch.FetchError) as error:
        fetch.get(FEED)
    assert error.value.retry_after is None


def test_robots_are_asked_once_and_obeyed(web: FakeWeb) -> None:
    web.serve("https://paper.example/robots.txt", "User-agent: Newsroom\nDisallow: /private/\n")
    web.serve("https://paper.example/open", "ok")
    with pytest.raises(fetch.FetchError, match=r"robots\.txt of paper\.example asks us not to"):
        fetch.get("https://paper.example/private/1")
    assert fetch.get("https://paper.example/open").body == b"ok"
    assert [str(request.url) for request in web.requests].count("https://paper.example/robots.txt") == 1


def test_a_broken_robots_file_forbids_a_missing_one_allows(web: FakeWeb) -> None:
    web.serve("https://broken.example/robots.txt", status=500)
    web.serve("https://broken.example/a", "ok")
    web.serve(FEED, "ok")
    with pytest.raises(fetch.FetchError, match="robots"):
        fetch.get("https://broken.example/a")
    assert fetch.get(FEED).body == b"ok"


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


def test_deflate_is_read_with_and_without_its_header() -> None:
    raw = zlib.compressobj(wbits=-15)
    bare = raw.compress(b"One" * 50) + raw.flush()
    assert b"".join(decoded(iter([zlib.compress(b"One" * 50)]), "deflate", 1000)) == b"One" * 50
    assert b"".join(decoded(iter([bare]), "deflate", 1000)) == b"One" * 50


def test_wrong_and_unknown_codings_are_errors_not_rubbish() -> None:
    with pytest.raises(Undecodable):
        b"".join(decoded(iter([b"not gzip at all"]), "gzip", 1000))
    with pytest.raises(Undecodable):
        b"".join(decoded(iter([b"x"]), "br", 1000))
    with pytest.raises(TooLarge):
        b"".join(decoded(iter([b"x" * 1001]), "", 1000))


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
