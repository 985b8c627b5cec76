"""One gate on every path: what a required finding stands against stays unpublished, whichever way it is pushed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles import editing, lifecycle
from articles.models import Article, Change, Source
from articles.models.source import Rights
from articles.refusals import GateClosed, NotPermitted, Refused, Unfit
from articles.status import GATED, Status
from newsroom.desk import decisions, tasks
from newsroom.desk.undo import undo
from newsroom.desk.verbs import VERBS, in_bulk
from newsroom.ingest.models import Rule
from tests.desk import screen
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db
CALENDAR, TRIAGE = "/admin/articles/article/coming/", "/admin/articles/article/triage/press/"


def unfit(status: Status = Status.IN_REVIEW) -> Article:
    return make_article(status=status, body="")


def in_an_hour() -> str:
    return timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")


PUSHES: dict[str, Callable[[Article, Client], object]] = {
    "button": lambda article, ben: screen.press(ben, article, "publish"),
    "schedule": lambda article, ben: screen.press(ben, article, "schedule", at=in_an_hour()),
    "button for a minute": lambda article, ben: screen.press(ben, article, f"schedule:{in_an_hour()}"),
    "overrule by an editor": lambda article, ben: screen.press(ben, article, "overrule", **{"reason-overrule": "now"}),
    "bulk": lambda article, ben: ben.post(
        "/admin/desk/bulkact/begin/", {"verb": "publish", "stories": str(article.pk)}
    ),
    "verb in bulk": lambda article, ben: in_bulk("publish", [article], by=person("ben")),
    "calendar now": lambda article, ben: ben.post(CALENDAR, {"article": article.pk, "_do": "publish"}),
    "calendar minute": lambda article, ben: ben.post(
        CALENDAR, {"article": article.pk, "_do": "schedule", "at": in_an_hour()}
    ),
    "triage": lambda article, ben: ben.post(TRIAGE, {"verb": "publish", "story": article.pk}),
    "triage for a minute": lambda article, ben: ben.post(
        TRIAGE, {"verb": "schedule", "story": article.pk, "at": in_an_hour()}
    ),
    "triage as the lead": lambda article, ben: ben.post(TRIAGE, {"verb": "approve", "story": article.pk}),
    "clock": lambda article, ben: tasks.enqueue_due(timezone.now() + timedelta(days=9)),
    "task": lambda article, ben: tasks.publish_scheduled.enqueue(article.pk),
    "command": lambda article, ben: call_command("clock", once=True, verbosity=0),
}


@pytest.mark.parametrize("push", PUSHES)
@pytest.mark.parametrize("status", [Status.INCOMING, Status.IN_REVIEW])
def test_it_stays_where_it_is(push: str, status: Status, signed_in: Callable[[str], Client]) -> None:
    article = unfit(status)
    PUSHES[push](article, signed_in("ben"))
    assert Article.objects.get(pk=article.pk).status == status
    assert not Article.objects.filter(status__in=GATED).exists()


def test_what_grew_unfit_since_it_was_scheduled_is_put_back_at_its_minute() -> None:
    article = make_article(status=Status.SCHEDULED)
    Source.objects.filter(articles=article).update(opted_out=True)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        tasks.enqueue_due()
    assert Article.objects.get(pk=article.pk).status == Status.IN_REVIEW


def test_an_edit_of_what_is_out_goes_through_it_too() -> None:
    for article in (make_article(), make_article(status=Status.SCHEDULED)):
        with pytest.raises(GateClosed):
            decisions.revise(article, by=person("ben"), changes={"body": ""})
    with pytest.raises(GateClosed):
        decisions.correct(make_article(), by=person("ben"), note="wrong", changes={"body": ""})


def test_undoing_an_unpublication_goes_through_it() -> None:
    article = make_article()
    change = decisions.unpublish(article, by=person("ben"), reason="a slip")
    Source.objects.filter(articles=article).update(rights="link_only")
    Article.objects.filter(pk=article.pk).update(kind="excerpt")
    with pytest.raises(Refused):
        undo(change, by=person("ben"))
    assert not Article.objects.published().exists()


def test_a_chief_overrules_with_a_reason_that_is_kept_and_shown(signed_in: Callable[[str], Client]) -> None:
    article = unfit()
    with pytest.raises(NotPermitted):
        decisions.publish(article, by=person("ben"), overruled=True, reason="now")
    with pytest.raises(Unfit, match="Say why"):
        decisions.publish(article, by=person("ada"), overruled=True, reason="  ")
    with pytest.raises(NotPermitted):
        lifecycle.move(article, Status.PUBLISHED, by=person("ben"), overruled=True)
    screen.press(signed_in("ada"), article, "overrule", **{"reason-overrule": "The list is the story"})
    change = Change.objects.get(article=article, act="publish")
    assert (change.reason, change.details["overruled"]) == ("The list is the story", ["no-body"])
    page = signed_in("ben").get(screen.address(article)).content.decode()
    assert "Published against the gate" in page
    assert "The list is the story" in page


def test_a_full_text_of_a_source_that_licensed_none_goes_out_by_a_chief_with_a_reason_alone() -> None:
    article = make_article(status=Status.IN_REVIEW, source=make_source("Islands Observer", Rights.EXCERPT))
    with pytest.raises(GateClosed, match="This source allows excerpts only; Islands Observer"):
        decisions.publish(article, by=person("ben"))
    decisions.publish(article, by=person("ada"), overruled=True, reason="They wrote to us today")
    assert article.changes.get(act="publish").details["overruled"] == ["full-text-without-licence"]


def test_no_chief_overrules_what_law_or_the_database_demands() -> None:
    article = make_article(status=Status.IN_REVIEW)
    editing.revise(article, by=person("ada"), changes={"country": None})
    with pytest.raises(GateClosed):
        decisions.publish(article, by=person("ada"), overruled=True, reason="now")


def test_no_rule_publishes_and_the_only_verbs_that_lead_to_the_public_are_known() -> None:
    assert not [act for act in Rule.Act.values if "publish" in act]
    leading = {name for name, verb in VERBS.items() if "publish" in verb.permission and name not in {"pin"}}
    assert leading == {"publish", "schedule", "unschedule", "unpublish"}


def test_a_refused_correction_leaves_what_was_typed_on_the_screen(signed_in: Callable[[str], Client]) -> None:
    article = make_article()
    note = {"reason-correct": "There were forty-one boats."}
    page = screen.press(signed_in("ben"), article, "correct", body="", headline="Forty-one boats", **note)
    assert "Forty-one boats" in page
    assert "There were forty-one boats." in page
    assert not screen.now(article).corrections.exists()
    page = screen.press(signed_in("ben"), article, "correct", headline="Forty-one boats", **note)
    assert screen.now(article).headline == "Forty-one boats"
    assert "There were forty-one boats." in Client().get(screen.now(article).get_absolute_url()).content.decode()
