"""Two versions as words: whatever is compared, both texts can be read out of the answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.compare import CONTEXT, MOST_WORDS, Piece, words

TEXTS = st.text(alphabet="ab c\n永香é", max_size=60)


@given(TEXTS, TEXTS)
def test_old_and_new_can_be_read_out_of_the_change(old: str, new: str) -> None:
    pieces = words(old, new)
    if old == new:
        assert pieces == []
        return
    assert any(piece.kind in {"gone", "new"} for piece in pieces)
    if not any(piece.kind == "skipped" for piece in pieces):
        assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
        assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_a_changed_word_is_named_alone() -> None:
    assert words("Forty boats left", "Fifty boats left") == [
        Piece("gone", "Forty "),
        Piece("new", "Fifty "),
        Piece("same", "boats left"),
    ]


def test_scripts_without_spaces_are_compared_letter_by_letter() -> None:
    assert [piece for piece in words("港口的灯", "港口之灯") if piece.kind != "same"] == [
        Piece("gone", "的"),
        Piece("new", "之"),
    ]


def test_long_unchanged_runs_are_left_out() -> None:
    run = " ".join(f"word{number}" for number in range(100))
    pieces = words(f"first {run}", f"second {run}")
    assert pieces[-1].kind == "skipped"
    assert len(pieces[-2].text.split()) == CONTEXT


@pytest.mark.parametrize("length", [MOST_WORDS + 1, 40_000])
def test_very_long_texts_are_compared_by_their_ends(length: int) -> None:
    run = "word " * length
    pieces = words(f"{run}old end", f"{run}new end")
    assert [piece for piece in pieces if piece.kind in {"gone", "new"}] == [Piece("gone", "old "), Piece("new", "new ")]
