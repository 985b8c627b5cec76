"""What came in, read again by newer readers: shown before it is kept, kept only where no worse, all of it offline."""

import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import editing, lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.status import Status
from newsroom.ingest import captures, reread, secluded
from newsroom.ingest.keeper import GivenUp
from newsroom.ingest.models import Capture, Notice
from newsroom.ingest.reading import Reading
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Story, bring, codes, make_outlet, poll
from tests.world import make_source, person

pytestmark = pytest.mark.django_db
WORSE = "<p>Only this is left of it.</p>"


def again(**options: Any) -> str:
    """What `reextract` says."""
    said = StringIO()
    call_command("reextract", since=options.pop("since", "7d"), stdout=said, **options)
    return said.getvalue()


def figures(**options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(again(json=True, **options))
    return found


def badly_read(web: FakeWeb, status: Status = Status.INCOMING) -> Article:
    """A story that yesterday's reader read without its last paragraph."""
    bring(web, Story())
    article = Article.objects.get()
    text = "\n".join(PARAGRAPHS[:4])
    html = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:4])
    Capture.objects.update(full_text=text, full_html=html, words=76, text_key="old", agreement=0.8)
    editing.revise(article, by=system_account(), changes={"body": html})
    for step in {Status.PUBLISHED: [Status.IN_REVIEW, status]}.get(status, []):
        lifecycle.move(article, step, by=system_account())
    web.requests.clear()
    return article


def read_as(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Let today's readers read it so."""
    original = secluded.read

    def changed(*given: Any, **named: Any) -> Reading:
        return replace(original(*given, **named), **changes)

    monkeypatch.setattr(secluded, "read", changed)


def test_what_is_read_as_before_is_the_same(web: FakeWeb) -> None:
    bring(web, Story())
    assert figures() == {
        "stories": 1, "same": 1, "different": 0, "worse": 0, "unreadable": 0, "followed": 0, "remarked": 0,
        "applied": False,
    }  # fmt: skip


def test_it_shows_what_would_change_and_changes_nothing(web: FakeWeb) -> None:
    article = badly_read(web)
    before = list(Capture.objects.values())
    said = again()
    assert str(article) in said
    assert "76 words → " in said
    assert "children have found" in said
    assert "(80%) → trafilatura" in said
    assert "Nothing was changed. Say --apply" in said
    assert list(Capture.objects.values()) == before
    article.refresh_from_db()
    assert PARAGRAPHS[4] not in article.body_text


def test_nothing_is_asked_of_the_network(web: FakeWeb) -> None:
    badly_read(web)
    web.pages.clear()
    again()
    again(apply=True)
    assert web.requests == []


def test_a_story_that_waits_untouched_follows(web: FakeWeb) -> None:
    article = badly_read(web)
    assert "1 follow" in again(apply=True)
    article.refresh_from_db()
    assert PARAGRAPHS[4] in article.body_text
    newest = captures.latest(article)
    assert newest is not None
    assert (newest.version, newest.reason) == (2, "Read again with a newer reader.")
    assert article.changes.latest("id").by == system_account()
    assert article.changes.latest("id").reason == "Read again with a newer reader."
    assert figures()["same"] == 1, "the second time there is nothing to do"


@pytest.mark.parametrize("hand", ["edited", "published"])
def test_a_story_in_hand_or_published_gets_a_remark_and_no_notice(web: FakeWeb, hand: str) -> None:
    article = badly_read(web, Status.PUBLISHED if hand == "published" else Status.INCOMING)
    if hand == "edited":
        editing.revise(article, by=person("ben"), changes={"standfirst": "A pier."})
    assert figures(apply=True)["remarked"] == 1
    article.refresh_from_db()
    assert PARAGRAPHS[4] not in article.body_text
    assert "read-again" in codes(article)
    assert Capture.objects.filter(version=2).exists()
    assert not Notice.objects.exists(), "the source has not changed"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"words": 20, "prepared": None}, "only 20 of"),
        ({"page_problem": "The page holds no readable text", "prepared": None}, "cannot be read now"),
        ({"prepared": 0.4}, "agree to 40% only"),
    ],
)
def test_a_worse_reading_never_takes_the_place_of_a_better_one(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], why: str
) -> None:
    bring(web, Story())
    prepared = reread.read(Capture.objects.select_related("source__country", "feed__country").get()).reading.prepared  # type: ignore[union-attr]
    extraction = replace(prepared.extraction, agreement=changes["prepared"] or prepared.extraction.agreement)
    shorter = replace(prepared, body_html=WORSE, body_text="Only this is left of it.", extraction=extraction)
    read_as(monkeypatch, **(changes | {"prepared": shorter}))
    assert why in again(apply=True)
    assert figures(apply=True)["worse"] == 1
    assert Capture.objects.count() == 1


def test_changed_headlines_bylines_and_dates_are_told(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(web, Story())
    read_as(monkeypatch, headline_as_given="Pier!", author="Nobody Known", published_at=None)
    said = again()
    assert "headline: Mongolia's lake harbour opens a new pier → Pier!" in said
    assert "byline: Odval Bat → Nobody Known" in said
    assert "date: 2025-06-02T08:00:00+00:00 → —" in said


def test_what_cannot_be_read_is_said_and_stops_nothing(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(web, Story())
    original, calls = secluded.read, iter([True])

    def fails_once(*given: Any, **named: Any) -> Reading:
        if next(calls, False):
            raise GivenUp("took too long.")
        return original(*given, **named)

    monkeypatch.setattr(secluded, "read", fails_once)
    assert figures()["unreadable"] == 1


def test_only_what_came_in_since_then_and_from_there_is_read(web: FakeWeb) -> None:
    bring(web, Story())
    Capture.objects.update(at=timezone.now() - timedelta(days=3))
    rival = make_outlet(web, "Monsoon Post")
    rival.tells(
        Story(slug="tea", title="Tea from one hillside fetches a record", link="https://monsoon-post.example/tea")
    )
    poll(rival)
    assert figures()["stories"] == 2
    assert figures(since="1d")["stories"] == 1
    assert figures(since=f"{timezone.now() - timedelta(days=4):%Y-%m-%d}")["stories"] == 2
    assert figures(source="monsoon post")["stories"] == 1
    assert figures(source="harbour-gazette", since="1d")["stories"] == 0
    assert figures(limit=1)["stories"] == 1
    assert figures(limit=0)["stories"] == 0


def test_what_was_decided_against_erased_or_reduced_is_left_alone(web: FakeWeb) -> None:
    bring(web, Story())
    article = Article.objects.get()
    for field in ("erased_at", "reduced_at"):
        Capture.objects.update(**{field: timezone.now()})
        assert figures()["stories"] == 0
        Capture.objects.update(**{field: None})
    lifecycle.move(article, Status.REJECTED, by=system_account(), reason="not for us")
    assert figures()["stories"] == 0


def test_only_the_newest_version_of_a_story_is_read_again(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    outlet.tells(Story(paragraphs=("Correction: it opened on Tuesday.", *PARAGRAPHS), summary="Tuesday"))
    poll(outlet)
    assert Capture.objects.count() == 2
    assert figures()["stories"] == 1


def test_an_entry_without_a_page_is_read_from_the_entry_alone(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.feed.fetch_pages = False
    outlet.feed.save()
    outlet.tells(Story(content="".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)))
    poll(outlet)
    assert figures()["same"] == 1


def test_an_entry_comes_back_as_it_was(web: FakeWeb) -> None:
    bring(web, Story(content='<p>Boats.</p><img src="https://harbour-gazette.example/pier.png">'))
    entry = captures.entry_of(Capture.objects.get())
    assert (entry.guid, entry.title, entry.author) == ("pier", Story().title, "Odval Bat")
    assert entry.published is not None
    assert entry.published.isoformat() == "2025-06-02T08:00:00+00:00"
    assert isinstance(entry.tags, tuple)


@pytest.mark.parametrize("since", ["yesterday", "", "7x", "99999d", "2026-13-01"])
def test_a_time_that_is_none_is_said(since: str) -> None:
    with pytest.raises(CommandError, match=r"is no time|too long ago"):
        again(since=since)


def test_a_source_that_is_none_is_said() -> None:
    make_source()
    with pytest.raises(CommandError, match="There is no source “Nowhere”"):
        again(source="Nowhere")


def test_nothing_kept_is_said() -> None:
    assert "0 stories read again: nothing kept of that time." in again()
