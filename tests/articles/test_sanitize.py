"""Foreign HTML is made safe: what stays, what goes, and that no input can hold the cleaner up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.markup import depth_bound, hostility, tokens, visible_text
from articles.sanitize import clean, excerpt, plain_text
from tests.thorough import examples

PIECES = st.sampled_from(
     ["<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>",
     "<a href='https://a.example/'>",
     "</a>", "<img src='https://a.example/b.png' alt='x > y'>", "<img>", "<script>", "</script>", "<!--", "-->",
     "<svg>", "<h1>", "</h1>",
     "<h5>", "<em>", "</em>", "<a href=javascript:x>", "&lt;", "&amp;", "&", "<", ">", '"', "word", " ", "\n", "é",
     "中", "\x00", "<p lang=en>"]
)  # fmt: skip
MARKUP = st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize(
    ("foreign", "safe"),
    [
        ("<p onclick='x()'>One</p>", "<p>One</p>"),
        ("<script>alert(1)</script>After", "After"),
        ("<a href='javascript:alert(1)'>One</a>", '<a rel="noopener nofollow ugc">One</a>'),
        ("<a href='//other.example/'>One</a>", '<a rel="noopener nofollow ugc">One</a>'),
        (
            "<a href='https://a.example/' target='_blank'>One</a>",
            '<a href="https://a.example/" rel="noopener nofollow ugc">One</a>',
        ),
        ("<img src='/relative.png'><img src='data:image/png;base64,xx'>", ""),
        ("<p>One<img src='https://t.example/p.gif' width='1' height='1'></p>", "<p>One</p>"),
        ("<h1>One</h1><h6>Two</h6>", "<h2>One</h2><h4>Two</h4>"),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
        ("<p>One<!-- two --></p>", "<p>One</p>"),
        ("<p></p><ul><li> </li></ul><p>One</p>", "<p>One</p>"),
        ("<td onmouseover=x>One", "One"),
        ("<p lang='ar' dir='rtl' style='color:red' class='x' id='y'>نص</p>", '<p lang="ar" dir="rtl">نص</p>'),
        ("<svg><a xlink:href='javascript:x'>One</a></svg>Two", "Two"),
        ("<th scope='row' colspan='2' width='9'>One</th>", "One"),
        ("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2"),
        ("", ""),
    ],
)
def test_only_what_is_allowed_stays(foreign: str, safe: str) -> None:
    assert clean(foreign) == safe


def test_a_table_keeps_its_shape() -> None:
    table = (
        "<table><caption>C</caption><thead><tr><th scope='col'>A</th></tr></thead>"
        "<tbody><tr><td rowspan='2'>1</td></tr></tbody></table>"
    )
    assert clean(table) == table.replace("'", '"')


def test_a_picture_keeps_its_words_and_size() -> None:
    picture = (
        '<figure><img src="https://a.example/b.png" alt="A ship" width="640" height="480">'
        "<figcaption>Docks</figcaption></figure>"
    )
    assert clean(picture) == picture


@given(MARKUP)
@examples(300)
def test_cleaning_twice_changes_nothing(foreign: str) -> None:
    once = clean(foreign)
    assert clean(once) == once


@given(MARKUP)
@examples(200)
def test_no_script_survives_any_mixture(foreign: str) -> None:
    assert not re.search(r"<script|<svg|javascript:|<!--|\son\w+=", clean(foreign), re.IGNORECASE)


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 20_000 + "One",
        "<b>" * 20_000 + "One",
        "<div " + " ".join(f"a{n}" for n in range(5_000)) + ">One",
        "<div><table><td></div></table>" * 5_000 + "One",
        "<b><div></b>" * 5_000 + "One",
        "<svg><td>" * 5_000 + "One",
        "One" + "<!--" * 50_000,
        "One" + "<a " * 50_000,
    ],
)
def test_hostile_markup_is_kept_as_its_words(hostile: str) -> None:
    safe = clean(hostile)
    assert "One" in safe or safe == ""
    assert depth_bound(safe) < 10


def test_too_many_attributes_are_named_as_the_reason() -> None:
    assert "attributes" in (hostility("<p " + "a " * 101 + ">") or "")
    assert hostility("<p " + "a " * 99 + ">") is None


def test_depth_is_never_underestimated_by_wrong_end_tags() -> None:
    assert depth_bound("<div><span></div>" * 10) == 20
    assert depth_bound("<div><p>One<p>Two</div>" * 10) == 1


def test_a_quote_outside_a_value_ends_no_tag_late() -> None:
    names = [token.name for token in tokens('<p a"><b>One</b>')]
    assert names == ["p", "b", "", "b"]


def test_text_is_read_by_blocks() -> None:
    assert plain_text("<h2>One</h2><p>two  <b>three</b></p><ul><li>four</li></ul>") == "One\ntwo three\nfour"
    assert visible_text("<p>One<script>two</script><style>three</style></p>") == "One"
    assert visible_text("<tr><td>One</td><td>Two</td></tr>") == "One Two"


def test_an_excerpt_counts_words_and_in_unspaced_scripts_characters() -> None:
    assert excerpt("<p>one two</p><p>three, four</p>", words=3) == "one two three…"
    assert excerpt("<p>one two</p>", words=3) == "one two"
    assert excerpt("港口今天重新开放船只陆续进港", words=3) == "港口今天重新…"
