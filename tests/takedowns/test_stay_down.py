"""What was removed stays down: the next poll, another guid, another spelling of the address, another outlet's copy."""

import pytest

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Bar
from articles.status import Status
from newsroom.takedowns import handling
from tests.fakes import FakeWeb
from tests.ingest.press import Story, bring, make_outlet, poll
from tests.takedowns.room import confirmed, only_item
from tests.world import person

pytestmark = pytest.mark.django_db


def publish_and_remove() -> Article:
    article = Article.objects.get()
    lifecycle.move(article, Status.IN_REVIEW, by=system_account())
    lifecycle.move(article, Status.PUBLISHED, by=system_account(), overruled=True)
    handling.remove(only_item(confirmed(article)), by=person("tao"))
    return article


@pytest.mark.parametrize(
    "again",
    [
        Story(),
        Story(title="Mongolia's lake harbour opens its new pier at last"),
        Story(guid="a-new-guid"),
        Story(link="https://harbour-gazette.example/pier?utm_source=feed"),
        Story(link="http://www.harbour-gazette.example/pier/amp/", guid="a-new-guid"),
    ],
    ids=["the same", "another headline", "another guid", "with tracking", "another spelling"],
)
def test_the_next_poll_does_not_bring_it_back(again: Story, web: FakeWeb) -> None:
    outlet = bring(web, Story())
    article = publish_and_remove()
    outlet.tells(again)
    poll(outlet)
    article.refresh_from_db()
    assert article.status == Status.WITHDRAWN
    assert Article.objects.count() == 1


def test_another_outlets_copy_of_the_text_is_never_published_by_itself(web: FakeWeb) -> None:
    bring(web, Story())
    publish_and_remove()
    rival = make_outlet(web, "Monsoon Post")
    rival.tells(Story(link="https://monsoon-post.example/copy", guid="copy", title="A pier in Mongolia"))
    poll(rival)
    copies = Article.objects.exclude(status=Status.WITHDRAWN)
    assert all(copy.status == Status.INCOMING and copy.required_findings for copy in copies)


def test_another_story_of_the_same_outlet_comes_in(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    publish_and_remove()
    assert Bar.objects.exists()
    outlet.tells(Story(), Story(slug="museum", title="A museum beside the fish market opens its doors"))
    poll(outlet)
    assert Article.objects.filter(status=Status.INCOMING).count() == 1
