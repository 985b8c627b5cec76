"""Stories walk in: what a poll brings, what it leaves alone, and what it keeps out."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from django.utils import timezone
from PIL import Image

from articles.models import Article, Picture
from articles.models.source import Rights
from newsroom.ingest import pages, pipeline
from newsroom.ingest.entry import Entry
from newsroom.ingest.models import Capture, Fetch
from newsroom.ingest.reading import Page
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, PICTURE, Story, bring, codes, make_feed, make_outlet, poll, rss
from tests.world import make_source

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
RSS = {"content-type": "application/rss+xml"}
HTML = {"content-type": "text/html; charset=utf-8"}
RIVAL = "https://monsoon-post.example/copy"


def test_a_new_story_waits_with_its_source_its_text_and_its_section(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    fetch = poll(outlet)
    article = Article.objects.get()
    assert (fetch.outcome, fetch.entries, fetch.new) == ("read", 1, 1), fetch.sentence
    assert (article.status, article.kind) == ("incoming", "licensed")
    assert article.headline == article.source_headline == "Mongolia's lake harbour opens a new pier"
    assert (article.source, article.source_url) == (outlet.feed.source, "https://harbour-gazette.example/pier")
    assert (article.source_author, article.language) == ("Odval Bat", "en")
    assert article.country is not None
    assert article.country.iso2 == "MN"
    assert "kites" in article.body_text
    assert "Imprint" not in article.body_text
    assert codes(article) == {"old-news"}, "it is of June 2025, and said to be old"


def test_what_came_in_is_kept_beside_it_untouched(web: FakeWeb) -> None:
    bring(web, Story())
    capture = Capture.objects.get()
    assert capture.article == Article.objects.get()
    assert capture.page_bytes == Story().page.encode()
    assert capture.entry_fields["title"] == Story().title
    assert capture.origins["headline"] == "feed"
    assert capture.origins["body"] == "page"


def test_a_second_poll_brings_nothing_and_reads_no_page(web: FakeWeb) -> None:
    outlet = bring(web, Story(), Story(slug="museum", title="A museum beside the fish market opens its doors"))
    asked = len(web.asked)
    outlet.web.serve(outlet.feed.url, rss(*outlet.stories) + "<!-- another byte -->")
    fetch = poll(outlet)
    assert (fetch.outcome, fetch.new, fetch.changed) == ("read", 0, 0)
    assert len(web.asked) == asked + 1
    assert Article.objects.count() == Capture.objects.count() == 2


def test_an_unchanged_feed_is_recognised_by_its_validators_and_by_its_bytes(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    web.serve(outlet.feed.url, rss(), RSS | {"etag": '"one"'})
    assert poll(outlet).outcome == "read"
    fetch = poll(outlet)
    assert (fetch.outcome, fetch.status) == ("unchanged", 304)
    web.serve(outlet.feed.url, rss(), RSS)
    assert (poll(outlet).outcome, Fetch.objects.count()) == ("unchanged", 2)


def test_an_unchanged_poll_costs_six_queries(web: FakeWeb, django_assert_num_queries: CountQueries) -> None:
    outlet = bring(web, Story())
    for _first_and_folded in range(2):
        # whether it is paused, the newest line; a savepoint, the feed's state, the visit's line, the savepoint's end
        with django_assert_num_queries(6):
            pipeline.visit(outlet.feed)


def test_a_feed_with_new_bytes_and_old_stories_costs_six_queries_however_many_stories_it_holds(
    web: FakeWeb, django_assert_num_queries: CountQueries
) -> None:
    outlet = bring(
        web, *(Story(slug=f"s{number}", title=f"Boat number {number} leaves the pier") for number in range(20))
    )
    web.serve(outlet.feed.url, rss(*outlet.stories, title="Harbour Gazette, renamed"))
    with django_assert_num_queries(6):  # as before, one whether it is paused, one to recognise the entries
        pipeline.visit(outlet.feed)


def test_a_page_that_does_not_answer_leaves_the_feeds_text_with_a_finding_and_is_tried_again(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story(date=timezone.now().strftime("%a, %d %b %Y %H:%M:%S GMT")), pages=False)
    web.serve("https://harbour-gazette.example/pier", status=503)
    fetch = poll(outlet)
    article = Article.objects.get()
    assert "to be read again" in fetch.sentence
    assert article.body_text == "The new pier opened on Monday."
    assert "page-unread" in codes(article)
    outlet.tells(*outlet.stories)
    assert poll(outlet).changed == 1
    article.refresh_from_db()
    assert "kites" in article.body_text


def test_a_bad_reading_never_replaces_a_good_one(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    web.serve(outlet.feed.url, rss(Story(summary="The pier has opened again.")))
    notice = "<html><body><p>We use cookies. Before you continue, accept all cookies.</p></body></html>"
    web.serve("https://harbour-gazette.example/pier", notice, HTML)
    assert poll(outlet).changed == 0
    assert "kites" in Article.objects.get().body_text


def test_a_feed_that_gives_more_than_the_page_wins(web: FakeWeb) -> None:
    full = "".join(f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS, *PARAGRAPHS[::-1]))
    bring(web, Story(content=full))
    assert Capture.objects.get().origins["body"] == "feed"


LONG = tuple(
    f"Line {number} of the harbour's long book of boats is read aloud to the children." for number in range(12)
)


@pytest.mark.parametrize(
    ("rights", "kind", "shown"),
    [
        (Rights.OWN, "original", "long book"),
        (Rights.LICENSED, "licensed", "long book"),
        (Rights.EXCERPT, "excerpt", PARAGRAPHS[0]),
        (Rights.LINK_ONLY, "link", ""),
    ],
)
def test_the_rights_of_the_source_decide_how_much_comes_in(web: FakeWeb, rights: Rights, kind: str, shown: str) -> None:
    bring(web, Story(paragraphs=(*PARAGRAPHS, *LONG)), rights=rights)
    article, capture = Article.objects.get(), Capture.objects.get()
    assert article.kind == kind
    assert shown in article.body_text
    assert ("long book" in article.body_text) == (shown == "long book")
    assert "long book" in capture.full_text, "the whole text stays with the capture"
    assert not article.required_findings


def test_an_excerpt_without_room_for_a_whole_sentence_comes_in_as_a_link(web: FakeWeb) -> None:
    bring(web, Story(), rights=Rights.EXCERPT)
    article = Article.objects.get()
    assert (article.kind, article.body) == ("link", "")
    assert codes(article) == {"no-lead", "old-news"}


def test_a_date_in_the_future_is_clamped_to_now_and_kept_as_it_was_given(web: FakeWeb) -> None:
    bring(web, Story(date="Mon, 01 Jan 2091 00:00:00 GMT"))
    article = Article.objects.get()
    assert article.source_published_at is not None
    assert article.source_published_at <= timezone.now()
    assert Capture.objects.get().published_raw == "Mon, 01 Jan 2091 00:00:00 GMT"
    assert "future-date" in codes(article)


def test_hostile_markup_in_title_and_text_comes_in_as_words(web: FakeWeb) -> None:
    evil = "<p>The pier <script>alert(1)</script>opened<img src=x onerror=alert(1)> on Monday.</p>"
    bring(
        web,
        Story(title="<b>Pier</b> opens <script>alert(1)</script> in Mongolia", content=evil, paragraphs=("Short.",)),
    )
    article, capture = Article.objects.get(), Capture.objects.get()
    assert "<" not in article.headline
    for stored in (article.body, capture.full_html):
        assert "<script" not in stored
        assert "onerror" not in stored


def test_a_byline_that_only_the_page_gives_is_not_shown_before_somebody_checked(web: FakeWeb) -> None:
    page = Story().page.replace("<title>", "<meta name=author content='Saran Od'><title>")
    outlet = make_outlet(web)
    outlet.tells(Story(author=""))
    web.serve(Story().url, page, HTML)
    poll(outlet)
    article = Article.objects.get()
    assert (article.source_author, Capture.objects.get().author) == ("", "Saran Od")
    assert "author-from-page" in codes(article)


def test_an_outlet_that_opted_out_is_left_alone(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    outlet.feed.source.opted_out = True
    outlet.feed.source.save()
    fetch = poll(outlet)
    assert "asked not to be taken from" in fetch.sentence
    assert web.requests == []
    outlet.feed.refresh_from_db()
    assert outlet.feed.state == "paused"


def test_one_bad_story_does_not_keep_the_others_out(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story(slug="bad", title="A story that breaks"), Story())

    def breaking(entry: Entry) -> Page:
        if entry.url.endswith("bad"):
            raise ZeroDivisionError("a fault of ours")
        return pages.fetched(entry)

    monkeypatch.setattr("newsroom.ingest.pipeline.fetched", breaking)
    fetch = poll(outlet)
    assert fetch.new == 1
    assert "“A story that breaks” could not be taken in (ZeroDivisionError: a fault of ours)." in fetch.sentence
    monkeypatch.setattr("newsroom.ingest.pipeline.fetched", pages.fetched)
    assert poll(outlet).new == 1, "the next poll tries it again"


def test_a_picture_comes_with_its_story_and_is_shown_only_where_the_rights_allow(web: FakeWeb) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(drawn, "PNG")
    web.serve(PICTURE, drawn.getvalue(), {"content-type": "image/png"})
    bring(web, Story(content=f'<p>Boats.</p><img src="{PICTURE}">'))
    article = Article.objects.get()
    assert article.picture == Picture.objects.get()
    assert article.picture is not None
    assert (article.picture.credit, article.picture.is_public) == ("Harbour Gazette", False)


def test_a_picture_that_cannot_be_taken_costs_no_story(web: FakeWeb) -> None:
    web.fail(PICTURE, httpx2.ConnectError("no"))
    bring(web, Story(content=f'<p>Boats.</p><img src="{PICTURE}">'))
    assert "picture-unread" in codes(Article.objects.get())


def test_a_long_feed_is_read_in_portions(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "STORIES", 3)
    stories = [Story(slug=f"s{n}", title=f"Boat {n} leaves", paragraphs=(f"Boat {n} left.",)) for n in range(5)]
    outlet = make_outlet(web)
    outlet.tells(*stories)
    fetch = poll(outlet)
    assert (fetch.new, "2 left for the next visit" in fetch.sentence) == (3, True)
    outlet.feed.refresh_from_db()
    assert outlet.feed.next_poll_at < timezone.now() + timedelta(minutes=6)
    assert poll(outlet).new == 2


def test_an_index_of_sitemaps_is_followed_to_its_first_part(web: FakeWeb) -> None:
    feed = make_feed(make_source())
    part, namespace = f"https://{feed.source.host}/news.xml", "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    web.serve(feed.url, f"<sitemapindex {namespace}><sitemap><loc>{part}</loc></sitemap></sitemapindex>")
    web.serve(part, f"<urlset {namespace}><url><loc>{Story().url}</loc></url></urlset>")
    web.serve(Story().url, Story().page, HTML)
    assert pipeline.visit(feed).new == 1
    assert Article.objects.get().headline == Story().title


def test_news_behind_an_index_that_never_changes_come_in(web: FakeWeb) -> None:
    feed = make_feed(make_source())
    part, namespace = f"https://{feed.source.host}/news.xml", "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    index = f"<sitemapindex {namespace}><sitemap><loc>{part}</loc></sitemap></sitemapindex>"
    web.serve(feed.url, index, {"etag": '"index"'})
    stories = [Story(), Story(slug="quay", title="The long quay of Saltmarsh closes for the winter")]
    for count in (1, 2):
        urls = "".join(f"<url><loc>{story.url}</loc></url>" for story in stories[:count])
        web.serve(part, f"<urlset {namespace}>{urls}</urlset>")
        web.serve(stories[count - 1].url, stories[count - 1].page, HTML)
        assert pipeline.visit(feed).new == 1
    assert pipeline.visit(feed).outcome == "unchanged"


@pytest.mark.parametrize("address", ["http://[bad", "//[::1", "https://paper.example:99999999/"])
def test_a_page_that_leads_to_no_address_costs_the_page_and_not_the_story(web: FakeWeb, address: str) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    web.redirect(Story().url, address)
    assert poll(outlet).new == 1
    assert "complete web address" in Capture.objects.get().page_problem
