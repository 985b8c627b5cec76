"""Whatever stands in an address or in a question: never an error of ours, and the right word for it."""

import pytest
from django.test import Client
from django.urls import get_resolver
from pytest_django import DjangoAssertNumQueries

from tests.world import make_article

pytestmark = pytest.mark.django_db
NAMES = {
    "nul": "%00",
    "nul-inside": "a%00b",
    "newline": "a%0Ab",
    "delete": "%7F",
    "dots": "..",
    "override": "%E2%80%AEfdp",
    "long": "x" * 300,
    "longer": "x" * 5_000,
    "emoji": "%F0%9F%9A%A2",
    "percents": "%25%2525",
    "bad-utf8": "%FF%FE",
    "quotes": "%22%27--",
    "markup": "%3Cscript%3E",
    "surrogate": "%ED%A0%80",
}
PLACES = (
    "/country/{}/",
    "/tag/{}/",
    "/authors/{}/",
    "/sources/{}/",
    "/coverage/{}/",
    "/2026/01/02/{}/",
    "/{}/",
    "/tag/{}/feed/",
    "/takedown/status/{}/",
    "/takedown/receipt/{}/",
)
QUESTIONS = {
    "nul": "%00",
    "star": "*",
    "quote": "%22",
    "near": "NEAR(a%20b",
    "or": "OR",
    "minus": "-",
    "colon": "headline:x",
    "long": "boat%20" * 1_500,
    "control": "%01%02%1B",
    "emoji": "%F0%9F%9A%A2",
    "override": "%E2%80%AEfdp",
    "bad-utf8": "%FF",
    "parens": "((((",
    "caret": "^%5E",
}
SAFE_PAGES = (
    "/",
    "/authors/",
    "/sources/",
    "/corrections/",
    "/site-map/",
    "/country/mongolia/",
    "/feed/",
    "/sitemap.xml",
)
READ_ONLY = (
    *SAFE_PAGES,
    "/search/",
    "/search/live/",
    "/robots.txt",
    "/media/x.jpg",
    "/card/1-x.png",
    "/preview/x/",
    "/health/live",
    *("/contact/sent/", "/takedown/receipt/x/", "/transparency/", "/transparency.csv", "/transparency/items.json"),
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", list(NAMES))
def test_a_name_that_is_none_is_not_found(client: Client, place: str, name: str) -> None:
    assert client.get(place.format(NAMES[name])).status_code == 404


@pytest.mark.parametrize("question", list(QUESTIONS))
@pytest.mark.parametrize("path", ["/search/?q={}", "/search/live/?q={}", "/search/?tag={}", "/search/?source={}"])
def test_a_question_in_any_letters_is_answered(client: Client, path: str, question: str) -> None:
    make_article("Boats are out")
    assert client.get(path.format(QUESTIONS[question])).status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "1.5", "x", "%00", "%D9%A1", "01", "9" * 400])
def test_a_page_that_a_list_does_not_have_is_not_found(client: Client, number: str) -> None:
    make_article()
    assert client.get(f"/country/mongolia/?page={number}").status_code == 404


@pytest.mark.parametrize("day", ["0000/01/01", "9999/12/31", "2026/02/30", "2026/13/01", "2026/00/10", "2026/01/00"])
def test_a_day_that_is_none_is_not_found(client: Client, day: str) -> None:
    assert client.get(f"/{day}/").status_code == 404
    assert client.get(f"/{day}/story/").status_code == 404


@pytest.mark.parametrize("day", ["0000-01-01", "9999-12-31", "2026-02-30", "x", "%00"])
def test_a_day_that_is_none_is_said_beside_its_field_and_the_words_still_count(client: Client, day: str) -> None:
    make_article("Boats are out")
    html = client.get(f"/search/?q=boats&since={day}").content.decode()
    assert 'class="error"' in html
    assert (f'value="{day}"' in html) is (day == "9999-12-31")
    assert "Boats" in html


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", READ_ONLY)
def test_pages_take_nothing_in(method: str, path: str) -> None:
    make_article()
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert not answer.cookies


@pytest.mark.parametrize("path", SAFE_PAGES)
def test_a_head_request_says_what_a_page_would_say_and_a_range_is_answered_whole(client: Client, path: str) -> None:
    make_article()
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == whole["Content-Length"]
    part = client.get(path, headers={"range": "bytes=0-10"})
    assert (part.status_code, part.content) == (200, whole.content)


def test_a_host_that_is_not_ours_is_refused_and_not_repeated(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_hosts_that_are_not_ours_fill_no_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/", headers={"host": "evil.example"})
    assert caplog.text == ""


@pytest.mark.parametrize("method", ["get", "head", "post", "options"])
@pytest.mark.parametrize("path", ["/", "/search/?q=x", "/2026/06/05/no-story/", "/admin/", "/nowhere", "/media/x.png"])
def test_a_host_that_is_not_ours_costs_the_database_nothing(
    client: Client, method: str, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = getattr(client, method)(path, headers={"host": "evil.example"})
    assert answer.status_code == 400


def test_no_public_address_takes_names_with_control_characters() -> None:
    loose = [str(one.pattern) for one in get_resolver().url_patterns if "<str:" in str(one.pattern)]
    assert loose == []
