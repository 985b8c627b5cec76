"""One story stays one story, whatever happens to its ids and addresses; two stories stay two."""

from dataclasses import replace

import pytest

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.status import Status
from newsroom.ingest import pipeline
from newsroom.ingest.fingerprint import canonical_address, figures, is_front_page, likeness
from newsroom.ingest.models import Capture
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Outlet, Story, bring, make_feed, make_outlet, poll, rss
from tests.world import make_source

SITE = "https://harbour-gazette.example"
STORY = "https://paper.example/2026/Pier"
OTHER_WORDS = (
    "The felt makers of the valley met on Thursday to choose the colours of the winter market, and chose eleven.",
    "Nobody could agree on the twelfth, so the children of the school were asked, and they voted for mustard yellow.",
    "The market opens on the first Saturday of December beside the old tannery, with soup for all who walk there.",
    "Last year four hundred visitors came by bus, and the road had to be closed because of the snow for two hours.",
)


@pytest.mark.parametrize(
    "spelling",
    [
        "http://paper.example/2026/Pier",
        "https://www.paper.example/2026/Pier/",
        "https://m.paper.example/2026/Pier",
        "https://amp.paper.example/2026/Pier",
        "https://www.m.paper.example/2026/Pier",
        "https://paper.example/amp/2026/Pier",
        "https://paper.example/2026/Pier/amp/",
        "https://paper.example/2026/amp/Pier",
        "https://paper.example/2026/Pier.amp",
        "https://paper.example/2026/Pier?amp=1",
        "https://paper.example/2026/Pier?amp",
        "https://paper.example/2026/Pier?output=amp&amp_js_v=0.1&usqp=mq331AQ",
        "https://paper-example.cdn.ampproject.org/c/s/paper.example/2026/Pier",
        "https://paper-example.cdn.ampproject.org/v/s/www.paper.example/2026/Pier?amp_js_v=0.1",
        "https://paper-example.cdn.ampproject.org/c/paper.example/2026/Pier",
        "https://www.google.com/amp/s/paper.example/2026/Pier",
        "https://www.google.com/url?rct=j&url=https%3A%2F%2Fpaper.example%2F2026%2FPier&ct=ga",
        "https://paper.example/2026/Pier?utm_source=rss&WT.mc_id=2&from=rss&ref=x&cmpid=3",
        "https://paper.example/2026/Pier;jsessionid=0A1B2C?PHPSESSID=77",
        "https://paper.example/2026/Pier/index.html#comments",
        "https://paper.example/2026/%50ier",
        "https://paper.example:443/2026//Pier",
    ],
)
def test_all_spellings_of_one_address_meet(spelling: str) -> None:
    assert canonical_address(spelling) == STORY
    assert canonical_address(canonical_address(spelling)) == STORY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/2026/Pier", "https://paper.example/2026/pier"),
        ("https://paper.example/?p=1", "https://paper.example/?p=2"),
        ("https://paper.example/#!/story/1", "https://paper.example/#!/story/2"),
        ("https://paper.example/app#/story/1", "https://paper.example/app"),
        ("https://paper.example/read?from=12", "https://paper.example/read?from=13"),
        ("https://paper.example/read?source=4711", "https://paper.example/read?source=4712"),
        ("https://paper.example/c/s/page", "https://paper.example/page"),
        ("https://amp.example/x", "https://example/x"),
        ("https://www.google.com/url?q=javascript:1", "https://www.google.com/url?q=javascript:2"),
    ],
)
def test_addresses_of_two_stories_stay_apart(one: str, other: str) -> None:
    assert canonical_address(one) != canonical_address(other)


def test_the_address_of_a_whole_site_is_that_of_no_story() -> None:
    assert is_front_page("http://www.paper.example/?utm_source=rss")
    assert not is_front_page("https://paper.example/?p=1")
    assert not is_front_page("https://paper.example/#!/story/1")
    assert not is_front_page("")


def test_headlines_and_figures_are_compared_in_every_script() -> None:
    assert likeness("Boats leave the harbour", "boats LEAVE the harbour!") == 1
    assert likeness("Boats leave the harbour", "Snow closes a road") == 0
    assert likeness("新码头今天开放", "新码头开放") > 0.4 > likeness("新码头今天开放", "渔民中午返回")
    assert likeness("", "Boats") == 0
    assert figures("It rose by 3.5 to 1,200 at 10:30.") == {"3.5", "1,200", "10:30"}


pytestmark = pytest.mark.django_db


def with_canonical(story: Story, url: str) -> str:
    """The story's page, which calls `url` its own address."""
    return story.page.replace("<head>", f'<head><link rel="canonical" href="{url}">')


def serve(web: FakeWeb, url: str, page: str) -> None:
    web.serve(url, page, {"content-type": "text/html; charset=utf-8"})


def told_as(outlet: Outlet, *stories: Story, pages: bool = True) -> tuple[int, int]:
    """What a poll brings when the feed tells these stories: new and changed."""
    outlet.tells(*stories, pages=pages)
    fetch = poll(outlet)
    return fetch.new, fetch.changed


def test_a_link_through_a_feed_proxy_is_known_by_where_it_leads(web: FakeWeb) -> None:
    proxy, target = "https://proxy.example/~r/1", f"{SITE}/pier"
    outlet = make_outlet(web)
    web.redirect(proxy, target, 302)
    serve(web, target, Story().page)
    assert told_as(outlet, Story(guid="proxy-1", link=proxy), pages=False) == (1, 0)
    assert Article.objects.get().source_url == target, "readers are led to the story itself"
    web.redirect("https://proxy.example/~r/2", target, 302)
    assert told_as(outlet, Story(guid="2", link="https://proxy.example/~r/2"), Story(guid="3"), pages=False) == (0, 0)
    assert Article.objects.count() == 1


def test_a_page_that_names_its_own_address_is_known_by_it_from_another_feed(web: FakeWeb) -> None:
    outlet, own = make_outlet(web), f"{SITE}/news/17"
    outlet.tells(Story(link=f"{SITE}/rss-view/17"))
    serve(web, f"{SITE}/rss-view/17", with_canonical(Story(), own))
    poll(outlet)
    other = make_feed(outlet.feed.source, f"{SITE}/islands.xml")
    changed = Story(guid="i-17", link=own, paragraphs=(*PARAGRAPHS, "The mayor came as well, in a borrowed boat."))
    web.serve(other.url, rss(changed))
    serve(web, own, changed.page)
    fetch = pipeline.visit(other)
    assert (fetch.new, fetch.changed) == (0, 1)
    assert Article.objects.count() == 1


def test_a_page_that_names_another_site_as_its_own_is_a_reprint_of_that(web: FakeWeb) -> None:
    bring(web, Story())
    rival = make_outlet(web, "Monsoon Post")
    copy = Story(guid="m", link="https://monsoon-post.example/copy", paragraphs=OTHER_WORDS, title="Felt, again")
    rival.tells(copy)
    serve(web, copy.link, with_canonical(copy, f"{SITE}/pier"))
    assert poll(rival).new == 1


def test_a_redirect_to_a_login_is_no_address_of_the_story(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    login = f"{SITE}/login"
    serve(web, login, "<html><body><form><input type=password></form></body></html>")
    stories = [Story(slug="one", title="A first story about boats"), Story(slug="two", title="Snow closes the road")]
    for story in stories:
        web.redirect(story.url, login, 302)
    assert told_as(outlet, *stories, pages=False) == (2, 0)


def test_a_canonical_address_that_all_pages_share_does_not_make_them_one(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    stories = [
        Story(link=f"{SITE}/read?id=1"),
        Story(slug="felt", link=f"{SITE}/read?id=2", title="Felt makers choose", paragraphs=OTHER_WORDS),
    ]
    outlet.tells(*stories)
    for story in stories:
        serve(web, story.link, with_canonical(story, f"{SITE}/read"))
    assert poll(outlet).new == 2
    again = [replace(story, summary="Told anew.") for story in stories]
    outlet.tells(*again)
    for story in again:
        serve(web, story.link, with_canonical(story, f"{SITE}/read"))
    assert (poll(outlet).new, Article.objects.count()) == (0, 2)


def told_by(title: str) -> tuple[str, ...]:
    """Paragraphs of which no other story has a word."""
    return tuple(" ".join(f"{word}{n}{k}" for word in title.split() * 4 for k in range(2)) for n in range(3))


FELT = Story(slug="felt", title="Felt makers choose the colours of winter", paragraphs=OTHER_WORDS)
TOUCHED = (PARAGRAPHS[0].replace("after three winters of work", "after three long winters of work"), *PARAGRAPHS[1:])


@pytest.mark.parametrize(
    ("case", "again", "expected"),
    [
        ("its date alone has changed", Story(date="Tue, 03 Jun 2025 08:00:00 GMT"), (0, 0)),
        ("another id, same address", Story(guid="n", summary="Again."), (0, 0)),
        ("another address, same id", Story(guid="pier", link=f"{SITE}/new-pier", summary="Again."), (0, 0)),
        ("id and address are new, the words are not", Story(guid="n", link=f"{SITE}/n"), (0, 0)),
        ("id and address are new, a word was added", Story(guid="n", link=f"{SITE}/n", paragraphs=TOUCHED), (0, 1)),
        (
            "and the headline was touched up as well",
            Story(guid="n", link=f"{SITE}/n", paragraphs=TOUCHED, title="Mongolia's lake harbour opens its new pier"),
            (0, 1),
        ),
        (
            "the same report with other numbers",
            Story(guid="n", link=f"{SITE}/n", paragraphs=(*TOUCHED, "It was 14 degrees.")),
            (1, 0),
        ),
        (
            "same id, its headline and its slug rewritten",
            Story(guid="pier", link=f"{SITE}/n", title="Saltmarsh celebrates", summary="Again."),
            (0, 1),
        ),
        ("same id, but another story at another address", replace(FELT, guid="pier"), (1, 0)),
        ("same address, but another story under another id", replace(FELT, link=f"{SITE}/pier", guid="n"), (1, 0)),
        ("same id and address, all words new: a live page", replace(FELT, link=f"{SITE}/pier", guid="pier"), (0, 1)),
        ("back-dated by years", replace(FELT, date="Mon, 02 Jun 2014 08:00:00 GMT"), (1, 0)),
        ("dated in the future", replace(FELT, date="Mon, 02 Jun 2098 08:00:00 GMT"), (1, 0)),
    ],
)  # fmt: skip
def test_what_comes_of_a_story_told_again(web: FakeWeb, case: str, again: Story, expected: tuple[int, int]) -> None:
    outlet = bring(web, Story())
    assert told_as(outlet, again) == expected, case
    asked = len(web.asked)
    assert told_as(outlet, again) == (0, 0), f"{case}: the same once more"
    assert len(web.asked) == asked + 1, f"{case}: and its page is not read again"


def test_a_report_of_yesterday_with_todays_numbers_is_a_story_of_its_own(web: FakeWeb) -> None:
    words = tuple(f"In bay {n} the water stood at {{}} metres and the wind came from the {n}th." for n in range(6))

    def report(day: int) -> Story:
        told = tuple(line.format(day / 10) for line in words)
        return Story(slug=f"water-{day}", title="The water in the bays today", paragraphs=told)

    outlet = bring(web, report(11))
    assert told_as(outlet, report(12)) == (1, 0)
    assert told_as(outlet, report(13), report(12)) == (1, 0)


def test_a_feed_that_numbers_its_stories_from_one_loses_none(web: FakeWeb) -> None:
    """Its newest story is always number 1, so that every number wanders from story to story."""
    titles = [
        "Boats leave at dawn",
        "Snow closes the valley road",
        "A library ship visits",
        "Felt market picks colours",
    ]
    told = [Story(slug=f"s{n}", title=title, paragraphs=told_by(title)) for n, title in enumerate(titles)]
    outlet = make_outlet(web)
    for count in range(1, 5):
        newest_first = [replace(story, guid=str(place + 1)) for place, story in enumerate(reversed(told[:count]))]
        assert told_as(outlet, *newest_first)[0] == 1
    assert sorted(Article.objects.values_list("headline", flat=True)) == sorted(titles)
    assert Capture.objects.filter(version__gt=1).count() == 0


def test_a_reused_id_of_a_rejected_story_does_not_keep_the_next_one_out(web: FakeWeb) -> None:
    outlet = bring(web, Story(guid="1"))
    lifecycle.move(Article.objects.get(), Status.REJECTED, by=system_account(), reason="not for us")
    assert told_as(outlet, replace(FELT, guid="1")) == (1, 0)


def test_a_reused_id_of_a_withdrawn_story_stays_barred(web: FakeWeb) -> None:
    outlet = bring(web, Story(guid="1"))
    lifecycle.move(Article.objects.get(), Status.WITHDRAWN, by=system_account())
    outlet.tells(replace(FELT, guid="1"))
    assert poll(outlet).kept_out == 1


def test_what_resembles_a_withdrawn_story_is_judged_even_where_its_id_is_used_again(web: FakeWeb) -> None:
    outlet = bring(web, Story(), FELT)
    lifecycle.move(Article.objects.get(headline=FELT.title), Status.WITHDRAWN, by=system_account())
    nearly = (OTHER_WORDS[0].replace("eleven", "ten"), *OTHER_WORDS[1:])
    story = Story(guid="pier", slug="w", title="What the felt makers of the valley chose", paragraphs=nearly)
    assert told_as(outlet, story) == (1, 0)
    newest = Article.objects.order_by("-pk")[0]
    assert {finding["code"] for finding in newest.findings} >= {"near-match"}


def test_stories_that_all_link_to_one_page_are_told_apart_by_their_ids(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    front = [replace(Story(), link=f"{SITE}/"), replace(FELT, link=f"{SITE}/")]
    titles = ["A library ship visits the bay", "Snow closes the valley road"]
    page = [
        Story(slug=title[:4], title=title, link=f"{SITE}/news", content=f"<p>{' '.join(told_by(title))}</p>")
        for title in titles
    ]
    serve(web, f"{SITE}/", "<html><body>All our news</body></html>")
    serve(web, f"{SITE}/news", "<html><body>All our news</body></html>")
    assert told_as(outlet, *front, *page, pages=False) == (4, 0)


def test_another_outlet_that_links_to_a_story_we_hold_adds_none(web: FakeWeb) -> None:
    bring(web, Story())
    digest = Outlet(web, make_feed(make_source("Morning Digest")))
    digest.tells(Story(guid="d1", title="We read: the pier", summary="Worth a look."))
    assert poll(digest).new == 0
    assert Article.objects.count() == 1


def test_stories_of_one_form_whose_headlines_count_on_are_each_its_own(web: FakeWeb) -> None:
    bring(web, *(Story(slug=f"s{number}", title=f"Boat number {number} leaves the pier") for number in range(8)))
    assert Article.objects.count() == 8
