"""Ticks for many things, in named groups: found with the browser's own search, worked by keyboard, read by all."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    BaseField = forms.ModelMultipleChoiceField[Any]
    BaseIterator = ModelChoiceIterator[Any]
else:
    BaseField = forms.ModelMultipleChoiceField
    BaseIterator = ModelChoiceIterator


class Ticks(forms.CheckboxSelectMultiple):
    """Checkboxes, each group of them a fieldset with its name as the legend."""

    use_fieldset = True

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """By our own template, which Django's renderer of forms does not find."""
        return render_to_string("admin/auth/ticks.html", self.get_context(name, value, attrs))


class InGroups(BaseIterator):
    """The choices under the names of their groups; the field's rows are in the order of these."""

    def __iter__(self) -> Iterable[Any]:  # type: ignore[override]
        """A name, and the choices below it."""
        field: Any = self.field
        for name, found in groupby(self.queryset, key=field.group_of):
            yield (name, [self.choice(one) for one in found])


class TicksField(BaseField):
    """A choice of several, in groups; `group_of` names the group of a row, `label_of` the row."""

    widget = Ticks
    iterator = InGroups

    def __init__(self, queryset: Any, *, group_of: Callable[[Any], str], label_of: Any = str, **kwargs: Any) -> None:
        """Say how rows are grouped and named; the rows must be in the order of their groups."""
        self.group_of, self.label_of = group_of, label_of
        super().__init__(queryset, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """The row's own name within its group."""
        return str(self.label_of(obj))
