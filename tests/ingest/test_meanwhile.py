"""What happens while we look elsewhere: an address is changed, a story is taken down, a newer version comes in."""

from typing import Any

import pytest
from time_machine import Traveller

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.status import Status
from newsroom.ingest import captures, fetch, pipeline, reread
from newsroom.ingest.models import Capture, Feed, Notice
from tests.fakes import FakeWeb
from tests.ingest.originals import look, publish
from tests.ingest.press import Story, bring, make_outlet, rss
from tests.ingest.test_reread import badly_read, figures

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://harbour-gazette.example/new.xml"


def take_down(article: Article) -> None:
    article.refresh_from_db()
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    captures.erase(article, system_account())


def test_a_visit_writes_nothing_about_an_address_that_was_changed_meanwhile(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    web.serve(outlet.feed.url, rss(Story()), {"etag": '"1"'})
    Feed.objects.update(url=ELSEWHERE, lease_until=None)
    due = Feed.objects.get().next_poll_at
    assert pipeline.visit(outlet.feed).new == 1
    feed = Feed.objects.get()
    assert (feed.url, feed.etag, feed.body_hash, feed.next_poll_at) == (ELSEWHERE, "", "", due)
    assert feed.lease_until is None


def test_what_is_taken_down_while_it_is_read_again_leaves_no_new_text(web: FakeWeb) -> None:
    article = badly_read(web)
    found = reread.read(Capture.objects.get())
    assert found.outcome == "different"
    take_down(article)
    assert reread.keep(found) is False
    assert Capture.objects.exclude(full_text="").count() == 0


def test_reading_again_goes_on_where_a_story_is_gone_by_then(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(web, Story(), Story(slug="quay", title="The long quay of Saltmarsh closes for the winter"))
    first, second = Capture.objects.order_by("at", "id")
    original = reread.read

    def read(capture: Capture, *given: Any) -> reread.Reread:
        take_down(Article.objects.get(captures=second))
        return original(capture, *given)

    monkeypatch.setattr(reread, "read", read)
    assert first.article_id != second.article_id
    assert figures()["stories"] == 1


def test_no_notice_names_a_story_that_was_taken_down_while_we_looked(
    web: FakeWeb, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    _outlet, article = publish(web)
    web.serve(Story().url, "gone", status=410)
    original = fetch.get

    def get(*given: Any, **named: Any) -> Any:
        take_down(article)
        return original(*given, **named)

    monkeypatch.setattr(fetch, "get", get)
    look(clock)
    assert not Notice.objects.exists()
