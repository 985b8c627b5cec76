"""A story comes back by time while people act on it: whoever is first, nothing is half done and nothing leaks."""

import os
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import countering, handling
from newsroom.takedowns.disputes import CounterNotice
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.states import ItemState, State
from tests.desk.at_once import Act, at_once
from tests.takedowns.disputed import again, countered, fresh, removed_case, written_story
from tests.takedowns.room import confirmed, only_item
from tests.world import person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROUNDS = int(os.environ.get("ROUNDS", "6"))
LONG_AGO = timedelta(days=40)


def over(number: int) -> tuple[Case, CounterNotice]:
    """A removed story of its own whose counter-notice has run its days."""
    case = removed_case(written_story(f"Ferry number {number}"), email=f"mira{number}@owner.example")
    return case, again(countered(case, at=timezone.now() - LONG_AGO))


def test_a_story_that_another_case_removes_at_that_moment_is_never_public_afterwards() -> None:
    person("tao")
    for number in range(ROUNDS):
        _case, counter = over(number)
        article = counter.item.article
        assert article
        other = only_item(confirmed(article, email=f"kim{number}@owner.example"))
        acts: list[Act] = [partial(countering.bring_back, counter), partial(handling.remove, other, by=person("tao"))]
        answers = at_once(acts if number % 2 else acts[::-1])
        article.refresh_from_db()
        assert article.status == Status.WITHDRAWN, answers
        assert fresh(other).state == ItemState.REMOVED, answers
        ended, item = again(counter).end, Item.objects.get(pk=counter.item_id)
        assert (ended, item.state) in {("restored", ItemState.RESTORED), ("", ItemState.REMOVED)}


def test_two_clocks_bring_it_back_once() -> None:
    for number in range(ROUNDS):
        case, counter = over(number)
        at_once([lambda: countering.run(timezone.now()), lambda: countering.run(timezone.now())])
        assert again(counter).end == CounterNotice.End.RESTORED
        assert case.events.filter(act="counter_won").count() == 1
        assert Letter.objects.filter(template="takedown_restored", key__contains=case.reference).count() == 1


def test_a_refusal_and_the_return_exclude_each_other() -> None:
    for number in range(ROUNDS):
        case, counter = over(number)
        refuse = partial(countering.refuse, again(counter), by=person("tao"), reason="No address.")
        at_once([partial(countering.bring_back, again(counter)), refuse])
        case.refresh_from_db()
        state = (again(counter).end, fresh(counter.item).state, case.state)
        assert state in {
            ("restored", ItemState.RESTORED, State.RESTORED),
            ("refused", ItemState.REMOVED, State.DECIDED),
        }
