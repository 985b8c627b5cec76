"""A sanitised body made ready for the page, and scripts told by their letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import languages
from articles.body import shape
from articles.sanitize import clean, plain_text


def test_headings_get_ids_that_no_other_has_and_no_level_is_skipped() -> None:
    body = shape("<h4>Start</h4><p>x</p><h2>Start</h2><h4>Deep</h4><h2>数字</h2><h2>***</h2>")
    assert re.findall(r'<h(\d) id="([^"]+)"', body.html) == [
        ("2", "s-start"),
        ("2", "s-start-2"),
        ("3", "s-deep"),
        ("2", "s-数字"),
        ("2", "s-part"),
    ]
    assert [entry.title for entry in body.contents] == ["Start", "Start", "数字", "***"]


def test_a_table_scrolls_in_a_frame_of_its_own_even_inside_another() -> None:
    table = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    html = shape(clean(f"{table}<p>between</p>{table}")).html
    assert html.count('<div class="scroll" role="region" tabindex="0"') == html.count("</table></div>") == 2


def test_a_foreign_picture_becomes_a_link_and_calls_nobody() -> None:
    html = shape(clean('<p><img src="https://cdn.example/a.jpg" alt="A &quot;boat&quot;"></p>')).html
    assert "<img" not in html
    assert 'href="https://cdn.example/a.jpg"' in html
    assert "Picture: A" in html


def test_a_foreign_picture_inside_a_link_leaves_the_link_alone() -> None:
    html = shape(clean('<a href="https://paper.example/"><img src="https://cdn.example/a.jpg" alt="A boat"></a>')).html
    assert html.count("<a ") == 1
    assert "cdn.example" not in html


def test_a_link_to_ourselves_is_one_that_robots_may_follow() -> None:
    ours, other = "https://ours.example/takedown/?a=1&amp;b=2", "https://ours.example.net/"
    text = clean(f'<p><a title="Form" href="{ours}" hreflang="en">form</a> <a href="{other}">other</a></p>')
    html = shape(text, own="https://ours.example/").html
    assert 'href="/takedown/?a=1&amp;b=2"' in html
    assert html.count("nofollow") == 1
    assert re.search(rf'<a href="{other}" rel="noopener nofollow ugc">', html)
    assert 'title="Form"' in html
    assert shape(text).html.count("nofollow") == 2


def test_our_own_picture_stays() -> None:
    own = "https://ours.example/"
    html = shape(clean('<img src="https://ours.example/media/a.jpg" alt="">'), own=own).html
    assert '<img src="https://ours.example/media/a.jpg"' in html
    assert 'loading="lazy"' in html


@pytest.mark.parametrize(
    ("alt", "left"),
    [("New &amp; old boats", ""), ("new  &amp; OLD boats ", ""), ("Two boats", "Two boats"), ("", "")],
    ids=["the-same", "in-other-letters", "another", "none"],
)
def test_a_picture_that_only_repeats_a_heading_says_nothing(alt: str, left: str) -> None:
    picture = f'<img src="https://ours.example/a.jpg" alt="{alt}">'
    html = shape(clean(f"<h2>New &amp; old boats</h2><p>{picture}</p>"), own="https://ours.example/").html
    assert re.findall(r' alt="([^"]*)"', html) == [left]


def test_a_picture_that_is_all_of_a_link_keeps_its_words() -> None:
    picture = '<a href="https://ours.example/b/"><img src="https://ours.example/a.jpg" alt="Boats"></a>'
    html = shape(clean(f"<h2>Boats</h2><p>{picture}</p>"), own="https://ours.example/").html
    assert 'alt="Boats"' in html


MARKUP = st.lists(
    st.sampled_from(["<h2>", "</h2>", "<h3 lang=ar>", "<table>", "<td>", "<a href='https://a.example/'>", "</a>"])
    | st.sampled_from(["<img src='https://b.example/c.jpg' alt='&lt;x&gt;'>", "</table>", "<p>", "x & y", "<", '"'])
    | st.text(max_size=6),
    max_size=14,
).map("".join)


@given(MARKUP)
def test_shaping_loses_no_word_and_leaves_markup_that_is_still_clean(html: str) -> None:
    stored = clean(html)
    shaped = shape(stored).html
    without_frames = re.sub(r'<div class="scroll"[^>]*>|</div>|\sid="[^"]*"|\sclass="elsewhere"', "", shaped)
    assert "<img" not in without_frames
    assert "<script" not in without_frames
    words = plain_text(re.sub(r"<img[^>]*>", " ", stored)).split()
    left = plain_text(shaped)
    assert all(word in left for word in words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour", "ltr"),
        ("أخبار الميناء", "rtl"),
        ("חדשות הנמל", "rtl"),
        ("Azərbaycan", "ltr"),
        ("اخبار COP30 من الميناء اليوم", "rtl"),
        ("2026: 34 %", "ltr"),
        ("", "ltr"),
        ("Reuters: أخبار", "ltr"),
    ],
)
def test_direction_is_read_from_the_letters(text: str, expected: str) -> None:
    assert languages.direction(text) == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("en, hi,ur", "English, Hindi, Urdu"),
        ("Old Norse, en", "Old Norse, English"),
        ("", ""),
        (" , ", ""),
        ("French", "French"),
    ],
)
def test_languages_of_an_author_are_shown_with_their_names(written: str, shown: str) -> None:
    assert languages.listed(written) == shown


def test_languages_have_names_and_unknown_ones_their_code() -> None:
    assert [languages.name(code) for code in ("mn", "zh-Hant", "zh-CN", "pt-br", "dz", "xx", "")] == [
        "Mongolian",
        "Chinese (traditional)",
        "Chinese",
        "Brazilian Portuguese",
        "Dzongkha",
        "xx",
        "",
    ]
