"""What the gate says of names, layout, scripts, manner and headlines; its table; and that any text can be judged."""

import time
from datetime import timedelta
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.findings.headlines import excitement
from articles.findings.levels import LEVELS
from articles.readiness import MOST, Finding, Piece, blocks, check
from tests.articles.pieces import NOW, SOUND, findings, piece

MANGLED = (
    "Harbour authority announces comprehensive modernization programme improving ferry connectivity regional islands. "
    "Several new vessels providing frequent services reducing waiting times commuters tourists local "
    "businesses. Additional "
    "investments supporting sustainable development coastal communities strengthening economic "
    "growth throughout region."
)


def test_slips_of_the_fingers_are_told_with_what_was_meant() -> None:
    text = "The corridor is long. Every corridor ends. A corridor has doors, and this corirdor has oif course two."
    sentences = [one.sentence for one in check(piece(text)) if one.code == "spelling"]
    assert any("corirdor" in one and "corridor" in one for one in sentences)
    assert any("oif" in one for one in sentences)


def test_words_that_are_merely_alike_are_no_slips() -> None:
    text = (
        "Mongolia and the Mongolian ministers met. Mongolia won. Mongolia lost. Mongolia slept. The "
        "minister met ministers, "
        "and the minister left; the minister said so. Austria and Australia, Niger and Nigeria took "
        "part, the minister said."
    )
    assert "spelling" not in findings(text)


def test_one_name_in_several_shapes_is_told_once() -> None:
    text = "NIFCo said so. NIFCO denied it. The nifco office and the North-South line agreed; the north-south line did."
    assert "“NIFCo”" in findings(text)["name-spellings"].sentence
    assert "name-spellings" not in findings("The NATO chief met the EU chief. A well-known man of NATO spoke.")


@pytest.mark.parametrize("scrap", ["(ULAN HARBOUR)", "(2025)", "ISLANDS", "“Description”", "1"])
def test_a_scrap_that_stands_alone_is_told(scrap: str) -> None:
    assert "scrap" in findings(SOUND, scrap, SOUND)


@pytest.mark.parametrize(
    "line", ["They left.", "“We left,” he said.", "(He did not answer our letters about the ferry.)"]
)
def test_a_short_sentence_is_no_scrap_nor_is_an_agencys_name_at_the_end(line: str) -> None:
    assert "scrap" not in findings(SOUND, line, SOUND, "(HGZ)")


def test_plain_headings_labels_and_walls_are_told() -> None:
    assert "plain-heading" in findings("Why the boats came late", SOUND)
    labelled = [f"{label}: {SOUND}" for label in ("Harbour", "Fog", "Tickets")]
    assert "labels" in findings(*labelled)
    assert "labels" not in findings(*[f"{name}: {SOUND}" for name in ("Mira", "Cy", "Ben") * 3]), "an interview"
    assert "wall-of-text" in findings(" ".join([SOUND] * 4))
    assert "wall-of-text" not in findings(SOUND, SOUND, SOUND)


def test_words_of_another_script_need_a_mark_of_language() -> None:
    assert "幌子" in findings("The treaty is a “幌子” to some.")["script"].sentence
    marked = '<p>The treaty is a “<span lang="zh">幌子</span>” to some.</p>'
    assert "script" not in findings(html=marked)
    assert "script" not in findings("条约对一些人来说是一个OECD的幌子。", language="zh")
    assert "script" not in findings("The angle α is small.")


def test_a_heap_of_filler_is_told_and_one_phrase_is_not() -> None:
    heap = (
        "In a world where ferries matter, the timetable serves as a testament to shared prosperity. "
        "It sheds light on the "
        "ever-evolving landscape and plays a pivotal role in fostering seamless integration."
    )
    assert "filler" in findings(heap)
    assert "filler" not in findings(SOUND, "The ferry plays a vital role on the island, the mayor said.", SOUND)


def test_opinion_and_loose_figures_are_told_in_our_words_and_not_in_quoted_ones() -> None:
    assert "opinion" in findings("I think the timetable is utterly absurd. It was better before.")
    assert "opinion" not in findings("“I think the timetable is utterly absurd,” the captain said.")
    loose = "Tickets cost $4 now, 12% more, and the line lost 3 million in a year, 40 km long as it is."
    assert "figures" in findings(loose)
    assert "figures" not in findings(f"According to the office, {loose}")


@pytest.mark.parametrize(
    ("headline", "original"),
    [
        ("Ferries Shock Islanders", "Ferries to sail hourly"),
        ("You won't believe which ferry is oldest", ""),
        ("Ferries to sail hourly!", "Ferries to sail hourly"),
        ("A Groundbreaking Timetable", "A new timetable"),
        ("What It Means for the Islands", "Ferries to sail hourly"),
        ("FERRIES SAIL EVERYWHERE TODAY", "Ferries sail everywhere today"),
    ],
)
def test_a_headline_that_promises_more_than_the_original_is_told(headline: str, original: str) -> None:
    assert excitement(headline, original)


@pytest.mark.parametrize(
    ("headline", "original"),
    [
        ("Ferries to sail hourly, office says", "Ferries to sail hourly"),
        ("Islanders stunned by timetable", "Timetable stuns islanders"),
        ("NATO and OPEC meet", "Meeting of NATO and OPEC"),
        ("Yahoo! buys a ferry", "Yahoo! buys ferry"),
        ("", ""),
    ],
)
def test_a_sober_headline_is_left_alone(headline: str, original: str) -> None:
    assert excitement(headline, original) == []


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        ("excerpt", "This source allows excerpts only; Harbour Gazette"),
        ("link_only", "Harbour Gazette allows a link only"),
    ],
)
def test_a_full_text_needs_a_licence_and_a_person_is_told_what_to_do(rights: str, said: str) -> None:
    found = findings(SOUND, kind="licensed", rights=rights)["full-text-without-licence"]
    assert found.level == "required"
    assert found.sentence.startswith(said)
    assert "in your own words" in found.sentence
    assert blocks((found,))
    assert not blocks((found,), overruled=True)


@pytest.mark.parametrize(
    "facts", [{"rights": "licensed"}, {"rights": "own"}, {"kind": "summary"}, {"kind": "compiled"}]
)
def test_what_is_licensed_or_our_own_words_needs_no_further_licence(facts: dict[str, str]) -> None:
    assert "full-text-without-licence" not in findings(SOUND, **({"kind": "licensed"} | facts))


def test_the_table_says_what_blocks_by_kind_and_rights() -> None:
    assert findings(MANGLED, kind="original")["garbled"].level == "recommended"
    assert findings(MANGLED, rights="licensed")["garbled"].level == "recommended"
    assert findings(SOUND, made_by="machine")["no-reviewer"].level == "required"
    assert findings(SOUND, made_by="machine", kind="licensed", rights="licensed")["no-reviewer"].level == "recommended"
    assert findings(SOUND, source_published_at=None)["no-source-date"].level == "required"
    assert "no-source" not in findings(SOUND, kind="original", source="", source_url="")
    assert "no-author" in findings(SOUND, source_author="")
    assert "months" in findings(SOUND, source_published_at=NOW - timedelta(days=200))["old-news"].sentence
    assert {finding.code for finding in check(Piece(kind="summary"))} <= LEVELS.keys()


def test_of_one_kind_no_more_than_a_few_are_told() -> None:
    told = [
        one for one in check(piece(*[f"It came (oh, well, {n}). It left." for n in range(30)])) if one.code == "aside"
    ]
    assert len(told) == MOST
    assert "24 more" in told[-1].sentence


def test_what_was_found_fine_is_not_said_until_its_text_changes() -> None:
    text = "The ferry was late (oh, again). It left at noon."
    key = findings(text, SOUND)["aside"].key
    assert "aside" not in findings(text, SOUND + " Anew.", dismissed={key})
    assert "aside" in findings(text.replace("noon", "one"), SOUND, dismissed={key})
    must = findings("They are:")["cut-off"].key
    assert "cut-off" in findings("They are:", dismissed={must}), "never what must be mended"


HOSTILE = [
    "a" * 1_000_000,
    "(" * 300_000,
    "“" * 300_000,
    ". a" * 200_000,
    "ab. cd " * 60_000,
    "A-" * 300_000,
    "I " * 300_000,
    "Aa " * 200_000,
]


@pytest.mark.parametrize("text", [*HOSTILE, "", "\ud800", "\u202eabc", "字" * 200_000, "<" * 300_000, "\n" * 100_000])
def test_hostile_texts_are_judged_in_bounded_time(text: str) -> None:
    start = time.process_time()
    check(piece(text, html=f"<p>{escape(text)}</p>"))
    check(Piece(kind="summary", text=text, html=text, headline=text[:300], language="en"))
    assert time.process_time() - start < 30, "linear work takes a second or two; a regular expression gone wild, hours"


@given(st.text(max_size=400), st.sampled_from(["en", "fr", "zh", "ar", ""]))
def test_any_text_is_judged_and_what_is_said_can_be_stored(text: str, language: str) -> None:
    for finding in check(piece(text, language=language)):
        assert Finding(**finding.as_dict()) == finding
        assert finding.key
