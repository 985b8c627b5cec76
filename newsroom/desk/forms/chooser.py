"""Choosing from a long vocabulary: a list that holds only what is chosen, and a search box from `desk.js`.

Nothing is added to a vocabulary here. Without script the list can still be read and thinned out.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy

from newsroom.ingest.suggestions import is_number

if TYPE_CHECKING:
    BaseField = forms.ModelMultipleChoiceField[Any]
else:
    BaseField = forms.ModelMultipleChoiceField

LONGEST_KEY = 18
"""Digits of a key; SQLite and PostgreSQL hold no longer ones."""


class ChosenOnly:
    """A select that renders its chosen options alone; the rest comes from the admin's autocomplete endpoint.

    `relation` names the foreign key whose target is searched, such as `articles.tagging.tag`.
    """

    choices: Any

    def __init__(self, relation: str, attrs: dict[str, Any] | None = None) -> None:
        """Say where to search."""
        app, model, field = relation.split(".")
        data = {
            "data-chooser": reverse_lazy("admin:autocomplete"),
            "data-app": app,
            "data-model": model,
            "data-field": field,
        }
        super().__init__(attrs=data | (attrs or {}))  # type: ignore[call-arg]
        self.known: Mapping[str, Any] = {}
        """What need not be looked up again, by its key."""

    def optgroups(self, name: str, value: Iterable[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        """The chosen options, in the order in which they were chosen."""
        wanted = [str(one) for one in value if is_number(str(one))]
        queryset: models.QuerySet[Any] = self.choices.queryset
        found = dict(self.known)
        if missing := [pk for pk in wanted if pk not in found]:
            found |= {str(obj.pk): obj for obj in queryset.filter(pk__in=missing)}
        label = self.choices.field.label_from_instance
        options = [
            self.create_option(name, pk, label(found[pk]), True, place)  # type: ignore[attr-defined]  # noqa: FBT003
            for place, pk in enumerate(wanted)
            if pk in found
        ]
        if not getattr(self, "allow_multiple_selected", False):
            empty = self.create_option(name, "", "—", not options, len(options))  # type: ignore[attr-defined]
            options.append(empty)
        return [(None, options, 0)]


class ChooserOne(ChosenOnly, forms.Select):
    """One thing of a vocabulary, or none."""


class ChooserMany(ChosenOnly, forms.SelectMultiple):
    """Several things of a vocabulary, in order."""


class OrderedField(BaseField):
    """Several things in the order in which a person put them."""

    def clean(self, value: Any) -> Any:
        """The chosen objects as a list, in order; unknown ones are refused, and keys that no database could hold."""
        for one in value or []:
            if len(str(one)) > LONGEST_KEY:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": str(one)[:20]})
        return _in_order(super().clean(value), value)

    def to_python(self, value: Any) -> Any:
        """The same for what was chosen when the form was shown."""
        return _in_order(super().to_python(value), value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other things were chosen, or the same in another order."""
        before = [str(getattr(one, "pk", one)) for one in initial or []]
        return before != [str(one) for one in data or []]


def _in_order(objects: Iterable[Any], keys: Any) -> list[Any]:
    found = {str(obj.pk): obj for obj in objects}
    return [found[str(one)] for one in dict.fromkeys(keys or []) if str(one) in found]
