"""When the original of a published story is looked at again: planned from the log, claimed by lease, then no more."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import Traveller

from articles import lifecycle
from articles.accounts import system_account
from articles.status import Status
from newsroom.ingest import captures, fetch, rounds, upstream, watching
from newsroom.ingest.models import Notice, Watch
from newsroom.outbox.models import Cursor
from tests.fakes import FakeWeb
from tests.ingest.originals import TUESDAY, look, notice, publish, say
from tests.ingest.press import Story
from tests.world import make_article

pytestmark = pytest.mark.django_db


def test_a_published_story_is_looked_at_ever_more_seldom_and_then_no_more(web: FakeWeb, clock: Traveller) -> None:
    _outlet, article = publish(web)
    hours = []
    while Watch.objects.get().next_at:
        assert look(clock) == "same"
        hours.append(round((timezone.now() - article.published_at).total_seconds() / 3600))  # type: ignore[operator]
    assert hours == [1, 6, 24, 72, 168, 336, 720]
    assert not Notice.objects.exists()


def test_the_log_is_read_once_and_what_was_public_before_is_planned_too(web: FakeWeb, clock: Traveller) -> None:
    old = make_article(published_at=timezone.now() - timedelta(days=40))
    recent = make_article(published_at=timezone.now() - timedelta(days=2))
    assert watching.follow(timezone.now()) == 1
    assert Watch.objects.get().article == recent
    assert Watch.objects.get().next_at == timezone.now() + timedelta(days=1)
    assert watching.follow(timezone.now()) == 0
    fresh = make_article()
    assert watching.follow(timezone.now()) == 1
    assert set(Watch.objects.values_list("article", flat=True)) == {recent.pk, fresh.pk}
    assert old.pk not in Watch.objects.values_list("article", flat=True)


def test_a_quiet_tick_costs_two_queries(db: None, django_assert_num_queries: object) -> None:
    watching.follow(timezone.now())
    with django_assert_num_queries(2):  # type: ignore[operator]
        watching.follow(timezone.now())


def test_a_change_that_commits_late_is_not_lost(web: FakeWeb) -> None:
    watching.follow(timezone.now())
    late = make_article()
    watching.plan([], timezone.now())
    Cursor.objects.filter(name="upstream").update(change_id=late.changes.order_by("-id")[0].pk)
    make_article(status=Status.INCOMING)
    watching.follow(timezone.now())
    assert Watch.objects.get().article == late


def test_a_story_without_an_original_or_of_an_outlet_that_opted_out_is_not_watched(web: FakeWeb) -> None:
    watching.follow(timezone.now())
    make_article(kind="original", source_url="")
    shy = make_article()
    shy.source.opted_out = True  # type: ignore[union-attr]
    shy.source.save()  # type: ignore[union-attr]
    watching.follow(timezone.now())
    assert not Watch.objects.exists()


def test_what_left_the_site_is_watched_no_more_and_what_comes_back_is(web: FakeWeb) -> None:
    _outlet, article = publish(web)
    lifecycle.move(article, Status.UNPUBLISHED, by=system_account())
    watching.follow(timezone.now())
    assert Watch.objects.get().next_at is None
    for state in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(article, state, by=system_account())
    watching.follow(timezone.now())
    assert Watch.objects.get().next_at is not None


def test_a_site_that_asks_us_to_wait_is_looked_at_when_it_said(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    web.serve(Story().url, "later", {"retry-after": "1800"}, status=503)
    look(clock)
    assert Watch.objects.get().next_at == timezone.now() + timedelta(minutes=30)


def test_a_takedown_takes_the_notice_and_the_watch_along(web: FakeWeb, clock: Traveller) -> None:
    _outlet, article = publish(web)
    say(web, TUESDAY)
    look(clock)
    captures.erase(article, system_account())
    told = notice()
    assert told.settled_at is not None
    assert (told.before, told.after) == (None, None)
    assert "pier" not in told.sentence
    assert Watch.objects.get().next_at is None


def test_an_article_unpublished_by_another_way_leaves_nothing_open(web: FakeWeb, clock: Traveller) -> None:
    _outlet, article = publish(web)
    say(web, TUESDAY)
    look(clock)
    article.refresh_from_db()
    lifecycle.move(article, Status.UNPUBLISHED, by=system_account())
    watching.follow(timezone.now())
    assert notice().settled_how == Notice.Settled.UNPUBLISHED


def test_the_clock_hands_due_looks_to_the_queue_and_a_doubled_message_does_nothing(
    web: FakeWeb, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(web)
    clock.shift(timedelta(hours=2))
    watch, asked = Watch.objects.get(), len(web.asked)
    rounds.enqueue_due(timezone.now())
    assert len(web.asked) == asked + 1
    assert rounds.look_upstream.func(watch.pk) == ""
    rounds.enqueue_due(timezone.now())
    assert len(web.asked) == asked + 1


def test_a_fault_of_ours_ends_one_look_and_not_the_watch(
    web: FakeWeb, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(web)
    monkeypatch.setattr(upstream, "_seen", lambda *_given: 1 / 0)
    clock.shift(timedelta(hours=2))
    rounds.enqueue_due(timezone.now())
    watch = Watch.objects.get()
    assert watch.lease_until is None
    assert watch.next_at is not None
    assert watch.next_at > timezone.now()


def test_a_worker_that_dies_leaves_the_watch_due_again_but_not_forever(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    clock.shift(timedelta(hours=2))
    watch = Watch.objects.get()
    assert watching.claim(watch.pk, timezone.now())
    assert not watching.claim(watch.pk, timezone.now())
    clock.shift(watching.LEASE + timedelta(seconds=1))
    assert watching.due(timezone.now()) == [watch.pk]
    Watch.objects.update(step=watching.MOST_LOOKS - 1)
    assert look(clock) == "same"
    assert Watch.objects.get().next_at is None


def test_a_host_that_others_of_ours_visit_costs_no_look(web: FakeWeb, clock: Traveller, monkeypatch: Any) -> None:
    def busy(url: str, **_given: str) -> None:
        raise fetch.FetchError(url, "Others are before us.", retry_after=90, busy=True)

    publish(web)
    with monkeypatch.context() as patched:
        patched.setattr(fetch, "get", busy)
        assert look(clock) == "silent"
    watch = Watch.objects.get()
    assert watch.step == 0
    assert watch.next_at == timezone.now() + timedelta(seconds=90)
    assert look(clock) == "same"
