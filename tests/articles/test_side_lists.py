"""What leads on beside and below a story: latest, related, neighbours, months, topics; no heading over nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import lxml.html
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.models import Article, Tag
from articles.status import Status
from articles.topics import CLOUD
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(hours=1)


def page(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content.decode())


def beside(client: Client, story: Article) -> Any:
    (found,) = page(client, story.get_absolute_url()).cssselect(".sidebar")
    return found


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def told(headline: str, hours: int, **values: Any) -> Article:
    return make_article(headline, published_at=NOW - timedelta(hours=hours), **values)


def test_the_lead_beside_a_story_says_where_whose_when_who_and_what(client: Client) -> None:
    text = f"<p>{'The harbour opened at dawn and ' * 9}.</p>"
    lead = told("The lead", 0, country=make_country("JP"), authors=[make_author()], body=text)
    told("Next to it", 3)
    (box,) = beside(client, told("Here", 5)).cssselect(".sidebar-lead")
    assert words(box.cssselect(".via .place")[0]) == "Japan"
    assert words(box.cssselect(".via .outlet")[0]) == "Harbour Gazette"
    assert datetime.fromisoformat(box.cssselect("time")[0].get("datetime")).tzinfo
    assert box.cssselect("h3 > a")[0].get("href") == lead.get_absolute_url()
    assert words(box.cssselect('a[rel="author"]')[0]) == "Cy Writer"
    summary = words(box.cssselect(".summary")[0])
    assert summary.endswith("…")
    assert len(summary.split()) <= 30


def test_the_latest_beside_a_story_are_nine_and_none_is_the_lead_or_stands_there_twice(client: Client) -> None:
    for number in range(14):
        told(f"Number {number}", number, country=make_country("JP"))
    side = beside(client, told("Here", 400))
    lines = [words(line.cssselect("p:not(.via)")[0]) for line in side.cssselect(".lines li")]
    assert words(side.cssselect(".sidebar-lead h3")[0]) == "Number 0"
    assert lines == [f"Number {number}" for number in range(1, 10)]
    assert all(line.cssselect(".outlet") and line.cssselect("time") for line in side.cssselect(".lines li"))


@pytest.mark.parametrize("path", ["story", "/", "/latest/", "/country/mongolia/", "/tag/fog/", "/site-map/"])
@pytest.mark.parametrize("stories", [1, 3, 30])
def test_no_heading_stands_over_nothing(client: Client, path: str, stories: int) -> None:
    tag = Tag.objects.create(name="Fog", slug="fog")
    story = told("Here", 0)
    for number in range(stories - 1):
        told(f"Number {number}", number + 1, tags=[tag] if stories > 3 else [])
    html = page(client, story.get_absolute_url() if path == "story" else path)
    for heading in html.cssselect("main h2, main h3"):
        beyond = heading.xpath("following-sibling::*[normalize-space() and not(self::h2)]")
        assert beyond or heading.xpath("parent::article | parent::header"), words(heading)
    assert not [one.tag for one in html.cssselect("main :is(ul, ol, table)") if not one.cssselect("li, td")]


def test_topics_beside_a_story_are_left_out_until_there_are_some(client: Client) -> None:
    story = told("Here", 0)
    assert "Topics" not in words(beside(client, story))
    other = told("There", 1, tags=[Tag.objects.create(name="Fog")])
    side = beside(client, other)
    assert words(side.cssselect("#paper-topics + ul")[0]) == "Fog 1"


def test_the_busiest_topics_stand_by_name_with_the_number_of_their_published_stories(client: Client) -> None:
    tags = [Tag(name=f"Topic {number:02}", slug=f"topic-{number:02}") for number in range(CLOUD + 2)]
    rare, *common = Tag.objects.bulk_create(tags)
    story = told("Here", 0, tags=[rare, *common])
    told("There", 1, tags=common)
    told("Hidden", 2, tags=common, status=Status.UNPUBLISHED)
    topics = beside(client, story).cssselect("ul.topics li")
    assert len(topics) == CLOUD == 45
    names = [words(topic) for topic in topics]
    assert names == sorted(names)
    assert {name.split()[-1] for name in names} == {"2"}
    first = topics[0].cssselect("a")[0].get("href")
    assert len(page(client, first).cssselect("article.card")) == 2


def test_related_stories_are_six_published_ones_that_stand_nowhere_else_on_the_page(client: Client) -> None:
    fog = Tag.objects.create(name="Fog")
    for number in range(9):
        told(f"Number {number}", number + 2, tags=[fog], country=make_country("JP" if number % 2 else "MN"))
    told("Hidden", 3, tags=[fog], status=Status.UNPUBLISHED)
    story = told("Here", 5, tags=[fog])
    html = page(client, story.get_absolute_url())
    related = [link.get("href") for link in html.cssselect(".related h3 > a")]
    others = [link.get("href") for link in html.cssselect(".neighbours a, .sidebar :is(h3, li) a")]
    assert len(related) == len(set(related)) == 6
    assert story.get_absolute_url() not in related
    assert not set(related) & set(others)
    assert "Hidden" not in words(html)


def test_next_and_previous_are_named_by_their_headlines_and_missing_at_the_ends(client: Client) -> None:
    first, middle, last = told("First", 3), told("Middle", 2), told("Last", 1)
    shown = {}
    for story in (first, middle, last):
        links = page(client, story.get_absolute_url()).cssselect(".neighbours a")
        shown[story.headline] = [(link.get("rel"), words(link), link.get("href")) for link in links]
    before = ("prev", "Previous · Mongolia First", first.get_absolute_url())
    after = ("next", "Next · Mongolia Last", last.get_absolute_url())
    assert shown["Middle"] == [before, after]
    assert [rel for rel, _name, _address in shown["First"]] == ["next"]
    assert [rel for rel, _name, _address in shown["Last"]] == ["prev"]


def test_the_calendar_is_a_table_with_a_caption_and_the_days_of_the_week_from_monday(client: Client) -> None:
    with time_machine.travel(datetime(2026, 6, 20, tzinfo=UTC), tick=False):
        make_article(published_at=datetime(2026, 6, 5, 4, tzinfo=UTC))
        (table,) = page(client, "/2026/06/").cssselect(".month table")
    assert words(table.cssselect("caption")[0]) == "June 2026"
    heads = [(head.get("scope"), head.cssselect("abbr")[0].get("title")) for head in table.cssselect("thead th")]
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert heads == [("col", day) for day in days]
    assert [words(day) for day in table.cssselect("tbody tr")[0]] == ["1", "2", "3", "4", "5", "6", "7"]


def test_the_calendar_beside_a_story_has_something_to_read_and_leads_to_earlier_months(client: Client) -> None:
    with time_machine.travel(datetime(2026, 6, 20, tzinfo=UTC), tick=False):
        make_article(published_at=datetime(2026, 2, 5, 4, tzinfo=UTC))
        story = make_article(published_at=datetime(2026, 5, 7, 4, tzinfo=UTC))
        (month,) = beside(client, story).cssselect(".month")
        months = [link.get("href") for link in month.cssselect("nav a")]
        (day,) = month.cssselect("td a")
        assert words(month.cssselect("caption")[0]) == "May 2026"
        assert (day.get("href"), day.get("aria-label")) == ("/2026/05/07/", "7 May, 1 story")
        assert months == ["/2026/02/"]
        assert {client.get(path).status_code for path in [*months, day.get("href")]} == {200}


def test_the_day_of_an_archive_is_marked_as_this_page_and_today_as_today(client: Client) -> None:
    with time_machine.travel(datetime(2026, 6, 20, 4, tzinfo=UTC), tick=False):
        for day in (5, 20):
            make_article(published_at=datetime(2026, 6, day, 3, tzinfo=UTC))
        marked = page(client, "/2026/06/05/").cssselect(".month [aria-current]")
    assert [(words(day), day.get("aria-current")) for day in marked] == [("5", "page"), ("20", "date")]


def test_numbers_of_pages_are_labelled_and_stand_on_lists_alone(client: Client) -> None:
    for number in range(21):
        told(f"Number {number}", number)
    story = Article.objects.published().newest()[0]
    (pages,) = page(client, "/latest/?page=2").cssselect("nav.pages")
    assert pages.get("aria-label") == "Pages of this list"
    assert [words(step) for step in pages.cssselect("li")] == ["Page 1", "Page 2"]
    assert words(pages.cssselect('[aria-current="page"]')[0]) == "Page 2"
    for path in ("/", story.get_absolute_url(), "/privacy/", "/authors/"):
        assert not page(client, path).cssselect(".pages")


def test_the_site_map_names_sections_months_and_topics_with_their_counts(client: Client) -> None:
    with time_machine.travel(datetime(2026, 6, 20, tzinfo=UTC), tick=False):
        make_article(published_at=datetime(2026, 6, 5, 4, tzinfo=UTC), tags=[Tag.objects.create(name="Fog")])
        html = page(client, "/site-map/")
    assert len(html.cssselect('main a[href^="/country/"]')) == 49
    assert [words(one.getparent()) for one in html.cssselect('main a[href="/2026/06/"]')] == ["June 2026 1"]
    assert [words(one) for one in html.cssselect('main a[href="/tag/fog/"]')] == ["Fog 1"]
    assert html.cssselect('main a[href="/latest/"]')


def test_authors_stand_with_the_number_of_their_published_stories(client: Client) -> None:
    author = make_author("Odval Bat", bio="Walks the quays.")
    make_article(authors=[author], source=make_source("Gulf Lantern"))
    make_article(authors=[author], status=Status.IN_REVIEW)
    (entry,) = page(client, "/authors/").cssselect(".people li")
    assert words(entry) == "OB Odval Bat Walks the quays. 1 story"


def test_a_story_leads_to_its_text_alone(client: Client) -> None:
    story = told("Here", 0)
    (link,) = page(client, story.get_absolute_url()).cssselect(".text-link a")
    assert words(link) == "Text-only version of this page"
    assert client.get(story.get_absolute_url() + link.get("href")).status_code == 200
