"""Pages far down a list: each story once, and nothing read again that the way there had to skip."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import lifecycle
from articles.models import Article, Author, Tag
from articles.status import Status
from tests.world import make_article, make_author, root

pytestmark = pytest.mark.django_db
PATHS = ["/country/mongolia/", "/tag/mist/", "/authors/ana-berg/", "/sources/harbour-gazette/", "/latest/"]
STORIES = [f"Number {number}" for number in range(13)]


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stories a page, and what is far begins after the second."""
    monkeypatch.setattr("articles.views.listing.PER_PAGE", 2)
    monkeypatch.setattr("articles.views.listing.FAR", 2)


@pytest.fixture
def stories() -> list[Article]:
    """Thirteen, the newest first, of which five share a minute."""
    now, author = timezone.now(), make_author("Ana Berg")
    about: dict[str, Any] = {"tags": [Tag.objects.get_or_create(name="Mist")[0]], "authors": [author]}
    told = [
        make_article(name, published_at=now - timedelta(hours=hours), **about)
        for name, hours in zip(reversed(STORIES), [12, 11, 10, 9, 8, 5, 5, 5, 5, 5, 2, 1, 0], strict=True)
    ]
    return told[::-1]


def on_page(client: Client, path: str, number: int) -> list[str]:
    """Composed anew: an address with more to it than the paper links to is not kept."""
    return [story.headline for story in client.get(path, {"page": number, "new": 1}).context["page"]]


@pytest.mark.parametrize("order", [sorted, lambda numbers: sorted(numbers, reverse=True), lambda _: [5, 7, 3, 6, 4]])
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.usefixtures("stories")
def test_pages_asked_in_any_order_show_each_story_in_its_place(
    client: Client, path: str, order: Callable[[list[int]], list[int]]
) -> None:
    for _again in range(2):
        for number in order([3, 4, 5, 6, 7]):
            assert on_page(client, path, number) == STORIES[2 * number - 2 : 2 * number]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.usefixtures("stories")
def test_a_far_page_and_the_page_after_it_skip_only_what_lies_between(client: Client, path: str) -> None:
    on_page(client, path, 5)
    for number, skipped in ((5, None), (6, 2)):
        with CaptureQueriesContext(connection) as asked:
            client.get(path, {"page": number, "new": 1})
        skips = [query["sql"].rpartition("OFFSET ")[2] for query in asked if "OFFSET" in query["sql"]]
        assert skips == ([str(skipped)] if skipped else []), asked.captured_queries


def test_what_is_withdrawn_moves_up_what_comes_after_it(client: Client, stories: list[Article]) -> None:
    before = on_page(client, "/latest/", 4)
    lifecycle.move(stories[0], Status.WITHDRAWN, by=root(), reason="Asked for by its owner.")
    assert on_page(client, "/latest/", 4) == [before[1], STORIES[8]]


@pytest.mark.usefixtures("stories")
def test_an_author_of_nothing_has_no_far_page(client: Client) -> None:
    Author.objects.create(name="Idle Hand", slug="idle-hand")
    assert client.get("/authors/idle-hand/", {"page": 3}).status_code == 404
