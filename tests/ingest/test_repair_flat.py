"""Paragraphs and line breaks in which lists, tables and headings stand as words: these are rebuilt, nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sanitize import plain_text
from newsroom.ingest.repair import repair

LIST = (
    "<p>The port sells three boats .</p><p>&lt; ul &gt;<br>&lt; li &gt;The Heron , built in 1988&lt; / li &gt;<br>"
    "&lt; l i &gt;The Gull&lt;&lt; / li &gt;<br>&lt;&lt; / ul &gt;</p><p>Bids close on Friday.</p>"
)
TABLE = (
    "<p>Two sides of one coin.</p><p>&lt;&lt; &gt;<br>&gt;Gains&lt;&lt; / th &gt;&gt;<br>"
    "&gt;Losses&lt;&lt; / th &gt;&gt;<br>&lt;&lt; / tr &gt;&gt;<br>&gt;Shorter roads&lt;&lt;&lt; / td &gt;&gt;<br>"
    "&gt;Dearer bread&lt;&lt;&lt; / td &gt;&gt;</p>"
)


def test_items_that_stand_as_words_become_a_list() -> None:
    sound, mends = repair(LIST)
    assert "<ul><li>The Heron, built in 1988</li><li>The Gull</li></ul>" in sound
    assert "<" not in plain_text(sound)
    assert {mend.rule for mend in mends} >= {"tag-debris", "space-before"}


def test_cells_that_stand_as_words_become_a_table() -> None:
    sound, _mends = repair(TABLE)
    assert "<th>Gains</th><th>Losses</th>" in sound
    assert "<td>Shorter roads</td><td>Dearer bread</td>" in sound


def test_a_heading_said_twice_beside_its_debris_stands_once() -> None:
    html = (
        "<p>Boats leave at dawn, and the harbour is quiet until noon.</p><p>The Long Way Home</p>"
        "<p>The Long Way Home&lt; h2/ &gt;</p><p>Forty crews came back in fog, and all were counted.</p>"
    )
    sound, mends = repair(html)
    assert sound.count("The Long Way Home") == 1
    assert "<h2>The Long Way Home</h2>" in sound
    assert "doubled-heading" in {mend.rule for mend in mends}


@pytest.mark.parametrize("kept", ['<a href="https://a.example/x">boats</a>', "<em>boats</em>", "<figure></figure>"])
def test_where_other_elements_stand_only_the_words_are_mended(kept: str) -> None:
    sound, _mends = repair(f"<p>The {kept} sailed.</p>{LIST}")
    assert "sailed" in sound
    assert "<ul>" not in sound
    assert "&lt; ul" not in sound


@given(
    st.lists(st.sampled_from(["li", "/ li", "ul", "h2/", "td", "/ tr", "br /"]), max_size=12),
    st.text("ab <>&", max_size=60),
)
def test_rebuilding_adds_no_word_and_settles_at_once(names: list[str], words: str) -> None:
    debris = "<br>".join(f"word{place} &lt; {name} &gt;" for place, name in enumerate(names))
    given_html = f"<p>{words.replace('&', '&amp;').replace('<', '&lt;')}</p><p>{debris}</p>"
    once = repair(given_html)[0]
    assert repair(once) == (once, ())
    found = [word for word in plain_text(once).replace("|", " ").split() if word.startswith("word")]
    assert found == [f"word{place}" for place in range(len(found))]


def test_every_mend_of_it_can_be_left_unmade() -> None:
    keys = [mend.key for mend in repair(LIST)[1]]
    left, mends = repair(LIST, without=keys)
    assert all(mend.undone for mend in mends)
    assert "< l i >The Gull<< / li >" in plain_text(left)
