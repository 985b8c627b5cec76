"""A story whose time is over goes off the site at its minute, once, by the machine, with the reason in the log."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from articles.accounts import system_account
from articles.models import Article, Change
from articles.refusals import GateClosed, Unfit
from articles.status import Status
from newsroom.desk import decisions, tasks
from newsroom.desk.undo import undo
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def ending(status: Status = Status.PUBLISHED) -> Article:
    return make_article(status=status, expires_at=timezone.now() + 2 * HOUR)


def test_the_clock_takes_it_off_at_its_minute_and_says_why() -> None:
    article = ending()
    with time_machine.travel(timezone.now() + HOUR, tick=False):
        assert tasks.enqueue_due() == 0
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert tasks.enqueue_due() == 1
        assert tasks.enqueue_due() == 0
    change = article.changes.get(act="unpublish")
    assert (change.by, change.reason) == (system_account(), "its time was over")
    assert Article.objects.get(pk=article.pk).status == Status.UNPUBLISHED


@pytest.mark.parametrize("status", [Status.WITHHELD, Status.WITHDRAWN, Status.UNPUBLISHED, Status.IN_REVIEW])
def test_what_is_not_on_the_site_is_left_where_it_is(status: Status) -> None:
    article = ending(status)
    later = timezone.now() + 3 * HOUR
    assert not tasks.unpublish_at_its_end(article.pk, later)
    assert Article.objects.get(pk=article.pk).status == status


def test_a_task_that_comes_late_respects_the_end_that_was_chosen_since() -> None:
    article = ending()
    decisions.revise(article, by=person("ben"), changes={"expires_at": timezone.now() + 9 * HOUR})
    assert not tasks.unpublish_at_its_end(article.pk, timezone.now() + 3 * HOUR)
    decisions.revise(article, by=person("ben"), changes={"expires_at": None})
    assert not tasks.unpublish_at_its_end(article.pk, timezone.now() + 99 * HOUR)


def test_an_end_in_the_past_or_before_its_beginning_is_refused() -> None:
    article = make_article(status=Status.SCHEDULED)
    for wrong in (timezone.now() - HOUR, timezone.now() + HOUR / 2):
        with pytest.raises(Unfit, match="must lie after"):
            decisions.revise(article, by=person("ben"), changes={"expires_at": wrong})


def test_what_is_over_is_not_published_again_until_another_end_is_chosen() -> None:
    article = ending()
    with time_machine.travel(timezone.now() + 3 * HOUR):
        tasks.enqueue_due()
        machine = article.changes.get(act="unpublish")
        with pytest.raises(GateClosed, match="off the site from"):
            undo(machine, by=person("ada"))
        article.refresh_from_db()
        decisions.reopen(article, by=person("ben"))
        with pytest.raises(GateClosed):
            decisions.publish(article, by=person("ada"), overruled=True, reason="once more")
        decisions.revise(article, by=person("ben"), changes={"expires_at": None})
        decisions.publish(article, by=person("ben"))
    assert article.is_public


def test_a_pin_ends_by_itself_and_leaves_nothing_to_do() -> None:
    article = make_article(pinned_until=timezone.now() + HOUR)
    with time_machine.travel(timezone.now() + 3 * HOUR):
        assert tasks.enqueue_due() == 0
        assert not Article.objects.published().filter(pinned_until__gt=timezone.now()).exists()
    assert Article.objects.get(pk=article.pk).is_public


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_two_workers_at_once_take_it_off_once(round_: int) -> None:
    article = ending()
    later, done = timezone.now() + 3 * HOUR, []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        done.append(tasks.unpublish_at_its_end(article.pk, later))
        connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(done) == [False, True]
    assert Change.objects.filter(article=article, act="unpublish").count() == 1
