"""The search page and its live fragment: filters in the address, errors beside their fields, few queries."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import lifecycle
from articles.accounts import system_account
from articles.models import OldAuthor, OldCountry, OldSource, OldTag, Tag
from articles.status import Status
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db


def headlines(response: Any) -> list[str]:
    return [hit["article"].headline for hit in response.context["hits"]]


def test_without_a_question_the_form_and_the_latest_stories_are_shown(client: Client) -> None:
    make_article("Older")
    make_article("Newer")
    response = client.get("/search/")
    assert headlines(response) == ["Newer", "Older"]
    assert b"The latest stories" in response.content
    assert b'name="robots" content="noindex,follow"' in response.content
    assert response.headers["X-Robots-Tag"] == "noindex, follow"
    assert not response.cookies


def test_found_words_are_marked_and_the_rest_is_escaped(client: Client) -> None:
    make_article("Harbour & sea", body="<p>A harbour of 3 &lt; 5 boats.</p>")
    text = client.get("/search/", {"q": "harbour"}).content.decode()
    assert "<mark>Harbour</mark> &amp; sea" in text
    assert "A <mark>harbour</mark> of 3 &lt; 5 boats." in text


def test_a_headline_from_right_to_left_says_so_wherever_it_is_found(client: Client) -> None:
    make_article("عاد الصيادون إلى الميناء", language="ar")
    page = client.get("/search/", {"q": "الصيادون"}).content.decode()
    assert re.search(r'<h3 lang="ar" dir="rtl"><a href="[^"]+">عاد <mark>', page)
    live = client.get("/search/live/", {"q": "الصيادون"}).content.decode()
    assert re.search(r'<a href="[^"]+" lang="ar" dir="rtl">عاد <mark>', live)
    missed = client.get("/search/", {"q": "unicorn"}).content.decode()
    assert re.search(r'<li><a href="[^"]+" lang="ar" dir="rtl">عاد', missed)


def test_each_filter_narrows_and_all_of_them_stand_in_the_address(client: Client) -> None:
    tag = Tag.objects.create(name="Sea Ports", slug="sea-ports")
    author, source = make_author("Rana Writer"), make_source("Monsoon Post")
    wanted = make_article("Harbour one", country=make_country("NP"), source=source, language="ne", kind="summary")
    wanted.bylines.create(author=author, shown_at=wanted.published_at)
    wanted.taggings.create(tag=tag, shown_at=wanted.published_at)
    make_article("Harbour two")
    for query in (
        {"country": "nepal"},
        {"source": "monsoon-post"},
        {"author": "rana-writer"},
        {"tag": "sea-ports"},
        {"tag": "sea ports"},
        {"kind": "summary"},
    ):
        assert headlines(client.get("/search/", {"q": "harbour"} | query)) == ["Harbour one"], query
    both = client.get("/search/", {"country": ["nepal", "mongolia"]})
    assert len(headlines(both)) == 2
    assert len(both.context["chips"]) == 2
    assert both.context["chips"][0].without == "country=mongolia"


def test_a_story_also_about_a_country_is_found_there(client: Client) -> None:
    story = make_article("Border market")
    story.also_about.add(make_country("JP"))
    assert headlines(client.get("/search/", {"country": "japan"})) == ["Border market"]


def test_the_language_filter_takes_every_region_of_a_language(client: Client) -> None:
    make_source("Zhong Bao", language="zh-Hant")
    make_article("Here", language="zh-Hans")
    make_article("There", language="en")
    assert headlines(client.get("/search/", {"language": "zh"})) == ["Here"]


def test_days_are_days_of_the_sites_time_zone_and_both_ends_count(client: Client) -> None:
    midnight = timezone.localtime().replace(year=2026, month=6, day=5, hour=0, minute=0, second=0, microsecond=0)
    make_article("First minute", published_at=midnight)
    make_article("Last minute", published_at=midnight + timedelta(hours=23, minutes=59))
    make_article("Day after", published_at=midnight + timedelta(days=1))
    response = client.get("/search/", {"since": "2026-06-05", "until": "2026-06-05"})
    assert sorted(headlines(response)) == ["First minute", "Last minute"]


@pytest.mark.parametrize(
    "query",
    [{"since": "yesterday"}, {"until": "2026-02-31"}, {"country": "atlantis"}, {"sort": "best"}, {"kind": "poem"}],
)
def test_a_wrong_value_is_said_beside_its_field_and_the_results_stay(query: dict[str, str], client: Client) -> None:
    make_article("Harbour")
    response = client.get("/search/", {"q": "harbour"} | query)
    assert response.status_code == 200
    assert headlines(response) == ["Harbour"]
    assert list(response.context["form"].errors) == list(query)
    assert f'id="id_{next(iter(query))}_error"' in response.content.decode()


def test_a_period_that_ends_before_it_begins_is_said_and_its_end_ignored(client: Client) -> None:
    make_article("Harbour")
    response = client.get("/search/", {"since": "2026-01-02", "until": "2026-01-01"})
    assert list(response.context["form"].errors) == ["until"]
    assert headlines(response) == ["Harbour"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_break_nothing(day: str, client: Client) -> None:
    assert client.get("/search/", {"since": day, "until": day}).status_code == 200


def test_the_order_can_be_chosen(client: Client) -> None:
    make_article("Ferry sinks")
    make_article("Newer", body="<p>The ferry left the harbour.</p>")
    assert headlines(client.get("/search/", {"q": "ferry"})) == ["Ferry sinks", "Newer"]
    assert headlines(client.get("/search/", {"q": "ferry", "sort": "newest"})) == ["Newer", "Ferry sinks"]
    assert headlines(client.get("/search/", {"sort": "oldest"})) == ["Ferry sinks", "Newer"]


def test_nothing_found_offers_a_way_on(client: Client) -> None:
    response = client.get("/search/", {"q": "unicorn", "kind": "link"})
    assert b"No result" in response.content
    assert b"without the filters" in response.content


@pytest.mark.parametrize("query", ["x" * 10_000, "\x00", '"<script>alert(1)</script>', "😀", "%00", "a b c " * 400])
def test_no_query_breaks_the_page(query: str, client: Client) -> None:
    for path in ("/search/", "/search/live/"):
        response = client.get(path, {"q": query, "tag": query, "author": query})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_pages_of_results_keep_the_question_and_end_where_they_end(client: Client) -> None:
    for _ in range(21):
        make_article()
    response = client.get("/search/", {"q": "harbour", "page": "2"})
    assert len(headlines(response)) == 1
    assert b'<a rel="prev" href="/search/?q=harbour">' in response.content
    for page in ("3", "0", "x", "-1", "9" * 50):
        assert client.get("/search/", {"q": "harbour", "page": page}).status_code == 404


def test_a_search_page_takes_at_most_six_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        make_article()
    client.get("/search/")
    with django_assert_max_num_queries(6):
        assert client.get("/search/", {"q": "harbour", "country": "mongolia", "since": "2026-01-01"}).context["hits"]


def test_an_outlet_can_be_chosen_as_soon_as_it_has_a_story(client: Client) -> None:
    make_article()
    assert "Gulf Lantern" not in client.get("/search/").content.decode()
    make_article(source=make_source("Gulf Lantern"))
    assert '<option value="gulf-lantern">Gulf Lantern</option>' in client.get("/search/").content.decode()
    chosen = client.get("/search/", {"source": "gulf-lantern"}).content.decode()
    assert '<option value="gulf-lantern" selected>Gulf Lantern</option>' in chosen
    assert len(re.findall("<option[^>]* selected>Gulf Lantern", chosen)) == 1


def test_the_fragment_shows_eight_and_leads_to_all_with_the_same_question(client: Client) -> None:
    for _ in range(9):
        make_article()
    text = client.get("/search/live/", {"q": "harb"}).content.decode()
    assert text.count("<li>") == 8
    assert "<html" not in text
    assert "More than 8 results" in text
    assert 'href="/search/?q=harb"' in text


def test_the_fragment_says_when_nothing_matches_and_nothing_before_two_letters(client: Client) -> None:
    assert b"No result" in client.get("/search/live/", {"q": "unicorn"}).content
    for query in ("", "u", " ", "?"):
        assert client.get("/search/live/", {"q": query}).content.strip() == b""
    assert client.get("/search/live/").status_code == 200


def test_one_chinese_letter_is_enough_to_search_while_typing(client: Client) -> None:
    make_article("老街书店")
    assert "老街" in client.get("/search/live/", {"q": "书"}).content.decode()


def test_the_fragment_takes_one_query(client: Client, django_assert_num_queries: Any) -> None:
    make_article("Harbour")
    # PostgreSQL is asked first how many it expects to begin so.
    with django_assert_num_queries(1 if connection.vendor == "sqlite" else 2):
        client.get("/search/live/", {"q": "harbour"})


def test_a_withdrawn_story_is_in_no_search(client: Client) -> None:
    article = make_article("Comet seen")
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    assert headlines(client.get("/search/", {"q": "comet"})) == []
    assert b"No result" in client.get("/search/live/", {"q": "comet"}).content


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/search/").status_code == 405
    assert "no-cache" in client.get("/search/").headers["Cache-Control"]


def test_a_saved_search_still_narrows_by_what_an_old_slug_became(client: Client) -> None:
    japan, gazette, fog = make_country("JP"), make_source("Tide Post"), Tag.objects.create(name="Fog")
    signer = make_author("Mira Quill")
    OldCountry.objects.create(slug="nippon", country=japan)
    OldAuthor.objects.create(slug="m-quill", author=signer)
    OldSource.objects.create(slug="the-tide", source=gazette)
    OldTag.objects.create(slug="mist", tag=fog)
    OldTag.objects.create(slug="tidings", source=gazette)
    make_article("Elsewhere", country=make_country("MN"))
    wanted = make_article("Wanted", country=japan, source=gazette)
    wanted.tags.add(fog)
    wanted.bylines.create(author=signer)
    for asked in (
        "country=nippon",
        "country=japan&country=nippon",
        "author=m-quill",
        "source=the-tide",
        "tag=mist",
        "tag=tidings",
    ):
        response = client.get(f"/search/?{asked}")
        assert headlines(response) == ["Wanted"], asked
        assert 'class="error"' not in response.content.decode()
    assert [chip.value for chip in client.get("/search/?q=&country=nippon").context["chips"]] == ["Japan"]


def test_a_slug_that_never_was_is_still_said_to_be_none(client: Client) -> None:
    assert 'class="error"' in client.get("/search/?country=never-was").content.decode()
