"""HTML put together by the house is what Django would have put together."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from articles.written_html import written, written_each

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
