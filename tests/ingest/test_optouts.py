"""What an outlet tells machines: found in each of its places, recorded once, left to the editor, and obeyed."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import edition
from articles.models import Article, Source
from articles.models.source import Rights
from newsroom.ingest import optouts, reservations
from tests.fakes import FakeWeb
from tests.ingest.press import Outlet, Story, codes, make_outlet, poll
from tests.thorough import examples
from tests.world import make_source

pytestmark = pytest.mark.django_db
SITE = "https://harbour-gazette.example"
STORY = f"{SITE}/pier"
ROBOTS = f"{SITE}/robots.txt"
FILE = f"{SITE}/.well-known/tdmrep.json"
RESERVED = json.dumps([{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://harbour-gazette.example/terms"}])


def unasked(**values: Any) -> Source:
    return make_source("Harbour Gazette", values.pop("rights", Rights.EXCERPT), opt_outs_read_at=None, **values)


def looked_at(source: Source) -> Source:
    optouts.look(source, [STORY])
    return Source.objects.get(pk=source.pk)


def test_an_outlet_that_says_nothing_is_recorded_as_such(web: FakeWeb) -> None:
    web.serve(STORY, "<html><body>The pier is open.</body></html>")
    source = looked_at(unasked())
    assert (source.robots_opt_out, source.tdm_opt_out) == (False, False)
    assert source.opt_outs_note == "It keeps us from nothing and reserves nothing."
    assert source.opt_outs_read_at is not None


def test_a_reservation_in_the_file_of_the_site_is_found(web: FakeWeb) -> None:
    web.serve(STORY, "<html></html>")
    web.serve(FILE, RESERVED)
    source = looked_at(unasked())
    assert source.tdm_opt_out
    assert source.opt_outs_note == "It reserves text and data mining. Said by /.well-known/tdmrep.json."


def test_a_reservation_in_the_headers_is_found(web: FakeWeb) -> None:
    web.serve(STORY, "<html></html>", {"TDM-Reservation": "1"})
    source = looked_at(unasked())
    assert source.tdm_opt_out
    assert "its server's headers" in source.opt_outs_note


def test_a_reservation_in_the_page_is_found(web: FakeWeb) -> None:
    web.serve(STORY, '<html><head><META content=1 name="TDM-Reservation"></head></html>')
    source = looked_at(unasked())
    assert source.tdm_opt_out
    assert "its pages" in source.opt_outs_note


def test_the_nearer_statement_goes_before_the_others(web: FakeWeb) -> None:
    web.serve(FILE, RESERVED)
    web.serve(STORY, '<meta name="tdm-reservation" content="0">', {"TDM-Reservation": "1"})
    assert not looked_at(unasked()).tdm_opt_out


def test_robots_that_keep_us_from_the_stories_are_found(web: FakeWeb) -> None:
    web.serve(ROBOTS, "User-agent: Newsroom\nDisallow: /\nAllow: /feed\n")
    source = looked_at(unasked())
    assert source.robots_opt_out
    assert source.opt_outs_note == "Its robots.txt keeps us away from its stories."
    assert web.asked == []


def test_noai_is_told_to_the_editor_and_decides_nothing(web: FakeWeb) -> None:
    web.serve(STORY, '<meta name="robots" content="index, noimageai">', {"X-Robots-Tag": "NOAI"})
    source = looked_at(unasked())
    assert (source.robots_opt_out, source.tdm_opt_out) == (False, False)
    assert source.opt_outs_note == "Its pages tell robots: noai, noimageai."


@pytest.mark.parametrize("status", [429, 500])
def test_a_site_that_cannot_be_asked_has_said_nothing(web: FakeWeb, status: int) -> None:
    web.serve(ROBOTS, status=status)
    source = looked_at(unasked(opt_outs_note="As it was."))
    assert (source.robots_opt_out, source.opt_outs_note) == (False, "As it was.")


def test_it_is_asked_once_a_day_by_one_worker(web: FakeWeb, django_assert_num_queries: Any) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False) as clock:
        source, rival = unasked(), unasked()
        looked_at(source)
        asked = len(web.requests)
        optouts.look(rival, [STORY])
        with django_assert_num_queries(0):
            optouts.look(source, [STORY])
        assert len(web.requests) == asked
        clock.shift(timedelta(days=1))
        looked_at(source)
        assert len(web.requests) > asked


def test_what_an_editor_took_back_stays_taken_back(web: FakeWeb) -> None:
    web.serve(FILE, RESERVED)
    web.serve(STORY, "<html></html>")
    source = looked_at(unasked())
    Source.objects.update(tdm_opt_out=False, opt_outs_read_at=None)
    source.refresh_from_db()
    assert not looked_at(source).tdm_opt_out
    cache.clear()
    web.serve(ROBOTS, "User-agent: *\nDisallow: /\n")
    Source.objects.update(opt_outs_read_at=None)
    source.refresh_from_db()
    source = looked_at(source)
    assert (source.robots_opt_out, source.tdm_opt_out) == (True, False)


def test_what_an_editor_set_is_never_unset(web: FakeWeb) -> None:
    web.serve(STORY, "<html></html>")
    source = looked_at(unasked(tdm_opt_out=True, robots_opt_out=True))
    assert (source.tdm_opt_out, source.robots_opt_out) == (True, True)
    assert source.opt_outs_note == "It keeps us from nothing and reserves nothing."


def test_a_new_opt_out_begins_a_new_edition_and_an_old_one_does_not(web: FakeWeb) -> None:
    web.serve(FILE, RESERVED)
    web.serve(STORY, "<html></html>")
    before = edition.current().number
    source = looked_at(unasked())
    assert edition.current().number == before + 1
    Source.objects.update(opt_outs_read_at=None)
    source.refresh_from_db()
    looked_at(source)
    assert edition.current().number == before + 1


def test_another_site_does_not_speak_for_the_outlet(web: FakeWeb) -> None:
    source = unasked()
    web.serve("https://elsewhere.example/1", "", {"TDM-Reservation": "1"})
    web.serve(source.home_page, "<html></html>")
    optouts.look(source, ["https://elsewhere.example/1"])
    assert web.asked[0] == source.home_page
    assert not Source.objects.get().tdm_opt_out


def brought(web: FakeWeb, rights: Rights, **flags: bool) -> tuple[Outlet, str]:
    outlet = make_outlet(web, rights=rights)
    Source.objects.update(**flags)
    outlet.tells(Story(content="<p>" + "The feed tells of the pier and of the forty boats. " * 3 + "</p>"))
    return outlet, poll(outlet).sentence


@pytest.mark.parametrize("rights", [Rights.EXCERPT, Rights.LINK_ONLY])
def test_where_mining_is_reserved_only_what_the_feed_says_is_taken(web: FakeWeb, rights: Rights) -> None:
    outlet, sentence = brought(web, rights, tdm_opt_out=True)
    assert web.asked == [outlet.feed.url]
    assert "Harbour Gazette reserves text and data mining, so no page was read." in sentence
    article = Article.objects.get()
    assert "page-unread" in codes(article)
    assert "reserves text and data mining" in str(article.findings)


def test_where_robots_keep_us_from_the_stories_no_page_is_asked_for(web: FakeWeb) -> None:
    outlet, sentence = brought(web, Rights.EXCERPT, robots_opt_out=True)
    assert web.asked == [outlet.feed.url]
    assert "by its robots.txt, so no page was read." in sentence


@pytest.mark.parametrize("rights", [Rights.OWN, Rights.LICENSED])
def test_a_contract_goes_before_a_reservation(web: FakeWeb, rights: Rights) -> None:
    _outlet, sentence = brought(web, rights, tdm_opt_out=True, robots_opt_out=True)
    assert STORY in web.asked
    assert "no page was read" not in sentence


def test_the_first_visit_asks_before_it_reads_a_page(web: FakeWeb) -> None:
    outlet = make_outlet(web, rights=Rights.EXCERPT)
    Source.objects.update(opt_outs_read_at=None)
    outlet.feed.source.refresh_from_db()
    outlet.tells(Story())
    web.serve(STORY, Story().page, {"tdm-reservation": "1"})
    poll(outlet)
    assert web.asked == [outlet.feed.url, STORY]
    assert Source.objects.get().tdm_opt_out
    asked = len(web.requests)
    poll(outlet)
    assert len(web.requests) == asked + 1


def test_the_desk_shows_what_was_found_and_when(web: FakeWeb, signed_in: Any) -> None:
    web.serve(FILE, RESERVED)
    web.serve(STORY, "<html></html>")
    source = looked_at(unasked())
    page = signed_in("root").get(f"/admin/articles/source/{source.pk}/change/").content.decode()
    assert "Said by /.well-known/tdmrep.json." in page
    assert f"{timezone.localtime(source.opt_outs_read_at):%H:%M}" in page


@pytest.mark.parametrize(
    ("location", "path", "covered"),
    [
        ("/", "/story", True),
        ("/news/", "/news/1", True),
        ("/news/", "/newsletter", False),
        ("/*/comments", "/news/1/comments?page=2", True),
        ("/*.html$", "/a.html", True),
        ("/*.html$", "/a.html?x=1", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/*a*a$", "/a", False),
        ("/*", "/", True),
        ("*", "/", True),
        ("", "/", False),
        ("$", "/", False),
    ],
)
def test_a_location_covers_what_its_signs_say(location: str, path: str, covered: bool) -> None:
    assert reservations.matches(location, path) is covered


def test_the_first_rule_that_matches_counts() -> None:
    rules = [{"location": "/free/", "tdm-reservation": 0}, {"location": "/*", "tdm-reservation": "1"}]
    body = json.dumps(rules).encode()
    assert reservations.in_file(body, "/free/1") is False
    assert reservations.in_file(body, "/news/1") is True


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>404</html>",
        "{}",
        "[1, null, []]",
        '[{"location": 7}]',
        "[" * 50_000,
        '[{"location": "/"}]',
        "\ufeff[]",
    ],
)
def test_a_file_that_is_no_such_file_says_nothing(body: str) -> None:
    assert reservations.in_file(body.encode(), "/") is None


@given(st.binary(max_size=300), st.text(max_size=40), st.text(max_size=40))
@examples(150)
def test_whatever_a_site_serves_can_be_read(body: bytes, location: str, path: str) -> None:
    assert reservations.in_file(body, path) in (True, False, None)
    assert reservations.in_page(b"<meta " + body + b">") in (True, False, None)
    assert reservations.keeps_out_ai({}, body) == ()
    assert reservations.matches(location, path) in (True, False)


def test_a_page_made_of_meta_tags_is_read_in_no_time() -> None:
    for filler in (
        b"<meta " * 200_000,
        b"<meta name=" + b"a" * 500_000,
        b'<meta a="' * 100_000,
        b"<meta " + b"a= " * 400_000,
    ):
        assert reservations.in_page(filler) is None
    assert reservations.matches("/" + "*a" * 900 + "$", "/" + "a" * 800 + "b") is False
