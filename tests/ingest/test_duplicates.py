"""Near copies of other outlets come in and say of what; they stand in groups, and old ones are looked for no more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import lifecycle
from articles.accounts import system_account
from articles.bands import bands
from articles.models import Article, Bar, Fingerprint
from articles.models.bar import KeyKind
from articles.status import Status
from newsroom.ingest import captures, duplicates, retention
from newsroom.ingest.alike import pack, sketch
from newsroom.ingest.models import Band, Sketch, Suggestion
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Outlet, Story, bring, codes, make_outlet, poll

pytestmark = pytest.mark.django_db
CUT = (*PARAGRAPHS[:3], "More of this on Thursday, when the board of the harbour meets in the hall by the fish market.")
REWORDED = tuple(
    paragraph.replace("opened on", "was opened on").replace("expects", "awaits").replace("had been", "were being")
    for paragraph in PARAGRAPHS
)


def rival(web: FakeWeb, paragraphs: tuple[str, ...], name: str = "Monsoon Post", title: str = "") -> Outlet:
    """Another outlet with its own version of the story, already visited."""
    outlet = make_outlet(web, name)
    slug = name.casefold().replace(" ", "-")
    story = Story(guid=slug, link=f"https://{slug}.example/copy", title=title or Story().title, paragraphs=paragraphs)
    outlet.tells(story)
    poll(outlet)
    return outlet


def arrived() -> list[Article]:
    return list(Article.objects.order_by("pk"))


@pytest.mark.parametrize("paragraphs", [CUT, REWORDED])
def test_a_near_copy_of_another_outlet_comes_in_and_says_of_what(web: FakeWeb, paragraphs: tuple[str, ...]) -> None:
    bring(web, Story())
    rival(web, paragraphs, title="Boats tie up at the new pier of Mongolia's lake harbour")
    first, copy = arrived()
    assert "near-copy" in codes(copy)
    suggestion = Suggestion.objects.get(kind="duplicate")
    assert (suggestion.article, suggestion.value, suggestion.applied) == (copy, str(first.pk), False)
    assert 0.5 < suggestion.score < 1
    assert first.headline in suggestion.reason
    assert "word for word" in suggestion.reason
    assert copy.status == Status.INCOMING, "the machine drops nothing"


def test_an_exact_reprint_is_suggested_with_certainty(web: FakeWeb) -> None:
    bring(web, Story())
    rival(web, PARAGRAPHS)
    assert "reprint" in codes(arrived()[1])
    assert Suggestion.objects.get(kind="duplicate").score == 1.0


def test_the_same_form_with_other_facts_is_a_story_of_its_own(web: FakeWeb) -> None:
    bring(web, Story())
    swaps = {"Saltmarsh": "Greywater", "Monday": "Friday", "Odval Bat": "Mira Quill", "Ulaanbaatar Works": "Tern Yard"}
    paragraphs: tuple[str, ...] = PARAGRAPHS
    for ours, theirs in swaps.items():
        paragraphs = tuple(paragraph.replace(ours, theirs) for paragraph in paragraphs)
    rival(web, paragraphs, title="Nepal's lake harbour opens a new pier")
    assert not {"near-copy", "reprint"} & set(codes(arrived()[1]))
    assert not Suggestion.objects.filter(kind="duplicate").exists()


def test_copies_of_copies_name_the_first_and_stand_in_one_group(web: FakeWeb) -> None:
    bring(web, Story())
    rival(web, REWORDED)
    rival(web, CUT, "Evening Tern")
    first = arrived()[0].pk
    assert list(Sketch.objects.values_list("group", flat=True)) == [first] * 3
    assert set(Suggestion.objects.filter(kind="duplicate").values_list("value", flat=True)) == {str(first)}


def test_near_tells_the_copies_of_a_story_with_score_and_reason(web: FakeWeb) -> None:
    bring(web, Story())
    rival(web, REWORDED)
    first, copy = arrived()
    ((other, score, reason),) = duplicates.near(first)
    assert other == copy
    assert score > 0.5
    assert "word for word" in reason
    assert [other for other, _score, _reason in duplicates.near(copy)] == [first]


def test_a_story_with_no_text_of_its_own_has_no_copies(web: FakeWeb) -> None:
    bring(web, Story())
    assert duplicates.near(arrived()[0]) == []
    Fingerprint.objects.all().delete()
    assert duplicates.near(arrived()[0]) == []


def test_a_near_copy_of_what_is_withheld_waits_for_a_takedown_officer(web: FakeWeb) -> None:
    bring(web, Story())
    for state in (Status.IN_REVIEW, Status.PUBLISHED, Status.WITHHELD):
        lifecycle.move(arrived()[0], state, by=system_account())
    rival(web, REWORDED)
    assert "near-match" in codes(arrived()[1])


@pytest.mark.parametrize("paragraphs", [CUT, REWORDED])
def test_what_was_withdrawn_is_met_again_though_it_was_cut_or_reworded(
    web: FakeWeb, paragraphs: tuple[str, ...]
) -> None:
    bring(web, Story())
    Sketch.objects.all().delete()  # as if it had come in long ago
    lifecycle.move(arrived()[0], Status.WITHDRAWN, by=system_account())
    rival(web, paragraphs)
    assert "near-match" in codes(arrived()[1])
    assert {"near-copy"} & set(codes(arrived()[1])) == set()


def test_what_was_withdrawn_is_barred_by_its_bands_and_what_was_rejected_is_not(web: FakeWeb) -> None:
    bring(web, Story())
    article = arrived()[0]
    lifecycle.move(article, Status.REJECTED, by=system_account(), reason="not for us")
    assert not Bar.objects.filter(kind=KeyKind.BAND).exists()
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    signature = Fingerprint.objects.get(kind=KeyKind.TEXT).signature
    barred = Bar.objects.filter(kind=KeyKind.BAND, reason=Bar.Reason.WITHDRAWN)
    assert set(barred.values_list("key", flat=True)) == set(bands(bytes(signature)))


def test_what_is_out_of_the_window_is_neither_found_nor_kept(web: FakeWeb) -> None:
    bring(web, Story())
    Sketch.objects.update(at=timezone.now() - timedelta(days=15))
    rival(web, REWORDED)
    assert "near-copy" not in codes(arrived()[1])
    retention.keep_house(timezone.now())
    assert list(Sketch.objects.values_list("article", flat=True)) == [arrived()[1].pk]
    assert set(Band.objects.values_list("sketch", flat=True)) == {arrived()[1].pk}


def test_a_story_that_changed_is_found_by_its_new_text_and_stays_in_its_group(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    rival(web, REWORDED)
    changed = tuple(f"{paragraph} This was added at noon by the desk." for paragraph in PARAGRAPHS)
    outlet.tells(Story(paragraphs=changed, summary="Noon"))
    assert poll(outlet).changed == 1
    first = arrived()[0]
    newest = Fingerprint.objects.filter(article=first, kind=KeyKind.TEXT).latest("pk")
    assert {f"{band.key:08x}" for band in Band.objects.filter(sketch=first.pk)} == set(bands(bytes(newest.signature)))
    assert Sketch.objects.get(article=first).group == first.pk


CountQueries = Callable[[int], AbstractContextManager[object]]


def test_looking_for_copies_costs_one_query_and_remembering_two(
    web: FakeWeb, django_assert_num_queries: CountQueries
) -> None:
    bring(web, Story())
    first = arrived()[0]
    signature = pack(sketch(first.headline, "\n".join(REWORDED)))
    with django_assert_num_queries(1):
        found = duplicates.copies(signature)
    assert [one.article for one in found] == [first.pk]
    Sketch.objects.all().delete()
    with django_assert_num_queries(2):
        duplicates.remember(first.pk, signature, found)
    with django_assert_num_queries(0):
        assert duplicates.copies(b"") == ()


def test_a_near_copy_of_the_same_outlet_says_so_and_another_outlet_is_named_first(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    outlet.tells(Story(slug="again", title="Boats tie up at the new pier of Mongolia's lake harbour", paragraphs=CUT))
    poll(outlet)
    first, again = arrived()
    assert "near-copy" in codes(again)
    suggestion = Suggestion.objects.get(kind="duplicate")
    assert (suggestion.article, suggestion.value, suggestion.applied) == (again, str(first.pk), False)
    assert "of the same source" in suggestion.reason
    rival(web, REWORDED)
    assert "of the same source" not in Suggestion.objects.filter(kind="duplicate").latest("pk").reason


def test_what_was_said_of_a_copy_quotes_no_story_that_is_erased(web: FakeWeb) -> None:
    bring(web, Story())
    rival(web, CUT, title="Boats tie up at the new pier of Mongolia's lake harbour")
    first, copy = arrived()
    assert first.headline in copy.captures.get().reason
    captures.erase(first, system_account())
    assert first.headline not in copy.captures.get().reason
