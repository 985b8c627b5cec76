"""HTML put together by the house is what Django would have put together."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from articles.written_html import Form, written, written_each

VALUES = st.one_of(
    st.text(), st.integers(), st.floats(allow_nan=False), st.none(), st.text().map(SafeString), st.booleans()
)


@given(VALUES, VALUES)
def test_values_are_escaped_as_django_escapes_them(one: object, other: object) -> None:
    form = '<a href="{}">{}</a> &amp;'
    assert written(form, one, other) == format_html(form, one, other)
    assert isinstance(written(form, one, other), SafeString)


@given(st.lists(st.tuples(VALUES, VALUES)))
def test_rows_are_joined_as_django_joins_them(rows: list[tuple[object, object]]) -> None:
    form = "<li>{} {}</li>"
    assert written_each("\n", form, rows) == format_html_join("\n", form, rows)


def test_what_waits_to_be_translated_is_escaped_and_what_calls_itself_html_is_not() -> None:
    class Piece:
        def __html__(self) -> str:
            return "<b>x</b>"

    assert written("{}{}", gettext_lazy("<Country>"), Piece()) == "&lt;Country&gt;<b>x</b>"


@given(VALUES, VALUES)
def test_a_form_escapes_values_as_django_does(one: object, other: object) -> None:
    form = Form('<a href="{one}">{other}</a> &amp; {one}')
    assert form(one=one, other=other) == format_html('<a href="{}">{}</a> &amp; {}', one, other, one)


def test_the_words_of_a_form_are_those_of_the_language_and_take_values_of_their_own() -> None:
    form = Form("<p>{word}: {told} {{}}</p>", word=gettext_lazy("Source"), told=gettext_lazy("in %(language)s"))
    with override("en"):
        assert form(language="<i>") == "<p>Source: in &lt;i&gt; {}</p>"
    with override("tr"):
        turkish = form(language="x")
    assert turkish != form(language="x")
    with override("en"):
        assert form(language="x") == "<p>Source: in x {}</p>"


def test_words_with_signs_of_markup_and_braces_stay_words() -> None:
    assert Form("<b>{word}</b>", word="a < b {x} & c")() == "<b>a &lt; b {x} &amp; c</b>"
