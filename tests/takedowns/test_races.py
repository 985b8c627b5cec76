"""Importers bring a story again, from its own feed and by other outlets, while it is being removed.

Whoever is first, the story is not public afterwards, and nothing with its words can be made public by an editor.
"""

import os
import random
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from articles import lifecycle
from articles.models import Article, Bar
from articles.refusals import Refused
from articles.status import Status
from newsroom.ingest import pipeline
from newsroom.ingest.models import Feed
from newsroom.operations.load.words import name
from newsroom.takedowns import handling
from newsroom.takedowns.models import Item
from tests.desk.at_once import Act, at_once
from tests.fakes import FakeWeb
from tests.ingest.press import Outlet, Story, make_outlet
from tests.takedowns.room import confirmed, only_item
from tests.world import person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# A round takes a second or two; ROUNDS=200 for the long run.
ROUNDS = int(os.environ.get("ROUNDS", "20"))


def told(number: int, **values: str) -> Story:
    """A story of this round, in words of its own."""
    chance = random.Random(number)
    words = [name(chance.randrange(40_000)).lower() for _word in range(160)]
    paragraphs = tuple(f"{' '.join(words[at : at + 32]).capitalize()}." for at in range(0, 160, 32))
    facts = {"guid": f"g{number}", "slug": f"s{number}", "title": f"{words[0]} {words[1]} leaves {words[2]} tonight"}
    content = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return Story(**(facts | values), paragraphs=paragraphs, content=content)


def visited(outlet: Outlet) -> object:
    return pipeline.visit(Feed.objects.select_related("source").get(pk=outlet.feed.pk))


def removed(number: int) -> object:
    item = Item.objects.select_related("case", "article").get(pk=number)
    return handling.remove(item, by=person("tao"))


def published(outlet: Outlet, story: Story) -> Article:
    outlet.tells(story)
    visited(outlet)
    article = Article.objects.order_by("-pk")[0]
    Article.objects.filter(pk=article.pk).update(
        status=Status.PUBLISHED, published_at=timezone.now() - timedelta(hours=9)
    )
    article.refresh_from_db()
    return article


def test_no_removed_story_is_public_after_any_round(web: FakeWeb) -> None:
    own, rival, third = (make_outlet(web, name) for name in ("Harbour Gazette", "Monsoon Post", "Delta Wire"))
    # The feeds carry the texts: what is tried here is who comes first, not how a page is read.
    Feed.objects.update(fetch_pages=False)
    person("tao"), person("ada")
    for number in range(ROUNDS):
        article = published(own, told(number))
        item = only_item(confirmed(article, email=f"mira{number}@owner.example"))
        # The same again in its own feed, by its address in another one, and its words under other identities.
        own.tells(told(number, title=f"Updated: ferry {number} leaves"))
        rival.tells(told(number, guid=f"r{number}", link=f"https://harbour-gazette.example/s{number}?utm_source=rival"))
        third.tells(told(number, guid=f"t{number}", link=f"https://delta-wire.example/{number}"))
        acts: list[Act] = [
            lambda: visited(own),
            lambda: visited(rival),
            lambda: visited(third),
            partial(removed, item.pk),
        ]
        failed = [
            answer for answer in at_once(acts[number % 4 :] + acts[: number % 4]) if isinstance(answer, Exception)
        ]
        assert failed == [], number
        article.refresh_from_db()
        assert article.status == Status.WITHDRAWN, number
        assert Bar.objects.filter(article=article).exists(), number
        assert_nothing_goes_out(article, number)
        Article.objects.exclude(pk=article.pk).filter(status=Status.INCOMING).update(status=Status.REJECTED)


def assert_nothing_goes_out(article: Article, number: int) -> None:
    """No public story, and none that an editor could make one."""
    assert not Article.objects.published().exists(), number
    for other in Article.objects.exclude(pk=article.pk).filter(status=Status.INCOMING):
        lifecycle.move(other, Status.IN_REVIEW, by=person("ada"))
        with pytest.raises(Refused):
            lifecycle.move(other, Status.PUBLISHED, by=person("ada"))
        Article.objects.filter(pk=other.pk).update(status=Status.INCOMING)
