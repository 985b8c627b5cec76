"""How an article moves: by the table, once, with history, through the gate."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from articles import edition, lifecycle
from articles.accounts import system_account
from articles.models import Article, Bar, Change, Fingerprint
from articles.refusals import GateClosed, MoveRefused, NotPermitted, SomeoneWasFirst, Unfit
from articles.status import MOVES, Status, allowed
from tests.world import make_article, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("old", "new"), list(product(Status, Status)))
def test_a_move_happens_exactly_where_the_table_allows_it(old: Status, new: Status) -> None:
    article = make_article(status=old)
    at = timezone.now() + timedelta(hours=1) if new == Status.SCHEDULED else None
    back = {Status.WITHHELD: article.held_from, Status.WITHDRAWN: article.withdrawn_from}.get(old, new)
    if allowed(old, new) and new in {back, Status.WITHDRAWN}:
        lifecycle.move(article, new, by=system_account(), at=at)
        assert article.status == new
    else:
        with pytest.raises(MoveRefused):
            lifecycle.move(article, new, by=system_account(), at=at)
        assert Article.objects.get(pk=article.pk).status == old


def test_every_state_but_the_first_can_be_reached() -> None:
    reached = {new for moves in MOVES.values() for new in moves}
    assert reached >= set(Status) - {Status.INCOMING}


def test_each_move_leaves_one_row_of_history_and_one_revision() -> None:
    article = make_article(status=Status.IN_REVIEW)
    before = article.history.count()
    change = lifecycle.move(article, Status.PUBLISHED, by=system_account(), reason="because")
    assert (change.old, change.new, change.reason) == ("in_review", "published", "because")
    assert Change.objects.filter(article=article, act="publish").count() == 1
    assert article.history.count() == before + 1
    assert article.history.first().status == Status.PUBLISHED


def test_somebody_without_the_permission_is_told_and_nothing_changes() -> None:
    article = make_article(status=Status.IN_REVIEW)
    stranger = User.objects.create(username="stranger")
    with pytest.raises(NotPermitted, match="publish article"):
        lifecycle.move(article, Status.PUBLISHED, by=stranger)
    assert Article.objects.get(pk=article.pk).status == Status.IN_REVIEW


def test_the_second_of_two_editors_is_told_that_somebody_was_faster() -> None:
    article = make_article(status=Status.IN_REVIEW)
    stale = Article.objects.get(pk=article.pk)
    lifecycle.move(article, Status.PUBLISHED, by=system_account())
    with pytest.raises(SomeoneWasFirst, match="published"):
        lifecycle.move(stale, Status.REJECTED, by=system_account())
    assert Change.objects.filter(article=article, act="reject").count() == 0


def test_the_gate_keeps_a_story_without_its_source_link_from_the_public() -> None:
    article = make_article(status=Status.IN_REVIEW, source_url="")
    with pytest.raises(GateClosed, match="link to the source"):
        lifecycle.move(article, Status.PUBLISHED, by=system_account())


def test_not_even_a_chief_overrules_a_missing_source_but_may_overrule_a_cut_off_text() -> None:
    chief = User.objects.create(username="chief")
    chief.user_permissions.set(Permission.objects.filter(content_type__app_label="articles"))
    chief = User.objects.get(pk=chief.pk)
    without_source = make_article(status=Status.IN_REVIEW, source_url="")
    with pytest.raises(GateClosed):
        lifecycle.move(without_source, Status.PUBLISHED, by=chief, overruled=True)
    cut_off = make_article(status=Status.IN_REVIEW, body="<p>The list includes:</p>")
    change = lifecycle.move(cut_off, Status.PUBLISHED, by=chief, overruled=True, reason="It is a caption")
    assert change.details == {"overruled": ["cut-off"]}


def test_publication_begins_a_new_edition_and_a_rejection_does_not() -> None:
    public, rejected = make_article(status=Status.IN_REVIEW), make_article(status=Status.INCOMING)
    before = edition.current().number
    lifecycle.move(rejected, Status.REJECTED, by=system_account())
    assert edition.current().number == before
    lifecycle.move(public, Status.PUBLISHED, by=system_account())
    assert edition.current().number == before + 1


def test_a_schedule_needs_a_minute_in_the_future() -> None:
    article = make_article(status=Status.IN_REVIEW)
    with pytest.raises(Unfit, match="future"):
        lifecycle.move(article, Status.SCHEDULED, by=system_account(), at=timezone.now())


def test_a_withdrawn_article_bars_its_keys_and_a_restored_one_lifts_them() -> None:
    article = make_article(fingerprints=[Fingerprint(kind="address", key="a" * 64)], source=make_source())
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    assert Bar.objects.get(key="a" * 64).reason == Bar.Reason.WITHDRAWN
    assert article.removal == "gone"
    lifecycle.move(article, Status.PUBLISHED, by=system_account())
    assert not Bar.objects.exists()
    assert article.removal == ""


def test_a_withheld_article_goes_back_only_to_where_it_was() -> None:
    article = make_article(status=Status.WITHHELD)
    with pytest.raises(MoveRefused):
        lifecycle.move(article, Status.UNPUBLISHED, by=system_account())
    lifecycle.move(article, Status.PUBLISHED, by=system_account())
    assert article.held_from == ""


def test_an_archive_that_moves_in_keeps_its_dates_and_nothing_is_dated_ahead() -> None:
    article = make_article(status=Status.IN_REVIEW)
    long_ago = timezone.now() - timedelta(days=400)
    with pytest.raises(Unfit, match="dated ahead"):
        lifecycle.move(article, Status.PUBLISHED, by=system_account(), at=timezone.now() + timedelta(hours=1))
    lifecycle.move(article, Status.PUBLISHED, by=system_account(), at=long_ago)
    assert article.published_at == long_ago
