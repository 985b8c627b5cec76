"""How much of a source stands in our text: in words and in places, told from hashes alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import copying
from articles.findings.quotations import excerpt_limit
from articles.readiness import Finding, Original, Piece, check

SOURCE = (
    "The ferry between the two islands will sail every hour from next week, the harbour office said on Monday. It has "
    "bought a second boat for the purpose, and hired eleven people who live on the smaller island. “We have waited for "
    "this since my father was a captain here,” said Odval Bat, who runs the ticket window."
)
OURS = "Ferries to the small island become more frequent, and eleven islanders find work on them."
KNOWN = copying.unpack(copying.source_print(SOURCE))


def findings(text: str, *, kind: str = "summary", rights: str = "excerpt", language: str = "en") -> dict[str, Finding]:
    words = copying.count(SOURCE)
    original = Original("Islands Observer", rights, words, KNOWN)
    piece = Piece(
        kind=kind,
        text=text,
        rights=rights,
        source="Islands Observer",
        source_words=words,
        originals=(original,),
        language=language,
        source_language="en",
    )
    return {finding.code: finding for finding in check(piece)}


def test_a_text_of_our_own_copies_nothing() -> None:
    assert copying.copied(OURS, KNOWN) == copying.Copy()
    assert "copied" not in findings(OURS)


def test_a_copied_sentence_is_found_counted_and_placed() -> None:
    sentence = "It has bought a second boat for the purpose, and hired eleven people who live on the smaller island"
    text = f"Ferries come more often. {sentence}. More is to come."
    copy = copying.copied(text, KNOWN)
    assert copy.words == len(sentence.split())
    assert [text[start:end] for start, end in copy.stretches] == [sentence]


def test_words_changed_here_and_there_do_not_hide_a_copy() -> None:
    text = "It has bought a second boat for that purpose, and hired eleven people who live upon the smaller island."
    copy = copying.copied(text, KNOWN)
    assert len(copy.stretches) == 1
    assert copy.words >= 12


def test_a_phrase_that_anybody_uses_is_no_copy() -> None:
    assert copying.copied("This was what the harbour office said on that day, at last.", KNOWN).words == 0


def test_case_quotes_and_punctuation_make_no_difference() -> None:
    assert copying.copied(SOURCE.upper().replace(",", " –"), KNOWN).words == copying.count(SOURCE)


def test_scripts_without_spaces_are_measured_by_signs() -> None:
    source = "渡船将从下周起每小时开航一次港务局周一表示因为旧的时刻表使在小岛上工作的人晚上七点以后无法回家"
    known = copying.unpack(copying.source_print(source))
    assert copying.copied(source, known).words == copying.count(source) == (len(source) + 1) // 2
    assert copying.copied("今天的天气很好我们去海边看日出然后回家吃饭睡觉", known).words == 0


def test_more_than_the_rights_allow_must_go_and_licensed_texts_may_be_whole() -> None:
    assert findings(SOURCE)["copied"].level == "required"
    assert "Islands Observer" in findings(SOURCE)["copied"].sentence
    for rights in ("licensed", "own"):
        assert "copied" not in findings(SOURCE, kind="licensed", rights=rights)
    assert findings(SOURCE, kind="compiled")["copied"].level == "required"
    assert findings(SOURCE, kind="excerpt").keys() & {"copied", "long-excerpt"} == {"long-excerpt"}
    assert findings(SOURCE[:90], rights="link_only")["copied"].level == "required"
    assert (excerpt_limit(0), excerpt_limit(200), excerpt_limit(5000)) == (90, 30, 90)


def test_a_quotation_that_the_source_does_not_have_is_told() -> None:
    invented = "“We will never wait for a boat again,” said Odval Bat."
    assert "quote-not-in-source" in findings(f"{OURS} {invented}")
    true = "“We have waited for this since my father was a captain here,” said Odval Bat."
    assert "quote-not-in-source" not in findings(f"{OURS} {true}")
    shortened = "“We have waited for this […] since my father was a captain,” said Odval Bat."
    assert "quote-not-in-source" not in findings(f"{OURS} {shortened}")
    assert "quote-not-in-source" not in findings(f"{OURS} He called it “a good day”."), "too short to tell"
    assert "quote-not-in-source" not in findings(f"{OURS} {invented}", language="de"), "a translation has other words"


def test_a_print_is_sorted_hashes_from_which_no_word_can_be_read() -> None:
    stored = copying.source_print(SOURCE)
    assert len(stored) == 4 * len(KNOWN)
    assert b"ferry" not in stored
    assert copying.pack(KNOWN) == stored
    assert copying.unpack(b"") == frozenset()


@pytest.mark.parametrize(
    "text", ["", "a" * 1_000_000, "word " * 200_000, "字" * 100_000, "\ud800 " * 50, "'" * 100_000]
)
def test_hostile_texts_are_measured(text: str) -> None:
    known = copying.unpack(copying.source_print(text))
    copy = copying.copied(text, known)
    assert "".join(words for words, _copied in copying.pieces(text, copy.stretches)) == text


@given(st.text(max_size=300), st.text(max_size=300))
def test_pieces_are_the_text_and_no_more_is_copied_than_there_is(ours: str, theirs: str) -> None:
    copy = copying.copied(ours, copying.unpack(copying.source_print(theirs)))
    assert "".join(words for words, _copied in copying.pieces(ours, copy.stretches)) == ours
    assert copy.words <= copying.count(ours) + 1
    assert all(0 <= start < end <= len(ours) for start, end in copy.stretches)


@given(
    st.lists(
        st.sampled_from(["the", "ferry", "sails", "at", "dawn", "with", "forty", "boats", "and", "no", "fog"]),
        min_size=8,
        max_size=40,
    )
)
def test_a_text_is_always_a_copy_of_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert copying.copied(text, copying.unpack(copying.source_print(text))).words == len(words)


def test_a_long_name_is_not_yet_copying_from_a_source_that_allows_a_link_only() -> None:
    assert "copied" not in findings(" ".join(SOURCE.split()[:9]), rights="link_only")
