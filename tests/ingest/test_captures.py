"""What came in can be shown beside what we made of it, and erased for a takedown."""

import pytest

from articles.accounts import system_account
from articles.models import Article, Change, Fingerprint
from newsroom.ingest import captures, pipeline
from newsroom.ingest.models import Capture, Condition, Rule
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Story, make_feed, make_outlet, rss

pytestmark = pytest.mark.django_db
TUESDAY = Story(paragraphs=("Correction: it opened on Tuesday.", *PARAGRAPHS), summary="Tuesday.")


def bring(web: FakeWeb) -> Article:
    """A story in two versions, seen in a second feed as well."""
    outlet = make_outlet(web)
    for story in (Story(), TUESDAY):
        outlet.tells(story)
        pipeline.visit(outlet.feed)
    second = make_feed(outlet.feed.source, "https://harbour-gazette.example/islands.xml")
    web.serve(second.url, rss(Story(summary="In the islands' feed.")))
    web.serve(Story().url, TUESDAY.page, {"content-type": "text/html"})
    pipeline.visit(second)
    return Article.objects.get()


def test_the_newest_version_is_shown_first_and_a_mere_sighting_last(web: FakeWeb) -> None:
    article = bring(web)
    assert [capture.version for capture in captures.for_article(article)] == [2, 1, 0]
    newest = captures.latest(article)
    assert newest is not None
    shown = captures.as_shown(newest)
    assert (shown.version, shown.byline, shown.reader, shown.label) == (2, "Odval Bat", "trafilatura", "article")
    assert "Tuesday" in shown.html
    assert shown.agreement is not None
    assert shown.agreement > 0.5
    assert shown.words > 90


def test_a_story_of_our_own_has_nothing_that_came_in(web: FakeWeb) -> None:
    article = bring(web)
    Capture.objects.all().delete()
    assert captures.latest(article) is None


def test_what_is_stored_is_sanitised_again_when_it_is_shown(web: FakeWeb) -> None:
    article = bring(web)
    Capture.objects.update(full_html="<p onclick=alert(1)>Boats</p><script>alert(1)</script>")
    newest = captures.latest(article)
    assert newest is not None
    assert captures.as_shown(newest).html == "<p>Boats</p>"


def test_erasing_leaves_no_word_of_the_story_and_every_key(web: FakeWeb) -> None:
    article = bring(web)
    keys = Fingerprint.objects.count()
    assert captures.erase(article, system_account()) == 3
    for capture in Capture.objects.all():
        rest = " ".join(str(getattr(capture, field.name)) for field in Capture._meta.concrete_fields)
        assert "Tuesday" not in rest
        assert "Odval" not in rest
        assert (capture.entry, capture.page, capture.page_bytes, capture.entry_fields) == (b"", b"", b"", {})
        assert capture.erased_at is not None
    assert Fingerprint.objects.count() == keys
    assert Change.objects.get(act="erase captures").details == {"captures": 3}


def test_erasing_twice_is_erasing_once(web: FakeWeb) -> None:
    article = bring(web)
    captures.erase(article, system_account())
    assert captures.erase(article, system_account()) == 0
    assert Change.objects.filter(act="erase captures").count() == 1


def test_erasing_reaches_what_a_rule_kept_out_before_another_feed_brought_it(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    islands = make_feed(outlet.feed.source, "https://harbour-gazette.example/islands.xml")
    rule = Rule.objects.create(feed=islands, act="drop", name="No piers")
    Condition.objects.create(rule=rule, field="title", operator="has", value="pier")
    web.serve(islands.url, rss(Story(content="<p>Every word of it, by Odval Bat.</p>")))
    assert pipeline.visit(islands).kept_out == 1
    outlet.tells(Story())
    pipeline.visit(outlet.feed)
    captures.erase(Article.objects.get(), system_account())
    assert [(kept.title, kept.author, bytes(kept.entry)) for kept in Capture.objects.all()] == [("", "", b"")] * 2
