"""What is scheduled goes out at its minute, once, by the same verb, or comes back with an alarm."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Change, Source
from articles.refusals import GateClosed, Unfit
from articles.status import Status
from newsroom.desk import decisions, tasks
from newsroom.desk.models import Note
from newsroom.outbox.models import Letter
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def minute() -> datetime:
    return timezone.now() + timedelta(hours=2)


@pytest.fixture
def clock(minute: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now(), tick=False) as travel:
        yield travel


def opt_out(article: Article) -> None:
    """The source says no after the minute was chosen, as it may at any time."""
    Source.objects.filter(articles=article).update(opted_out=True)


def test_it_waits_for_its_minute_and_then_goes_out_in_the_machines_name(
    minute: datetime, clock: time_machine.Traveller
) -> None:
    article = make_article(status=Status.INCOMING)
    decisions.schedule(article, by=person("ben"), at=minute)
    assert article.status == Status.SCHEDULED
    assert tasks.publish_due() == 0
    clock.move_to(minute)
    assert tasks.publish_due() == 1
    article.refresh_from_db()
    assert article.is_public
    assert article.changes.get(act="publish").by == system_account()
    assert article.reviewed_by == person("ben")


def test_the_clock_hands_over_what_is_due_and_the_task_publishes_it(
    minute: datetime, clock: time_machine.Traveller
) -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.schedule(article, by=person("ben"), at=minute)
    assert tasks.enqueue_due(timezone.now()) == 0
    clock.move_to(minute)
    assert tasks.enqueue_due(timezone.now()) == 1
    assert Article.objects.get(pk=article.pk).is_public


def test_a_doubled_task_publishes_once(minute: datetime, clock: time_machine.Traveller) -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.schedule(article, by=person("ben"), at=minute)
    clock.move_to(minute)
    assert tasks.publish_at_its_minute(article.pk, timezone.now())
    assert not tasks.publish_at_its_minute(article.pk, timezone.now())
    assert article.changes.filter(act="publish").count() == 1


def test_a_task_that_comes_late_respects_the_minute_that_was_chosen_since(
    minute: datetime, clock: time_machine.Traveller
) -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.schedule(article, by=person("ben"), at=minute)
    decisions.schedule(article, by=person("ben"), at=minute + timedelta(days=1))
    clock.move_to(minute)
    assert not tasks.publish_at_its_minute(article.pk, timezone.now())
    assert Article.objects.get(pk=article.pk).publish_at == minute + timedelta(days=1)


def test_the_minute_lies_ahead_and_there_is_one(minute: datetime) -> None:
    article = make_article(status=Status.IN_REVIEW)
    for wrong in (None, timezone.now() - timedelta(seconds=1)):
        with pytest.raises(Unfit, match="minute in the future"):
            decisions.schedule(article, by=person("ben"), at=wrong)
    assert article.status == Status.IN_REVIEW


def test_the_gate_stands_before_the_schedule_too(minute: datetime) -> None:
    article = make_article(status=Status.IN_REVIEW, body="")
    with pytest.raises(GateClosed):
        decisions.schedule(article, by=person("ben"), at=minute)


def test_what_fails_the_gate_at_its_minute_comes_back_with_an_alarm_and_a_letter(
    minute: datetime, clock: time_machine.Traveller
) -> None:
    refusing = make_source("River Post")
    article = make_article("Forty boats & a raft", status=Status.IN_REVIEW, source=refusing)
    other = make_article(status=Status.IN_REVIEW)
    for scheduled in (article, other):
        decisions.schedule(scheduled, by=person("ben"), at=minute)
    opt_out(article)
    clock.move_to(minute)
    tasks.publish_due()
    article.refresh_from_db()
    other.refresh_from_db()
    assert (article.status, other.status) == (Status.IN_REVIEW, Status.PUBLISHED)
    assert article.required_findings[0]["code"] == "opted-out"
    assert "asked not to be taken from" in Note.objects.get(article=article, alarm=True).text
    letter = Letter.objects.get(template="not_published")
    assert (letter.to, letter.subject) == ("ben@paper.example", "Not published: Forty boats & a raft")
    assert "asked not to be taken from" in letter.body
    assert f"{settings.SITE_URL}/admin/articles/article/{article.pk}/change/" in letter.body


def test_the_alarm_rings_at_the_papers_address_where_the_machine_had_chosen_the_minute(
    minute: datetime, clock: time_machine.Traveller
) -> None:
    article = make_article(status=Status.IN_REVIEW)
    lifecycle.move(article, Status.SCHEDULED, by=system_account(), at=minute)
    opt_out(article)
    clock.move_to(minute)
    tasks.publish_due()
    assert Letter.objects.get().to == settings.SITE_CONTACT


def test_what_a_chief_overruled_goes_out_at_its_minute(minute: datetime, clock: time_machine.Traveller) -> None:
    article = make_article(status=Status.IN_REVIEW, body="<p>It ends on a colon:</p>")
    decisions.schedule(article, by=person("ada"), at=minute, overruled=True, reason="It is a quotation.")
    clock.move_to(minute)
    assert tasks.publish_due() == 1


def test_one_that_breaks_does_not_keep_the_others_back(
    minute: datetime, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, good = make_article(status=Status.IN_REVIEW), make_article(status=Status.IN_REVIEW)
    for scheduled in (broken, good):
        decisions.schedule(scheduled, by=person("ben"), at=minute)
    publish = decisions.publish

    def break_once(article: Article, **given: object) -> Change:
        if article.pk == broken.pk:
            raise RuntimeError
        return publish(article, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(decisions, "publish", break_once)
    clock.move_to(minute)
    assert tasks.publish_due() == 1
    assert Article.objects.get(pk=good.pk).is_public


def test_what_is_late_by_more_than_two_minutes_is_missed(minute: datetime, clock: time_machine.Traveller) -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.schedule(article, by=person("ben"), at=minute)
    clock.move_to(minute + timedelta(minutes=1))
    assert not tasks.missed().exists()
    clock.move_to(minute + timedelta(minutes=3))
    assert list(tasks.missed()) == [article]
    tasks.publish_due()
    assert not tasks.missed().exists()


def test_a_schedule_is_taken_back_and_forgets_its_minute(minute: datetime) -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.schedule(article, by=person("ben"), at=minute)
    decisions.unschedule(article, by=person("ada"))
    assert (article.status, article.publish_at) == (Status.IN_REVIEW, None)


def test_it_can_be_published_before_its_minute_by_hand(minute: datetime) -> None:
    article = make_article(status=Status.SCHEDULED)
    decisions.publish(article, by=person("ben"))
    assert (article.status, article.publish_at) == (Status.PUBLISHED, None)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_two_workers_at_once_publish_once(round_: int) -> None:
    article = make_article(status=Status.SCHEDULED)
    later, done = timezone.now() + timedelta(hours=2), []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        done.append(tasks.publish_at_its_minute(article.pk, later))
        connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(done) == [False, True]
    assert Change.objects.filter(article=article, act="publish").count() == 1
