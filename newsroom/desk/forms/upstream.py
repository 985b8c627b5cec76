"""The form of a correction that follows a source: headline, note, and whether to take the source's new text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FollowForm(forms.Form):
    """What is put right, and what readers are told of it."""

    headline = forms.CharField(
        label=_("Headline"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "data-count": "110"}),
    )
    take = forms.BooleanField(label=_("Take the new text"), required=False)
    note = forms.CharField(
        label=_("Note to readers"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands under the article as a correction."),
    )

    def __init__(self, data: Any = None, *, takes: bool, initial: dict[str, Any]) -> None:
        """`takes` is false where there is no new text to take."""
        super().__init__(data, initial=initial, label_suffix="")
        if not takes:
            del self.fields["take"]

    def clean_headline(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["headline"].split())
