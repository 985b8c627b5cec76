"""Which language a story is in, and when to look at a feed again: small pure rules."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest import rhythm
from newsroom.ingest.language import language_of, primary


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Boats left", ("fr-CA", "en"), "fr"),
        ("Boats left", (), "en"),
        ("Boats left", ("ar",), "en"),
        ("船只离港", ("en", "zh-CN"), "zh-hans"),
        ("船は港を出た", ("en",), "ja"),
        ("नाव चली गई", ("en", "ne"), "ne"),
        ("القارب", ("en-US",), "ar"),
        ("Завъ харахад", ("mn",), "mn"),
        ("Qayıqlar", ("az",), "az"),
        ("", ("de",), "de"),
    ],
)
def test_the_letters_overrule_a_declaration_that_cannot_be(text: str, declared: tuple[str, ...], language: str) -> None:
    assert language_of(text, *declared) == language


def test_what_is_no_language_tag_counts_as_none() -> None:
    assert [primary(tag) for tag in ("en_GB", "zh-TW", "", "english", "x", "日本")] == ["en", "zh-hant", "", "", "", ""]


@given(st.timedeltas(timedelta(0), timedelta(days=30)), st.integers(0, 99), st.integers(0, 90000), st.text())
def test_the_next_look_is_neither_rude_nor_never(
    interval: timedelta, failures: int, retry_after: int, seed: str
) -> None:
    good = rhythm.after_success(interval, seed)
    bad = rhythm.after_failure(interval, failures, seed, retry_after)
    assert timedelta(minutes=4.5) <= good <= timedelta(days=1.1)
    assert timedelta(seconds=retry_after) <= bad <= timedelta(days=1.1)
    assert good == rhythm.after_success(interval, seed)
