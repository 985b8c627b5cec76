"""Tags that a story names itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.tag_words import OFFERED, TAGS, named, other_numbers, suggest_tags

WORDS = {"trade": "Trade", "rail": "Railways", "rail freight": "Freight", "sport": "Sport", "WHO": "World Health"}


def applied(title: str, text: str, words: dict[str, str], *given: str) -> list[str]:
    return [one.value for one in suggest_tags(title, text, words, given) if one.applied]


def test_tags_are_suggested_from_the_vocabulary_alone() -> None:
    text = "Rail freight and trade, more rail freight. Transport."
    assert applied("Trade grows", text, WORDS) == ["Trade", "Freight"]
    assert suggest_tags("", "", WORDS) == []
    assert suggest_tags("Trade", "trade", {}) == []


def test_a_tag_that_is_named_once_in_the_text_is_offered_and_not_set() -> None:
    (offered,) = suggest_tags("", "A word of trade.", WORDS)
    assert (offered.value, offered.applied) == ("Trade", False)
    assert offered.reason == "named in the first lines: “trade”"


def test_each_suggestion_says_where_the_name_stands() -> None:
    (offered,) = suggest_tags("Rail to the coast", "The rail opens.", WORDS)
    assert offered.reason == "named in the headline: “Rail”, “rail”, 2 times in all"
    assert 0 < offered.score < 1


def test_the_feeds_own_category_is_a_tag_whatever_its_case() -> None:
    (offered,) = suggest_tags("", "", WORDS, ["SPORT", "Unheard of"])
    assert (offered.value, offered.applied, offered.reason) == ("Sport", True, "the feed's category “SPORT”")


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Climate change", "Climate-change talks"),
        ("Night-markets", "A night market"),
        ("Ferry", "Ferries sail"),
        ("Railways", "A railway opens"),
        ("Harbour", "The harbour’s pier"),
        ("Churches", "A churches' union"),
        ("貿易", "日本の貿易が増える"),
    ],
)
def test_hyphens_possessives_and_plurals_are_no_obstacle(word: str, text: str) -> None:
    assert list(named(text, "", {word: "It"})) == ["It"]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Goods", "A good day"),
        ("Politics", "A politic answer"),
        ("Customs", "An old custom"),
        ("Art", "Heart and partly"),
        ("Trade", "traded traders"),
    ],
)
def test_words_that_only_look_alike_are_no_hits(word: str, text: str) -> None:
    assert named(text, "", {word: "It"}) == {}


def test_a_short_name_in_capitals_is_found_in_capitals_alone() -> None:
    assert named("Who came to the WHO", "who, who and Who", WORDS)["World Health"].title == 1
    assert "World Health" not in named("WHO CAME FIRST", "Nobody knows who.", WORDS)
    assert named("", "The WHO, said who.", WORDS)["World Health"].words == {"WHO": 1}


def test_the_longest_name_wins_where_names_overlap() -> None:
    assert set(named("Rail freight", "", WORDS)) == {"Freight"}


def test_at_most_eight_tags_are_set_and_sixteen_offered() -> None:
    words = {f"word{letter}": letter for letter in "abcdefghijklmnopqrstuvwxyz"}
    found = suggest_tags(" ".join(words), "", words)
    assert (len(found), sum(one.applied for one in found)) == (OFFERED, TAGS)


@given(st.text(max_size=300), st.text(max_size=600), st.dictionaries(st.text(max_size=12), st.text(max_size=9)))
def test_whatever_a_story_says_only_tags_of_the_vocabulary_are_suggested(
    title: str, text: str, words: dict[str, str]
) -> None:
    found = suggest_tags(title, text, words, [title])
    assert {one.value for one in found} <= set(words.values())
    assert all(0 <= one.score <= 1 for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * 1_000_000,
        "trade " * 200_000,
        "\ud800trade\udfff",
        "\u202etrade\u202c",
        "İ" * 5000 + " trade",
        "-" * 99,
    ],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert set(named(text[:5000], text, WORDS)) <= set(WORDS.values())


def test_no_word_is_its_own_other_number() -> None:
    assert [list(other_numbers(word)) for word in ("box", "day", "city", "gas", "news", "ai")] == [
        ["boxes"],
        ["days"],
        ["cities"],
        [],
        [],
        [],
    ]
