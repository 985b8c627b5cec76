"""The end of sealed copies: when, whose, only if two people want it, and what is left afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import erasing, history
from articles.models import Article
from articles.models.article import Removal
from articles.refusals import Erased, NotPermitted, Refused, Unfit
from articles.status import Status
from newsroom.takedowns import destroying, handling, moves, proof, switches, tasks
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.disputes import Appeal
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.refusals import CaseMoveRefused
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, make_author, person, root

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
MINUTE = timedelta(minutes=1)


def removed(article: Article | None = None, **values: Any) -> Item:
    """A story taken down just now; its address in a case."""
    item = only_item(confirmed(article or make_article(), **values))
    kind = Removal.PRIVACY if values.get("claim") == Claim.SAFETY else Removal.GONE
    return handling.remove(item, by=person("tao"), kind=kind)


def is_destroyed(item: Item) -> bool:
    return item.article is not None and history.is_erased(item.article)


def after(length: timedelta) -> int:
    """What the clock destroys so long after now."""
    return destroying.run(timezone.now() + length)


# When


def test_the_copy_of_an_imported_story_is_kept_for_thirty_days_and_destroyed_then(switched_on: None) -> None:
    item = removed()
    assert after(MONTH - MINUTE) == 0
    assert not is_destroyed(item)
    assert after(MONTH + MINUTE) == 1
    assert is_destroyed(item)
    case = Case.objects.get()
    assert case.state == State.DESTROYED
    acts = list(case.events.values_list("act", "item", "by__username").order_by("id"))[-3:]
    assert acts == [("destroy", item.pk, "newsroom"), ("close", None, "newsroom"), ("destroy", None, "newsroom")]


def test_the_copy_of_a_contributor_is_kept_until_no_appeal_can_come_any_more(switched_on: None) -> None:
    item = removed(make_article(authors=[make_author("Cy Writer", account=person("cy"))]))
    assert after(timedelta(days=184) - MINUTE) == 0
    assert after(timedelta(days=184) + MINUTE) == 1
    assert is_destroyed(item)


def test_an_editors_own_story_is_a_staff_story(switched_on: None) -> None:
    removed(make_article(authors=[make_author("Ben Editor", account=person("ben"))]))
    assert after(MONTH + MINUTE) == 1


def test_nothing_is_kept_of_a_story_that_endangers_somebody(switched_on: None) -> None:
    item = removed(claim=Claim.SAFETY)
    assert after(timedelta(0)) == 1
    assert is_destroyed(item)


def test_what_was_destroyed_at_once_is_still_looked_at_for_a_month_and_found_nowhere(switched_on: None) -> None:
    item = removed(claim=Claim.SAFETY)
    after(timedelta(0))
    item.refresh_from_db()
    looks = proof.examine(item, now=timezone.now() + timedelta(hours=1))
    assert [look for look in looks if not look.gone] == []
    assert "article" in {look.surface for look in looks}
    assert item.next_check_at


def test_the_clock_destroys_by_itself_and_once(switched_on: None) -> None:
    removed()
    then = timezone.now() + MONTH + MINUTE
    tasks.enqueue_due(then)
    tasks.enqueue_due(then)
    assert Event.objects.filter(act="destroy").count() == 2


def test_a_case_of_two_stories_ends_with_the_last_of_them(switched_on: None) -> None:
    case = confirmed(make_article(), make_article())
    first, second = case.items.select_related("case", "article").order_by("number")
    handling.remove(first, by=person("tao"))
    second.case.refresh_from_db()
    handling.remove(second, by=person("tao"))
    Item.objects.filter(pk=second.pk).update(decided_at=timezone.now() + timedelta(days=2))
    assert after(MONTH + MINUTE) == 1
    assert Case.objects.get().state == State.DECIDED
    assert after(MONTH + timedelta(days=3)) == 1
    assert Case.objects.get().state == State.DESTROYED


# What prevents it


def test_nothing_is_destroyed_while_the_switch_is_off() -> None:
    item = removed()
    assert after(MONTH * 12) == 0
    switches.ask(switches.DESTROY, by=person("tao"))
    assert after(MONTH * 12) == 0
    assert not is_destroyed(item)


def test_an_open_appeal_keeps_the_copy(switched_on: None) -> None:
    item, now = removed(), timezone.now()
    appeal = Appeal.objects.create(
        case=item.case, side="claimant", decision=1, text="x" * 30, email="m@owner.example", due_at=now
    )
    assert after(MONTH * 12) == 0
    Appeal.objects.filter(pk=appeal.pk).update(answered_at=now, answered_by=root(), upheld=True, answer="It stands.")
    assert after(MONTH * 12) == 1


def test_a_court_and_a_case_taken_up_again_keep_the_copy(switched_on: None) -> None:
    item = removed()
    moves.move_case(item.case, State.LITIGATION, by=root())
    assert after(MONTH * 12) == 0
    moves.move_case(item.case, State.REOPENED, by=root())
    assert after(MONTH * 12) == 0


def test_another_case_on_the_same_story_keeps_the_copy(switched_on: None) -> None:
    item = removed()
    assert item.article is not None
    confirmed(item.article, email="other@owner.example")
    assert after(MONTH * 12) == 0
    assert "is not over" in destroying.obstacle(item, timezone.now())


def test_a_restored_story_is_never_destroyed(switched_on: None) -> None:
    item = removed()
    handling.restore(item, by=person("tao"), reason="It was licensed.")
    assert after(MONTH * 12) == 0
    assert Article.objects.get().is_public


def test_what_is_not_taken_down_cannot_be_erased() -> None:
    article = make_article()
    with pytest.raises(Unfit, match="Only what was taken down"):
        erasing.erase(article, by=root())
    with pytest.raises(NotPermitted):
        erasing.erase(article, by=person("ben"))
    article.refresh_from_db()
    assert article.body_text


# No way back


def test_nobody_restores_or_takes_up_again_what_was_destroyed(switched_on: None) -> None:
    item = removed()
    after(MONTH + MINUTE)
    item = only_item(Case.objects.get())
    with pytest.raises(Refused, match="destroyed"):
        handling.restore(item, by=root(), reason="We were wrong.")
    with pytest.raises(CaseMoveRefused, match="destroyed"):
        handling.reopen(item.case, by=root(), reason="We were wrong.")
    assert Article.objects.get().status == Status.WITHDRAWN


def test_a_destroyed_story_of_a_case_that_goes_on_is_not_brought_back_either(switched_on: None) -> None:
    item = removed()
    assert item.article is not None
    erasing.erase(item.article, by=root())
    with pytest.raises(Erased, match="erased for good"):
        handling.restore(only_item(Case.objects.get()), by=root(), reason="We were wrong.")
    assert only_item(Case.objects.get()).state == ItemState.REMOVED


def test_the_case_page_says_until_when_the_copy_is_kept_and_what_keeps_it() -> None:
    item = removed()
    page = Client()
    page.force_login(person("tao"))
    shown = page.get(f"/admin/takedowns/case/{item.case_id}/change/").content.decode()
    assert "the switch is off" in shown
    assert "kept until" in shown
