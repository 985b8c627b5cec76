"""Builds the demo newsroom step by step; every step goes through the verbs that a real newsroom uses."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import django
from django.db import connections

from articles.models import Article
from newsroom.ingest import pipeline
from newsroom.ingest.models import Feed
from newsroom.operations.demo import complaints, desk_day, own, staff

STEPS = 4
Step = tuple[str, Callable[[], int]]


def steps(lanes: int = 1) -> Iterator[Step]:
    """What is done, in order: a sentence, and the work, which answers how many it made.

    `lanes` is in how many processes the outlets are read.
    """
    accounts = staff.settle_people()
    staff.settle_vocabulary()
    feeds = staff.settle_sources()
    yield "Reading six outlets", lambda: read(feeds, lanes)
    yield "Judging their stories", lambda: desk_day.judge(accounts["ada-fairweather"])
    yield "Writing our own", lambda: own.write_own(accounts)
    yield "Answering complaints", lambda: complaints.complain(accounts["noor-paperlane"])


def read(feeds: list[Feed], lanes: int) -> int:
    """Visit every feed; how many stories are new. A lane is one process with its own connections."""
    shares = [[feed.pk for feed in feeds[lane::lanes]] for lane in range(lanes)]
    if lanes == 1:
        return read_share(shares[0])
    connections.close_all()
    # Only Linux forks soundly; elsewhere a lane begins from nothing and sets Django up for itself.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(lanes, mp_context=context, initializer=django.setup) as pool:
        return sum(pool.map(read_share, shares))


def read_share(keys: list[int]) -> int:
    """Visit some feeds, one after another; how many stories are new."""
    return sum(pipeline.visit(feed).new for feed in Feed.objects.filter(pk__in=keys).select_related("source"))


def summary() -> str:
    """What the newsroom holds now."""
    published = Article.objects.published().count()
    waiting = Article.objects.waiting().count()
    return f"{published} stories are published, {waiting} wait for you."
