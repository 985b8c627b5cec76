"""Long select boxes say what Django's own would say."""

from typing import Any

import pytest
from django import forms

from articles.long_selects import LongSelect, LongSelectMultiple

CHOICES = [("", "Any"), ("one", "One & only"), ('"two"', "<Two>"), (3, "Three")]


def parts(html: str) -> tuple[list[str], str]:
    """The attributes of the box in any order, and its options in theirs."""
    opening, _bracket, options = html.partition(">")
    return sorted(opening.split()), " ".join(options.split())


@pytest.mark.parametrize("value", ["", None, "one", '"two"', 3, "3", "none"])
def test_one_of_many(value: Any) -> None:
    attrs = {"id": "id_x", "required": True, "disabled": False}
    ours, theirs = (box(choices=CHOICES).render("x", value, attrs) for box in (LongSelect, forms.Select))
    assert parts(ours) == parts(theirs)


@pytest.mark.parametrize("value", [[], None, ["one"], ["one", "3"]], ids=str)
def test_some_of_many(value: Any) -> None:
    boxes = (LongSelectMultiple, forms.SelectMultiple)
    ours, theirs = (box(choices=CHOICES[1:]).render("x", value, {"id": "id_x"}) for box in boxes)
    assert parts(ours) == parts(theirs)
