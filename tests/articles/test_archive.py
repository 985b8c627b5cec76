"""The archive and its calendar."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import calendar
from articles.status import Status
from tests.world import make_article

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 4, month: int = 6, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_june_2026() -> object:
    with time_machine.travel("2026-06-20 04:00:00+00:00", tick=False):
        yield


def test_june_2026_begins_on_a_monday_and_has_thirty_days() -> None:
    grid = calendar.grid(date(2026, 6, 1), {})
    assert [square.date.day if square else None for square in grid.weeks[0]] == [1, 2, 3, 4, 5, 6, 7]
    assert [square.date.day if square else None for square in grid.weeks[-1]] == [29, 30, None, None, None, None, None]


def test_days_are_counted_in_the_sites_time_zone() -> None:
    make_article(published_at=at(4, hour=15))
    make_article(published_at=at(4, hour=17))
    june = calendar.month(2026, 6)
    counts = {square.date.day: square.stories for week in june.weeks for square in week if square and square.stories}
    assert counts == {4: 1, 5: 1}


def test_only_days_with_stories_are_links_and_say_how_many(client: Client) -> None:
    make_article(published_at=at(5))
    make_article(published_at=at(5))
    html = client.get("/2026/06/").content.decode()
    assert html.count('href="/2026/06/05/"') == 1
    assert 'aria-label="5 June, 2 stories"' in html
    assert "/2026/06/06/" not in html


def test_the_neighbouring_months_skip_empty_ones(client: Client) -> None:
    make_article(published_at=at(5))
    make_article(published_at=at(1, month=2))
    html = client.get("/2026/06/").content.decode()
    assert 'href="/2026/02/">February 2026' in html
    assert "May 2026" not in html
    assert "July 2026" not in html


def test_a_day_lists_its_stories_and_a_day_without_is_not_found(client: Client) -> None:
    make_article("On the fifth", published_at=at(5))
    assert "On the fifth" in client.get("/2026/06/05/").content.decode()
    assert client.get("/2026/06/06/").status_code == 404


def test_a_day_of_fewer_than_three_stories_is_not_for_search_engines(client: Client) -> None:
    for number, robots in ((1, "noindex"), (2, "noindex"), (3, "index")):
        make_article(f"Number {number}", published_at=at(5))
        assert f'<meta name="robots" content="{robots},follow' in client.get("/2026/06/05/").content.decode()


def test_today_is_so_far(client: Client) -> None:
    make_article(published_at=at(20, hour=3))
    assert "Today so far." in client.get("/2026/06/20/").content.decode()


def test_a_year_shows_the_months_that_have_stories_and_the_years_beside_it(client: Client) -> None:
    make_article(published_at=at(5))
    make_article(published_at=at(9, month=11, year=2024))
    html = client.get("/2026/").content.decode()
    assert "June 2026" in html
    assert "March 2026" not in html
    assert 'rel="prev" href="/2024/"' in html
    assert 'rel="next" href="/2026/"' in client.get("/2024/").content.decode()


@pytest.mark.parametrize("path", ["/2025/", "/2026/05/", "/2026/07/", "/2026/02/30/", "/2026/00/", "/0001/", "/9999/"])
def test_what_is_empty_yet_to_come_or_no_date_is_not_found(client: Client, path: str) -> None:
    make_article(published_at=at(5))
    assert client.get(path).status_code == 404


def test_the_front_page_carries_the_calendar_of_this_month(client: Client) -> None:
    make_article(published_at=at(20, hour=3))
    html = client.get("/").content.decode()
    assert "June 2026" in html
    assert 'href="/2026/06/20/" aria-current="date"' in html


def test_all_years_and_their_months_stand_on_one_page_with_their_counts(client: Client) -> None:
    for story in (at(5), at(6), at(9, month=11, year=2024)):
        make_article(published_at=story)
    html = " ".join(client.get("/archive/").content.decode().split())
    assert html.index('<a href="/2026/">2026</a> <span class="count">2</span>') < html.index(
        '<a href="/2024/">2024</a>'
    )
    assert '<a href="/2026/06/">June 2026</a> <span class="count">2</span>' in html
    assert '<a href="/2024/11/">November 2024</a> <span class="count">1</span>' in html
    assert "/2025/" not in html


def test_the_latest_are_all_stories_the_newest_first_and_the_archive_is_linked_from_every_page(client: Client) -> None:
    make_article("The older of two", published_at=at(5))
    make_article("The newer of two", published_at=at(6))
    make_article("Not yet public", status=Status.IN_REVIEW)
    html = client.get("/latest/").content.decode()
    assert html.index("The newer of two") < html.index("The older of two")
    assert "Not yet public" not in html
    assert '<a href="/archive/">Archive</a>' in html
    assert "<h1>Latest" in client.get("/latest/?view=text").content.decode()


def test_a_paper_without_stories_has_an_empty_archive(client: Client) -> None:
    for path in ("/archive/", "/latest/"):
        assert "No stories yet" in client.get(path).content.decode()


def test_page_three_of_the_latest_asks_no_more_than_page_one(
    client: Client,
) -> None:
    for _ in range(41):
        make_article(published_at=at(5))
    costs = []
    for path in ("/latest/", "/latest/?page=3"):
        client.get(path.replace("latest", "archive"))  # the frame is composed
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        costs.append(len(asked))
    assert costs[1] <= costs[0]
