"""Builds the demo newsroom step by step; every step goes through the verbs that a real newsroom uses."""

from collections.abc import Callable, Iterator

from articles.models import Article
from newsroom.ingest import pipeline
from newsroom.ingest.models import Feed
from newsroom.operations.demo import complaints, desk_day, own, staff

Step = tuple[str, Callable[[], int]]


def steps() -> Iterator[Step]:
    """What is done, in order: a sentence, and the work, which answers how many it made."""
    accounts = staff.settle_people()
    staff.settle_vocabulary()
    feeds = staff.settle_sources()
    for feed in feeds:
        yield f"Reading {feed.source}", reading(feed)
    yield "Judging the stories", lambda: desk_day.judge(accounts["ada-fairweather"])
    yield "Writing our own", lambda: own.write_own(accounts)
    yield "Answering complaints", lambda: complaints.complain(accounts["noor-paperlane"])


def reading(feed: Feed) -> Callable[[], int]:
    """The work of one feed: visit it; how many stories are new."""
    return lambda: pipeline.visit(feed).new


def summary() -> str:
    """What the newsroom holds now."""
    published = Article.objects.published().count()
    waiting = Article.objects.waiting().count()
    return f"{published} stories are published, {waiting} wait for you."
