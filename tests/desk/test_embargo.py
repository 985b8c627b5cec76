"""An embargo holds on every path: no button, bulk, schedule, minute, release or undo makes a story public before it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import editing, lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.refusals import GateClosed, NotPermitted, Refused, Unfit
from articles.status import Status
from newsroom.desk import decisions, previews, tasks
from newsroom.desk.models import Note
from newsroom.desk.undo import undo
from newsroom.desk.verbs import in_bulk
from tests.desk import screen
from tests.desk.at_once import at_once
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
SOON = timedelta(hours=2)


def embargoed(status: Status = Status.IN_REVIEW) -> Article:
    return make_article(status=status, embargo_until=timezone.now() + SOON)


@pytest.mark.parametrize("status", [Status.INCOMING, Status.IN_REVIEW])
def test_nobody_publishes_before_its_end_not_even_a_chief_who_overrules(status: Status) -> None:
    article = embargoed(status)
    for given in ({}, {"overruled": True, "reason": "now"}, {"dated": timezone.now() - timedelta(days=1)}):
        with pytest.raises(GateClosed, match=r"under embargo until .*; schedule it for then"):
            decisions.publish(article, by=person("ada"), **given)
    assert in_bulk("publish", [article], by=person("ada")).refused
    assert Article.objects.get(pk=article.pk).status == status


def test_it_is_scheduled_for_its_end_and_not_a_minute_earlier() -> None:
    article = embargoed()
    assert article.embargo_until
    with pytest.raises(GateClosed, match="under embargo"):
        decisions.schedule(article, by=person("ben"), at=article.embargo_until - timedelta(minutes=1))
    decisions.schedule(article, by=person("ben"), at=article.embargo_until)
    with pytest.raises(GateClosed):
        decisions.publish(article, by=person("ben"))
    with time_machine.travel(article.embargo_until, tick=False):
        assert tasks.publish_due() == 1
    assert Article.objects.get(pk=article.pk).is_public


def test_a_scheduled_story_takes_no_embargo_that_ends_after_its_minute() -> None:
    article = make_article(status=Status.SCHEDULED)
    with pytest.raises(Unfit, match="unschedule it first"):
        decisions.revise(article, by=person("ben"), changes={"embargo_until": timezone.now() + timedelta(days=1)})


def test_a_minute_that_came_to_lie_before_its_embargo_puts_it_back_with_an_alarm() -> None:
    article = make_article(status=Status.SCHEDULED)
    Article.objects.filter(pk=article.pk).update(embargo_until=timezone.now() + timedelta(days=2))
    assert article.publish_at
    with time_machine.travel(article.publish_at, tick=False):
        assert tasks.publish_due() == 0
    assert Article.objects.get(pk=article.pk).status == Status.IN_REVIEW
    assert "under embargo" in Note.objects.get(article=article, alarm=True).text


def test_readers_see_it_already_so_there_is_no_embargo_on_it() -> None:
    article = make_article()
    with pytest.raises(Unfit, match=r"see .* already"):
        decisions.revise(article, by=person("ben"), changes={"embargo_until": timezone.now() + SOON})
    decisions.revise(article, by=person("ben"), changes={"embargo_until": timezone.now() - SOON})


@pytest.mark.parametrize("held", [Status.WITHHELD, Status.WITHDRAWN])
def test_a_hold_that_is_lifted_and_an_undone_removal_keep_it_too(held: Status) -> None:
    article = make_article(status=held)
    Article.objects.filter(pk=article.pk).update(embargo_until=timezone.now() + SOON)
    with pytest.raises(GateClosed, match="under embargo"):
        lifecycle.move(article, Status.PUBLISHED, by=system_account())
    quiet = make_article()
    change = decisions.unpublish(quiet, by=person("ben"), reason="too early")
    Article.objects.filter(pk=quiet.pk).update(embargo_until=timezone.now() + SOON)
    with pytest.raises(Refused, match="under embargo"):
        undo(change, by=person("ben"))
    assert not Article.objects.published().exists()


def test_who_may_not_publish_does_not_lift_it_and_whoever_does_is_in_the_log() -> None:
    mine = decisions.begin(by=person("cy"), headline="A story of mine", embargo_until=timezone.now() + SOON)
    until = mine.embargo_until
    for other in (None, timezone.now() + timedelta(minutes=1)):
        with pytest.raises(NotPermitted):
            editing.revise(mine, by=person("cy"), changes={"embargo_until": other})
    editing.revise(mine, by=person("cy"), changes={"embargo_until": until, "headline": "Another one"})
    change = editing.revise(mine, by=person("ada"), changes={"embargo_until": None}, reason="they lifted it")
    assert until
    assert change.details["before"]["embargo_until"] == until.isoformat()
    assert mine.history.first().embargo_until is None


def test_the_findings_that_are_stored_never_speak_of_it() -> None:
    article = embargoed()
    editing.look_again(article)
    assert "embargo" not in {finding["code"] for finding in article.findings}


def test_the_screen_says_until_when_and_schedules_it_for_then_with_one_press(
    signed_in: Callable[[str], Client],
) -> None:
    article, ben = embargoed(), signed_in("ben")
    page = ben.get(screen.address(article)).content.decode()
    assert "Under embargo until" in page
    assert article.embargo_until
    button = f"schedule:{article.embargo_until.isoformat()}"
    assert f'value="{button}"' in page
    screen.press(ben, article, button)
    article.refresh_from_db()
    assert (article.status, article.publish_at) == (Status.SCHEDULED, article.embargo_until)


def test_the_list_says_so_too_while_it_lasts(signed_in: Callable[[str], Client]) -> None:
    embargoed()
    ben = signed_in("ben")
    assert "embargo until" in ben.get("/admin/articles/article/").content.decode()
    with time_machine.travel(timezone.now() + 2 * SOON):
        assert "embargo until" not in ben.get("/admin/articles/article/").content.decode()


def test_a_preview_warns_whoever_reads_it(client: Client) -> None:
    article = embargoed()
    page = client.get(previews.path(article, person("ben"))).content.decode()
    assert "Under embargo until" in page
    with time_machine.travel(datetime.now(tz=timezone.get_current_timezone()) + 2 * SOON):
        assert "Under embargo" not in client.get(previews.path(article, person("ben"))).content.decode()


@pytest.mark.parametrize("page", ["/", "/feed/", "/feed/json/", "/sitemap.xml", "/sitemap-news.xml", "/search/?q=fog"])
def test_readers_learn_nothing_of_it(client: Client, page: str) -> None:
    article = make_article(headline="Secret harbour treaty", status=Status.IN_REVIEW)
    decisions.revise(article, by=person("ben"), changes={"embargo_until": timezone.now() + SOON})
    assert b"Secret harbour" not in client.get(page).content


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(10))
def test_of_an_embargo_and_a_publication_at_once_one_happens(round_: int) -> None:
    pk, ada, ben = make_article(status=Status.IN_REVIEW).pk, person("ada"), person("ben")
    until = timezone.now() + SOON
    answers = at_once(
        [
            lambda: decisions.publish(Article.objects.get(pk=pk), by=ada),
            lambda: decisions.revise(Article.objects.get(pk=pk), by=ben, changes={"embargo_until": until}),
        ]
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    article = Article.objects.get(pk=pk)
    assert article.is_public != (article.embargo_until == until)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_of_two_clocks_one_rings(round_: int) -> None:
    article = make_article(status=Status.SCHEDULED)
    late = timezone.now() + timedelta(hours=3)
    assert sorted(map(str, at_once([lambda: tasks.ring_for_missed(late)] * 2))) == ["0", "1"]
    assert Note.objects.filter(article=article, alarm=True).count() == 1
