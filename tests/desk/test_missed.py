"""A story that is late by more than two minutes rings once: red at the desk, and in letters."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.status import Status
from newsroom.desk import decisions, tasks
from newsroom.desk.models import Alert, AlertKind, Note
from newsroom.outbox.models import Letter
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
LONG = timedelta(minutes=30)


@pytest.fixture
def late() -> Article:
    """A story that ben scheduled and that is now three minutes late."""
    article = make_article("The late boat", status=Status.IN_REVIEW)
    with time_machine.travel(timezone.now() - LONG):
        decisions.schedule(article, by=person("ben"), at=timezone.now() + LONG - timedelta(minutes=3))
    return article


def letters() -> list[str]:
    return sorted(Letter.objects.filter(template="missed_minute").values_list("to", flat=True))


def test_it_rings_once_for_whoever_chose_the_minute_the_chiefs_and_the_house(late: Article) -> None:
    person("ada")
    assert tasks.ring_for_missed() == 1
    assert tasks.ring_for_missed() == 0
    assert letters() == sorted([settings.SITE_CONTACT, "ben@paper.example"])
    told = Alert.objects.filter(kind=AlertKind.MISSED, article=late)
    assert sorted(told.values_list("to__username", flat=True)) == ["ada", "ben"]
    assert Note.objects.filter(article=late, alarm=True).count() == 1
    assert "The late boat" in Letter.objects.filter(template="missed_minute")[0].subject


def test_a_clock_that_stood_still_rings_before_it_publishes(late: Article) -> None:
    tasks.enqueue_due()
    assert Article.objects.get(pk=late.pk).is_public
    assert len(letters()) == 2


def test_a_minute_or_two_late_is_not_late(late: Article) -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=2)):
        assert tasks.ring_for_missed() == 0


def test_another_minute_that_is_missed_too_rings_again(late: Article) -> None:
    tasks.ring_for_missed()
    decisions.schedule(late, by=person("ben"), at=timezone.now() + LONG)
    assert tasks.ring_for_missed() == 0
    with time_machine.travel(timezone.now() + 2 * LONG):
        assert tasks.ring_for_missed() == 1
    assert len(letters()) == 4


@pytest.mark.parametrize("page", ["/admin/", "/admin/articles/article/", "/admin/articles/tag/"])
def test_every_page_of_the_desk_is_red_for_those_who_can_do_something(
    late: Article, signed_in: Callable[[str], Client], page: str
) -> None:
    shown = signed_in("ben").get(page).content.decode()
    assert "late-banner" in shown
    assert "The late boat" in shown
    assert "late-banner" not in signed_in("cy").get(page).content.decode()


def test_one_press_in_the_alarm_publishes_it_and_leads_back(late: Article, signed_in: Callable[[str], Client]) -> None:
    sent = {"article": late.pk, "_do": "publish", "next": "/admin/articles/tag/"}
    answer = signed_in("ben").post("/admin/articles/article/coming/", sent)
    assert answer["Location"] == "/admin/articles/tag/"
    assert Article.objects.get(pk=late.pk).is_public
    answer = signed_in("ben").post("/admin/articles/article/coming/", sent | {"next": "https://evil.example/"})
    assert "evil" not in answer["Location"]


def test_nothing_is_red_when_nothing_is_late(signed_in: Callable[[str], Client]) -> None:
    assert b"late-banner" not in signed_in("ben").get("/admin/").content
