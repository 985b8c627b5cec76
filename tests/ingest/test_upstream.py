"""The original of a published story has changed: what matters is told once, with both versions; noise is not."""

import pytest
from django.utils import timezone
from time_machine import Traveller

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.status import Status
from newsroom.ingest import captures, notices, upstream, watching
from newsroom.ingest.models import Capture, Notice, Watch
from tests.fakes import FakeWeb
from tests.ingest.originals import CORRECTED, TUESDAY, look, notice, publish, say
from tests.ingest.press import PARAGRAPHS, Outlet, Story, bring, codes, make_feed, poll, rss
from tests.world import person

pytestmark = pytest.mark.django_db


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


def test_a_second_feed_of_the_outlet_changes_nothing_for_the_watch(web: FakeWeb, clock: Traveller) -> None:
    outlet, _article = publish(web)
    other = make_feed(outlet.feed.source, "https://harbour-gazette.example/islands.xml")
    web.serve(other.url, rss(Story(summary="In the islands' feed.")))
    poll(Outlet(web, other))
    assert look(clock) == "same"
    assert not Notice.objects.exists()
