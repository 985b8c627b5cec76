"""What a source changed, sentence by sentence: every changed fact is told, and no noise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.rewording import compare, differences, headline_changed, shares_nothing
from tests.thorough import examples

TEXT = "The pier opened on Monday. Forty boats tied up before noon.\nTwo ferries a day will reach the islands."
WORDS = st.lists(
    st.sampled_from(["boat", "pier", "fog", "5", "noon", "Ada", "não", "湾", "–"]), min_size=1, max_size=12
)
SENTENCE = WORDS.map(lambda words: f"{' '.join(words).capitalize()}.")


def changes(after: str, before: str = TEXT) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = compare(("Pier", before), ("Pier", after))
    return found.gone, found.new


def test_one_changed_word_is_a_changed_sentence() -> None:
    assert changes(TEXT.replace("Monday", "Tuesday")) == (
        ("The pier opened on Monday.",), ("The pier opened on Tuesday.",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("after", "gone", "new"),
    [
        (TEXT.replace("Forty", "Fifty"), 1, 1),
        (TEXT.replace(" Forty boats tied up before noon.", ""), 1, 0),
        (f"{TEXT}\nThe ferry captain was arrested.", 0, 1),
        (TEXT.replace("opened", "has not opened"), 1, 1),
        ("", 3, 0),
    ],
)
def test_what_went_and_what_came_is_counted(after: str, gone: int, new: int) -> None:
    assert tuple(map(len, changes(after))) == (gone, new)


@pytest.mark.parametrize(
    "after",
    [
        TEXT.replace("\n", " "),
        TEXT.replace(". ", ".\n"),
        TEXT.replace("before noon.", "before noon!"),
        TEXT.upper(),
        TEXT.replace("boats", "bo\u00adats").replace("\u00ad", ""),
        f"Updated at 10:14 on Tuesday.\n{TEXT}",
        f"{TEXT}\nLast updated: 3 June 2025, 11:04 by the web desk.",
        f"{TEXT}\n1,204 views.\n12 comments.",
        f"{TEXT}\nSubscribe to our newsletter for more of this.",
        f"{TEXT}\nPhoto: Odval Bat",
        f"{TEXT}\nRelated stories",
    ],
)
def test_noise_is_passed_over(after: str) -> None:
    assert changes(after) == ((), ())


def test_how_long_ago_it_was_does_not_count() -> None:
    before, after = (f"The harbour board met {ago} ago in Saltmarsh." for ago in ("5 minutes", "3 hours"))
    assert changes(after, before) == ((), ())


def test_a_long_sentence_that_begins_like_noise_counts() -> None:
    short = "Published as a book, the diary was read by all."
    assert changes(f"{TEXT}\n{short}")[1] == (short,)
    long = "Published for the first time this week, the accounts of the harbour show that forty boats sold at night."
    assert changes(f"{TEXT}\n{long}")[1] == (long,)


def test_scripts_without_spaces_are_compared_too() -> None:
    gone, new = changes("港は火曜日に開いた。漁船は四十隻だった。", "港は月曜日に開いた。漁船は四十隻だった。")
    assert (gone, new) == (("港は月曜日に開いた。",), ("港は火曜日に開いた。",))


def test_a_headline_counts_by_its_words() -> None:
    assert headline_changed("Pier opens", "Pier closes")
    assert not headline_changed("Pier opens", "PIER OPENS!")
    assert not headline_changed("", "Pier opens"), "what was not known has not changed"


@pytest.mark.parametrize(
    "said",
    [
        "Correction: the day was wrong.",
        "An earlier version of this story named the wrong day.",
        "Editor’s note: this story was amended.",
        "We apologise for the error.",
        "Korrektur: Der Tag war falsch.",
        "更正：日期有誤。",
    ],
)
def test_a_source_that_corrects_itself_is_heard(said: str) -> None:
    assert compare(("Pier", TEXT), ("Pier", f"{TEXT}\n{said}")).corrects
    assert not compare(("Pier", f"{TEXT}\n{said}"), ("Pier", f"{TEXT}\n{said}")).corrects, "it was said before"


def test_a_page_that_shares_five_words_shares_something() -> None:
    assert not shares_nothing(TEXT, f"Menu. {TEXT.splitlines()[1]} Imprint.")
    assert shares_nothing(TEXT, "We could not find what you asked for.")
    assert not shares_nothing("", "anything"), "nothing known, nothing missed"


def test_differences_are_runs_of_words_with_what_stands_before() -> None:
    assert differences("The pier opened on Monday at noon.", "The pier opened on Tuesday at noon.") == [
        ("The pier opened on", "Monday", "Tuesday")
    ]
    assert differences("a " * 90, "b " * 90)
    assert len(differences(" ".join("ab" * 40), " ".join("cb" * 40))) == 12


@examples(60)
@given(st.lists(SENTENCE, max_size=8), st.sampled_from([" ", "\n"]), st.sampled_from([" ", "\n"]))
def test_the_same_sentences_never_differ_however_they_are_set(run: list[str], one: str, other: str) -> None:
    assert changes(other.join(run), one.join(run)) == ((), ())


@examples(60)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_can_be_compared_and_what_is_told_stands_there(before: str, after: str) -> None:
    found = compare((before[:80], before), (after[:80], after))
    tidy_before, tidy_after = " ".join(before.split()), " ".join(after.split())
    assert all(sentence in tidy_before for sentence in found.gone)
    assert all(sentence in tidy_after for sentence in found.new)
    assert compare((before, before), (before, before)) == compare(("", ""), ("", ""))
