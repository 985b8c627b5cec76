"""The pure parts: references, links, the clock in words, addresses in one spelling."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.takedowns import addresses, clock, tokens
from newsroom.takedowns.references import (
    LETTERS,
    is_message_reference,
    new_message_reference,
    new_reference,
    tidy_reference,
)

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
DUE = START + timedelta(hours=24)


@given(st.integers(0, 7), st.sampled_from(LETTERS))
def test_one_wrong_letter_in_a_reference_is_noticed(place: int, letter: str) -> None:
    reference = new_reference()
    letters = list(reference.removeprefix("TD-").replace("-", ""))
    changed = letters[place] != letter
    letters[place] = letter
    assert (tidy_reference("".join(letters)) == reference) is not changed
    assert tidy_reference("".join(letters)) == "" or not changed


@given(st.text())
def test_any_text_is_a_reference_or_is_not_and_breaks_nothing(text: str) -> None:
    assert tidy_reference(text) in {"", tidy_reference(tidy_reference(text))}


def test_a_reference_may_be_typed_carelessly() -> None:
    reference = new_reference()
    assert tidy_reference(f" {reference.lower().replace('-', ' ')} ") == reference


def test_a_message_has_a_reference_that_is_no_case_s() -> None:
    reference = new_message_reference()
    assert reference.startswith("MS-")
    assert is_message_reference(reference)
    assert tidy_reference(reference) == ""


@pytest.mark.parametrize(
    "text", ["", "MS", "MS-", "MS--", "MS-2222-2223", "<b>", "MS-2222-2222-", "TD-2222-2222", "ms-2222-2222"]
)
def test_what_is_no_reference_of_a_message_is_not_shown_as_one(text: str) -> None:
    assert not is_message_reference(text)


def test_letters_that_begin_like_the_prefix_are_not_taken_for_it() -> None:
    assert tidy_reference("TDT6-KAT7") == tidy_reference("td tdt6 kat7") == "TD-TDT6-KAT7"


@given(st.text(), st.text())
def test_a_link_opens_one_door_of_one_case(one: str, other: str) -> None:
    assert tokens.token(one, tokens.CONFIRM) != tokens.token(one, tokens.STATUS)
    assert (tokens.token(one, tokens.STATUS) == tokens.token(other, tokens.STATUS)) is (one == other)
    assert len(tokens.token(one, tokens.STATUS)) == 32


@pytest.mark.parametrize(
    ("hours", "text", "mood", "alarm"),
    [
        (0, "1 day 0 h left", "calm", 0),
        (11.99, "12 h 0 min left", "calm", 0),
        (12, "12 h 0 min left", "calm", 50),
        (18, "6 h 0 min left", "soon", 75),
        (21.6, "2 h 24 min left", "soon", 90),
        (23.995, "0 min left", "soon", 90),
        (24, "0 min overdue", "late", 100),
        (26, "2 h 0 min overdue", "late", 100),
        (75, "2 days 3 h overdue", "late", 100),
    ],
)
def test_the_clock_speaks(hours: float, text: str, mood: str, alarm: int) -> None:
    now = START + timedelta(hours=hours)
    assert clock.read(START, DUE, None, now) == (text, mood)
    assert clock.alarm(START, DUE, now) == alarm


def test_a_stopped_clock_says_how_long_it_took() -> None:
    assert clock.read(START, DUE, START + timedelta(hours=3), DUE) == ("decided after 3 h 0 min", "done")
    assert clock.read(START, DUE, DUE + timedelta(hours=1), DUE).mood == "late"
    assert clock.read(None, None, None, START).mood == "calm"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("http://testserver/2026/01/02/boats/", "/2026/01/02/boats/"),
        ("  https://www.testserver/2026/01/02/Boats?utm_source=x#top ", "/2026/01/02/boats/"),
        ("testserver/2026/01/02/boats", "/2026/01/02/boats/"),
        ("/2026//01/02/boats?page=2", "/2026/01/02/boats/"),
        ("http://testserver:8000/tag/%C3%A9t%C3%A9/", "/tag/été/"),
        ("http://testserver", "/"),
        ("javascript:alert(1)", ""),
        ("//evil.example/2026/01/02/boats/", ""),
        ("http://testserver.evil.example/", ""),
        ("http://evil.example\\@testserver/", ""),
        ("http://testserver/a\u202eb/", ""),
        ("http://[testserver/", ""),
        ("file:///etc/passwd", ""),
        ("mailto:desk@testserver", ""),
    ],
)
def test_an_address_of_ours_has_one_spelling_and_others_have_none(typed: str, path: str) -> None:
    assert addresses.path_of(typed) == path


def test_an_address_that_the_site_had_before_is_ours(settings: Any) -> None:
    assert addresses.path_of("https://old.example/2026/01/02/boats/") == ""
    settings.FORMER_SITE_URLS = ["https://old.example"]
    assert addresses.path_of("https://www.old.example/2026/01/02/boats/") == "/2026/01/02/boats/"


@given(st.text())
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    path = addresses.path_of(text)
    assert path == "" or path.startswith("/")
    assert len(addresses.key_of(path)) == 64
