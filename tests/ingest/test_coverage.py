"""Stories on one event are grouped as they arrive; the machine moves only what nobody has touched."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import editing, lifecycle
from articles.accounts import system_account
from articles.models import Article, Coverage, OldCoverage
from articles.status import Status
from newsroom.ingest import captures, coverage
from newsroom.ingest.models import Gist, Suggestion
from tests.ingest.typhoon import ELECTION, HARBOUR, came_in
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def arrives(number: int, told: tuple[str, str], **values: Any) -> Article:
    """A story comes in and is grouped."""
    article = came_in(number, told, **values)
    coverage.group(article.pk, *told)
    article.refresh_from_db()
    return article


def test_a_story_that_stands_alone_begins_no_coverage() -> None:
    assert arrives(0, HARBOUR[0]).coverage is None
    assert arrives(1, ELECTION[0]).coverage is None
    assert Coverage.objects.count() == 0


def test_a_second_story_of_an_event_begins_its_coverage() -> None:
    first, second = arrives(0, HARBOUR[0]), arrives(1, HARBOUR[1])
    first.refresh_from_db()
    assert first.coverage == second.coverage
    event = Coverage.objects.get()
    assert (event.title, event.slug) == (event.lead.headline, "ferry-merisa-sinks-off-calvane-40-rescued")  # type: ignore[union-attr]
    assert not event.by_editor


def test_whoever_joins_is_told_why() -> None:
    for number, told in enumerate(HARBOUR[:3]):
        last = arrives(number, told)
    suggestion = Suggestion.objects.get(article=last, kind="coverage")
    assert suggestion.applied
    assert suggestion.value == str(last.coverage_id)
    assert "Merisa" in suggestion.reason
    assert "2 stories of 2 outlets" in suggestion.reason
    assert suggestion.reason.endswith("2 of 2 name Calvane")


def test_events_do_not_mix() -> None:
    for number, told in enumerate((HARBOUR[0], ELECTION[0], HARBOUR[1], ELECTION[1])):
        arrives(number, told)
    assert sorted(event.articles.count() for event in Coverage.objects.all()) == [2, 2]


def test_telling_it_again_changes_nothing() -> None:
    first, second = arrives(0, HARBOUR[0]), arrives(1, HARBOUR[1])
    for article, told in ((first, HARBOUR[0]), (second, HARBOUR[1])):
        assert coverage.group(article.pk, *told) is None
    assert Coverage.objects.get().articles.count() == 2
    assert Suggestion.objects.filter(kind="coverage").count() == 2


def test_what_readers_see_is_never_moved_only_suggested() -> None:
    public = make_article(HARBOUR[0][0])
    coverage.group(public.pk, *HARBOUR[0])
    newcomer = arrives(1, HARBOUR[1])
    public.refresh_from_db()
    assert (public.coverage, newcomer.coverage) == (None, Coverage.objects.get())
    assert not Suggestion.objects.get(article=public, kind="coverage").applied


def test_what_an_editor_has_in_hand_is_only_suggested_of() -> None:
    held = arrives(0, HARBOUR[0])
    editing.revise(held, by=person("ben"), changes={"standfirst": "By hand."})
    arrives(1, HARBOUR[1])
    held.refresh_from_db()
    assert held.coverage is None
    assert not Suggestion.objects.get(article=held, kind="coverage").applied


def test_an_open_form_is_not_outdated_by_the_machine() -> None:
    first = arrives(0, HARBOUR[0])
    seen = first.version
    arrives(1, HARBOUR[1])
    first.refresh_from_db()
    assert first.coverage is not None
    assert first.version == seen


def test_an_event_closes_after_three_days() -> None:
    early = came_in(0, HARBOUR[0])
    coverage.group(early.pk, *HARBOUR[0], at=timezone.now() - timedelta(hours=80))
    assert arrives(1, HARBOUR[1]).coverage is None


def test_a_process_that_just_began_reads_the_window_from_the_database() -> None:
    arrives(0, HARBOUR[0])
    coverage.turns._copies.clear()
    assert arrives(1, HARBOUR[1]).coverage is not None


def test_a_rejected_story_holds_no_event_open() -> None:
    gone = arrives(0, HARBOUR[0])
    lifecycle.move(gone, Status.REJECTED, by=system_account())
    assert arrives(1, HARBOUR[1]).coverage is None
    assert bytes(Gist.objects.get(article=gone).terms) == b""


def test_of_an_erased_story_no_gist_is_kept() -> None:
    gone = arrives(0, HARBOUR[0])
    assert bytes(Gist.objects.get(article=gone).terms)
    captures.erase(gone, by=person("tao"))
    assert bytes(Gist.objects.get(article=gone).terms) == b""
    assert arrives(1, HARBOUR[1]).coverage is None


@pytest.mark.parametrize("text", ["", "\0", "\ud800" * 50, "a" * 1_000_000, "漢" * 5_000, "!" * 100_000, "A-" * 90_000])
def test_no_text_breaks_grouping(text: str) -> None:
    article = came_in(0, HARBOUR[0])
    coverage.group(article.pk, text, text)
    assert len(bytes(Gist.objects.get(article=article).terms)) <= 500


def test_a_newcomer_that_stands_alone_costs_five_queries() -> None:
    arrives(0, HARBOUR[0])
    article = came_in(1, ELECTION[0])
    with CaptureQueriesContext(connection) as queries:
        coverage.group(article.pk, *ELECTION[0])
    told = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(told) == 5, told


def test_stories_that_nobody_grouped_are_swept_up() -> None:
    now = timezone.now()
    for number, told in enumerate(HARBOUR[:2]):
        article = came_in(number, told)
        article.captures.create(source_id=article.source_id or 0, full_text=told[1], verdict="new")
    assert coverage.sweep(now) == 0
    assert coverage.sweep(now + timedelta(minutes=3)) > 0
    assert Coverage.objects.get().articles.count() == 2
    assert coverage.sweep(now + timedelta(minutes=3)) == 0


def test_rounds_are_claimed_by_one_clock_alone() -> None:
    now = timezone.now()
    assert [coverage.claim(now), coverage.claim(now), coverage.claim(now + timedelta(minutes=6))] == [True, False, True]


def test_a_lead_that_is_no_more_is_replaced() -> None:
    first, second = arrives(0, HARBOUR[0]), arrives(1, HARBOUR[1])
    event = Coverage.objects.get()
    lead, other = (first, second) if event.lead == first else (second, first)
    lifecycle.move(lead, Status.REJECTED, by=system_account())
    coverage.sweep(timezone.now())
    event.refresh_from_db()
    assert (event.lead, event.lead_reason) == (other, "only")


def test_what_readers_see_leads_once_it_is_published() -> None:
    first, second = arrives(0, HARBOUR[0]), arrives(1, HARBOUR[1])
    event = Coverage.objects.get()
    other = second if event.lead_id == first.pk else first
    for step in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(other, step, by=system_account())
    coverage.sweep(timezone.now())
    event.refresh_from_db()
    assert (event.lead, event.get_lead_reason_display()) == (other, "readers see it already")


def test_two_events_that_prove_to_be_one_become_one_and_the_old_address_leads_on() -> None:
    stories = [arrives(number, told) for number, told in enumerate((HARBOUR[0], HARBOUR[1], ELECTION[0], ELECTION[1]))]
    kept, gone = stories[0], stories[2]
    kept.refresh_from_db()
    gone.refresh_from_db()
    slug = gone.coverage.slug  # type: ignore[union-attr]
    with coverage.turns.taken(timezone.now()) as turn:
        events = [turn.window.place_of[kept.pk], turn.window.place_of[gone.pk]]
        assert coverage.merging.merge(turn, *events) is not None
    assert Coverage.objects.get().articles.count() == 4
    assert OldCoverage.objects.get().slug == slug


def test_what_an_editor_grouped_the_machine_does_not_merge() -> None:
    stories = [arrives(number, told) for number, told in enumerate((HARBOUR[0], HARBOUR[1], ELECTION[0], ELECTION[1]))]
    Coverage.objects.filter(articles=stories[0]).update(by_editor=True)
    with coverage.turns.taken(timezone.now()) as turn:
        events = [turn.window.place_of[stories[0].pk], turn.window.place_of[stories[2].pk]]
        assert coverage.merging.merge(turn, *events) is None
    assert Coverage.objects.count() == 2


def test_where_a_person_put_a_story_on_its_own_screen_there_it_belongs() -> None:
    first, second = arrives(0, HARBOUR[0]), arrives(1, HARBOUR[1])
    first.refresh_from_db()
    editing.revise(first, by=person("ben"), changes={"coverage": None})
    coverage.sweep(timezone.now())
    gist = Gist.objects.get(article=first)
    assert (gist.coverage, gist.by_editor) == (None, True)
    third = arrives(2, HARBOUR[2])
    first.refresh_from_db()
    assert first.coverage is None
    assert third.coverage == second.coverage
