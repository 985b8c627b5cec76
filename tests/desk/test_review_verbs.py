"""The decision bar of the review screen: each verb is offered where it is possible, and does what it says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Change
from articles.status import Status
from newsroom.desk import decisions
from tests.desk.screen import SignIn, address, now, press, typed
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def test_publishing_from_the_screen_saves_first(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    said = press(signed_in("ben"), article, "publish", headline="Out it goes")
    assert "“Out it goes” is published." in said
    assert now(article).status == Status.PUBLISHED
    assert now(article).headline == "Out it goes"


def test_a_closed_gate_refuses_in_words_and_keeps_the_text(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    said = press(signed_in("ben"), article, "publish", body="<p>The list includes:</p>")
    assert "Your text was saved." in said
    assert "cannot be published yet" in said
    assert now(article).status == Status.IN_REVIEW
    assert "The list includes" in now(article).body


def test_a_chief_overrules_with_a_reason_and_an_editor_is_not_offered_it(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW, body="<p>The list includes:</p>")
    assert 'value="overrule"' not in signed_in("ben").get(address(article)).content.decode()
    chief = signed_in("ada")
    assert 'value="overrule"' in chief.get(address(article)).content.decode()
    assert "Say why" in press(chief, article, "overrule")
    press(chief, article, "overrule", **{"reason-overrule": "It is a caption"})
    assert now(article).overruled
    assert article.changes.get(act="publish").reason == "It is a caption"


def test_nobody_is_offered_to_overrule_what_the_law_demands(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW, source_url="")
    assert 'value="overrule"' not in signed_in("ada").get(address(article)).content.decode()


def test_scheduling_takes_a_minute_of_the_sites_time_zone(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    client = signed_in("ben")
    at = timezone.localtime(timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    assert "Asia/Singapore" in press(client, article, "schedule", at=at.strftime("%Y-%m-%dT%H:%M"))
    assert now(article).publish_at == at


@pytest.mark.parametrize("at", ["", "tomorrow", "2001-01-01T10:00", "2026-99-99T10:00"])
def test_a_minute_that_is_none_is_refused(signed_in: SignIn, at: str) -> None:
    article = make_article(status=Status.IN_REVIEW)
    press(signed_in("ben"), article, "schedule", at=at)
    assert now(article).status == Status.IN_REVIEW


@pytest.mark.parametrize(
    ("status", "verb", "becomes"),
    [
        (Status.IN_REVIEW, "send_back", Status.INCOMING),
        (Status.INCOMING, "reject", Status.REJECTED),
        (Status.PUBLISHED, "unpublish", Status.UNPUBLISHED),
        (Status.UNPUBLISHED, "reopen", Status.IN_REVIEW),
        (Status.REJECTED, "restore", Status.INCOMING),
        (Status.SCHEDULED, "unschedule", Status.IN_REVIEW),
        (Status.INCOMING, "claim", Status.IN_REVIEW),
    ],
)
def test_each_verb_is_offered_and_does_what_it_says(
    signed_in: SignIn, status: Status, verb: str, becomes: Status
) -> None:
    article = make_article(status=status)
    client = signed_in("ben")
    assert f'value="{verb}"' in client.get(address(article)).content.decode()
    press(client, article, verb, **{f"reason-{verb}": "Because"})
    assert now(article).status == becomes


def test_a_reason_that_is_asked_for_cannot_be_left_out(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    assert "Say why" in press(signed_in("ben"), article, "reject")
    assert now(article).status == Status.IN_REVIEW


def test_a_correction_changes_the_text_and_tells_readers(signed_in: SignIn) -> None:
    article = make_article(status=Status.PUBLISHED)
    press(signed_in("ben"), article, "correct", headline="Forty-one boats", **{"reason-correct": "It was forty-one."})
    assert now(article).headline == "Forty-one boats"
    assert article.corrections.get().note == "It was forty-one."


def test_the_last_act_can_be_undone_by_whoever_did_it(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    client = signed_in("ben")
    press(client, article, "reject", **{"reason-reject": "Slip"})
    assert "Undo “reject”" in client.get(address(article)).content.decode()
    assert "Undo “reject”" not in signed_in("ada").get(address(article)).content.decode()
    press(client, article, "undo")
    assert now(article).status == Status.INCOMING


def test_a_stored_oddity_that_nobody_touched_stops_no_verb(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    Article.objects.filter(pk=article.pk).update(source_url="not an address")
    press(signed_in("ben"), article, "reject", **{"reason-reject": "Broken"})
    assert now(article).status == Status.REJECTED


def test_another_persons_claim_is_shown_and_holds(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    decisions.claim(article, by=person("ada"))
    client = signed_in("ben")
    assert "ada is on this story" in client.get(address(article)).content.decode()
    assert "ada is on" in press(client, article, headline="Mine").lower()
    assert now(article).headline != "Mine"
    assert "ada is on" in press(client, article, "claim").lower()
    assert not Change.objects.filter(article=article, act="take over").exists()
    press(client, article, "take_over")
    assert Change.objects.filter(article=article, act="take over").exists()


def test_a_writer_edits_own_stories_and_only_reads_the_others(signed_in: SignIn) -> None:
    article = make_article(status=Status.IN_REVIEW)
    client = signed_in("cy")
    shown = client.get(address(article)).content.decode()
    assert "your role does not let you" in shown
    assert 'value="publish"' not in shown
    press(client, article, headline="Mine now")
    assert now(article).headline != "Mine now"


def test_after_a_decision_one_is_back_in_the_queue_one_came_from(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    client = signed_in("ben")
    sent = typed(client, article, _do="reject", **{"reason-reject": "No"})
    answer = client.post(address(article) + "?_changelist_filters=queue%3Dwaiting%26country%3Dnone", sent)
    assert answer.headers["Location"] == "/admin/articles/article/?queue=waiting&country=none"


def test_an_unknown_verb_or_article_is_answered_in_words(signed_in: SignIn) -> None:
    article = make_article(status=Status.INCOMING)
    client = signed_in("ben")
    assert "Nothing was changed" in press(client, article, "explode")
    for number in ("999999", "0", "-1", "x"):
        answer = client.get(f"/admin/articles/article/{number}/change/", follow=True)
        assert "no such article" in answer.content.decode()


def test_a_correction_of_the_headline_is_told_under_the_new_one(signed_in: SignIn) -> None:
    article = make_article("The wrong headline")
    verb = {"headline": "The right headline", "reason-correct": "The headline was wrong."}
    assert "The correction stands under “The right headline”." in press(signed_in("ben"), article, "correct", **verb)


def test_the_second_of_two_who_publish_is_told_that_it_is_done(signed_in: SignIn) -> None:
    article = make_article("Boats out early", status=Status.IN_REVIEW)
    client = signed_in("ben")
    late = typed(client, article, _do="publish")
    decisions.publish(now(article), by=person("ada"))
    shown = client.post(address(article), late, follow=True).content.decode()
    assert "“Boats out early” is published already." in shown
