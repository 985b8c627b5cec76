"""The original of a published story is looked at again: changed, gone, back, or hidden by what says nothing."""

from collections.abc import Iterator
from datetime import timedelta

import httpx2
import pytest
import time_machine
from django.utils import timezone
from time_machine import Traveller

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.models.source import Rights
from articles.status import Status
from newsroom.ingest import captures, notices, rounds, upstream, watching
from newsroom.ingest.models import Capture, Feed, Notice, Watch
from newsroom.outbox.models import Cursor
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Outlet, Story, bring, codes, make_feed, poll, rss
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
TUESDAY = (PARAGRAPHS[0].replace("Monday", "Tuesday"), *PARAGRAPHS[1:])
CORRECTED = (*TUESDAY, "Correction: an earlier version of this story named the wrong day for the opening.")


@pytest.fixture
def clock() -> Iterator[Traveller]:
    """A clock that the test moves on."""
    with time_machine.travel("2026-11-25 06:00+00:00", tick=False) as traveller:
        yield traveller


def publish(web: FakeWeb, story: Story | None = None, rights: Rights = Rights.LICENSED) -> tuple[Outlet, Article]:
    """A story that came in and is public, with its watch."""
    outlet = bring(web, story or Story(), rights=rights)
    watching.follow(timezone.now())
    article = Article.objects.get()
    for state in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(article, state, by=system_account())
    watching.follow(timezone.now())
    return outlet, article


def look(clock: Traveller) -> str:
    """Go to the next look, and make it."""
    watch = Watch.objects.select_related("article__source").get()
    assert watch.next_at is not None
    clock.move_to(max(watch.next_at, timezone.now()))
    assert watching.claim(watch.pk, timezone.now())
    watch.refresh_from_db()
    return upstream.look(watch, timezone.now())


def say(web: FakeWeb, paragraphs: tuple[str, ...] = PARAGRAPHS, title: str = Story().title, **rest: str) -> None:
    """Let the page say this from now on."""
    page = Story(title=title, paragraphs=paragraphs).page
    for old, new in rest.items():
        page = page.replace(f"<!--{old}-->", new)
    web.serve(Story().url, page, {"content-type": "text/html; charset=utf-8"})


def notice() -> Notice:
    return Notice.objects.get()


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


def test_a_changed_sentence_is_told_with_both_versions(web: FakeWeb, clock: Traveller) -> None:
    _outlet, article = publish(web)
    say(web, TUESDAY)
    assert look(clock) == "changed"
    told = notice()
    assert told.sentence == f"“{article}”: Harbour Gazette has changed 1 sentence."
    assert told.before
    assert told.after
    assert "Monday" in told.before.full_text
    assert "Tuesday" in told.after.full_text
    assert (told.before.version, told.after.version) == (1, 2)
    article.refresh_from_db()
    assert "Monday" in article.body_text, "what readers see waits for an editor"
    assert "upstream-changed" in codes(article)


def test_a_source_that_corrects_itself_is_news(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    say(web, CORRECTED)
    look(clock)
    assert notice().sentence.endswith("It says that it corrects itself.")


def test_a_changed_headline_always_matters(web: FakeWeb, clock: Traveller) -> None:
    _outlet, article = publish(web)
    say(web, title="Mongolia's lake harbour closes its new pier")
    assert look(clock) == "changed"
    assert "its headline" in notice().sentence
    newest = captures.latest(article)
    assert newest is not None
    assert newest.title == "Mongolia's lake harbour closes its new pier"


def test_a_page_that_was_always_called_otherwise_than_its_entry_has_not_changed(web: FakeWeb, clock: Traveller) -> None:
    outlet = bring(web)
    outlet.tells(Story(), pages=False)
    say(web, title="Saltmarsh pier: what you need to know")
    poll(outlet)
    article = Article.objects.get()
    watching.follow(timezone.now())
    for state in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(article, state, by=system_account())
    watching.follow(timezone.now())
    say(web, (*PARAGRAPHS, "Updated at 10:04 on Monday by our staff."), title="Saltmarsh pier: what you need to know")
    assert look(clock) == "same"
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "paragraphs",
    [
        (*PARAGRAPHS, "Last updated: Tuesday, 3 June 2025 at 10:14 by the web desk."),
        (*PARAGRAPHS, "1,204 readers have shared this story so far this week."),
        (*PARAGRAPHS, "Read more: Ferries to the outer islands are late again."),
        (*PARAGRAPHS, "Advertisement: the best boots for the harbour in winter."),
        tuple(paragraph.upper() for paragraph in PARAGRAPHS),
        (f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}", *PARAGRAPHS[2:]),
        (PARAGRAPHS[0].replace(", and", " — and"), *PARAGRAPHS[1:]),
    ],
    ids=["updated at", "counts", "teaser", "advertisement", "capitals", "paragraphs joined", "punctuation"],
)
def test_noise_is_no_change(web: FakeWeb, clock: Traveller, paragraphs: tuple[str, ...]) -> None:
    publish(web)
    say(web, paragraphs)
    assert look(clock) == "same"
    assert Capture.objects.count() == 1


def test_an_unchanged_page_is_not_even_sent_again(web: FakeWeb, clock: Traveller) -> None:
    outlet = bring(web)
    outlet.tells(Story(), pages=False)
    web.serve(Story().url, Story().page, {"content-type": "text/html", "etag": '"one"'})
    poll(outlet)
    watching.plan([], timezone.now())
    article = Article.objects.get()
    watching.follow(timezone.now())
    for state in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(article, state, by=system_account())
    watching.follow(timezone.now())
    assert look(clock) == "same"
    assert Watch.objects.get().last_status == 304
    assert web.requests[-1].headers["if-none-match"] == '"one"'


def test_one_404_is_no_proof_and_two_some_hours_apart_are(web: FakeWeb, clock: Traveller) -> None:
    _outlet, article = publish(web)
    web.serve(Story().url, "gone", status=404)
    first = timezone.now()
    assert look(clock) == "missing"
    assert not Notice.objects.exists()
    assert look(clock) == "missing"
    assert timezone.now() - first >= timedelta(hours=4)
    told = notice()
    assert (told.kind, told.sentence) == ("gone", f"“{article}”: There is nothing at this address (404).")
    look(clock)
    assert Notice.objects.count() == 1, "it is told once"


def test_a_404_late_in_the_plan_is_looked_at_again_soon(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    for _step in range(6):
        look(clock)
    web.serve(Story().url, "gone", status=404)
    look(clock)
    last = timezone.now()
    assert Watch.objects.get().next_at == last + watching.CONFIRM, "though the plan is over"
    look(clock)
    assert Notice.objects.get().kind == "gone"
    assert Watch.objects.get().next_at is None


@pytest.mark.parametrize("status", [410, 451])
def test_an_address_given_up_for_good_counts_at_once(web: FakeWeb, clock: Traveller, status: int) -> None:
    publish(web)
    web.serve(Story().url, "gone", status=status)
    assert look(clock) == "gone"
    assert f"({status})" in notice().sentence


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_fault_of_the_site_says_nothing(web: FakeWeb, clock: Traveller, status: int) -> None:
    publish(web)
    web.serve(Story().url, "no", status=status)
    for _look in range(3):
        assert look(clock) == "silent"
    assert not Notice.objects.exists()


def test_a_site_that_does_not_answer_between_two_404s_changes_nothing(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    web.serve(Story().url, "gone", status=404)
    look(clock)
    web.fail(Story().url, httpx2.ReadTimeout("slow"))
    assert look(clock) == "silent"
    web.serve(Story().url, "gone", status=404)
    look(clock)
    assert notice().kind == "gone"


def test_a_site_that_asks_us_to_wait_is_looked_at_when_it_said(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    web.serve(Story().url, "later", {"retry-after": "1800"}, status=503)
    look(clock)
    assert Watch.objects.get().next_at == timezone.now() + timedelta(minutes=30)


@pytest.mark.parametrize(
    "page",
    [
        "<title>Just a moment...</title><body>Checking your browser before you go on to this site.</body>",
        "<title>Sign in</title><body><form><input type=password name=p></form>Sign in to read it, please.</body>",
        "<title>x</title><body>" + "<script>var a=1</script>" * 100 + "</body>",
        "<title>x</title><body><p>Subscribe to continue reading this story and all others on our site.</p></body>",
    ],
    ids=["challenge", "login", "script", "paywall"],
)
def test_what_hides_the_text_says_nothing(web: FakeWeb, clock: Traveller, page: str) -> None:
    publish(web)
    web.serve(Story().url, page, {"content-type": "text/html", "etag": '"wall"'})
    for _look in range(3):
        assert look(clock) == "silent"
    assert not Notice.objects.exists()
    assert Watch.objects.get().etag == "", "a wall's validators are not kept"


def test_a_soft_404_counts_like_a_404(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    sorry = "<title>Not found</title><body><h1>Oh no</h1><p>We could not find what you asked for.</p></body>"
    web.serve(Story().url, sorry, {"content-type": "text/html"})
    assert look(clock) == "missing"
    look(clock)
    assert "none of its text" in notice().sentence


def test_a_redirect_to_the_front_page_counts_like_a_404(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    web.redirect(Story().url, "https://harbour-gazette.example/")
    web.serve("https://harbour-gazette.example/", "<title>Home</title>All the news", {"content-type": "text/html"})
    look(clock)
    assert look(clock) == "missing"
    assert "front page" in notice().sentence


def test_a_story_that_moved_to_another_address_is_still_there(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    web.redirect(Story().url, "https://harbour-gazette.example/news/pier")
    web.serve("https://harbour-gazette.example/news/pier", Story().page, {"content-type": "text/html"})
    assert look(clock) == "same"


def test_what_comes_back_is_said_and_left_to_the_editor(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    web.serve(Story().url, "gone", status=410)
    look(clock)
    say(web)
    assert look(clock) == "same"
    told = notice()
    assert told.settled_at is None
    assert "is there again" in told.sentence


def test_a_change_that_is_taken_back_is_said_in_the_same_notice(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    say(web, TUESDAY)
    look(clock)
    say(web, PARAGRAPHS)
    look(clock)
    assert "again as it was before" in notice().sentence


def test_the_feed_tells_of_a_change_too_and_once(web: FakeWeb, clock: Traveller) -> None:
    outlet, article = publish(web)
    clock.shift(60)
    outlet.tells(Story(paragraphs=TUESDAY, summary="It opened on Tuesday."))
    poll(outlet)
    assert notice().sentence == f"“{article}”: Harbour Gazette has changed 1 sentence."
    assert look(clock) == "same"
    assert poll(outlet).changed == 0
    assert (Notice.objects.count(), Capture.objects.count()) == (1, 2)


def test_a_change_that_the_watch_found_is_not_found_again_by_the_feed(web: FakeWeb, clock: Traveller) -> None:
    outlet, _article = publish(web)
    say(web, TUESDAY)
    look(clock)
    asked = len(web.asked)
    assert poll(outlet).changed == 0
    assert len(web.asked) == asked + 1, "the entry is known as it was"


def test_noise_in_the_feed_is_kept_as_a_version_and_not_told(web: FakeWeb) -> None:
    outlet, article = publish(web)
    outlet.tells(Story(paragraphs=(*PARAGRAPHS, "Updated at 11:00 on Monday by the web desk."), summary="Updated."))
    assert poll(outlet).changed == 1
    assert not Notice.objects.exists()
    article.refresh_from_db()
    assert "upstream-changed" not in codes(article)


def test_a_settled_change_is_the_base_of_the_next(web: FakeWeb, clock: Traveller) -> None:
    _outlet, article = publish(web)
    say(web, TUESDAY)
    look(clock)
    upstream.settle(notice(), person("ben"), Notice.Settled.LEFT)
    article.refresh_from_db()
    assert "upstream-changed" not in codes(article)
    look(clock)
    assert Notice.objects.count() == 1, "what was left is not told again"
    say(web, (*TUESDAY[:-1], "The children have found that the long quay is good for fishing."))
    look(clock)
    newest = Notice.objects.latest("id")
    assert newest.before is not None
    assert newest.before.version == 2


def test_a_notice_is_settled_once(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    say(web, TUESDAY)
    look(clock)
    mine, theirs = notice(), notice()
    upstream.settle(mine, person("ben"), Notice.Settled.CORRECTED)
    with pytest.raises(notices.Settled, match="ben, corrected"):
        upstream.settle(theirs, person("ada"), Notice.Settled.LEFT)
    assert notice().settled_by == person("ben")


def test_a_feed_that_is_read_without_its_pages_is_only_looked_after(web: FakeWeb, clock: Traveller) -> None:
    publish(web)
    Feed.objects.update(fetch_pages=False)
    say(web, TUESDAY)
    assert look(clock) == "same"
    web.serve(Story().url, "gone", status=410)
    assert look(clock) == "gone"


@pytest.mark.parametrize(("rights", "found"), [(Rights.EXCERPT, "same"), (Rights.LICENSED, "changed")])
def test_a_reservation_of_text_mining_is_kept_where_nothing_is_licensed(
    web: FakeWeb, clock: Traveller, rights: Rights, found: str
) -> None:
    outlet, _article = publish(web, rights=rights)
    outlet.feed.source.tdm_opt_out = True
    outlet.feed.source.save()
    say(web, TUESDAY)
    assert look(clock) == found


def test_robots_txt_is_obeyed(web: FakeWeb, clock: Traveller) -> None:
    from django.core.cache import cache

    publish(web)
    cache.clear()
    web.serve("https://harbour-gazette.example/robots.txt", "User-agent: *\nDisallow: /")
    asked = len(web.asked)
    assert look(clock) == "silent"
    assert len(web.asked) == asked


def test_staff_stories_are_looked_after_without_their_words(web: FakeWeb, clock: Traveller) -> None:
    watching.follow(timezone.now())
    article = make_article()
    watching.follow(timezone.now())
    web.serve(article.source_url, "<p>Whatever it says", {"content-type": "text/html"})
    assert look(clock) == "same"
    web.serve(article.source_url, "no", status=451)
    look(clock)
    assert (notice().before, notice().after) == (None, None)


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


def test_a_second_feed_of_the_outlet_changes_nothing_for_the_watch(web: FakeWeb, clock: Traveller) -> None:
    outlet, _article = publish(web)
    other = make_feed(outlet.feed.source, "https://harbour-gazette.example/islands.xml")
    web.serve(other.url, rss(Story(summary="In the islands' feed.")))
    poll(Outlet(web, other))
    assert look(clock) == "same"
    assert not Notice.objects.exists()
