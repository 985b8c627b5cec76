"""Where a section asks for further pairs of eyes, nothing goes out without them, unless a chief says why."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from articles.models import Article, Change, Country
from articles.refusals import GateClosed, NotPermitted, SomeoneWasFirst, Unfit
from articles.status import Status
from newsroom.desk import approvals, decisions, tasks
from newsroom.desk.verbs import available, in_bulk
from tests.desk import screen
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_pairs_of_eyes(db: None) -> None:
    country = make_country()
    Country.objects.filter(pk=country.pk).update(approvals=2)


def another(name: str) -> User:
    """One more editor."""
    user, made = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    if made:
        user.groups.add(Group.objects.get(name="Editor"))
    return user


def story(status: Status = Status.IN_REVIEW) -> Article:
    return make_article(status=status)


def approved() -> Article:
    article = story()
    for name in ("dee", "eli"):
        approvals.approve(article, by=another(name))
    return article


def test_it_goes_out_with_two_others_and_not_with_one() -> None:
    article = story(Status.INCOMING)
    approvals.approve(article, by=another("dee"))
    assert article.status == Status.IN_REVIEW
    with pytest.raises(GateClosed, match="asks for 2 approvals by others, and it has 1"):
        decisions.publish(article, by=person("ben"))
    with pytest.raises(GateClosed, match="asks for 2 approvals by others, and it has 1"):
        decisions.schedule(article, by=person("ben"), at=timezone.now() + timedelta(hours=1))
    assert in_bulk("publish", [article], by=person("ben")).refused
    approvals.approve(article, by=another("eli"))
    decisions.publish(article, by=person("ben"))
    assert article.is_public


def test_whoever_publishes_does_not_count_among_the_others() -> None:
    article = approved()
    with pytest.raises(GateClosed, match="has 1"):
        decisions.publish(article, by=another("dee"))


def test_another_text_makes_them_void_a_label_does_not_and_the_old_text_makes_them_good_again() -> None:
    article = approved()
    was = article.headline
    decisions.revise(article, by=person("ben"), changes={"priority": 2, "kind": "summary"})
    assert len(approvals.good(article)) == 2
    decisions.revise(article, by=person("ben"), changes={"headline": "Something else"})
    assert not approvals.good(article)
    decisions.revise(article, by=person("ada"), changes={"headline": was})
    assert len(approvals.good(article)) == 2


def test_the_last_writer_neither_approves_nor_counts() -> None:
    article = story()
    decisions.revise(article, by=another("dee"), changes={"headline": "Dee wrote this"})
    with pytest.raises(Unfit, match="changed the text"):
        approvals.approve(article, by=another("dee"))
    assert "approve" not in {verb.name for verb in available(article, another("dee"))}
    assert "approve" in {verb.name for verb in available(article, person("ben"))}


def test_one_approves_what_one_saw_once_and_with_the_right_to() -> None:
    article = story()
    seen = article.version
    decisions.revise(article, by=person("ada"), changes={"headline": "Another one"})
    with pytest.raises(SomeoneWasFirst):
        approvals.approve(article, by=person("ben"), version=seen)
    with pytest.raises(NotPermitted):
        approvals.approve(article, by=person("cy"))
    for _press in range(2):
        approvals.approve(article, by=person("ben"))
    assert article.approvals.count() == 1
    approvals.withdraw(article, by=person("ben"))
    with pytest.raises(Unfit, match="not approved"):
        approvals.withdraw(article, by=person("ben"))


def test_a_section_that_asks_for_none_takes_none() -> None:
    elsewhere = make_article(status=Status.IN_REVIEW, country=make_country("JP"))
    with pytest.raises(Unfit, match="asks for no approvals"):
        approvals.approve(elsewhere, by=person("ben"))
    decisions.publish(elsewhere, by=person("ben"))


def test_a_chief_overrules_with_a_reason_that_is_kept_and_an_editor_does_not() -> None:
    article = story()
    with pytest.raises(NotPermitted):
        decisions.publish(article, by=person("ben"), overruled=True, reason="now")
    with pytest.raises(Unfit, match="Say why"):
        decisions.publish(article, by=person("ada"), overruled=True)
    decisions.publish(article, by=person("ada"), overruled=True, reason="The strait is closed")
    kept = Change.objects.get(article=article, act="overrule")
    assert (kept.reason, kept.details) == ("The strait is closed", {"overruled": ["approvals"]})


def test_a_text_that_changes_before_its_minute_is_put_back_then_with_an_alarm() -> None:
    kept, changed = approved(), approved()
    minute = timezone.now() + timedelta(hours=1)
    for article in (kept, changed):
        decisions.schedule(article, by=person("ben"), at=minute)
    decisions.revise(changed, by=person("ada"), changes={"headline": "Changed at the last minute"})
    with time_machine.travel(minute):
        tasks.enqueue_due()
    assert Article.objects.get(pk=kept.pk).is_public
    assert Article.objects.get(pk=changed.pk).status == Status.IN_REVIEW
    assert "asks for 2 approvals" in changed.notes.get(alarm=True).text


def test_the_bar_counts_them_and_takes_one(signed_in: Callable[[str], Client]) -> None:
    article, ben = story(), signed_in("ben")
    assert "0 of 2 approvals" in ben.get(screen.address(article)).content.decode()
    screen.press(ben, article, "approve")
    page = ben.get(screen.address(article)).content.decode()
    assert "1 of 2 approvals" in page
    assert 'value="withdraw_approval"' in page
    assert 'value="approve"' not in page
    screen.press(ben, article, "publish")
    assert not screen.now(article).is_public
    page = signed_in("ada").get(screen.address(article)).content.decode()
    assert 'value="overrule"' in page
