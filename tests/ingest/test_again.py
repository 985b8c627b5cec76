"""The same story again: changed, rejected, withdrawn, reprinted, told twice; each is recognised for what it is."""

import pytest

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Bar
from articles.status import Status
from newsroom.ingest import pipeline
from newsroom.ingest.models import Capture
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, PICTURE, Story, bring, codes, make_feed, make_outlet, poll, rss

pytestmark = pytest.mark.django_db
RIVAL = "https://monsoon-post.example/copy"


def test_a_changed_text_becomes_a_version_and_the_waiting_story_follows(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    outlet.tells(
        Story(paragraphs=("Correction: the pier opened on Tuesday, not on Monday.", *PARAGRAPHS), summary="Tuesday")
    )
    assert poll(outlet).changed == 1
    article = Article.objects.get()
    assert "opened on Tuesday" in article.body_text
    assert list(Capture.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert poll(outlet).changed == 0


def test_a_published_story_is_not_changed_by_its_source_but_its_editor_is_told(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    article = Article.objects.get()
    for state in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(article, state, by=system_account())
    version = article.version
    outlet.tells(Story(title="Mongolia's lake harbour closes its new pier", summary="Closed."))
    poll(outlet)
    article.refresh_from_db()
    assert article.headline == "Mongolia's lake harbour opens a new pier"
    assert "upstream-changed" in codes(article)
    assert article.version == version, "an editor's open form is not outdated by a remark"
    assert Capture.objects.count() == 2


def test_a_rejected_story_stays_away_even_when_it_changes(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    lifecycle.move(Article.objects.get(), Status.REJECTED, by=system_account(), reason="not for us")
    outlet.tells(Story(summary="Now with more pier."))
    asked = len(web.asked)
    fetch = poll(outlet)
    assert (fetch.new, fetch.kept_out) == (0, 0)
    assert len(web.asked) == asked + 1, "its page is not read again"


@pytest.mark.parametrize(
    ("case", "story"),
    [
        ("as it was", Story(summary="Again.")),
        ("under another id", Story(guid="another", summary="Again.")),
        ("with tracking parameters", Story(guid="x", link="https://harbour-gazette.example/pier?utm_source=a&fbclid=1")),
        ("elsewhere, word for word", Story(guid="x", link="https://harbour-gazette.example/quay")),
    ],
)  # fmt: skip
def test_what_was_withdrawn_stays_out(web: FakeWeb, case: str, story: Story) -> None:
    outlet = bring(web, Story())
    lifecycle.move(Article.objects.get(), Status.WITHDRAWN, by=system_account())
    outlet.tells(story)
    fetch = poll(outlet)
    assert (fetch.new, fetch.kept_out) == (0, 1), case
    assert Article.objects.count() == 1
    assert Bar.objects.filter(hits__gt=0).exists()
    assert not Capture.objects.filter(verdict="barred").exists(), "nothing of its text is kept"


def test_what_was_withdrawn_stays_out_of_another_outlets_feed_and_the_second_time_at_a_glance(web: FakeWeb) -> None:
    bring(web, Story())
    lifecycle.move(Article.objects.get(), Status.WITHDRAWN, by=system_account())
    rival = make_outlet(web, "Monsoon Post")
    rival.tells(Story(guid="m1", link=RIVAL))
    assert poll(rival).kept_out == 1
    asked = len(web.asked)
    web.serve(rival.feed.url, rss(*rival.stories, title="Renamed"))
    assert poll(rival).kept_out == 1
    assert len(web.asked) == asked + 1, "the tombstone has learnt its address"


def test_a_near_copy_of_what_was_withdrawn_waits_for_a_takedown_officer(web: FakeWeb) -> None:
    bring(web, Story())
    lifecycle.move(Article.objects.get(), Status.WITHDRAWN, by=system_account())
    rival = make_outlet(web, "Monsoon Post")
    touched = (PARAGRAPHS[0].replace("forty", "fifty"), *PARAGRAPHS[1:])
    rival.tells(Story(guid="m1", link=RIVAL, paragraphs=touched))
    assert poll(rival).new == 1
    article = Article.objects.get(status="incoming")
    assert {"code": "near-match", "level": "required"}.items() <= article.findings[0].items()


def test_a_reprint_in_another_outlet_comes_in_and_says_of_what(web: FakeWeb) -> None:
    bring(web, Story())
    first = Article.objects.get()
    rival = make_outlet(web, "Monsoon Post")
    rival.tells(Story(guid="m1", link=RIVAL, title="Harbour in Mongolia has a pier at last"))
    poll(rival)
    reprint = Article.objects.exclude(pk=first.pk).get()
    assert "reprint" in codes(reprint)
    assert f"“{first.headline}”" in str(reprint.findings)


def test_the_same_text_again_from_its_own_outlet_at_a_new_address_is_seen(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    outlet.tells(Story(guid="new id", link="https://harbour-gazette.example/moved"))
    assert poll(outlet).new == 0
    assert Article.objects.count() == 1


def test_another_feed_of_the_same_outlet_brings_no_second_story(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    other = make_feed(outlet.feed.source, "https://harbour-gazette.example/islands.xml")
    web.serve(other.url, rss(Story(summary="Shorter.")))
    assert pipeline.visit(other).new == 0
    assert Article.objects.count() == 1


def test_two_identical_entries_in_one_feed_make_one_story(web: FakeWeb) -> None:
    outlet = bring(web, Story(), Story(), Story(guid="again"))
    assert Article.objects.count() == 1
    assert outlet.feed.fetches.get().new == 1


def test_one_id_for_all_stories_of_a_feed_does_not_make_them_one(web: FakeWeb) -> None:
    bring(
        web,
        Story(guid="0"),
        Story(guid="0", slug="museum", title="A museum opens beside the fish market", paragraphs=PARAGRAPHS[1:4]),
    )
    assert Article.objects.count() == 2


def test_a_story_without_any_id_is_recognised_by_its_words(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    item = "<item><title>Fog bell rings twice</title><description>It rang at dawn.</description></item>"
    web.serve(outlet.feed.url, f"<rss version='2.0'><channel><title>H</title>{item}</channel></rss>")
    assert poll(outlet).new == 1
    web.serve(outlet.feed.url, f"<rss version='2.0'><channel><title>H2</title>{item}</channel></rss>")
    assert poll(outlet).new == 0


def test_the_picture_of_what_is_barred_by_its_words_is_not_even_fetched(web: FakeWeb) -> None:
    bring(web, Story())
    lifecycle.move(Article.objects.get(), Status.WITHDRAWN, by=system_account())
    rival = make_outlet(web, "Monsoon Post")
    rival.tells(Story(guid="m1", link=RIVAL, content=f'<p>Boats.</p><img src="{PICTURE}">'))
    assert poll(rival).kept_out == 1
    assert PICTURE not in web.asked
