"""The verbs of the desk: what each does, what it asks for, and how it refuses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone

from articles import edition
from articles.accounts import system_account
from articles.models import Article, Change
from articles.refusals import GateClosed, MoveRefused, NotPermitted, SomeoneWasFirst, Unfit
from articles.status import Status
from newsroom.desk import claims, decisions
from newsroom.desk.claims import HeldBySomeone
from newsroom.desk.models import Claim
from newsroom.desk.verbs import available
from tests.world import make_article, make_author, person

pytestmark = pytest.mark.django_db


def acts_on(article: Article) -> list[str]:
    return list(article.changes.values_list("act", flat=True))


def test_claiming_takes_what_came_in_into_review_for_half_an_hour() -> None:
    article = make_article(status=Status.INCOMING)
    taken = decisions.claim(article, by=person("ben"))
    assert article.status == Status.IN_REVIEW
    assert taken.expires_at - taken.since == timedelta(minutes=30)
    assert acts_on(article) == ["arrive", "claim"]


def test_what_another_holds_is_refused_with_their_name() -> None:
    article = make_article(status=Status.INCOMING)
    decisions.claim(article, by=person("ben"))
    with pytest.raises(HeldBySomeone, match="ben is on"):
        decisions.claim(article, by=person("ada"))


@pytest.mark.parametrize(
    "decide",
    [
        lambda article, by: decisions.publish(article, by=by),
        lambda article, by: decisions.schedule(article, by=by, at=timezone.now() + timedelta(hours=1)),
        lambda article, by: decisions.reject(article, by=by, reason="no news"),
        lambda article, by: decisions.send_back(article, by=by, reason="no source"),
        lambda article, by: decisions.revise(article, by=by, changes={"headline": "Other words"}),
        lambda article, by: decisions.release(article, by=by),
    ],
)
def test_nothing_is_decided_behind_the_back_of_whoever_is_on_it(decide: Callable[[Article, User], object]) -> None:
    article = make_article("Forty boats", status=Status.IN_REVIEW)
    decisions.claim(article, by=person("ben"))
    with pytest.raises(HeldBySomeone):
        decide(article, person("ada"))
    assert (article.status, article.headline) == (Status.IN_REVIEW, "Forty boats")


def test_taking_over_puts_the_other_off_and_is_remembered() -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.claim(article, by=person("ben"))
    decisions.claim(article, by=person("ada"), take_over=True)
    assert Claim.objects.get(article=article).by == person("ada")
    change = article.changes.get(act="take over")
    assert (change.by, change.details) == (person("ada"), {"from": "ben"})


def test_a_claim_runs_out_by_itself() -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.claim(article, by=person("ben"))
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        decisions.publish(article, by=person("ada"))
    assert article.is_public


def test_working_on_a_story_prolongs_the_claim() -> None:
    article = make_article(status=Status.IN_REVIEW)
    first = decisions.claim(article, by=person("ben"))
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        decisions.revise(article, by=person("ben"), changes={"standfirst": "Forty of them."})
    assert Claim.objects.get(article=article).expires_at > first.expires_at


def test_letting_go_leaves_the_story_in_review_for_anybody() -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.claim(article, by=person("ben"))
    decisions.release(article, by=person("ben"))
    assert article.status == Status.IN_REVIEW
    assert not Claim.objects.exists()
    with pytest.raises(Unfit, match="Nobody is on"):
        decisions.release(article, by=person("ben"))


def test_what_is_public_is_not_claimed() -> None:
    with pytest.raises(MoveRefused):
        decisions.claim(make_article(), by=person("ben"))


def test_a_decision_ends_the_claim() -> None:
    article = make_article(status=Status.INCOMING)
    decisions.claim(article, by=person("ben"))
    decisions.reject(article, by=person("ben"), reason="no news")
    assert not Claim.objects.exists()


def test_sending_back_and_rejecting_and_unpublishing_want_a_reason() -> None:
    waiting, public = make_article(status=Status.IN_REVIEW), make_article()
    with pytest.raises(Unfit, match="Say why"):
        decisions.send_back(waiting, by=person("ben"), reason=" ")
    with pytest.raises(Unfit, match="Say why"):
        decisions.reject(waiting, by=person("ben"), reason="")
    with pytest.raises(Unfit, match="Say why"):
        decisions.unpublish(public, by=person("ben"), reason="")
    assert decisions.send_back(waiting, by=person("ben"), reason=" no source ").reason == "no source"


def test_a_rejected_story_can_be_let_in_again_and_a_withdrawn_one_cannot_from_here() -> None:
    rejected, withdrawn = make_article(status=Status.REJECTED), make_article(status=Status.WITHDRAWN)
    decisions.restore(rejected, by=person("ben"))
    assert rejected.status == Status.INCOMING
    with pytest.raises(MoveRefused):
        decisions.restore(withdrawn, by=person("ada"))


def test_unpublishing_takes_it_off_the_site_and_reopening_puts_it_into_review() -> None:
    article = make_article()
    decisions.unpublish(article, by=person("ben"), reason="the count is in doubt")
    assert not Article.objects.published().exists()
    decisions.reopen(article, by=person("ben"))
    assert article.status == Status.IN_REVIEW


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (decisions.unschedule, Status.INCOMING),
        (decisions.reopen, Status.SCHEDULED),
        (decisions.restore, Status.IN_REVIEW),
    ],
)
def test_a_verb_does_not_do_the_work_of_another(verb: Callable[..., object], state: Status) -> None:
    article = make_article(status=state)
    with pytest.raises(MoveRefused):
        verb(article, by=person("ada"))
    assert Article.objects.get(pk=article.pk).status == state


def test_a_correction_is_public_and_changes_the_text_in_one_act() -> None:
    article, before = make_article(), edition.current().number
    note = "An earlier version counted forty boats; there were forty-one."
    correction = decisions.correct(article, by=person("ben"), note=note, changes={"body": "<p>Forty-one boats.</p>"})
    assert correction.note == note
    assert article.body == "<p>Forty-one boats.</p>"
    assert edition.current().number > before


def test_an_edit_upon_an_older_version_is_refused_and_changes_nothing() -> None:
    article = make_article("Forty boats", status=Status.IN_REVIEW)
    seen = article.version
    decisions.revise(article, by=person("ben"), changes={"headline": "Forty-one boats"}, version=seen)
    with pytest.raises(SomeoneWasFirst):
        decisions.revise(article, by=person("ada"), changes={"headline": "No boats"}, version=seen)
    assert Article.objects.get(pk=article.pk).headline == "Forty-one boats"


def test_an_edit_that_would_close_the_gate_on_a_live_story_is_refused() -> None:
    article = make_article("Forty boats")
    with pytest.raises(GateClosed):
        decisions.revise(article, by=person("ben"), changes={"headline": ""})
    assert (article.headline, Article.objects.get(pk=article.pk).headline) == ("Forty boats", "Forty boats")


def test_an_own_story_begins_on_an_empty_page_in_review_under_its_writers_name() -> None:
    cy = person("cy")
    author = make_author(account=cy)
    article = decisions.begin(by=cy)
    assert (article.status, article.kind) == (Status.IN_REVIEW, "original")
    assert list(article.authors.all()) == [author]
    assert claims.holder(article) == Claim.objects.get(by=cy)
    assert {finding["code"] for finding in article.required_findings} == {"no-headline", "no-country", "no-body"}


def test_a_stranger_begins_nothing() -> None:
    with pytest.raises(NotPermitted):
        decisions.begin(by=person("zoe"), headline="Buy my boats")
    assert not Article.objects.exists()


def test_a_note_is_kept_and_an_empty_one_refused() -> None:
    article = make_article(status=Status.IN_REVIEW)
    assert decisions.note(article, by=person("cy"), text=" Who counted? ").text == "Who counted?"
    with pytest.raises(Unfit):
        decisions.note(article, by=person("cy"), text="  ")


def test_screens_are_told_only_what_is_possible() -> None:
    article, ben = make_article(status=Status.IN_REVIEW), person("ben")
    assert [verb.name for verb in available(article, ben)] == [
        "claim",
        "publish",
        "schedule",
        "send_back",
        "reject",
        "revise",
        "note",
    ]
    decisions.claim(article, by=ben)
    assert "release" in {verb.name for verb in available(article, ben)}
    assert [verb.name for verb in available(Article.objects.get(pk=article.pk), person("ada"))] == ["claim", "note"]


def test_the_machine_is_not_stopped_by_a_claim() -> None:
    article = make_article(status=Status.IN_REVIEW)
    decisions.claim(article, by=person("ben"))
    decisions.reject(article, by=system_account(), reason="cancelled by its source")
    assert Change.objects.filter(article=article, act="reject", by=system_account()).count() == 1
