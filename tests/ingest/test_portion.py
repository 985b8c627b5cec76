"""How much of a text may stand on our pages: whole sentences, in every script, never more than the limit."""

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.portion import count_words, lead, portion, sentences


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Boats left. More came.", "Boats left."),
        ("Mr. J. Bat of the U.S. office left. He waved.", "Mr. J. Bat of the U.S. office left."),
        ("“Stop!” she said. They stopped.", "“Stop!” she said."),
        ("It cost 3.50 in all. Cheap!", "It cost 3.50 in all."),
        ("船开了。孩子们挥手。", "船开了。"),
        ("「行こう。」と言った。船は出た。", "「行こう。」"),
        ("नाव चली गई। बच्चे हँसे।", "नाव चली गई।"),
        ("هل غادر القارب؟ نعم غادر.", "هل غادر القارب؟"),
        ("کشتی چلی گئی۔ بچے ہنسے۔", "کشتی چلی گئی۔"),
        ("လှေထွက်သွားပြီ။ ကလေးတွေ ရယ်ကြတယ်။", "လှေထွက်သွားပြီ။"),
    ],
)
def test_a_sentence_ends_where_its_script_ends_it(text: str, first: str) -> None:
    assert next(sentences(text)) == first


def test_what_has_no_end_is_no_sentence() -> None:
    assert list(sentences("By our correspondent")) == []


def test_a_byline_a_caption_and_a_table_are_no_lead() -> None:
    caption, table = "<figure><figcaption>A pier.</figcaption></figure>", "<table><tr><td><p>One.</p></td></tr></table>"
    html = f"<p>By Odval Bat</p>{caption}{table}<p>Boats left.</p>"
    assert lead(html, 10) == "<p>Boats left.</p>"


def test_a_lead_never_leaves_out_a_sentence_in_the_middle() -> None:
    assert lead("<p>One two. Three four five six seven. Eight.</p><p>Nine.</p>", 4) == "<p>One two.</p>"
    assert lead("<p>One two. Three and</p><p>Nine.</p>", 9) == "<p>One two.</p>"


def test_words_are_counted_in_scripts_without_spaces_too() -> None:
    assert count_words("Forty boats – left.") == 3
    assert count_words("四十条船离开了") == 4


@pytest.mark.parametrize(
    ("rights", "words", "kind"),
    [
        ("own", 9, "original"),
        ("licensed", 9, "licensed"),
        ("excerpt", 0, "excerpt"),
        ("excerpt", 9, "link"),
        ("link_only", 0, "link"),
    ],
)
def test_the_rights_decide(rights: str, words: int, kind: str) -> None:
    part = portion(rights, "<p>Forty boats left the pier.</p>", words)
    assert part.kind == kind
    assert bool(part.body) == (kind != "link")


@given(st.lists(st.text(alphabet="ab。. !?।\u061f日<&", max_size=40), max_size=5), st.integers(0, 20))
def test_a_lead_is_within_its_limit_and_made_of_the_texts_own_words(texts: list[str], limit: int) -> None:
    html = "".join(f"<p>{escape(text)}</p>" for text in texts)
    found = unescape(lead(html, limit).replace("<p>", "").replace("</p>", ""))
    assert count_words(found) <= limit + 1
    assert set(found) <= set("".join(texts)) | {" "}
