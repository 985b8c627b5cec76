"""A court in the last minute of a counter-notice, two authors at once, an appeal that is answered twice at once.

Whoever is first, everybody's rows agree afterwards. The return itself is tried in `test_counter_races`.
"""

import os
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article, Bar, Fingerprint
from articles.refusals import Refused
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.takedowns import appealing, countering, endings, parties
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.states import ItemState, State
from tests.desk.at_once import Act, at_once
from tests.takedowns.disputed import (
    SIGNED,
    again,
    countered,
    party_of,
    removed_case,
    second_officer,
    written_story,
)
from tests.takedowns.room import only_item
from tests.world import person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROUNDS = int(os.environ.get("ROUNDS", "8"))
TEXT = "The passage is a quotation, with its source beside it."


def removed_story() -> tuple[Case, Article]:
    """A case whose one story is removed, and barred by what it is known by."""
    story = written_story()
    Fingerprint.objects.create(article=story, kind="address", key=f"address-{story.pk}")
    return removed_case(story), story


def brought_back(number: int, at: datetime) -> int:
    """What the clock does, in a process of its own."""
    return countering.run(at) if CounterNotice.objects.filter(pk=number, end="").exists() else 0


def agree(article: Article) -> bool:
    """Whether the story, its bars and every case tell the same; the story is public where no case removed it."""
    article.refresh_from_db()
    removed = Item.objects.filter(article=article, state=ItemState.REMOVED).exists()
    barred = Bar.objects.filter(article=article, reason=Bar.Reason.WITHDRAWN).exists()
    expected = Status.WITHDRAWN if removed else Status.PUBLISHED
    return (article.status, barred) == (expected, removed)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_court_that_is_named_in_the_last_minute_stops_the_return_or_comes_too_late(number: int) -> None:
    second_officer()
    case, article = removed_story()
    counter = countered(case)

    def at_court() -> object:
        return endings.litigate(Case.objects.get(pk=case.pk), by=person("tao"), reason="Harbour District Court")

    acts: list[Act] = [partial(brought_back, counter.pk, counter.ends_at), at_court]
    answers = at_once(acts[:: -1 if number % 2 else 1])
    assert [one for one in answers if isinstance(one, Exception) and not isinstance(one, Refused)] == []
    assert agree(article)
    countering.run(timezone.now())
    end, back = again(counter).end, article.status == Status.PUBLISHED
    assert end == (CounterNotice.End.RESTORED if back else CounterNotice.End.COURT)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_two_authors_who_send_a_counter_notice_at_once_one_is_taken_and_the_other_told(number: int) -> None:
    case = removed_case()
    parties.link_for(only_item(case), person("ben"))
    both = [party_of(case, "cy"), party_of(case, "ben")]
    signed: Any = SIGNED
    answers = at_once([partial(countering.receive, party, countering.Signed(**signed)) for party in both])
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert [isinstance(answer, Refused) for answer in refused] == [True], (number, answers)
    assert CounterNotice.objects.filter(item__case=case).count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_an_appeal_that_is_answered_in_two_windows_at_once_has_one_answer(number: int) -> None:
    uma = second_officer()
    case = removed_case()
    appeal = appealing.by_author(party_of(case), TEXT)
    answers = at_once(
        [
            partial(appealing.uphold, Appeal.objects.get(pk=appeal.pk), by=uma, answer="It stands."),
            partial(appealing.reverse, Appeal.objects.get(pk=appeal.pk), by=uma, answer="It does not."),
        ]
    )
    assert len([answer for answer in answers if isinstance(answer, Refused)]) == 1, (number, answers)
    appeal.refresh_from_db()
    case.refresh_from_db()
    assert case.state == (State.DECIDED if appeal.upheld else State.REOPENED)
    assert Letter.objects.filter(template="takedown_appeal_answered").count() == 1
