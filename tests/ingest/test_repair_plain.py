"""Plain text, from mail or from a page copied with its menus, becomes HTML; a page's parts are told apart."""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sanitize import clean, plain_text
from newsroom.ingest.page_text import PlainPage, read_page_text
from newsroom.ingest.repair import repair, repair_plain
from tests.thorough import examples

LONG = "The ferry between the two islands will sail again from Monday, the harbour master said after the last trial."
PAGE = f"""• About Us
  • Contact
No Result
View All Result
Kalanga News

Ferry Returns: Islands Breathe Again

by Mira Vance
May 19, 2026
in Maldives
Ferry between islands to resume service – The Strait Herald
Share on FacebookShare on Twitter
ADVERTISEMENT

Introduction:

{LONG}

Table of Contents

Toggle
  • What Comes Next
  • Who Will Pay

What Comes Next

{LONG}

  • < strong >Tickets: Those bought before stay valid .
    < li >< strong >Crew: Nine sailors return,two of them captains.
    < / ul >
<
< >
<< >
>Route<< / th >>
>Price<< / th >>

Who Will Pay< h2/>
Who Will Pay< br />

{LONG}

Tags: FerryIslandstradetrade routes

Denial of responsibility! We only collect.
Previous Post

Another trade story about the routes of islands

© 2026 https://kalanga.example/
"""


def test_a_copied_page_is_told_apart() -> None:
    page = read_page_text(PAGE)
    assert page.title == "Ferry Returns: Islands Breathe Again"
    assert (page.author, page.section, page.date) == ("Mira Vance", "Maldives", datetime(2026, 5, 19, tzinfo=UTC))
    assert (page.source_headline, page.outlet) == ("Ferry between islands to resume service", "The Strait Herald")
    assert page.tags == ("Ferry", "Islands", "trade", "trade routes")
    assert page.body_text.startswith("Introduction:")
    assert "Previous Post" not in page.body_text


def test_its_body_becomes_sound_html() -> None:
    html, mends = repair_plain(read_page_text(PAGE).body_text)
    tickets, crew = "Tickets: Those bought before stay valid.", "Crew: Nine sailors return, two of them captains."
    items = (tickets, crew)
    assert html.split("\n") == [
        f"<p>{LONG}</p>",
        "<h2>What Comes Next</h2>",
        f"<p>{LONG}</p>",
        f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>",
        "<h2>Who Will Pay</h2>",
        "",
        f"<p>{LONG}</p>",
    ]
    assert {mend.rule for mend in mends} >= {
        "introduction-label",
        "furniture",
        "table-of-contents",
        "tag-debris",
        "lost-table",
        "only-marks",
        "doubled-heading",
    }


def test_text_without_a_byline_is_a_body_with_perhaps_a_headline() -> None:
    assert (
        read_page_text(f"Ferry Returns: Island News & World Report\n{LONG}").title
        == "Ferry Returns: Island News & World Report"
    )
    assert read_page_text(f"{LONG}\n{LONG}") == PlainPage(body_text=f"{LONG}\n{LONG}")
    assert read_page_text("") == PlainPage()


def test_a_date_glued_to_the_first_sentence_is_taken_off() -> None:
    text = f" date 2026-05-19 {LONG}"
    assert read_page_text(text).date == datetime(2026, 5, 19, tzinfo=UTC)
    html, mends = repair_plain(text)
    assert html == f"<p>{LONG}</p>"
    assert mends[0].rule == "glued-date"


def test_markdown_becomes_lists_headings_and_tables() -> None:
    text = f"""## Prices
{LONG}
- one
- two
| Route | Price | |||||
|---|---|---|---|---|
| North | 3 | |||||
| South | 4 | |||||
| Route | Price |
|---|---|
| North | 3 |
| South | 4 |




"""
    html, mends = repair_plain(text)
    assert "<h2>Prices</h2>" in html
    assert "<ul><li>one</li><li>two</li></ul>" in html
    assert html.count("<tr>") == 3
    assert "<th>Route</th><th>Price</th>" in html
    rules = Counter(mend.rule for mend in mends)
    assert rules["repeated-row"] == 3
    assert rules["empty-cells"] == 3
    assert rules["blank-lines"] == 1


def test_a_list_run_into_a_paragraph_is_a_list_again() -> None:
    html, _mends = repair_plain(
        "The council advises: - Build a pier. - Buy a ship. - Train the crew. Then it will vote on it."
    )
    assert html == (
        "<p>The council advises:</p>\n<ul><li>Build a pier.</li><li>Buy a ship.</li><li>Train the crew.</li></ul>\n"
        "<p>Then it will vote on it.</p>"
    )


def test_a_broken_picture_goes_and_its_heading_stays() -> None:
    picture = '< img class =" g "" src="" https://own.example/"8e.jpg67d8.jpg"" alt="" Plans For The Pier "" "'
    line = f"“ Plans For The Pier “< h1/> “{picture}< p To build it takes time."
    html, mends = repair_plain(line)
    assert html == "<h2>Plans For The Pier</h2>\n<p>To build it takes time.</p>"
    assert [mend.rule for mend in mends] == ["broken-picture"]


def test_a_sentence_broken_over_lines_is_one_again() -> None:
    html, mends = repair_plain("The talks between\n\nNorth Isle, South Isle\n\nare to begin in June.")
    assert html == "<p>The talks between North Isle, South Isle are to begin in June.</p>"
    assert "broken-sentence" in {mend.rule for mend in mends}


def test_hard_wrapped_mail_becomes_paragraphs() -> None:
    line = "The ferry sails again on Monday, as the harbour master told us"
    html, _mends = repair_plain("\n".join([line] * 6) + "\n\nEnd of the notice.")
    assert html.count("<p>") == 2


@pytest.mark.parametrize(
    "sound",
    [LONG, "He asked: “Why?” She left.", "5 < 6 and 7 > 2.", "> A quotation in mail.", "Price - quality - service."],
)
def test_sound_text_is_left_alone(sound: str) -> None:
    html, mends = repair_plain(sound)
    assert mends == ()
    assert plain_text(html) == sound


LINES = st.sampled_from(
     ["< li >one", "<< / ul >>", "<", "> >", "• two", "- three", "| a | b | c |", "|---|---|",
     "Some Heading Here", LONG, "", "Toggle", "word<br>word",
     "(li )(x)", "“< th>“Cell””", "Introduction:", "< img src=\"a.jpg", "{}", "1. First Thing Of All", "MONGOLIA >",
     "a ,b.Cd"]
)  # fmt: skip


@given(st.lists(LINES, max_size=25).map("\n".join))
@examples(300)
def test_any_mixture_settles_at_once_and_gains_no_word(text: str) -> None:
    html, _mends = repair_plain(text)
    assert repair(html) == (html, ())
    found, given_ = (Counter(re.findall(r"[^\W\d_]+", part)) for part in (plain_text(clean(html)), text))
    assert found <= given_


@given(st.text(max_size=300))
@examples(150)
def test_no_text_raises(text: str) -> None:
    repair_plain(text)
    read_page_text(text)


def test_the_introduction_label_goes_however_often_it_stands_there() -> None:
    body, mends = repair_plain("Introduction:\nIntroduction:\nIntroduction:\nThe harbour opened at dawn.")
    assert body == "<p>The harbour opened at dawn.</p>"
    assert {mend.rule for mend in mends} == {"introduction-label"}
