"""Answering one suggestion: taking sets it on the story, refusing takes it off, both are remembered, told once."""

from typing import Any

import pytest

from articles import editing
from articles.models import Article, Coverage, Tag
from articles.readiness import RECOMMENDED, Finding
from articles.refusals import GateClosed, NotPermitted, SomeoneWasFirst, Unfit
from articles.status import Status
from newsroom.desk import decisions, grouping, suggesting, undo
from newsroom.desk.claims import HeldBySomeone
from newsroom.ingest import suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Answer, Suggestion
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db


def suggested(
    kind: str, value: str, status: Status = Status.IN_REVIEW, applied: bool = False, **given: Any
) -> Suggestion:
    article = make_article(status=status, **given)
    suggestions.offer(article, [Suggested(kind, value, "so it seems", 0.8, applied)])
    return article.suggestions.get()


def labels(article: Article) -> tuple[str, set[str], set[str]]:
    fresh = Article.objects.get(pk=article.pk)
    country = fresh.country.iso2 if fresh.country else ""
    return country, set(fresh.also_about.values_list("iso2", flat=True)), {tag.name for tag in fresh.tags.all()}


def answered(suggestion: Suggestion) -> tuple[str, bool]:
    fresh = Suggestion.objects.get(pk=suggestion.pk)
    return fresh.answer, fresh.asked


@pytest.mark.parametrize(
    ("kind", "value", "taken", "refused"),
    [
        ("country", "JP", ("JP", set(), {"Boats"}), ("", set(), {"Boats"})),
        ("also_about", "JP", ("MN", {"JP"}, {"Boats"}), ("MN", set(), {"Boats"})),
        ("tag", "fog", ("MN", set(), {"Boats", "Fog"}), ("MN", set(), {"Boats"})),
        ("tag", "Mist", ("MN", set(), {"Boats", "Fog"}), ("MN", set(), {"Boats"})),
    ],
)
def test_what_is_taken_stands_on_the_story_and_what_is_refused_does_not(
    kind: str, value: str, taken: object, refused: object
) -> None:
    make_country("JP")
    Tag.objects.create(name="Fog", synonyms="mist\nhaze")
    one = suggested(kind, value, tags=[Tag.objects.create(name="Boats")])
    suggesting.accept(one, by=person("ben"))
    assert labels(one.article) == taken
    assert answered(one) == (Answer.ACCEPTED, True)
    change = one.article.changes.last()
    assert change is not None
    assert (change.act, change.by) == ("revise", person("ben"))
    assert "took the suggestion" in change.reason
    suggesting.refuse(one, by=person("ada"))
    assert labels(one.article) == refused
    assert answered(one) == (Answer.REFUSED, True)
    assert Suggestion.objects.get().answered_by == person("ada")


def test_what_stands_already_is_taken_without_a_change() -> None:
    one = suggested("country", "MN", applied=True)
    suggesting.accept(one, by=person("ben"))
    suggesting.accept(one, by=person("ben"))
    assert answered(one) == (Answer.ACCEPTED, True)
    assert not one.article.changes.filter(act="revise").exists()


def test_what_was_only_whispered_is_refused_without_a_change() -> None:
    one = suggested("tag", "Fog")
    suggesting.refuse(one, by=person("ben"))
    assert answered(one) == (Answer.REFUSED, True)
    assert not one.article.changes.filter(act="revise").exists()


def test_an_answer_of_a_person_outlives_the_publication() -> None:
    one = suggested("tag", "Fog", applied=True, tags=[Tag.objects.create(name="Fog")])
    suggesting.refuse(one, by=person("ada"))
    decisions.revise(one.article, by=person("ben"), changes={"tags": list(Tag.objects.all())})
    decisions.publish(one.article, by=person("ben"))
    assert answered(one) == (Answer.REFUSED, True)


@pytest.mark.parametrize(
    ("kind", "value"), [("country", "XX"), ("also_about", "☃"), ("tag", "Nowhere"), ("coverage", "9" * 200)]
)
def test_what_is_not_there_any_more_is_said_and_nothing_is_answered(kind: str, value: str) -> None:
    one = suggested(kind, value)
    with pytest.raises(Unfit):
        suggesting.accept(one, by=person("ben"))
    assert answered(one) == (Answer.OPEN, False)


def test_a_story_that_moved_on_is_not_answered_upon() -> None:
    one = suggested("country", "MN")
    seen = one.article.version
    decisions.revise(one.article, by=person("ada"), changes={"headline": "Another headline"})
    with pytest.raises(SomeoneWasFirst):
        suggesting.accept(one, by=person("ben"), version=seen)
    assert answered(one) == (Answer.OPEN, False)


def test_only_who_may_change_the_story_answers_and_nobody_while_another_is_on_it() -> None:
    one = suggested("country", "MN")
    with pytest.raises(NotPermitted):
        suggesting.accept(one, by=person("cy"))
    decisions.claim(one.article, by=person("ada"))
    one.refresh_from_db()
    with pytest.raises(HeldBySomeone):
        suggesting.refuse(one, by=person("ben"))
    assert answered(one) == (Answer.OPEN, False)


def test_what_is_withheld_is_not_answered() -> None:
    one = suggested("country", "MN", status=Status.WITHHELD)
    with pytest.raises(Unfit, match="takedown"):
        suggesting.accept(one, by=person("ada"))


def test_the_gate_keeps_the_section_of_what_is_public() -> None:
    one = suggested("country", "MN", status=Status.PUBLISHED, applied=True)
    with pytest.raises(GateClosed):
        suggesting.refuse(one, by=person("ben"))
    assert labels(one.article)[0] == "MN"
    assert answered(one) == (Answer.OPEN, False)


def test_an_event_is_joined_and_left_with_its_story() -> None:
    first, second = make_article(), make_article()
    event = grouping.merge([first, second], by=person("ada"))
    one = suggested("coverage", str(event.pk))
    old = grouping.merge([one.article, make_article()], by=person("ada"))
    suggesting.accept(one, by=person("ben"))
    assert Article.objects.get(pk=one.article_id).coverage == event
    assert not Coverage.objects.filter(pk=old.pk).exists()
    assert event.articles.count() == 3
    one.refresh_from_db()
    suggesting.refuse(one, by=person("ben"))
    assert Article.objects.get(pk=one.article_id).coverage is None
    assert answered(one) == (Answer.REFUSED, True)


def test_a_copy_is_rejected_with_a_reason_that_names_the_other() -> None:
    other = make_article("Forty boats at dawn")
    one = suggested("duplicate", str(other.pk))
    suggestions.offer(one.article, [Suggested("duplicate", "999999", "another", 0.99, False)])
    suggesting.accept(one, by=person("ben"))
    article = Article.objects.get(pk=one.article_id)
    change = article.changes.get(act="reject")
    assert article.status == Status.REJECTED
    assert change.reason == f"duplicate of “Forty boats at dawn” (no. {other.pk})"
    assert answered(one) == (Answer.ACCEPTED, True)
    assert article.suggestions.get(value="999999").answer == Answer.OPEN
    undo.undo(change, by=person("ben"))
    assert answered(one) == (Answer.OPEN, False)


def test_a_copy_of_what_is_gone_cannot_be_answered_so() -> None:
    one = suggested("duplicate", str(make_article(status=Status.WITHDRAWN).pk))
    with pytest.raises(Unfit, match="not there any more"):
        suggesting.accept(one, by=person("ben"))
    assert Article.objects.get(pk=one.article_id).status == Status.IN_REVIEW


def test_two_on_one_event_are_grouped_and_the_copy_is_refused_whichever_way_round() -> None:
    other = make_article()
    one = suggested("duplicate", str(other.pk))
    coverage = suggesting.group_instead(other, one.article, by=person("ben"))
    assert {article.pk for article in coverage.articles.all()} == {other.pk, one.article_id}
    assert answered(one) == (Answer.REFUSED, True)


def test_what_is_no_copy_loses_the_remark_that_said_so() -> None:
    other = make_article()
    one = suggested("duplicate", str(other.pk))
    editing.remark(one.article, Finding("reprint", RECOMMENDED, "Reads like another.", "source"))
    suggesting.not_a_copy(one.article, other, by=person("ben"))
    assert answered(one) == (Answer.REFUSED, True)
    assert Article.objects.get(pk=one.article_id).remarks == []
    with pytest.raises(Unfit):
        suggesting.not_a_copy(other, make_article(), by=person("ben"))


def test_the_history_names_a_refused_country_as_people_do() -> None:
    country = make_country("JP")
    one = suggested("country", "JP")
    suggesting.accept(one, by=person("ben"))
    suggesting.refuse(one, by=person("ada"))
    change = one.article.changes.order_by("pk").last()
    assert change is not None
    assert f"“{country}”" in change.reason
    assert "“JP”" not in change.reason
