"""Visits and captures in the admin: found by what matters, counted no further than anybody looks, told in words."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from newsroom.ingest import pipeline
from newsroom.ingest.admin import paging
from newsroom.ingest.models import Capture, Fetch
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_feed, make_outlet
from tests.world import make_source

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def listed(client: Client, asked: str = "") -> list[str]:
    """The sentences of the visits that the list shows."""
    page = client.get(f"/admin/ingest/fetch/{asked}").content.decode()
    return re.findall(r'field-what_happened">([^<]*)<', page)


@pytest.mark.parametrize(
    ("asked", "sentences"),
    [
        ("", ["lost", "read"]),
        ("?outcome__exact=failed", ["lost"]),
        ("?answer=2", ["read"]),
        ("?answer=none", ["lost"]),
        ("?answer=4", []),
        ("?q=lantern", ["lost"]),
        ("?q=harbour+feed.xml", ["read"]),
        ("?q=nobody", []),
        ("?feed=nonsense", ["lost", "read"]),
        ("?feed=²", ["lost", "read"]),
        (f"?feed={'9' * 23}", ["lost", "read"]),
    ],
)
def test_visits_are_found_by_outcome_answer_and_feed(asked: str, sentences: list[str], signed_in: SignIn) -> None:
    Fetch.objects.create(feed=make_feed(make_source()), outcome="read", status=200, sentence="read")
    Fetch.objects.create(feed=make_feed(make_source("Gulf Lantern")), outcome="failed", sentence="lost")
    assert listed(signed_in("ben"), asked) == sentences


def test_the_visits_of_one_feed_are_listed_alone(signed_in: SignIn) -> None:
    feed, other = make_feed(make_source()), make_feed(make_source("Gulf Lantern"))
    Fetch.objects.bulk_create([Fetch(feed=feed, sentence="ours"), Fetch(feed=other, sentence="theirs")])
    assert listed(signed_in("ben"), f"?feed={feed.pk}") == ["ours"]


def test_no_more_rows_are_counted_than_anybody_pages_through(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST", 150)
    feed = make_feed(make_source())
    Fetch.objects.bulk_create(Fetch(feed=feed, outcome="read", sentence=str(n)) for n in range(180))
    client = signed_in("ben")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/admin/ingest/fetch/?p=2").content.decode()
    counts = [query["sql"] for query in asked.captured_queries if "COUNT(*)" in query["sql"]]
    assert all("LIMIT 151" in sql for sql in counts), counts
    assert "150 fetches" in page
    assert "Only the newest 10,000" in page
    assert len(listed(client, "?p=2")) == 50


def test_a_capture_tells_where_each_field_is_from_and_how_sure_it_is(web: FakeWeb, signed_in: SignIn) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story(author=""))
    pipeline.visit(outlet.feed)
    Capture.objects.update(
        agreement=0.93,
        reader="trafilatura",
        label="paywall",
        author="Odval Bat",
        origins={"headline": "feed", "author": "page", "body": "page", "date": ""},
        rules=[{"rule": 1, "name": "No chess", "did": "tag"}],
    )
    page = signed_in("ben").get(f"/admin/ingest/capture/{Capture.objects.get().pk}/change/").content.decode()
    assert "The two readers agree to 93 %: trust it." in page
    assert "paywall: only the opening" in page
    assert re.search(r"Byline</th><td[^>]*>Odval Bat</td><td class=.guess.>from the page \(a guess\)", page)
    assert re.search(r"Headline</th><td[^>]*>[^<]*pier</td><td class=..>from the feed", page)
    assert "No chess" in page
    assert "Kept whole until" in page


def test_what_was_kept_of_a_reduced_or_erased_capture_is_said(signed_in: SignIn) -> None:
    now = timezone.now()
    reduced = Capture.objects.create(source=make_source(), verdict="new", reduced_at=now)
    erased = Capture.objects.create(source=make_source(), verdict="new", erased_at=now)
    ben = signed_in("ben")
    assert (
        "Reduced to what it is recognised by" in ben.get(f"/admin/ingest/capture/{reduced.pk}/change/").content.decode()
    )
    assert "Erased after a complaint" in ben.get(f"/admin/ingest/capture/{erased.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("asked", "titles"),
    [("", 3), ("?label=paywall", 1), ("?verdict=changed", 1), ("?q=ferry", 1), ("?verdict=nonsense", 0)],
)
def test_captures_are_found_by_verdict_label_and_words(asked: str, titles: int, signed_in: SignIn) -> None:
    source = make_source()
    Capture.objects.create(source=source, verdict="new", label="paywall", title="A pier")
    Capture.objects.create(source=source, verdict="changed", label="article", title="A ferry")
    Capture.objects.create(source=source, verdict="new", label="article", title="A kite")
    page = signed_in("ben").get(f"/admin/ingest/capture/{asked}").content.decode()
    assert page.count('class="field-headline"') == titles


def test_the_lists_collect_no_choices_from_long_tables(signed_in: SignIn) -> None:
    client = signed_in("ben")
    for place in ("capture", "fetch"):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/admin/ingest/{place}/")
        assert not [query["sql"] for query in asked.captured_queries if "DISTINCT" in query["sql"]]


def test_the_review_screen_tells_editors_what_to_distrust(web: FakeWeb, signed_in: SignIn) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    pipeline.visit(outlet.feed)
    Capture.objects.update(agreement=0.61, reader="trafilatura", origins={"headline": "feed", "author": "page"})
    page = signed_in("ben").get(f"/admin/articles/article/{Article.objects.get().pk}/change/").content.decode()
    assert "The two readers agree to 61 % only: compare it with the original." in page
    assert "Headline: from the feed" in page
    assert '<span class="guess">Byline: from the page (a guess)</span>' in page
