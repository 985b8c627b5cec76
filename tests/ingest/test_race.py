"""Many workers, one feed: nothing comes in twice, nothing withdrawn slips through. PostgreSQL alone lets them meet."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Coverage, Picture
from articles.status import Status
from newsroom.ingest import coverage, pipeline
from newsroom.ingest.models import Capture, Feed, Gist, Suggestion
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Story, make_outlet
from tests.ingest.typhoon import HARBOUR, came_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
WORKERS = 4


def at_once(work: Callable[[int], object]) -> list[object]:
    """Let the workers begin together, each over a connection of its own."""

    def run(number: int) -> object:
        try:
            return work(number)
        finally:
            connections.close_all()

    if connection.vendor != "postgresql":
        pytest.skip("SQLite's write transactions stand in one queue, and its test database is one connection's.")
    with ThreadPoolExecutor(WORKERS) as workers:
        return list(workers.map(run, range(WORKERS)))


def test_four_workers_on_one_feed_bring_each_story_once(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(*(Story(slug=f"s{number}", title=f"Boat number {number} leaves the pier") for number in range(8)))
    fetches = at_once(lambda _number: pipeline.visit(Feed.objects.select_related("source").get()))
    assert sum(fetch.new for fetch in fetches) == 8  # type: ignore[attr-defined]
    assert not any("could not be taken in" in fetch.sentence for fetch in fetches)  # type: ignore[attr-defined]
    assert Article.objects.count() == Capture.objects.filter(version=1).count() == 8
    assert not Picture.objects.exists()


def test_a_removal_and_an_import_of_the_same_words_never_pass_each_other(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    pipeline.visit(outlet.feed)
    article = Article.objects.get()
    rival = make_outlet(web, "Monsoon Post")
    rival.tells(Story(guid="m1", link="https://monsoon-post.example/copy"))

    def work(number: int) -> object:
        if number:
            return pipeline.visit(Feed.objects.select_related("source").get(pk=rival.feed.pk))
        return lifecycle.move(article, Status.WITHDRAWN, by=system_account())

    at_once(work)
    second = Article.objects.exclude(pk=article.pk).first()
    assert Article.objects.get(pk=article.pk).status == "withdrawn"
    if second is not None:  # it was there before the removal began, and says of what it is a reprint
        assert "reprint" in {finding["code"] for finding in second.findings}
        assert second.arrived_at <= article.changes.get(act="withdraw").at


def test_of_near_copies_that_come_at_once_all_but_one_see_another(web: FakeWeb) -> None:
    feeds = []
    for number in range(WORKERS):
        outlet = make_outlet(web, f"Harbour Gazette {number}")
        touched = [*PARAGRAPHS[:4], f"It is number {number} of the outlets that tell of it, each in words of its own."]
        outlet.tells(Story(guid=f"g{number}", link=f"https://outlet{number}.example/pier", paragraphs=tuple(touched)))
        feeds.append(outlet.feed.pk)
    at_once(lambda number: pipeline.visit(Feed.objects.select_related("source").get(pk=feeds[number])))
    assert Article.objects.count() == WORKERS
    assert Suggestion.objects.filter(kind="duplicate").values("article").distinct().count() == WORKERS - 1


def test_stories_on_one_event_that_come_at_once_begin_one_coverage() -> None:
    stories = [came_in(number, told) for number, told in enumerate(HARBOUR)]
    at_once(lambda number: coverage.group(stories[number].pk, *HARBOUR[number]))
    event = Coverage.objects.get()
    assert set(event.articles.all()) == set(stories)
    assert set(Gist.objects.values_list("coverage", flat=True)) == {event.pk}
