"""Letters about what concerns a person: only as they chose, few, and nothing hostile in them."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from articles.status import Status
from newsroom.desk import alerts, bulk, decisions, tasks
from newsroom.desk.models import AlertKind, BulkAct
from newsroom.outbox.models import Letter
from tests.desk.concerned import by_cy, by_mail, letters, told
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
CHOICES = "/admin/desk/alert/choices/"


def test_nothing_goes_by_mail_unless_it_was_chosen() -> None:
    decisions.publish(by_cy(), by=person("ben"))
    assert letters() == []


def test_by_mail_goes_what_was_chosen_with_the_way_to_the_story() -> None:
    article = by_cy("Fog over the pier")
    by_mail("cy", AlertKind.DECIDED)
    decisions.publish(article, by=person("ben"))
    letter = Letter.objects.get(template="alert")
    assert (letter.to, letter.subject) == ("cy@paper.example", "Decided: Fog over the pier")
    assert "ben has published it." in letter.body
    assert f"{settings.SITE_URL}/admin/articles/article/{article.pk}/change/" in letter.body
    assert f"{settings.SITE_URL}{CHOICES}" in letter.body
    assert len(told()) == 1


def test_by_mail_alone_leaves_nothing_at_the_desk() -> None:
    by_mail("cy", AlertKind.DECIDED, at_the_desk=False)
    decisions.publish(by_cy(), by=person("ben"))
    assert (letters(), told()) == (["cy@paper.example"], [])


def test_what_nobody_wants_to_know_is_told_nowhere() -> None:
    alerts.choose(person("cy"), AlertKind.DECIDED, at_the_desk=False, by_mail=False)
    decisions.publish(by_cy(), by=person("ben"))
    assert (letters(), told()) == ([], [])


def test_many_times_in_ten_minutes_are_one_letter() -> None:
    article = make_article(status=Status.IN_REVIEW)
    by_mail("cy", AlertKind.MENTION)
    start = timezone.now().replace(minute=0, second=1)
    for minute in (0, 3, 9, 11):
        with time_machine.travel(start + timedelta(minutes=minute)):
            decisions.note(article, by=person("ben"), text=f"@cy, look ({minute})")
    assert len(told()) == 4
    assert len(letters()) == 2


def test_hostile_words_are_words_in_a_letter() -> None:
    by_mail("cy", AlertKind.ASSIGNED)
    article = make_article("Fog & <b>pier</b>\r\nBcc: all@paper.example", status=Status.IN_REVIEW)
    ben = person("ben")
    User.objects.filter(pk=ben.pk).update(first_name="Ben\r\nBcc:", last_name="x@paper.example")
    ben.refresh_from_db()
    decisions.revise(article, by=ben, changes={"assigned_to": person("cy")})
    letter = Letter.objects.get(template="alert")
    assert letter.subject == "Given to you: Fog & <b>pier</b> Bcc: all@paper.example"
    assert "\nBen Bcc: x@paper.example has given you this story.\n" in letter.body


def test_whoever_has_no_address_gets_no_letter_and_breaks_nothing() -> None:
    by_mail("cy")
    User.objects.filter(username="cy").update(email="")
    decisions.publish(by_cy(), by=person("ben"))
    assert (letters(), len(told())) == ([], 1)


def test_a_missed_minute_rings_by_its_own_letters_alone() -> None:
    article = make_article(status=Status.IN_REVIEW)
    by_mail("ben")
    with time_machine.travel(timezone.now() - timedelta(minutes=30)):
        decisions.schedule(article, by=person("ben"), at=timezone.now() + timedelta(minutes=20))
    tasks.ring_for_missed()
    assert letters() == []
    assert [to for to, _text in told(AlertKind.MISSED)] == ["ben"]


def test_many_at_once_are_an_alert_each_and_one_letter() -> None:
    stories = [by_cy(f"Pier {number}") for number in range(3)]
    by_mail("cy", AlertKind.DECIDED)
    bulk.begin("reject", [story.pk for story in stories], by=person("ben"), given={"reason": "old news"})
    assert told() == [("cy", "ben has rejected it: old news")] * 3
    letter = Letter.objects.get(template="alert_bulk")
    assert letter.subject == "Reject: 3 stories of yours"
    assert [f"Pier {number}" in letter.body for number in range(3)] == [True] * 3
    assert "The reason: old news" in letter.body
    assert letters() == ["cy@paper.example"]


def test_many_given_at_once_and_taken_back_are_a_letter_each() -> None:
    stories, ben, cy = [make_article(status=Status.IN_REVIEW) for _number in range(2)], person("ben"), person("cy")
    by_mail("cy", AlertKind.ASSIGNED)
    bulk.begin("assign", [story.pk for story in stories], by=ben, given={"assigned_to": cy.pk})
    assert Letter.objects.get(template="alert_bulk").subject == "Give to: 2 stories of yours"
    bulk.undo_of(BulkAct.objects.get(), by=ben)
    assert len(letters()) == 1, "nobody has them now"


def test_a_long_list_in_a_letter_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.desk.bulk.telling.NAMED", 2)
    stories = [by_cy(f"Pier {number}") for number in range(5)]
    by_mail("cy", AlertKind.DECIDED)
    bulk.begin("publish", [story.pk for story in stories], by=person("ben"))
    body = Letter.objects.get(template="alert_bulk").body
    assert ("Pier 1" in body, "Pier 2" in body, "and 3 more" in body) == (True, False, True)
