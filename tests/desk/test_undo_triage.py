"""The way back from what was done in triage: whole or not at all, for as long as nobody built on it."""

from typing import Any

import pytest

from articles.models import Article, Coverage
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.models import Claim
from tests.desk.pressing import SignIn, event, incoming, press, shown
from tests.world import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("verb", "typed", "status", "said"),
    [
        ("publish", {}, Status.PUBLISHED, "is published"),
        ("schedule", {"at": "2999-01-01T07:00"}, Status.SCHEDULED, "is scheduled"),
        ("schedule:2999-01-01T07:00:00+00:00", {}, Status.SCHEDULED, "is scheduled"),
        ("reject:3", {}, Status.REJECTED, "Out of date"),
        ("reject", {"reason": "Nobody asked for it."}, Status.REJECTED, "Nobody asked for it."),
        ("claim", {}, Status.IN_REVIEW, "You are on"),
    ],
)
def test_a_verb_is_done_and_undone(
    signed_in: SignIn, verb: str, typed: dict[str, Any], status: Status, said: str
) -> None:
    first, story, last = incoming("First"), incoming("Second"), incoming("Third")
    client = signed_in("ben")
    told = press(client, story, verb, next=first.pk, before=last.pk, **typed)
    assert story.status == status
    assert said in told["sentence"]
    assert told["story"] == (story.pk if verb == "claim" else first.pk)
    told = press(client, story, "undo")
    assert story.status == Status.INCOMING
    assert told["story"] == story.pk
    assert not Claim.objects.exists()
    assert told["undo"] == ""


def test_what_is_sent_back_comes_back(signed_in: SignIn) -> None:
    story, client = incoming(), signed_in("ben")
    press(client, story, "claim")
    press(client, story, "send_back:2")
    assert story.status == Status.INCOMING
    assert story.changes.last().reason == "Facts to be checked"  # type: ignore[union-attr]
    press(client, story, "undo")
    assert story.status == Status.IN_REVIEW
    press(client, story, "claim")
    press(client, story, "release")
    assert not Claim.objects.exists()


def test_the_lead_goes_out_and_the_rest_goes_in_one_act_and_back_in_one(signed_in: SignIn) -> None:
    lead, *rest = event(4)
    client = signed_in("ben")
    told = press(client, lead, "lead", seen=",".join(str(one.pk) for one in rest))
    assert "3 others" in told["sentence"]
    assert lead.is_public
    for one in rest:
        one.refresh_from_db()
        assert one.status == Status.REJECTED
        assert str(lead) in one.changes.last().reason  # type: ignore[union-attr]
    assert told["story"] is None
    press(client, lead, "undo")
    assert set(Article.objects.values_list("status", flat=True)) == {Status.INCOMING}


def test_an_event_is_undone_whole_or_not_at_all(signed_in: SignIn) -> None:
    lead, *rest = event(3)
    client = signed_in("ben")
    press(client, lead, "lead")
    rest[1].refresh_from_db()
    decisions.restore(rest[1], by=person("ada"))
    told = press(client, lead, "undo", 409)
    assert "ada has done “restore” since" in told["sentence"]
    assert lead.is_public
    rest[0].refresh_from_db()
    assert rest[0].status == Status.REJECTED


@pytest.mark.parametrize("how", ["chosen", "named"])
def test_stories_are_grouped_and_taken_apart_again(signed_in: SignIn, how: str) -> None:
    one, two, client = incoming(), incoming(), signed_in("ben")
    if how == "chosen":
        press(client, one, "merge", chosen=[two.pk])
    else:
        press(client, one, f"merge:{two.pk}")
    two.refresh_from_db()
    assert one.coverage_id == two.coverage_id is not None
    assert "one coverage already" in press(client, one, "merge", 409, chosen=[one.pk, two.pk])["sentence"]
    press(client, one, "undo")
    two.refresh_from_db()
    assert one.coverage_id is two.coverage_id is None
    assert not Coverage.objects.exists()


def test_one_that_joined_an_event_leaves_it_alone_again(signed_in: SignIn) -> None:
    stories, newcomer, client = event(2), incoming(), signed_in("ben")
    press(client, newcomer, "merge", chosen=[newcomer.pk, stories[0].pk])
    assert newcomer.coverage_id == stories[0].coverage_id
    press(client, newcomer, "undo")
    assert newcomer.coverage_id is None
    assert Coverage.objects.get().articles.count() == 2


def test_a_headline_is_edited_in_place_and_put_back(signed_in: SignIn) -> None:
    story, client = incoming("As it came"), signed_in("ben")
    old = story.version
    press(client, story, "revise", headline="  As we   say it ", standfirst="In short")
    assert (story.headline, story.standfirst) == ("As we say it", "In short")
    told = press(client, story, "revise", 409, version=old, headline="Typed upon the old one")
    assert "Somebody was faster" in told["sentence"]
    assert "needs a headline" in press(client, story, "revise", 409, headline=" ")["sentence"]
    assert press(client, story, "revise", headline="As we say it")["sentence"] == "Nothing was changed."
    press(client, story, "undo")
    assert (story.headline, story.standfirst) == ("As it came", "")


def test_what_was_done_can_be_undone_after_a_reload_the_newest_first(signed_in: SignIn) -> None:
    one, two, client = incoming("One"), incoming("Two"), signed_in("ben")
    press(client, one, "publish")
    press(client, two, "reject:1")
    assert "“Two” is rejected" in shown(client)
    assert press(client, two, "undo")["undo"] == "“One” is published."
    press(client, one, "undo")
    assert {one.status, two.status} == {Status.INCOMING}
    assert "nothing to undo" in press(client, one, "undo", 409)["sentence"]
    assert [change.act for change in one.changes.all()][-3:] == ["unpublish", "reopen", "send back"]


def test_an_undo_that_is_sent_twice_undoes_one_act(signed_in: SignIn) -> None:
    one, two, client = incoming("One"), incoming("Two"), signed_in("ben")
    press(client, one, "publish")
    seen = press(client, two, "reject:1")["act"]
    press(client, two, "undo", act=seen)
    told = press(client, two, "undo", 409, act=seen)
    assert "undone already" in told["sentence"]
    one.refresh_from_db()
    assert one.is_public
    press(client, one, "undo", act=told["act"])
    assert one.status == Status.INCOMING
