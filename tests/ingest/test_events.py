"""The window of open events: what joins, what stays apart, what weighs; the terms of a story; and who leads."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.ingest.events import (
    Candidate,
    Story,
    Window,
    arrive,
    choose,
    contrast,
    marks_first,
    pack,
    same_as,
    terms_of,
    unpack,
)
from newsroom.ingest.events.links import DAY
from newsroom.ingest.events.terms import MOST, NAME, NUMBER
from tests.ingest.typhoon import ELECTION, HARBOUR

SHIPS = (("Merisa", "Calvane", "40"), ("Oberon", "Tolby", "17"))
PLAIN = (
    "coastguards searched the water", "the owner gave no reason", "families waited at the pier", "divers went down",
    "an inquiry was opened", "the weather was calm", "a lifeboat was found", "the cargo drifted ashore",
)  # fmt: skip


def story(key: int, told: tuple[str, str], *, at: float = 0.0, country: str = "") -> Story:
    return Story(key, terms_of(*told), at, country)


def placed(*told: tuple[str, str]) -> list[int]:
    """The events of stories that arrive in this order."""
    window = Window()
    for key, one in enumerate(told):
        arrive(window, story(key, one))
    return [window.place_of[key] for key in range(len(told))]


def sinking(ship: int, number: int) -> tuple[str, str]:
    """One of many reports of a ferry that sank; those of both ships are worded alike."""
    name, port, saved = SHIPS[ship]
    text = f"The ferry {name} sank near {port} and {saved} passengers were saved, while {PLAIN[4 * ship + number % 4]}."
    return "Ferry sinks at sea, passengers saved by coastguards", text


def test_stories_of_one_event_join_and_others_do_not() -> None:
    one, other, *_rest = events = placed(HARBOUR[0], ELECTION[0], HARBOUR[1], ELECTION[1], HARBOUR[2])
    assert events == [one, other, one, other, one]
    assert one != other


def test_two_events_of_one_type_are_told_apart_by_what_each_names() -> None:
    reports = [terms_of(*sinking(number % 2, number // 2)) for number in range(12)]
    found = contrast.parts(reports)
    assert found is not None
    assert {place % 2 for place in found.ours} != {place % 2 for place in found.theirs}
    assert len(found.ours) == len(found.theirs) == 6


def test_one_event_is_not_torn_apart() -> None:
    assert contrast.parts([terms_of(*sinking(0, number)) for number in range(12)]) is None


def test_few_stories_prove_no_contrast() -> None:
    assert contrast.parts([terms_of(*sinking(number % 2, number)) for number in range(6)]) is None


def test_what_was_found_apart_is_not_merged_again() -> None:
    window = Window()
    for number in range(12):
        ship = number % 2
        window.put(story(number, sinking(ship, number // 2)), ship + 1 if number > 1 else None)
    assert same_as(window, 1) is None


def test_an_event_of_many_stories_does_not_make_its_own_words_common() -> None:
    window = Window()
    for number in range(50):
        window.put(story(number, HARBOUR[number % 4]), 1 if number else None)
    assert window.nearest(story(99, HARBOUR[0])).event == 1


def test_silence_loosens_a_link_and_so_does_another_country() -> None:
    window = Window()
    window.put(story(0, HARBOUR[0], country="JP"))
    near = window.nearest(story(1, HARBOUR[1], country="JP")).link
    assert window.nearest(story(1, HARBOUR[1], country="NP")).link < near
    assert window.nearest(story(1, HARBOUR[1], at=3 * DAY, country="JP")).link < near


def test_what_leaves_the_window_is_forgotten_without_a_trace() -> None:
    window = Window()
    for number, told in enumerate((*HARBOUR, *ELECTION)):
        arrive(window, story(number, told, at=float(number)))
    window.forget_before(100.0)
    assert (window.events, window.place_of, window.bearers.events) == ({}, {}, 0)
    assert window.nearest(story(99, HARBOUR[0])).event is None


def test_a_story_taken_out_leaves_the_others_linked() -> None:
    window = Window()
    for number, told in enumerate(HARBOUR[:3]):
        window.put(story(number, told), 1 if number else None)
    window.take_out([0])
    assert window.nearest(story(9, HARBOUR[3])).event == 1
    window.take_out([1, 2])
    assert window.events == {}


def test_names_are_told_from_words_but_not_in_a_headline_of_capitals() -> None:
    assert NAME in terms_of("The ferry Merisa sank off the coast").kinds.values()
    assert NAME not in terms_of("Ferry Merisa Sinks Off Calvane Coast").kinds.values()
    assert NUMBER in terms_of("At least 40 were rescued").kinds.values()


def test_reasons_name_names_first() -> None:
    terms = terms_of("The ferry sank with the Merisa crew")
    shared = list(terms.kinds)
    assert terms.words[marks_first(terms, shared)[0]] == "Merisa"


@pytest.mark.parametrize(
    "text",
    ["カルバネ沖でフェリー沈没", "渡輪沉沒四十人獲救", "เรือเฟอร์รี่จมลง", "غرقت العبارة قرب الميناء", "паром затонул"],
)
def test_every_script_has_terms(text: str) -> None:
    assert len(terms_of(text).kinds) >= 2


@given(st.text(max_size=2000), st.text(max_size=4000))
@settings(max_examples=150, deadline=None)
def test_terms_survive_packing_and_never_grow_beyond_their_number(headline: str, text: str) -> None:
    terms = terms_of(headline, text)
    assert len(terms.kinds) <= MOST
    assert unpack(pack(terms)).kinds == terms.kinds
    assert terms_of(headline, text).kinds == terms.kinds


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_bytes_that_are_no_terms_break_nothing(packed: bytes) -> None:
    unpack(packed)


@given(st.lists(st.tuples(st.sampled_from([*HARBOUR, *ELECTION, ("", ""), ("!", "?")]), st.booleans()), max_size=25))
@settings(max_examples=60, deadline=None)
def test_the_window_keeps_its_books_whatever_comes_and_goes(steps: list[tuple[tuple[str, str], bool]]) -> None:
    window = Window()
    for key, (told, leaves) in enumerate(steps):
        arrive(window, story(key, told))
        if leaves:
            window.take_out([key // 2])
    members = [key for event in window.events.values() for key in event.members]
    assert sorted(members) == sorted(window.place_of)
    assert all(event.members for event in window.events.values())
    assert window.bearers.events == len(window.events)


RULES = [
    ("public", {"public": True}, {"words": 500}),
    ("original", {"original": True}, {"words": 500}),
    ("fullest", {"words": 400}, {"words": 100, "pictured": True}),
    ("language", {"words": 100, "at": 9.0}, {"words": 100, "own_language": False}),
    ("picture", {"pictured": True, "at": 9.0}, {}),
    ("earliest", {"at": 1.0}, {"at": 2.0}),
]


@pytest.mark.parametrize(("told", "better", "worse"), RULES)
def test_the_first_rule_in_which_a_story_is_ahead_is_the_one_told(told: str, better: Any, worse: Any) -> None:
    found = choose([Candidate(1, **worse), Candidate(2, **better)])
    assert found is not None
    assert (found.key, found.told) == (2, told)


def test_one_story_leads_for_being_the_only_one_and_none_leads_nothing() -> None:
    found = choose([Candidate(7)])
    assert found is not None
    assert (found.key, found.told) == (7, "only")
    assert choose([]) is None
