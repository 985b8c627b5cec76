"""What concerns a person is told by every verb that does it, to whom it concerns and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Change
from articles.refusals import Refused
from articles.status import Status
from newsroom.desk import alerts, claims, decisions, tasks, undo
from newsroom.desk.models import Alert, AlertKind
from tests.desk.concerned import by_cy, told
from tests.desk.upstream_story import gone
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def newest(article: Article) -> Change:
    found = article.changes.order_by("id").last()
    assert found is not None
    return found


def test_whoever_is_given_a_story_is_told_once() -> None:
    article, cy = make_article(status=Status.IN_REVIEW), person("cy")
    decisions.revise(article, by=person("ben"), changes={"assigned_to": cy})
    decisions.revise(article, by=person("ben"), changes={"assigned_to": cy, "priority": 1})
    decisions.revise(article, by=person("ben"), changes={"headline": "Another one"})
    assert told() == [("cy", "ben has given you this story.")]


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    article, ben = by_cy(), person("ben")
    decisions.revise(article, by=ben, changes={"assigned_to": ben})
    decisions.note(article, by=ben, text="@ben and nobody else")
    Article.objects.filter(pk=article.pk).update(assigned_to=ben)
    decisions.publish(article, by=ben)
    assert told() == [("cy", "ben has published it.")]


def test_a_story_that_is_begun_for_another_is_given_to_them() -> None:
    decisions.begin(by=person("ada"), headline="Write this up", assigned_to=person("cy"))
    assert told() == [("cy", "ada has given you this story.")]


def test_whoever_a_story_is_taken_from_is_told() -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.claim(article, by=person("ben"))
    decisions.claim(Article.objects.get(), by=person("ada"), take_over=True)
    assert told() == [("ben", "ada has taken this story over from you.")]


def test_coming_back_to_ones_own_story_tells_nobody() -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.claim(article, by=person("ben"))
    decisions.claim(article, by=person("ben"), take_over=True)
    assert told() == []


def test_a_writer_is_told_when_a_story_is_sent_back_and_why() -> None:
    decisions.send_back(by_cy(), by=person("ben"), reason="Who says so?")
    assert told(AlertKind.SENT_BACK) == [("cy", "ben has sent it back: Who says so?")]


@pytest.mark.parametrize(
    ("status", "verb", "given", "said"),
    [
        (Status.IN_REVIEW, "publish", {}, "ben has published it."),
        (Status.IN_REVIEW, "reject", {"reason": "old news"}, "ben has rejected it: old news"),
        (Status.PUBLISHED, "unpublish", {"reason": "wrong"}, "ben has taken it off the site: wrong"),
    ],
)
def test_a_writer_is_told_what_was_decided(status: Status, verb: str, given: dict[str, Any], said: str) -> None:
    getattr(decisions, verb)(by_cy(status=status), by=person("ben"), **given)
    assert told(AlertKind.DECIDED) == [("cy", said)]


def test_whoever_brought_it_to_review_and_whoever_has_it_are_told_too() -> None:
    brought = make_article(status=Status.INCOMING, assigned_to=person("cy"))
    decisions.claim(brought, by=person("ben"))
    claims.drop(brought)
    decisions.publish(Article.objects.get(pk=brought.pk), by=person("ada"))
    assert sorted(told()) == [("ben", "ada has published it."), ("cy", "ada has published it.")]


def test_a_story_that_goes_out_at_its_minute_tells_its_writer() -> None:
    article = by_cy()
    with time_machine.travel(timezone.now() - timedelta(minutes=30)):
        decisions.schedule(article, by=person("ben"), at=timezone.now() + timedelta(minutes=29, seconds=30))
    assert tasks.publish_due() == 1
    assert told() == [("cy", "The newsroom has published it: its minute has come")]


def test_what_is_taken_back_is_told_to_those_who_were_told_of_it() -> None:
    article = by_cy()
    decisions.publish(article, by=person("ben"))
    undo.undo(newest(article), by=person("ben"))
    assert told()[1:] == [("cy", "ben has taken back “publish”.")]


def test_what_did_not_happen_is_told_to_nobody() -> None:
    article = by_cy()
    Article.objects.filter(pk=article.pk).update(source_url="")
    with pytest.raises(Refused):
        decisions.publish(article, by=person("ben"))
    assert told() == []


def test_whoever_published_a_story_is_told_once_that_its_source_changed_it() -> None:
    article = make_article("Boats come home", status=Status.IN_REVIEW)
    decisions.publish(article, by=person("ben"))
    for _time in range(3):
        gone(article)
    assert told() == [("ben", "There is nothing at this address (404).")]
    alerts.see(person("ben"))
    gone(article)
    assert len(told()) == 2


def test_a_story_that_the_machine_published_tells_nobody_of_its_source() -> None:
    gone(make_article())
    assert told() == []


def test_whoever_left_is_told_nothing() -> None:
    article = by_cy()
    User.objects.filter(username="cy").update(is_active=False)
    decisions.publish(article, by=person("ben"))
    assert told() == []


def test_an_alert_is_one_line_of_text_however_long_and_hostile_the_reason() -> None:
    article = by_cy()
    decisions.reject(article, by=person("ben"), reason="a\r\nBcc: all@paper.example\n" + "x" * 900)
    text = Alert.objects.get().text
    assert text.startswith("ben has rejected it: a Bcc: all@paper.example xxx")
    assert len(text) == 500
