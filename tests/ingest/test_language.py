"""Which language a story is in, by its letters and by what is declared."""

import pytest

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
