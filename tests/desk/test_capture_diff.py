"""Long texts compared: line by line first, then by words, and said where a run was too long for that."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.compare import MOST_IN_RUN, Piece, texts

TEXTS = st.text(alphabet="ab \n香", max_size=50)


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_change(old: str, new: str) -> None:
    pieces, whole = texts(old, new)
    assert whole
    if old != new and not any(piece.kind == "skipped" for piece in pieces):
        assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
        assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_one_word_in_five_thousand_is_named_alone() -> None:
    lines = [" ".join(f"word{line}-{place}" for place in range(50)) for line in range(100)]
    new = [*lines[:40], lines[40].replace("word40-20", "other"), *lines[41:]]
    pieces, whole = texts("\n".join(lines), "\n".join(new))
    assert whole
    assert Piece("gone", "word40-20 ") in pieces
    assert any(piece.kind == "skipped" for piece in pieces)


def test_a_run_that_is_too_long_is_said_to_be_compared_by_its_ends() -> None:
    old = "a " * (MOST_IN_RUN + 1)
    assert texts(old, f"b {old}")[1] is False
