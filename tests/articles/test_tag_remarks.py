"""What the rules remark on a vocabulary: twins by every rule, sections, outlets, junk, case; in every script, fast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.tag_remarks import Around, Remark, TagFacts, remarks
from articles.tag_remarks.keys import one_edit_apart, spelling
from articles.tag_remarks.names import house_style, junk, restyled

NOTHING_AROUND = Around({}, {})


def vocabulary(*names: str, stories: int = 5) -> list[TagFacts]:
    return [TagFacts(number, name, stories=stories) for number, name in enumerate(names, start=1)]


def found(tags: list[TagFacts], around: Around = NOTHING_AROUND, code: str = "twins") -> list[Remark]:
    return [remark for remark in remarks(tags, around) if remark.code == code]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Harbours", "harbours", "case"),
        ("Coast guard", "Coast-guard", "spelling"),
        ("Cafe culture", "Café culture", "spelling"),
        ("Ferry", "Ferries", "plural"),
        ("Movie", "Movies", "plural"),
        ("Rights of fishers", "Fisher rights", "order"),
        ("Rowing", "Rowing news", "filler"),
        ("Economic policy", "Economics policy", "stem"),
        ("Diplomatic relations", "Bilateral ties", "meaning"),
        ("Film", "Movies", "meaning"),
        ("UHF", "Union of Harbour Fishers", "initials"),
        ("Lighthouses", "Lightouses", "letter"),
        ("Lighthouse", "Ligthhouse", "letter"),
        ("मछली बाज़ार", "मछली  बाज़ार", "case"),
        ("القهوة العربية", "القَهْوَةُ العربيه", "spelling"),
        ("Рыбный рынок", "рыбный рынок", "case"),
        ("漁港のまち", "漁港 のまち", "spelling"),
    ],
)
def test_twins_are_found_by_the_narrowest_rule(one: str, other: str, reason: str) -> None:
    (remark,) = found(vocabulary(one, other))
    assert (set(remark.tags), remark.reasons[0]) == ({1, 2}, reason)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budget 2041", "Budget 2042"),
        ("North harbour", "South harbour"),
        ("Foreign films", "International films"),
        ("Art", "Arts centre"),
        ("Policy", "Police"),
        ("Music", "Musicals"),
        ("Migration", "Emigration"),
        ("Tea", "Sea"),
        ("बल", "बाल"),
        ("茶", "茶道"),
    ],
)
def test_names_that_mean_other_things_are_no_twins(one: str, other: str) -> None:
    assert found(vocabulary(one, other)) == []


def test_a_synonym_of_another_tag_is_its_twin() -> None:
    tags = [TagFacts(1, "Fog", ("Sea fret", "Haar"), 9), TagFacts(2, "haar", (), 3), TagFacts(3, "Rain", (), 3)]
    (remark,) = found(tags)
    assert (remark.tags, remark.reasons) == ((1, 2), ("synonym",))


def test_tags_that_always_stand_together_are_twins() -> None:
    around = Around({}, {}, together={(1, 2): 9, (1, 3): 4, (2, 3): 4}, met={1: 10, 2: 9, 3: 9})
    (remark,) = found(vocabulary("Fog", "Ferries", "Rain"), around)
    assert (remark.tags, remark.reasons) == ((2, 1), ("together",))


def test_a_group_of_twins_is_one_remark_that_begins_with_the_most_used() -> None:
    tags = [TagFacts(1, "ferry", (), 2), TagFacts(2, "Ferries", (), 40), TagFacts(3, "Ferry", (), 7)]
    (remark,) = found(tags)
    assert remark.tags == (2, 3, 1)
    assert remark.key == "twins:1-2-3"


def test_sections_outlets_and_junk_are_no_twins_of_anything() -> None:
    around = Around({"Japan": "JP", "日本": "JP"}, {"The Harbour Gazette": "The Harbour Gazette"}, ["Our Paper"])
    tags = vocabulary("japan", "Japan", "日本", "harbour gazette", "OurPaper", "news", "News", "Fog")
    codes = [(remark.code, remark.tags[0], remark.value) for remark in remarks(tags, around)]
    assert sorted(codes) == [
        ("country", 1, "JP"),
        ("country", 2, "JP"),
        ("country", 3, "JP"),
        ("junk", 5, ""),
        ("junk", 6, ""),
        ("junk", 7, ""),
        ("outlet", 4, "The Harbour Gazette"),
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("news", "nothing"),
        ("Ніщо", ""),
        ("ニュース", "nothing"),
        ("2041", "figures"),
        ("—", "figures"),
        ("x", "letter"),
        ("茶", ""),
        ("https://gazette.example/", "address"),
        ("<strong>fog", "address"),
        ("fog, rain, haze", "list"),
        ("The boats went out before the fog came", "sentence"),
        ("Where is the harbour?", "sentence"),
        ("Fog and rain", ""),
        ("Müllers Büro", ""),
    ],
)
def test_junk_is_told_with_its_reason(name: str, reason: str) -> None:
    assert junk(name) == reason


def test_the_form_that_most_names_have_is_proposed() -> None:
    capitals = ["Fog banks", "Rain", "Sea trade", "coast roads"]
    assert [restyled(name, house_style(capitals)) for name in capitals] == [*capitals[:3], "Coast roads"]
    titles = ["Fog Banks", "Sea Trade", "rights of way"]
    assert restyled("rights of way", house_style(titles)) == "Rights of Way"
    lower = ["fog banks", "sea trade", "rain", "Sea Banks", "Orla Bay"]
    assert [restyled(name, house_style(lower)) for name in lower[3:]] == ["sea banks", "Orla Bay"]
    assert restyled("HARBOUR TRADE", house_style(capitals)) == "Harbour trade"
    assert [restyled(name, house_style(capitals)) for name in ("eFerry", "UNISEA", "UHF-9")] == [
        "eFerry",
        "UNISEA",
        "UHF-9",
    ]
    assert restyled("漁港", house_style(lower)) == "漁港"


def test_little_used_tags_are_told_apart() -> None:
    tags = [TagFacts(1, "Fog", (), 0), TagFacts(2, "Rain", (), 1), TagFacts(3, "Wind", (), 2)]
    assert [(remark.code, remark.tags) for remark in remarks(tags, NOTHING_AROUND)] == [
        ("unused", (1,)),
        ("single", (2,)),
    ]


def test_what_was_left_alone_does_not_come_back_even_in_a_larger_group() -> None:
    tags = vocabulary("Ferry", "Ferries", "Fog", "fog")
    left = [("twins", frozenset({1, 2})), ("case", frozenset({4}))]
    assert [remark.tags for remark in remarks(tags, NOTHING_AROUND, left)] == [(3, 4)]
    more = [*tags, TagFacts(9, "ferry", (), 1)]
    grown = [remark for remark in remarks(more, NOTHING_AROUND, left) if 9 in remark.tags and remark.code == "twins"]
    assert len(grown) == 1


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_names_are_taken(names: list[str]) -> None:
    found = remarks(vocabulary(*names), Around({"Japan": "JP"}, {"Gazette": "Gazette"}, ["Paper"]))
    assert all(1 <= tag <= len(names) for remark in found for tag in remark.tags)


@pytest.mark.parametrize("name", ["a" * 1_000_000, "\ud800", "، " * 500_000, "ﷺ" * 300, "x-" * 300_000, "\u202eabc"])
def test_hostile_names_do_no_harm(name: str) -> None:
    assert isinstance(remarks(vocabulary(name, "Fog", name), NOTHING_AROUND), list)


@given(st.text("abcd", min_size=1, max_size=7), st.integers(0, 6))
def test_one_edit_is_recognised(word: str, place: int) -> None:
    word, at = f"e{word}", place % len(word) + 1
    assert one_edit_apart(word, word[:at] + word[at + 1 :])
    assert one_edit_apart(word, word[:at] + "x" + word[at + 1 :])
    assert one_edit_apart(word[:at] + "x" + word[at:], word)
    assert not one_edit_apart(word, word)
    assert not one_edit_apart(word, word[:at] + "xy" + word[at:])


def test_marks_that_make_another_letter_stay() -> None:
    assert spelling("बाल") != spelling("बल")
    assert spelling("São") == spelling("sao")
