"""The same address and the same text are recognised in all their spellings, and different ones are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.fingerprint import address_key, canonical_address, guid_key, text_key


@pytest.mark.parametrize(
    "spelling",
    [
        "https://paper.example/a/b?x=1&y=2",
        "http://www.paper.example:80/a/b/?y=2&x=1#comments",
        "https://m.paper.example/a/b?x=1&y=2&utm_source=feed&fbclid=zz",
        "HTTPS://PAPER.example/a//b?x=1&y=2",
        "https://amp.paper.example/amp/a/b?x=1&y=2",
        "https://paper.example/a/b/amp?x=1&y=2",
    ],
)
def test_spellings_of_one_address_meet(spelling: str) -> None:
    assert canonical_address(spelling) == "https://paper.example/a/b?x=1&y=2"
    assert address_key(spelling) == address_key("https://paper.example/a/b?x=1&y=2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/a", "https://paper.example/b"),
        ("https://paper.example/?p=1", "https://paper.example/?p=2"),
        ("https://paper.example/a", "https://sport.paper.example/a"),
        ("https://paper.example:8080/a", "https://paper.example/a"),
        ("https://paper.example/A", "https://paper.example/a"),
    ],
)
def test_different_addresses_stay_apart(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_other_scripts_are_written_in_ascii() -> None:
    assert canonical_address("https://bücher.example/ü") == "https://xn--bcher-kva.example/%C3%BC"


@pytest.mark.parametrize("nothing", ["", "mailto:a@b.example", "http://[::1", "just words", "ftp://a.example/"])
def test_what_is_no_web_address_has_no_key(nothing: str) -> None:
    assert canonical_address(nothing) == ""
    assert address_key(nothing) == ""


@given(st.text(max_size=80))
def test_any_address_can_be_asked_and_settles_at_once(address: str) -> None:
    once = canonical_address(f"https://paper.example/{address}")
    assert canonical_address(once) == once
    canonical_address(address)


def test_a_guid_counts_within_its_source() -> None:
    assert guid_key(1, "7") != guid_key(2, "7")
    assert guid_key(1, " 7 ") == guid_key(1, "7")
    assert guid_key(1, "") == ""
    assert len(guid_key(1, "7")) == 64


def test_text_is_recognised_whatever_its_dress() -> None:
    assert text_key("The Ship, sails!") == text_key("the  ship — SAILS")
    assert text_key("The ship sails") != text_key("The ship sank")
    assert text_key(" …!") == ""
