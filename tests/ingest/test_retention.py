"""What is kept how long: captures shrink to their keys, forgotten stories expire, old visits go; keys never do."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import editing, lifecycle
from articles.accounts import system_account
from articles.models import Article, Bar, Change
from articles.models.article import Priority
from articles.status import Status
from newsroom.ingest import captures, retention, watching
from newsroom.ingest.models import Capture, Feed, Fetch, Host, Notice, Pause
from tests.fakes import FakeWeb
from tests.ingest.press import Outlet, Story, bring, make_feed, poll, rss
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db
OTHER = Story(slug="quay", title="Fishermen keep the long quay for the winter", summary="The quay stays.")
TAKEN_OFF = ("entry", "page", "page_url", "page_headers", "full_text", "full_html", "mends")


def age(days: float) -> None:
    """Let everything that is there have come in so many days ago."""
    at = timezone.now() - timedelta(days=days)
    Capture.objects.update(at=at)
    Article.objects.update(arrived_at=at)


def publish(article: Article) -> None:
    for state in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(article, state, by=system_account())


def rejected(web: FakeWeb) -> Outlet:
    """A story that came in long ago and was decided upon."""
    outlet = bring(web, Story())
    lifecycle.move(Article.objects.get(), Status.REJECTED, by=system_account(), reason="not for us")
    age(31)
    return outlet


def test_an_old_capture_shrinks_to_what_it_is_recognised_by(web: FakeWeb) -> None:
    rejected(web)
    before = Capture.objects.get()
    kept = retention.keep_house(timezone.now())
    after = Capture.objects.get()
    assert kept.reduced == 1
    assert after.reduced_at is not None
    assert not any(getattr(after, name) for name in TAKEN_OFF)
    assert before.text_key
    for name in ("entry_hash", "text_key", "guid", "url", "title", "words", "origins", "page_problem"):
        assert getattr(after, name) == getattr(before, name), name


def test_a_reduced_story_told_again_is_still_seen_without_a_look_at_its_page(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    publish(Article.objects.get())
    age(31)
    retention.keep_house(timezone.now())
    asked = len(web.asked)
    web.serve(outlet.feed.url, rss(*outlet.stories, title="Renamed"))
    assert poll(outlet).new == 0
    assert len(web.asked) == asked + 1
    outlet.tells(Story(summary="Told in other words."))
    assert poll(outlet).changed == 0, "its words are known by their key"
    outlet.tells(Story(paragraphs=("Everything about the pier was wrong: it stays closed until the spring.",) * 9))
    poll(outlet)
    assert Capture.objects.filter(version=2).exists(), "what really changed is"


def test_a_young_capture_stays_whole(web: FakeWeb) -> None:
    rejected(web)
    age(29)
    assert retention.keep_house(timezone.now()).reduced == 0
    assert Capture.objects.get().page


@pytest.mark.parametrize("status", [Status.INCOMING, Status.IN_REVIEW, Status.SCHEDULED, Status.WITHHELD])
def test_what_waits_or_is_held_keeps_what_came_in(web: FakeWeb, status: Status) -> None:
    bring(web, Story())
    Article.objects.update(priority=Priority.HIGH)
    article = Article.objects.get()
    path = {Status.INCOMING: [], Status.IN_REVIEW: [status], Status.SCHEDULED: [Status.IN_REVIEW, status]}
    for step in path.get(status, [Status.IN_REVIEW, Status.PUBLISHED, Status.WITHHELD]):
        at = timezone.now() + timedelta(hours=1) if step == Status.SCHEDULED else None
        lifecycle.move(article, step, by=system_account(), at=at)
    age(100)
    assert retention.keep_house(timezone.now()).reduced == 0


def test_an_open_notice_keeps_what_it_compares(web: FakeWeb) -> None:
    bring(web, Story())
    article = Article.objects.get()
    publish(article)
    notice = Notice.objects.create(article=article, kind="changed", sentence="x", before=Capture.objects.get())
    age(31)
    assert retention.keep_house(timezone.now()).reduced == 0
    Notice.objects.filter(pk=notice.pk).update(settled_at=timezone.now())
    assert retention.keep_house(timezone.now()).reduced == 1


def test_a_watch_that_goes_on_keeps_what_it_compares(web: FakeWeb) -> None:
    bring(web, Story())
    watching.follow(timezone.now())
    article = Article.objects.get()
    publish(article)
    watching.follow(timezone.now())
    age(31)
    assert retention.keep_house(timezone.now()).reduced == 0
    watching.end(article.watch)
    assert retention.keep_house(timezone.now()).reduced == 1


def test_what_was_erased_is_reduced_too_and_stays_erased(web: FakeWeb) -> None:
    bring(web, Story())
    article = Article.objects.get()
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    captures.erase(article, system_account())
    age(31)
    assert retention.keep_house(timezone.now()).reduced == 1
    assert Capture.objects.get().erased_at is not None


def test_a_story_that_nobody_looked_at_expires_with_its_keys_kept(web: FakeWeb) -> None:
    outlet = bring(web, Story(), OTHER)
    age(15)
    assert retention.keep_house(timezone.now()).expired == 2
    article = Article.objects.order_by("pk")[0]
    assert article.status == Status.REJECTED
    last = article.changes.latest("id")
    assert (last.act, last.reason, last.by) == (
        "reject", "expired: nobody looked at it in 14 days", system_account(),
    )  # fmt: skip
    assert Bar.objects.filter(article=article, reason="rejected").exists()
    outlet.tells(Story(summary="Told again."), OTHER)
    fetch = poll(outlet)
    assert (fetch.new, fetch.changed) == (0, 0)
    assert Article.objects.filter(status=Status.INCOMING).count() == 0


def test_a_young_story_waits_on(web: FakeWeb) -> None:
    bring(web, Story())
    age(13)
    assert retention.keep_house(timezone.now()).expired == 0


def test_what_a_person_touched_or_ordered_does_not_expire(web: FakeWeb) -> None:
    sent_back, edited, assigned, urgent, reviewed = (make_article(status=Status.INCOMING) for _number in range(5))
    ben = person("ben")
    lifecycle.move(sent_back, Status.IN_REVIEW, by=ben)
    lifecycle.move(sent_back, Status.INCOMING, by=ben, reason="shorter")
    editing.revise(edited, by=ben, changes={"headline": "A better headline for it"})
    editing.revise(assigned, by=system_account(), changes={"assigned_to": ben})
    editing.revise(urgent, by=system_account(), changes={"priority": Priority.URGENT})
    lifecycle.move(reviewed, Status.IN_REVIEW, by=system_account())
    age(400)
    assert retention.keep_house(timezone.now()).expired == 0


def test_a_rejected_story_that_was_restored_does_not_expire_the_next_night(web: FakeWeb) -> None:
    article = make_article(status=Status.REJECTED)
    lifecycle.move(article, Status.INCOMING, by=person("ben"))
    age(400)
    assert retention.keep_house(timezone.now()).expired == 0


def test_one_that_somebody_takes_in_hand_at_that_moment_is_left_to_them(web: FakeWeb) -> None:
    make_article(status=Status.INCOMING)
    late = Article.objects.get()
    lifecycle.move(Article.objects.get(), Status.IN_REVIEW, by=person("ben"))
    assert retention._rejected(late) is False
    assert Article.objects.get().status == Status.IN_REVIEW


def test_all_batches_are_gone_through_in_short_transactions(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    source = make_source()
    for number in range(5):
        make_article(status=Status.INCOMING)
        Capture.objects.create(source=source, verdict="new", url=f"https://x.example/{number}", full_text="Boats.")
    age(31)
    kept = retention.keep_house(timezone.now())
    assert (kept.expired, kept.reduced) == (5, 5)


def test_a_round_that_takes_too_long_leaves_the_rest_for_tomorrow(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    rejected(web)
    monkeypatch.setattr(retention, "SECONDS", -1)
    assert retention.keep_house(timezone.now()).reduced == 0
    monkeypatch.undo()
    assert retention.keep_house(timezone.now()).reduced == 1


def test_twice_is_once(web: FakeWeb) -> None:
    rejected(web)
    retention.keep_house(timezone.now())
    before = list(Capture.objects.values())
    changes = Change.objects.count()
    kept = retention.keep_house(timezone.now())
    assert (kept.reduced, kept.expired) == (0, 0)
    assert list(Capture.objects.values()) == before
    assert Change.objects.count() == changes


def test_old_visits_go_but_for_the_last_two_hundred_of_each_feed(web: FakeWeb) -> None:
    busy, calm = make_feed(make_source()), make_feed(make_source("Calm Post"))
    now = timezone.now()
    Fetch.objects.bulk_create(Fetch(feed=busy, outcome="read", at=now - timedelta(days=1)) for _number in range(199))
    Fetch.objects.bulk_create(Fetch(feed=busy, outcome="read", at=now - timedelta(days=100)) for _number in range(30))
    Fetch.objects.bulk_create(Fetch(feed=calm, outcome="read", at=now - timedelta(days=500)) for _number in range(30))
    assert retention.keep_house(now).visits == 29
    assert [busy.fetches.count(), calm.fetches.count()] == [200, 30]


def test_pauses_that_are_over_and_hosts_that_nobody_visits_go(web: FakeWeb) -> None:
    now = timezone.now()
    for name, days in (("past", -1), ("coming", 1)):
        Pause.objects.create(key=name, host="x.example", status=429, until=now + timedelta(days=days))
    for name, days in (("old.example", 91), ("new.example", 5)):
        Host.objects.create(name=name, free_at=now - timedelta(days=days))
    kept = retention.keep_house(now)
    assert (kept.pauses, kept.hosts) == (1, 1)
    assert (Pause.objects.get().key, Host.objects.get().name) == ("coming", "new.example")


def test_it_says_in_one_line_what_it_did(web: FakeWeb, caplog: pytest.LogCaptureFixture) -> None:
    rejected(web)
    with caplog.at_level(logging.INFO, logger="newsroom.ingest.retention"):
        retention.keep_house(timezone.now())
    lines = [record.getMessage() for record in caplog.records if record.name == "newsroom.ingest.retention"]
    assert lines == ["Kept house: reduced 1, expired 0, visits 0, pauses 0, hosts 0, suggestions 0, sketches 0"]


def test_a_feed_without_old_visits_is_not_even_asked(web: FakeWeb, django_assert_max_num_queries: object) -> None:
    for number in range(20):
        Feed.objects.create(source=make_source(), url=f"https://x.example/{number}")
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        retention.keep_house(timezone.now())
