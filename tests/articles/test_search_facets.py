"""What the results of a search can be narrowed by: counts that keep their word, and beginnings of words."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import facets
from tests.world import make_article, make_country, make_source

pytestmark = pytest.mark.django_db


def counted(response: Any) -> dict[str, dict[str, int]]:
    return {
        facet.name: {choice.label: choice.found for choice in facet.choices} for facet in response.context["facets"]
    }


def test_labels_are_counted_and_each_count_is_what_its_address_finds(client: Client) -> None:
    abroad = make_article("Harbour one", country=make_country("NP"), source=make_source("Monsoon Post"), kind="summary")
    abroad.also_about.add(make_country("JP"))
    make_article("Harbour two", published_at=timezone.now() - timedelta(days=800))
    make_article("Mountain")
    response = client.get("/search/", {"q": "harbour"})
    assert counted(response)["Country"]["Japan"] == 1
    assert {"Country", "Source", "Kind", "Year"} <= counted(response).keys()
    for facet in response.context["facets"]:
        for choice in facet.choices:
            narrowed = client.get(f"/search/?{choice.query}")
            assert narrowed.context["page"].paginator.count == choice.found, choice


def test_a_label_of_all_results_is_not_offered_and_nor_is_one_already_chosen(client: Client) -> None:
    make_article("Harbour one", kind="summary")
    make_article("Harbour two")
    offered = counted(client.get("/search/", {"q": "harbour"}))
    assert "Country" not in offered
    assert "Kind" in offered
    assert "Kind" not in counted(client.get("/search/", {"q": "harbour", "kind": "summary"}))


def test_without_a_question_nothing_is_counted(client: Client) -> None:
    make_article("Harbour", country=make_country("NP"))
    make_article("Mountain")
    assert client.get("/search/").context["facets"] == []


def test_only_the_commonest_labels_are_offered(client: Client) -> None:
    for number in range(facets.COMMONEST + 2):
        make_article(f"Harbour {number}", source=make_source(f"Outlet {number}"))
    assert len(counted(client.get("/search/", {"q": "harbour"}))["Source"]) == facets.COMMONEST


def test_what_the_live_search_finds_by_a_beginning_stands_on_the_page_too_in_the_same_order(client: Client) -> None:
    make_article("Harbour opens")
    make_article("Second", body="<p>In the harbour.</p>")
    live = client.get("/search/live/", {"q": "harb"})
    page = client.get("/search/", {"q": "harb"})
    shown = [[hit["article"].headline for hit in response.context["hits"]] for response in (live, page)]
    assert shown == [["Harbour opens", "Second"]] * 2
    assert "Nothing holds “harb” as a whole word" in page.content.decode()
    assert "<mark>Harbour</mark>" in page.content.decode()


def test_whole_words_are_enough_where_they_find_something(client: Client) -> None:
    make_article("Port")
    make_article("Portal")
    page = client.get("/search/", {"q": "port"})
    assert [hit["article"].headline for hit in page.context["hits"]] == ["Port"]
    assert "as a whole word" not in page.content.decode()


def test_an_empty_page_is_the_first(client: Client) -> None:
    make_article("Harbour")
    assert client.get("/search/", {"q": "harbour", "page": ""}).status_code == 200


@pytest.mark.parametrize("query", ['"', "*", "NEAR(", "a\x00b", "\x1b[0m", "😀", "harb OR", "-", "x" * 10_000])
def test_operators_and_controls_are_only_letters_of_a_question(query: str, client: Client) -> None:
    make_article("Harbour")
    for path in ("/search/", "/search/live/"):
        assert client.get(path, {"q": query}).status_code == 200


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "9999-12-31", "10000-01-01", "\x00"])
def test_a_day_that_is_none_is_said_beside_its_field(day: str, client: Client) -> None:
    make_article("Harbour")
    response = client.get("/search/", {"q": "harbour", "since": day})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["since"]


def test_a_section_named_in_the_words_is_offered_by_our_name_for_it_or_its_own(client: Client) -> None:
    country = make_country("NP")
    country.native_name = "नेपाल"
    country.save()
    for query in ("news of NEPAL", "नेपाल"):
        assert ("nepal", "Nepal") in client.get("/search/", {"q": query}).context["sections"]
    assert client.get("/search/", {"q": "nepalese"}).context["sections"] == []


def test_who_finds_nothing_is_shown_the_latest_stories(client: Client) -> None:
    story = make_article("Harbour opens")
    text = client.get("/search/", {"q": "unicorn"}).content.decode()
    assert f'href="{story.get_absolute_url()}"' in text
    assert client.get("/search/", {"q": "harbour"}).context["latest"] == []
