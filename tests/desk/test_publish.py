"""Publishing: with one key from the queue, through the gate, by one of two, many at once, and taken back."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection

from articles import lifecycle
from articles.models import Article, Bar, Change, Fingerprint
from articles.refusals import GateClosed, Refused, SomeoneWasFirst, Unfit
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.undo import BuiltUpon, undo
from newsroom.desk.verbs import in_bulk
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def test_one_key_publishes_what_has_just_come_in_and_leaves_two_rows() -> None:
    article = make_article(status=Status.INCOMING)
    change = decisions.publish(article, by=person("ben"))
    assert article.is_public
    assert article.reviewed_by == person("ben")
    assert (change.act, change.old, change.new) == ("publish", "in_review", "published")
    assert list(article.changes.values_list("act", flat=True)) == ["arrive", "claim", "publish"]


def test_a_closed_gate_leaves_what_came_in_where_it_was() -> None:
    article = make_article(status=Status.INCOMING, body="")
    with pytest.raises(GateClosed, match="There is no text"):
        decisions.publish(article, by=person("ben"))
    assert article.status == Article.objects.get(pk=article.pk).status == Status.INCOMING
    assert not article.changes.filter(act="claim").exists()


def test_what_the_editor_has_not_seen_is_not_published_in_their_name() -> None:
    article = make_article(status=Status.IN_REVIEW)
    seen = article.version
    decisions.revise(article, by=person("ada"), changes={"headline": "Something else altogether"})
    with pytest.raises(SomeoneWasFirst):
        decisions.publish(article, by=person("ben"), version=seen)
    assert not article.is_public


def test_the_slower_of_two_editors_is_told() -> None:
    article = make_article(status=Status.INCOMING)
    stale = Article.objects.get(pk=article.pk)
    decisions.publish(article, by=person("ben"))
    with pytest.raises(SomeoneWasFirst, match="now published"):
        decisions.publish(stale, by=person("ada"))


def test_of_many_the_good_ones_go_and_each_refused_one_says_why() -> None:
    good, empty, held = (make_article(status=Status.IN_REVIEW) for _number in range(3))
    decisions.revise(empty, by=person("ben"), changes={"body": ""})
    decisions.claim(held, by=person("ben"))
    outcome = in_bulk("publish", [empty, held, good], by=person("ada"))
    assert outcome.done == [good]
    assert [article for article, _sentence in outcome.refused] == [empty, held]
    assert "There is no text" in outcome.refused[0][1]
    assert "ben is on" in outcome.refused[1][1]
    assert list(Article.objects.published()) == [good]


def test_a_fault_of_the_database_in_one_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make_article(status=Status.IN_REVIEW), make_article(status=Status.IN_REVIEW)
    move = lifecycle.move

    def break_once(article: Article, to: Status, **given: Any) -> Change:
        if article.pk == first.pk:
            raise DatabaseError
        return move(article, to, **given)

    monkeypatch.setattr(lifecycle, "move", break_once)
    outcome = in_bulk("publish", [first, second], by=person("ada"))
    assert outcome.done == [second]
    assert "could not be stored" in outcome.refused[0][1]


def test_rejecting_many_keeps_the_reason_with_each() -> None:
    articles = [make_article(status=Status.INCOMING) for _number in range(2)]
    outcome = in_bulk("reject", articles, by=person("ben"), reason="no news")
    assert len(outcome.done) == 2
    assert set(Change.objects.filter(act="reject").values_list("reason", flat=True)) == {"no news"}


@pytest.mark.parametrize("verb", ["claim", "correct", "withdraw", "__class__"])
def test_what_is_done_to_one_alone_is_not_done_in_bulk(verb: str) -> None:
    with pytest.raises(Unfit):
        in_bulk(verb, [], by=person("ada"))


def test_a_publication_is_undone_by_moves_that_are_logged() -> None:
    article = make_article(status=Status.INCOMING)
    undo(decisions.publish(article, by=person("ben")), by=person("ben"))
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW
    assert list(article.changes.values_list("act", flat=True)) == ["arrive", "claim", "publish", "unpublish", "reopen"]


def test_a_rejection_is_undone_and_its_keys_are_free_again() -> None:
    fingerprint = Fingerprint(kind="address", key="b" * 64)
    article = make_article(status=Status.IN_REVIEW, fingerprints=[fingerprint])
    change = decisions.reject(article, by=person("ben"), reason="no news")
    assert Bar.objects.exists()
    undo(change, by=person("ben"))
    assert Article.objects.get(pk=article.pk).status == Status.IN_REVIEW
    assert not Bar.objects.exists()


def test_what_somebody_built_upon_is_not_undone() -> None:
    article = make_article(status=Status.IN_REVIEW)
    change = decisions.publish(article, by=person("ben"))
    decisions.correct(article, by=person("ada"), note="There were forty-one boats.")
    with pytest.raises(BuiltUpon, match="ada has done"):
        undo(change, by=person("ben"))
    assert Article.objects.get(pk=article.pk).is_public


def test_an_edit_has_no_way_back_and_says_so() -> None:
    article = make_article(status=Status.IN_REVIEW)
    change = decisions.revise(article, by=person("ben"), changes={"headline": "Forty-one boats"})
    with pytest.raises(Unfit, match="cannot be undone"):
        undo(change, by=person("ben"))


def test_undoing_asks_for_the_rights_of_the_way_back() -> None:
    article = make_article(status=Status.IN_REVIEW)
    change = decisions.publish(article, by=person("ben"))
    with pytest.raises(Refused, match="You may not"):
        undo(change, by=person("cy"))
    assert Article.objects.get(pk=article.pk).is_public


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", [Status.INCOMING, Status.IN_REVIEW])
@pytest.mark.parametrize("round_", range(5))
def test_two_editors_who_publish_at_once_leave_one_publication(state: Status, round_: int) -> None:
    pk, editors = make_article(status=state).pk, [person("ada"), person("ben")]

    def publish_by(editor: User) -> Callable[[], Change]:
        return lambda: decisions.publish(Article.objects.get(pk=pk), by=editor)

    answers = _at_once([publish_by(editor) for editor in editors])
    assert sum(isinstance(answer, Change) for answer in answers) == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Change.objects.filter(article=pk, act="publish").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_of_a_publication_and_a_rejection_at_once_one_happens(round_: int) -> None:
    article = make_article(status=Status.IN_REVIEW)
    people: list[User] = [person("ada"), person("ben")]
    answers = _at_once(
        [
            lambda: decisions.publish(Article.objects.get(pk=article.pk), by=people[0]),
            lambda: decisions.reject(Article.objects.get(pk=article.pk), by=people[1], reason="no news"),
        ]
    )
    made = [answer for answer in answers if isinstance(answer, Change)]
    assert len(made) == 1
    article.refresh_from_db()
    assert article.status == made[0].new


def _at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each act answered, all begun together on connections of their own."""
    start, answers = threading.Barrier(len(acts)), []

    def carry_out(act: Callable[[], object]) -> None:
        start.wait()
        try:
            answers.append(act())
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=carry_out, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
