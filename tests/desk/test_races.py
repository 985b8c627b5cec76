"""Two editors on one story at once, 200 rounds: one outcome, one row of history for each act, nothing lost."""

import itertools
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pytest
from django.contrib.auth.models import User

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Change, Coverage
from articles.refusals import Refused
from articles.status import Status
from newsroom.desk import claims, decisions, grouping, undo
from newsroom.ingest import coverage
from tests.desk.at_once import at_once
from tests.world import make_article, person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROUNDS = 200
STATES = (Status.INCOMING, Status.IN_REVIEW)


class Desk(NamedTuple):
    """One story, another that tells of the same, and two editors."""

    story: Article
    other: Article
    editors: tuple[User, User]

    def fresh(self, article: Article | None = None) -> Article:
        """The story as a screen would read it."""
        return Article.objects.select_related("claim__by").get(pk=(article or self.story).pk)


def publish(desk: Desk, by: User) -> object:
    return decisions.publish(desk.fresh(), by=by, version=desk.story.version)


def edit(desk: Desk, by: User) -> object:
    changes = {"headline": f"As {by.username} writes it"}
    return decisions.revise(desk.fresh(), by=by, changes=changes, version=desk.story.version)


def claim(desk: Desk, by: User) -> object:
    return decisions.claim(desk.fresh(), by=by)


def merge(desk: Desk, by: User) -> object:
    return grouping.merge([desk.fresh(), desk.fresh(desk.other)], by=by)


def reject(desk: Desk, by: User) -> object:
    return decisions.reject(desk.fresh(), by=by, reason="no news")


Act = Callable[[Desk, User], object]
ACTS: tuple[Act, ...] = (publish, edit, claim, merge, reject)
PAIRS = list(itertools.product(ACTS, ACTS))


@pytest.mark.parametrize("part", range(ROUNDS // len(PAIRS)))
def test_of_two_editors_at_once_the_story_tells_exactly_what_each_was_told(part: int) -> None:
    state = STATES[part % 2]
    for pair in PAIRS:
        desk = Desk(make_article(status=state), make_article(status=Status.INCOMING), (person("ada"), person("ben")))
        answers = at_once([partial(act, desk, by) for act, by in zip(pair, desk.editors, strict=True)])
        assert [answer for answer in answers if not isinstance(answer, Refused) and isinstance(answer, Exception)] == []
        done = Counter(
            act.__name__ for act, answer in zip(pair, answers, strict=True) if not isinstance(answer, Refused)
        )
        assert done, [str(answer) for answer in answers]
        tells_what_happened(desk, state, done, answers)


def tells_what_happened(desk: Desk, state: Status, done: Counter[str], answers: list[object]) -> None:
    """One outcome; the rows of history are those of the acts that were done, no more and no fewer."""
    story = desk.fresh()
    rows = Counter(story.changes.values_list("act", flat=True))
    assert (rows["publish"], rows["reject"]) == (done["publish"], done["reject"])
    assert done["publish"] + done["reject"] <= 1
    assert done["claim"] <= 1
    assert done["edit"] <= 1
    assert story.status == outcome(state, done)
    assert rows["revise"] == done["edit"] + bool(done["merge"])
    assert (story.coverage_id is not None) == bool(done["merge"])
    assert (claims.holder(story) is not None) == bool(done["claim"])
    assert story.headline.startswith("As ") == bool(done["edit"])
    assert story.version == sum(rows.values())


def outcome(state: Status, done: Counter[str]) -> Status:
    """Where the story stands after what was done."""
    if done["publish"]:
        return Status.PUBLISHED
    if done["reject"]:
        return Status.REJECTED
    return Status.IN_REVIEW if done["claim"] else state


@pytest.mark.parametrize("part", range(4))
def test_what_two_undo_at_once_is_undone_once(part: int) -> None:
    for number in range(10):
        article, ada = make_article(status=STATES[number % 2]), person("ada")
        change = decisions.publish(article, by=ada)
        answers = at_once([partial(take_back, change.pk, ada)] * 2)
        assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True], answers
        article.refresh_from_db()
        assert not article.is_public
        assert article.changes.filter(act="unpublish").count() == 1


def take_back(change: int, by: User) -> object:
    return undo.undo(Change.objects.get(pk=change), by=by)


@pytest.mark.parametrize("part", range(4))
def test_events_are_grouped_parted_and_taken_down_at_once_without_a_deadlock(part: int) -> None:
    ada, machine = person("ada"), system_account()
    for _number in range(10):
        told = [make_article(f"The fog over pier {place}") for place in range(4)]
        event = grouping.merge(told[:3], by=ada)
        late = make_article(status=Status.INCOMING)
        answers = at_once(
            [
                partial(withdraw, told[0].pk, machine),
                partial(part_from, told[1].pk, ada),
                partial(join, told[3].pk, told[2].pk, ada),
                partial(coverage.group, late.pk, told[0].headline, "The fog over the pier did not lift."),
            ]
        )
        assert [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, Refused)] == []
        assert Article.objects.get(pk=told[0].pk).status == Status.WITHDRAWN
        assert not Coverage.objects.filter(pk=event.pk, title=told[0].headline).exists()


def withdraw(pk: int, by: User) -> object:
    return lifecycle.move(Article.objects.get(pk=pk), Status.WITHDRAWN, by=by)


def part_from(pk: int, by: User) -> object:
    return grouping.split(Article.objects.get(pk=pk), by=by)


def join(pk: int, other: int, by: User) -> object:
    return grouping.merge([Article.objects.get(pk=pk), Article.objects.get(pk=other)], by=by)
