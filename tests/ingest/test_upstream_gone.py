"""The original of a published story is gone, back, or hidden by something that says nothing about it."""

from datetime import timedelta

import httpx2
import pytest
from django.utils import timezone
from time_machine import Traveller

from articles.models.source import Rights
from newsroom.ingest import watching
from newsroom.ingest.models import Feed, Notice, Watch
from tests.fakes import FakeWeb
from tests.ingest.originals import TUESDAY, look, notice, publish, say
from tests.ingest.press import Story
from tests.world import make_article

pytestmark = pytest.mark.django_db


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
