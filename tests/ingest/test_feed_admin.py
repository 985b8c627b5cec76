"""Feeds in the admin: tried before they are saved, looked after in plain words."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from articles.models import Article
from newsroom.ingest import pipeline
from newsroom.ingest.forms import FeedForm
from newsroom.ingest.models import Capture, Feed, Fetch
from tests.fakes import FakeWeb
from tests.ingest.press import FEED, Story, make_feed, make_outlet, rss
from tests.world import make_source

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
SignIn = Callable[[str], Client]
ADD = "/admin/ingest/feed/add/"


def typed(source: int, url: str = FEED, **values: object) -> dict[str, object]:
    """The form as it is filled in."""
    inlines = {f"fetches-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return (
        inlines
        | {"url": url, "source": source, "state": "active", "fixed_interval": "00:30:00", "fetch_pages": "on"}
        | values
    )


def test_a_feed_that_answers_is_saved_with_its_title_and_number_of_stories(web: FakeWeb, signed_in: SignIn) -> None:
    web.serve(FEED, rss(Story(), title="Harbour Gazette: all news"))
    answer = signed_in("root").post(ADD, typed(make_source().pk))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert Feed.objects.get().title == "Harbour Gazette: all news"
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert "answers with 1 story" in said


def test_a_dead_address_is_refused_beside_the_field_and_nothing_typed_is_lost(web: FakeWeb, signed_in: SignIn) -> None:
    answer = signed_in("root").post(ADD, typed(make_source().pk, folder="Islands"))
    form = answer.context["adminform"].form
    assert "nothing at this address (404)" in form.errors["url"][0]
    assert (form["url"].value(), form["folder"].value()) == (FEED, "Islands")
    assert not Feed.objects.exists()


def test_a_site_is_replaced_by_the_feed_that_it_names(web: FakeWeb, signed_in: SignIn) -> None:
    web.serve(
        "https://harbour-gazette.example/",
        f"<html><head><link rel=alternate type='application/rss+xml' href='{FEED}'></head><body>Hello</body></html>",
        {"content-type": "text/html"},
    )
    web.serve(FEED, rss(Story()))
    signed_in("root").post(ADD, typed(make_source().pk, url="https://harbour-gazette.example/"))
    assert Feed.objects.get().url == FEED


def test_a_site_that_is_down_can_be_saved_untested(web: FakeWeb, signed_in: SignIn) -> None:
    signed_in("root").post(ADD, typed(make_source().pk, untested="on"))
    assert Feed.objects.get().url == FEED
    assert web.asked == []


def test_an_interval_that_is_rude_is_refused(web: FakeWeb, signed_in: SignIn) -> None:
    answer = signed_in("root").post(ADD, typed(make_source().pk, fixed_interval="00:00:10"))
    assert "five minutes" in answer.context["adminform"].form.errors["fixed_interval"][0]


def test_an_address_inside_our_own_network_is_refused_before_anything_is_opened(
    web: FakeWeb, signed_in: SignIn
) -> None:
    answer = signed_in("root").post(ADD, typed(make_source().pk, url="http://169.254.169.254/latest/"))
    assert "do not visit" in answer.context["adminform"].form.errors["url"][0]
    assert web.requests == []


def test_the_list_says_in_plain_words_what_is_wrong(web: FakeWeb, signed_in: SignIn) -> None:
    pipeline.visit(make_feed(make_source()))
    page = signed_in("root").get("/admin/ingest/feed/").content.decode()
    assert "There is nothing at this address (404)." in page


def test_a_visit_while_the_form_stood_open_is_not_written_over(
    web: FakeWeb, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = make_feed(make_source())
    usual = FeedForm.clean

    def clean(form: FeedForm) -> dict[str, Any]:
        Feed.objects.update(state="retired", etag='"new"', failures=3)  # what a worker writes in this moment
        return usual(form)

    monkeypatch.setattr(FeedForm, "clean", clean)
    path = f"/admin/ingest/feed/{feed.pk}/change/"
    assert signed_in("root").post(path, typed(feed.source_id, feed.url, folder="Islands")).status_code == 302
    feed.refresh_from_db()
    assert (feed.folder, feed.state, feed.etag, feed.failures) == ("Islands", "retired", '"new"', 3)


def test_a_new_address_has_no_past(web: FakeWeb, signed_in: SignIn) -> None:
    feed = make_feed(make_source(), "https://old.example/feed")
    Feed.objects.update(etag='"old"', failures=4, problem="Gone.", host="old.example", moved_times=2)
    web.serve(FEED, rss(Story(), title="All news"))
    path = f"/admin/ingest/feed/{feed.pk}/change/"
    assert signed_in("root").post(path, typed(feed.source_id, FEED)).status_code == 302
    feed.refresh_from_db()
    assert (feed.url, feed.title, feed.etag, feed.failures) == (FEED, "All news", "", 0)
    assert (feed.problem, feed.host, feed.moved_times) == ("", "", 0)


def test_an_empty_list_says_what_to_do(signed_in: SignIn) -> None:
    ada = signed_in("root")
    assert "Add the address of an outlet" in ada.get("/admin/ingest/feed/").content.decode()
    assert "Nothing has come in yet" in ada.get("/admin/ingest/capture/").content.decode()
    assert "No feed has been visited yet" in ada.get("/admin/ingest/fetch/").content.decode()
    assert "Nothing matches" in ada.get("/admin/ingest/feed/?q=absent").content.decode()


def test_look_now_brings_the_stories_in(web: FakeWeb, signed_in: SignIn) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    chosen = {"action": "poll_now", "_selected_action": [outlet.feed.pk]}
    page = signed_in("root").post("/admin/ingest/feed/", chosen, follow=True).content.decode()
    assert "1 feed is being looked at." in page
    assert Article.objects.count() == 1
    assert Feed.objects.get().lease_until is None


def test_save_and_look_now_stays_on_the_page_and_shows_the_visit(web: FakeWeb, signed_in: SignIn) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    path = f"/admin/ingest/feed/{outlet.feed.pk}/change/"
    page = signed_in("root").post(path, typed(outlet.feed.source_id, _poll="1"), follow=True).content.decode()
    assert "1 story, 1 new." in page


@pytest.mark.parametrize(("action", "state"), [("pause", "paused"), ("retire", "retired"), ("resume", "active")])
def test_feeds_are_paused_retired_and_resumed(action: str, state: str, signed_in: SignIn) -> None:
    feed = make_feed(make_source())
    Feed.objects.update(state="manual")
    signed_in("root").post("/admin/ingest/feed/", {"action": action, "_selected_action": [feed.pk]})
    assert Feed.objects.get().state == state


def test_the_form_shows_no_more_than_the_last_twenty_visits(signed_in: SignIn) -> None:
    feed = make_feed(make_source())
    Fetch.objects.bulk_create(Fetch(feed=feed, outcome="unchanged", sentence=f"visit {n}") for n in range(25))
    page = signed_in("root").get(f"/admin/ingest/feed/{feed.pk}/change/").content.decode()
    assert page.count(">visit ") == 20


def test_visits_and_captures_can_be_read_but_not_changed(web: FakeWeb, signed_in: SignIn) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    pipeline.visit(outlet.feed)
    root, capture, fetch = signed_in("root"), Capture.objects.get(), Fetch.objects.get()
    page = root.get(f"/admin/ingest/capture/{capture.pk}/change/").content.decode()
    assert "Two ferries a day" in page
    assert "text/html; charset=utf-8" in page
    assert root.get(f"/admin/ingest/fetch/{fetch.pk}/change/").status_code == 200
    assert root.post(f"/admin/ingest/capture/{capture.pk}/change/", {}).status_code == 403
    assert root.post(f"/admin/ingest/fetch/{fetch.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_stranger_to_the_desk_sees_nothing(signed_in: SignIn) -> None:
    assert signed_in("zoe").get("/admin/ingest/feed/").status_code == 302


def test_the_list_of_feeds_costs_the_same_whatever_its_length(
    signed_in: SignIn, django_assert_max_num_queries: CountQueries
) -> None:
    for number in range(12):
        make_feed(make_source(f"Outlet {number}"))
    client = signed_in("root")
    client.get("/admin/ingest/feed/")
    with django_assert_max_num_queries(12):  # session, user, filters' choices, two counts, the list
        client.get("/admin/ingest/feed/")


def press(client: Client, feed: Feed, act: str, **values: str) -> str:
    """Press a button of a feed's page; what the page then says."""
    answer = client.post(f"/admin/ingest/feed/{feed.pk}/act/", {"act": act} | values, follow=True)
    feed.refresh_from_db()
    return " ".join(str(message) for message in answer.context["messages"])


def test_the_buttons_of_a_feed_pause_resume_and_retire_it_with_the_reason_given(signed_in: SignIn) -> None:
    ada, feed = signed_in("ada"), make_feed(make_source())
    assert "is paused" in press(ada, feed, "pause", reason="The licence has ended.")
    assert (feed.state, "The licence has ended." in feed.next_reason) == ("paused", True)
    assert "was so already" in press(ada, feed, "pause")
    assert "polled by the clock again" in press(ada, feed, "resume")
    assert feed.state == "active"
    assert "is retired" in press(ada, feed, "retire")
    assert feed.state == "retired"


def test_look_now_on_the_page_brings_the_stories_in(web: FakeWeb, signed_in: SignIn) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    assert "1 feed is being looked at." in press(signed_in("ada"), outlet.feed, "look")
    assert Article.objects.count() == 1


def test_a_search_that_finds_nothing_says_what_to_do(web: FakeWeb, signed_in: SignIn) -> None:
    feed = make_feed(make_source())
    assert "No feed was found" in press(signed_in("ada"), feed, "search")


def test_a_search_that_finds_a_feed_offers_it_and_waits_for_a_yes(web: FakeWeb, signed_in: SignIn) -> None:
    feed = make_feed(make_source())
    found = "https://harbour-gazette.example/new.xml"
    link = f"<html><head><link rel=alternate type='application/rss+xml' href='{found}'></head><body>Hello</body></html>"
    web.serve("https://harbour-gazette.example/", link, {"content-type": "text/html"})
    web.serve(found, rss(Story()))
    ada = signed_in("ada")
    assert f"Found a feed at {found}" in press(ada, feed, "search")
    assert feed.url == FEED
    assert "Use the found address" in ada.get(f"/admin/ingest/feed/{feed.pk}/change/").content.decode()
    assert f"read from {found}" in press(ada, feed, "adopt")
    assert feed.url == found


def test_an_address_that_is_another_feeds_is_not_adopted(signed_in: SignIn) -> None:
    feed, other = make_feed(make_source()), make_feed(make_source("Gulf Lantern"))
    Feed.objects.filter(pk=feed.pk).update(found_url=other.url)
    assert "already" in press(signed_in("ada"), feed, "adopt")
    assert feed.url == FEED


def test_a_button_that_nobody_made_does_nothing(signed_in: SignIn) -> None:
    feed = make_feed(make_source())
    assert "no such button" in press(signed_in("ada"), feed, "delete")
    assert feed.state == "active"


def test_only_whoever_may_change_feeds_presses_buttons_and_only_by_post(signed_in: SignIn) -> None:
    act = f"/admin/ingest/feed/{make_feed(make_source()).pk}/act/"
    assert signed_in("ben").post(act, {"act": "pause"}).status_code == 403
    assert signed_in("zoe").post(act, {"act": "pause"}).status_code == 302
    assert signed_in("ada").get(act).status_code == 405
    assert signed_in("ada").post("/admin/ingest/feed/999/act/", {"act": "pause"}).status_code == 404
    assert Feed.objects.get().state == "active"


def test_an_editor_sees_how_a_feed_is_without_buttons(signed_in: SignIn) -> None:
    feed = make_feed(make_source())
    page = signed_in("ben").get(f"/admin/ingest/feed/{feed.pk}/change/").content.decode()
    assert "never read" in page
    assert 'name="act"' not in page


def test_a_feed_at_rest_is_not_woken_by_saving_its_form(signed_in: SignIn) -> None:
    feed = make_feed(make_source())
    Feed.objects.update(state="paused")
    path = f"/admin/ingest/feed/{feed.pk}/change/"
    answer = signed_in("root").post(path, typed(feed.source_id, folder="Islands"))
    assert answer.status_code == 302
    feed.refresh_from_db()
    assert (feed.state, feed.folder) == ("paused", "Islands")


def test_the_page_of_a_feed_costs_the_same_whatever_its_past(
    signed_in: SignIn, django_assert_max_num_queries: CountQueries
) -> None:
    feed = make_feed(make_source())
    Fetch.objects.bulk_create(Fetch(feed=feed, outcome="read") for _ in range(60))
    client = signed_in("root")
    with django_assert_max_num_queries(14):
        client.get(f"/admin/ingest/feed/{feed.pk}/change/")


@pytest.mark.parametrize("number", ["0", "²", "x", "9" * 23])
def test_a_feed_that_does_not_exist_is_said_in_words(number: str, signed_in: SignIn) -> None:
    answer = signed_in("ada").get(f"/admin/ingest/feed/{number}/change/", follow=True)
    assert answer.redirect_chain
    assert "doesn’t exist" in answer.content.decode()
