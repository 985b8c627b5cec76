"""Select boxes with hundreds of choices, written in one go: Django renders a template for each of them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

CHOSEN = SafeString(" selected")


class LongSelect(forms.Select):
    """One of many; the same HTML as Django's own, without groups."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box with its options."""
        chosen = set(self.format_value(value))
        options = _written(tuple(_plain(self.choices)))
        written = SafeString("\n".join(marked if key in chosen else plain for key, plain, marked in options))
        given = {"name": name, **self.build_attrs(self.attrs, attrs)}
        if self.allow_multiple_selected:
            given["multiple"] = True
        return format_html("<select{}>\n{}\n</select>", flatatt(given), written)


class LongSelectMultiple(LongSelect, forms.SelectMultiple):
    """Some of many."""


def _plain(choices: Any) -> Iterator[tuple[str, str]]:
    """Keys and labels as they are read; no key is an empty one."""
    return (("" if key is None else str(key), str(label)) for key, label in choices)


@lru_cache(maxsize=32)
def _written(choices: tuple[tuple[str, str], ...]) -> list[tuple[str, SafeString, SafeString]]:
    """Each key with its option, and with its option chosen; remembered, as most pages offer what the last one did."""
    line = '<option value="{}"{}>{}</option>'
    return [(key, format_html(line, key, "", label), format_html(line, key, CHOSEN, label)) for key, label in choices]
