"""A removed story's own words do not go out by another way: what waited already is stopped, what is public is named."""

import pytest

from articles import editing, lifecycle
from articles.models import Article, Fingerprint
from articles.refusals import GateClosed
from articles.status import Status
from newsroom.takedowns import copies, handling
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def with_text(headline: str, status: Status) -> Article:
    return make_article(headline, status=status, fingerprints=[Fingerprint(kind="text", key="c" * 64)])


def test_a_copy_that_waits_is_stopped_until_an_officer_lifts_it() -> None:
    story, copy = with_text("Ferry runs", Status.PUBLISHED), with_text("Ferry runs, says wire", Status.IN_REVIEW)
    case = confirmed(story)
    handling.remove(only_item(case), by=person("tao"))
    copy.refresh_from_db()
    with pytest.raises(GateClosed, match=case.reference):
        lifecycle.move(copy, Status.PUBLISHED, by=person("ada"))
    editing.lift_remark(copy, copies.REMARK, by=person("tao"), reason="The wire's own words.")
    copy.refresh_from_db()
    lifecycle.move(copy, Status.PUBLISHED, by=person("ada"))
    assert copy.is_public


def test_a_public_copy_is_named_in_the_case_and_left_to_the_officer() -> None:
    story, copy = with_text("Ferry runs", Status.PUBLISHED), with_text("Ferry runs, says wire", Status.PUBLISHED)
    case = confirmed(story)
    handling.remove(only_item(case), by=person("tao"))
    copy.refresh_from_db()
    assert copy.is_public
    assert f"#{copy.pk}" in case.events.get(act="copies").text


def test_another_story_on_the_same_event_is_left_alone() -> None:
    story, other = with_text("Ferry runs", Status.PUBLISHED), make_article("Ferry, told anew", status=Status.IN_REVIEW)
    handling.remove(only_item(confirmed(story)), by=person("tao"))
    other.refresh_from_db()
    assert other.remarks == []
    assert copies.of(story) == []
