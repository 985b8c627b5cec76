"""Select boxes with hundreds of choices, written in one go: Django renders a template for each of them."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

CHOSEN = SafeString(" selected")


class LongSelect(forms.Select):
    """One of many; the same HTML as Django's own, without groups."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box with its options."""
        chosen = set(self.format_value(value))
        written = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, CHOSEN if str(key) in chosen else "", label) for key, label in _plain(self.choices)),
        )
        given = {"name": name, **self.build_attrs(self.attrs, attrs)}
        if self.allow_multiple_selected:
            given["multiple"] = True
        return format_html("<select{}>\n{}\n</select>", flatatt(given), written)


class LongSelectMultiple(LongSelect, forms.SelectMultiple):
    """Some of many."""


def _plain(choices: Any) -> Any:
    """Keys and labels; no key is an empty one."""
    return (("" if key is None else key, label) for key, label in choices)
