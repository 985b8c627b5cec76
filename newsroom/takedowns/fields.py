"""The fields of the public forms: one line without control characters, addresses of this site one per line."""

import unicodedata
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from newsroom.takedowns.addresses import path_of, stripped
from newsroom.takedowns.claims import MAX_ADDRESSES

# Marks that turn the direction of text: in a name or an address they only serve to deceive (Unicode Standard Annex 9).
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LONGEST_ADDRESS = 2000
EARLIEST = date(1900, 1, 1)
EMPTY = lazy("Please fill this in.")
LONG = lazy("This is %(show_value)d letters long; there is room for %(limit_value)d.")
SHORT = lazy("Please say a little more: at least %(limit_value)d letters.")
SENTENCES = {"required": EMPTY, "max_length": LONG, "min_length": SHORT}


def without_controls(value: str) -> None:
    """Refuse what is not on one line, or hides what it is."""
    if any(unicodedata.category(letter) == "Cc" or letter in TURNING for letter in value):
        raise ValidationError(_("Use one line of ordinary letters here, without control characters."), code="controls")


class OneLine(forms.CharField):
    """A line of text."""

    default_validators = [without_controls]

    def __init__(self, *, max_length: int = 200, **options: Any) -> None:
        """At most `max_length` characters; the browser fills in what `autocomplete` names."""
        autocomplete = options.pop("autocomplete", "off")
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": autocomplete}))
        super().__init__(max_length=max_length, error_messages=SENTENCES, **options)


class Mail(forms.EmailField):
    """A mail address."""

    def __init__(self, **options: Any) -> None:
        """At most 254 characters (RFC 5321 §4.5.3.1.3)."""
        sentences = SENTENCES | {"invalid": lazy("This is not a complete mail address, such as name@example.org.")}
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(max_length=254, widget=widget, error_messages=sentences, **options)


class Tick(forms.BooleanField):
    """A statement that has to be ticked."""

    def __init__(self, **options: Any) -> None:
        """Says so where it is not."""
        super().__init__(error_messages={"required": lazy("Please tick this, or we may not act.")}, **options)


class Lines(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 4, max_length: int = 5000, **options: Any) -> None:
        """At most `max_length` characters in `rows` visible rows."""
        super().__init__(
            max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), error_messages=SENTENCES, **options
        )


class Originals(Lines):
    """Where an original stands; letters that cannot be seen are taken out."""

    def to_python(self, value: Any) -> str:
        """The text without them."""
        return stripped(super().to_python(value) or "")


class Day(forms.DateField):
    """A day on which something was first published: since 1900, and not tomorrow."""

    def __init__(self, **options: Any) -> None:
        """The browser's own calendar."""
        sentences = {"invalid": lazy("Give a day, such as 2026-01-31."), "required": EMPTY}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": EARLIEST.isoformat()})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages=sentences, **options)

    def validate(self, value: Any) -> None:
        """Between 1900 and today, wherever the claimant's day has got to."""
        super().validate(value)
        if value and value < EARLIEST:
            raise ValidationError(_("The day is before 1900. Look at the year again."), code="early")
        if value and value > (timezone.now() + timedelta(hours=14)).date():
            raise ValidationError(_("The day has not come yet. Look at the year again."), code="future")


class ManyFilesInput(forms.FileInput):
    """A field in which several files can be chosen."""

    allow_multiple_selected = True


class Files(forms.Field):
    """Files of a claimant. Only asked for here: `uploads` gathers them, whatever else is wrong with the form."""

    def __init__(self, **options: Any) -> None:
        """The browser offers the kinds that we take; their content decides."""
        widget = ManyFilesInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.txt", "multiple": True})
        super().__init__(widget=widget, required=False, **options)


class Addresses(Lines):
    """Addresses on this site, one per line; gives a tuple of them. Every wrong line is named by its number."""

    def __init__(self, **options: Any) -> None:
        """Room for 50 of the longest."""
        super().__init__(rows=3, max_length=(LONGEST_ADDRESS + 2) * MAX_ADDRESSES, **options)

    def to_python(self, value: Any) -> str:
        """The text without letters that cannot be seen."""
        return stripped((super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n"))

    def clean(self, value: Any) -> tuple[str, ...]:
        """The addresses that were typed, each once."""
        lines = [line.strip() for line in super().clean(value).splitlines()]
        typed = [(number, line) for number, line in enumerate(lines, start=1) if line]
        problems = [problem for number, line in typed if (problem := _problem(number, line))]
        found = tuple(dict.fromkeys(line for _number, line in typed))
        if len(found) > MAX_ADDRESSES:
            problems.insert(0, _too_many(len(found)))
        if problems:
            raise ValidationError([ValidationError(problem, code="address") for problem in problems[:5]])
        return found


def _problem(number: int, line: str) -> str:
    if len(line) > LONGEST_ADDRESS:
        return _("Line %(number)d is longer than 2,000 characters.") % {"number": number}
    if not path_of(line):
        return _(
            "Line %(number)d is not an address on this site. Copy it from the address bar of the story's page."
        ) % {"number": number}
    return ""


def _too_many(number: int) -> str:
    text = ngettext(
        "These are %(found)d addresses; one request may name %(most)d. Send the rest in another request.",
        "These are %(found)d addresses; one request may name %(most)d. Send the rest in another request.",
        number,
    )
    return text % {"found": number, "most": MAX_ADDRESSES}
