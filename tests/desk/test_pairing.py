"""Two texts side by side: paragraphs that belong together, words that both have, facts that only one has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.compare import MOST_WORDS, Piece
from newsroom.desk.pairing import Row, facts, pair

LEFT = "The harbour opened at dawn. Forty boats left.\nAll were back by noon, said Ann Smith.\nThe weather was fine."


def text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_equal_texts_stand_beside_each_other_paragraph_by_paragraph() -> None:
    found = pair(LEFT, LEFT)
    assert found.share == 1.0
    assert [text_of(row.left) for row in found.rows] == LEFT.split("\n")
    assert {piece.kind for row in found.rows for piece in (*row.left, *row.right)} == {"same"}


def test_what_differs_is_marked_on_its_side() -> None:
    other = LEFT.replace("Forty", "Fifty").replace("fine.", "foul.")
    row = pair(LEFT, other).rows[0]
    assert row.left == [
        Piece("same", "The harbour opened at dawn. "),
        Piece("gone", "Forty "),
        Piece("same", "boats left."),
    ]
    assert Piece("new", "Fifty ") in row.right


def test_a_paragraph_without_a_like_stands_alone() -> None:
    other = LEFT.replace("\nAll", "\nQuite another thing happened inland on that very morning.\nAll")
    assert pair(LEFT, other).rows[1] == Row(
        [], [Piece("new", "Quite another thing happened inland on that very morning.")]
    )
    assert [bool(row.right) for row in pair(other, LEFT).rows] == [True, False, True, True]


def test_one_paragraph_that_the_other_cut_in_three_stands_beside_all_three() -> None:
    found = pair(LEFT.replace("\n", " "), LEFT)
    assert len(found.rows) == 1
    assert text_of(found.rows[0].right) == LEFT
    assert found.share == 1.0


def test_small_words_by_chance_in_strange_paragraphs_are_not_called_the_same() -> None:
    found = pair("The cat sat on the mat and slept.", "The minister of the interior resigned and left on Monday.")
    assert found.share == 0.0
    assert [bool(row.left) for row in found.rows] == [True, False]


def test_numbers_and_names_that_only_one_has_are_told() -> None:
    found = facts("Forty boats: 12 of Ann Smith, 3.5 tons. The end.", "Forty boats: 15 of Bo Smith, 3.5 tons. An end.")
    assert found.left == ["12", "Ann"]
    assert found.right == ["15", "Bo"]


def test_scripts_without_spaces_are_compared_by_character() -> None:
    found = pair("港が夜明けに開いた。", "港が夜明けに閉じた。")
    assert Piece("gone", "開い") in found.rows[0].left
    assert Piece("new", "閉じ") in found.rows[0].right


def test_long_texts_are_read_so_far_and_it_is_said() -> None:
    long = " ".join(f"word{number}" for number in range(MOST_WORDS + 10))
    assert pair(long, long).cut
    assert not pair(LEFT, LEFT).cut


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("", ""),
        ("\n\n \n", "x"),
        ("a" * 1_000_000, "a" * 1_000_000),
        ("a " * 500_000, "a " * 500_000),
        ("a\n" * 300_000, "b a\n" * 300_000),
        ("新聞" * 300_000, "新聞紙" * 300_000),
        ("\u202eab\u2066 " * 2_000, "\ud800 \udfff"),
        ("1.2." * 100_000, "A'A'" * 100_000),
        (". ! ? " * 100_000, "“”" * 100_000),
    ],
)
def test_hostile_texts_are_paired_without_waiting(left: str, right: str) -> None:
    found, told = pair(left, right), facts(left, right)
    assert 0 <= found.share <= 1
    assert len(told.left) <= 12


@given(st.text(alphabet="ab \n.新", max_size=80), st.text(alphabet="ab \n.新", max_size=80))
def test_no_word_is_lost_or_doubled_on_either_side(left: str, right: str) -> None:
    rows = pair(left, right).rows
    assert "\n".join(text_of(row.left) for row in rows).split() == left.split()
    assert "\n".join(text_of(row.right) for row in rows).split() == right.split()
