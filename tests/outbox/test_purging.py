"""The cache in front: told at once of what was taken down, once of many editions, again until it has done it."""

import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as site
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import editing, edition, lifecycle
from articles.accounts import system_account
from articles.models import Article, Change
from articles.models.edition import Edition
from articles.status import Status
from newsroom.outbox import purging
from newsroom.outbox.models import Purge, State
from newsroom.outbox.tasks import enqueue_due
from tests.fakes import FakeWeb
from tests.world import make_article

pytestmark = pytest.mark.django_db
CACHE = "http://127.0.0.1:6081"
SECRET = "only-for-the-cache"
NOON = datetime(2026, 6, 5, 12, tzinfo=UTC)


@pytest.fixture
def cache(settings: Any, web: FakeWeb) -> FakeWeb:
    """A paper with a cache in front that has been told of all so far."""
    settings.CDN_PURGE, settings.CDN_URL, settings.CDN_TOKEN = "http", CACHE, SECRET
    web.serve(f"{CACHE}/")
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        edition.bump()
        enqueue_due()
    assert web.asked == [f"{CACHE}/"]
    web.requests.clear()
    return web


def at(seconds: float) -> int:
    """One look of the clock, so many seconds after noon."""
    with time_machine.travel(NOON + timedelta(seconds=seconds), tick=False):
        return enqueue_due()


def withdraw(article: Article) -> None:
    lifecycle.move(article, Status.WITHDRAWN, by=system_account(), reason="It was asked for.")


def calls(cache: FakeWeb) -> list[tuple[str, str]]:
    """Each call's path, and whether it was for everything."""
    return [(request.url.raw_path.decode(), request.headers.get("x-purge", "")) for request in cache.requests]


def test_where_no_cache_is_named_nothing_is_written_and_nothing_asked(
    web: FakeWeb, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    withdraw(make_article())
    with django_assert_num_queries(0):
        purging.read_editions()
    enqueue_due()
    assert (Purge.objects.count(), web.requests) == (0, [])


def test_a_withdrawn_story_is_purged_at_once_by_its_addresses_and_then_with_all_else(cache: FakeWeb) -> None:
    story = make_article("A storm over the harbour")
    editing.revise(story, by=system_account(), changes={"slug": "storm"})
    at(0)
    cache.requests.clear()
    withdraw(story)
    at(2)
    path = story.get_absolute_url()
    told = calls(cache)
    assert told[:3] == [
        (path, ""),
        (f"{path}?view=text", ""),
        (path.replace("/storm/", "/a-storm-over-the-harbour/"), ""),
    ]
    assert told[3][0].startswith(f"/card/{story.pk}-")
    assert told[4:] == [("/", ""), ("/feed/", ""), ("/", "everything")]
    assert {(one.method, one.headers["host"]) for one in cache.requests} == {("PURGE", "testserver")}


def test_a_withdrawal_that_commits_late_is_still_purged_by_its_addresses_and_once(cache: FakeWeb) -> None:
    story = make_article()
    make_article(status=Status.IN_REVIEW)
    newest = Change.objects.latest("id")
    Change.objects.filter(pk=newest.pk).update(id=newest.pk + 50)
    at(0)
    cache.requests.clear()
    withdraw(story)
    Change.objects.filter(new=Status.WITHDRAWN).update(id=newest.pk + 10)
    at(2)
    edition.bump()
    at(60)
    assert [path for path, _all in calls(cache)].count(story.get_absolute_url()) == 1


def test_a_page_that_was_kept_while_the_cache_was_emptied_is_dropped_a_moment_later(cache: FakeWeb) -> None:
    story = make_article()
    at(0)
    withdraw(story)
    at(2)
    cache.requests.clear()
    at(15)
    assert calls(cache) == []
    at(23)
    assert calls(cache) == [("/", "everything")]


def test_many_editions_are_one_call_and_the_next_waits_half_a_minute(cache: FakeWeb) -> None:
    for _ in range(5):
        make_article()
    at(0)
    assert calls(cache) == [("/", "everything")]
    for second in (2, 4, 6, 28):
        edition.bump()
        at(second)
    assert len(calls(cache)) == 1
    at(31)
    assert len(calls(cache)) == 2
    at(70)
    assert len(calls(cache)) == 2
    assert not Purge.objects.exclude(state=State.SENT).exists()


def test_a_withdrawal_does_not_wait_for_the_half_minute(cache: FakeWeb) -> None:
    story = make_article()
    at(0)
    edition.bump()
    at(2)
    cache.requests.clear()
    withdraw(story)
    at(4)
    assert calls(cache)[-1] == ("/", "everything")
    assert calls(cache)[0] == (story.get_absolute_url(), "")


def test_a_clearance_of_many_stories_is_one_call(cache: FakeWeb) -> None:
    stories = [make_article() for _ in range(purging.MOST + 1)]
    at(0)
    cache.requests.clear()
    for story in stories:
        withdraw(story)
    at(2)
    assert calls(cache) == [("/", "everything")]


def test_a_purge_that_failed_is_tried_until_it_succeeds(cache: FakeWeb) -> None:
    cache.serve(f"{CACHE}/", status=503)
    edition.bump()
    second = 0
    for second in range(0, 7_200, 600):
        at(second)
    waiting = Purge.objects.get(state=State.WAITING)
    assert waiting.attempts == len(cache.requests) == 12
    assert waiting.problem == "CacheSaidNo: the cache in front answered 503"
    cache.serve(f"{CACHE}/")
    at(second + 600)
    assert not Purge.objects.exclude(state=State.SENT).exists()


def test_the_first_try_after_a_failure_comes_within_seconds(cache: FakeWeb) -> None:
    cache.serve(f"{CACHE}/", status=503)
    edition.bump()
    at(0)
    cache.serve(f"{CACHE}/")
    at(6)
    assert [len(cache.requests), Purge.objects.exclude(state=State.SENT).count()] == [2, 0]


def test_editions_that_come_while_the_cache_is_away_are_not_queued_up(cache: FakeWeb) -> None:
    cache.serve(f"{CACHE}/", status=503)
    for second in range(0, 60, 2):
        edition.bump()
        at(second)
    assert Purge.objects.filter(state=State.WAITING).count() == 1


def test_a_call_for_everything_settles_what_still_waited_for_an_address(cache: FakeWeb) -> None:
    story = make_article()
    at(0)
    cache.serve(f"{CACHE}{story.get_absolute_url()}", status=500)
    withdraw(story)
    at(2)
    assert set(Purge.objects.filter(addresses="").values_list("state", flat=True)) == {State.SENT, State.WAITING}
    at(60)
    assert not Purge.objects.exclude(state=State.SENT).exists()


def test_an_edition_that_comes_during_a_call_is_told_by_the_next(cache: FakeWeb) -> None:
    edition.bump()
    purging.read_editions(NOON)
    Purge.objects.filter(state=State.WAITING).update(lease_until=NOON + timedelta(minutes=5))
    edition.bump()
    at(1)
    assert calls(cache) == [("/", "everything")]
    assert Purge.objects.filter(state=State.WAITING, lease_until__gt=NOON).count() == 1


def test_after_a_backup_was_put_back_everything_is_purged_though_the_number_is_an_old_one(cache: FakeWeb) -> None:
    edition.bump()
    at(0)
    Edition.objects.update(number=1, changed_at=NOON - timedelta(days=1))
    at(60)
    assert calls(cache) == [("/", "everything")] * 2


@pytest.mark.parametrize("token", [SECRET, f"{SECRET}\n", f"{SECRET}é"], ids=["sound", "line end", "accent"])
@pytest.mark.parametrize("kind", ["http", "cloudflare"])
def test_the_secret_stands_in_no_log_and_in_no_row(
    cache: FakeWeb, settings: Any, caplog: pytest.LogCaptureFixture, token: str, kind: str
) -> None:
    settings.CDN_PURGE, settings.CDN_TOKEN = kind, token
    cache.serve(f"{CACHE}/", status=403)
    cache.serve(CACHE, status=403)
    caplog.set_level(logging.DEBUG)
    edition.bump()
    at(0)
    problem = Purge.objects.get(state=State.WAITING).problem
    assert problem
    assert SECRET not in caplog.text + problem


def test_the_secret_goes_to_the_cache_alone(cache: FakeWeb) -> None:
    edition.bump()
    at(0)
    [request] = cache.requests
    assert request.headers["x-purge-token"] == SECRET
    assert SECRET not in str(request.url)


def test_the_example_for_varnish_looks_at_what_is_sent(cache: FakeWeb) -> None:
    edition.bump()
    at(0)
    looked_at = set(re.findall(r"[ (]req\.http\.([\w-]+)", (Path(site.BASE_DIR) / "docs" / "varnish.vcl").read_text()))
    assert looked_at == {"Host", "X-Purge", "X-Purge-Token"}
    assert all(name in cache.requests[0].headers for name in looked_at)


def test_cloudflare_is_told_thirty_addresses_at_once_and_of_everything_in_a_word(cache: FakeWeb, settings: Any) -> None:
    settings.CDN_PURGE, settings.CDN_URL = "cloudflare", "https://api.cdn.example/zones/z1/purge_cache"
    cache.serve(settings.CDN_URL, '{"success": true}')
    purge = Purge.objects.create(key="k", addresses="\n".join(f"https://paper.example/{n}/" for n in range(31)))
    purging.send(purge)
    purging.send(Purge(key="all"))
    first, second, third = [request.content for request in cache.requests]
    assert first.count(b"https://paper.example/") == 30
    assert second == b'{"files": ["https://paper.example/30/"]}'
    assert third == b'{"purge_everything": true}'
    assert cache.requests[0].headers["authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CDN_PURGE", "no.such.Class", "CDN_PURGE names no class that can be loaded."),
        ("CDN_URL", "", "CDN_URL must be the http:// or https:// address at which the cache takes purges."),
        ("CDN_TOKEN", "", "CDN_TOKEN must be the secret of the cache in front, in plain letters and signs."),
    ],
    ids=["class", "address", "secret"],
)
def test_settings_that_do_not_fit_keep_the_purge_and_say_what_is_wrong(
    cache: FakeWeb, settings: Any, name: str, value: str, said: str
) -> None:
    setattr(settings, name, value)
    edition.bump()
    at(0)
    assert Purge.objects.get(state=State.WAITING).problem == f"ImproperlyConfigured: {said}"


def test_a_cache_may_answer_by_itself_only_where_it_can_be_purged(client: Client, settings: Any) -> None:
    plain = client.get(make_article("Told before").get_absolute_url())
    story = make_article("Told after").get_absolute_url()
    settings.CDN_PURGE, settings.CDN_SECONDS = "http", 120
    answers = [client.get(story), client.get(story, headers={"if-none-match": client.get(story)["ETag"]})]
    assert plain["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert [answer.status_code for answer in answers] == [200, 304]
    assert {answer["Cache-Control"] for answer in answers} == {"public, max-age=0, must-revalidate, s-maxage=120"}


def test_purges_are_forgotten_a_week_after_they_were_made(cache: FakeWeb) -> None:
    edition.bump()
    purging.read_editions(NOON)
    purging.forget(NOON + timedelta(days=6))
    assert Purge.objects.count() == 2
    purging.forget(NOON + timedelta(days=8))
    assert Purge.objects.get().state == State.WAITING
