"""Every word that names a country is found whole, as long as it can be read, and in the place where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.gazetteer import SENSES, folded
from newsroom.ingest.mentions import dateline_length, mentions

TOWNS = sorted(
    {
        reading.word
        for readings in SENSES.values()
        for reading in readings
        if reading.kind in ("seat", "town") and not reading.weak and reading.word.isascii() and len(readings) == 1
    }
    - {"Gori", "Petra", "Kobe", "Kandy"}
)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Indianapolis", ["Indianapolis"]),
        ("Omanize and Iranology", []),
        ("Omanis and Romania", ["Omanis", "Romania"]),
        ("North Korean officials", ["North Korean"]),
        ("Korean Airlines", ["Korean"]),
        ("the turkey and the china", []),
        ("Guinea-Bissau and New Guinea", ["Guinea-Bissau", "Guinea"]),
        ("Iran-Iraq", ["Iran", "Iraq"]),
        ("Pan American Games, Western Australian coal", ["American", "Australian"]),
        ("東京と北京", ["東京", "北京"]),
        ("印度尼西亚和印度", ["印度尼西亚", "印度"]),
        ("والعراق وبغداد", ["العراق", "بغداد"]),
        ("в Китае и китайские", ["Китае", "китайск"]),
        ("İstanbul'da", ["İstanbul"]),
    ],
)
def test_words_are_found_whole_and_longest(title: str, words: list[str]) -> None:
    assert [one.word for one in mentions(title, "")] == words


def test_a_word_knows_where_it_stands() -> None:
    found = mentions("Nepal votes", "TOKYO, May 3 (Agency) - Japan looks on. " + "x " * 200 + "So does Oman.")
    assert [(one.code, one.position) for one in found] == [
        ("NP", "headline"),
        ("JP", "dateline"),
        ("JP", "opening"),
        ("OM", "text"),
    ]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("TOKYO, March 3 (Agency) - The yen fell", "TOKYO, March 3 (Agency) -"),
        ("NEW DELHI — The rupee fell", "NEW DELHI —"),
        ("Bishkek (24 News) – Snow fell", "Bishkek (24 News) –"),
        ("Rain fell - and snow", ""),
        ("The firm said (again) - that it was so", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_dateline_is_told_from_a_sentence(text: str, dateline: str) -> None:
    assert text[: dateline_length(text)] == dateline


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_is_too_strange(title: str, text: str) -> None:
    for one in mentions(title, text):
        assert one.word
        assert one.weight > 0


@given(st.lists(st.sampled_from(TOWNS), min_size=1, max_size=5, unique=True))
def test_each_town_of_a_list_is_found(towns: list[str]) -> None:
    found = " / ".join(one.word for one in mentions("", "x" * 20 + " " + " and to ".join(towns)))
    assert all(town in found for town in towns)


@given(st.text(max_size=200))
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        " " * 1_000_000,
        "Iran " * 200_000,
        "Jordan " * 100_000,
        "Georgia, " * 100_000,
        "Israel Tester " * 70_000,
        "New York Georgia " * 60_000,
        "(" * 1_000_000,
        "A" * 500_000 + " - ",
        "\ud800\udfff Nepal \u202eIran",
        "中" * 1_000_000,
        "وال" * 300_000,
        "İ" * 300_000,
        "told Reuters in " * 60_000,
    ],
)
def test_hostile_texts_are_read_and_left(text: str) -> None:
    assert mentions(text[:1000], text) is not None
