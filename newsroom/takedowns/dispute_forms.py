"""The forms in which a decision is disputed: counter-notice, of which the statute asks much, appeal, correction."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from newsroom.takedowns.claims import Claim
from newsroom.takedowns.disputes import COUNTER_STATEMENTS, COUNTER_VERSION, Reason
from newsroom.takedowns.fields import Lines, Mail, OneLine, Tick
from newsroom.takedowns.forms import GuardedForm

WORDS: dict[str, str] = COUNTER_STATEMENTS[COUNTER_VERSION]  # type: ignore[assignment]


class CounterForm(GuardedForm):
    """A counter-notice. Who reads it is said before it is signed, and depends on what kind of claim it answers."""

    reason = forms.ChoiceField(label=lazy("Why the story should come back"), choices=Reason.choices)
    explanation = Lines(
        label=lazy("What happened, in your words"), help_text=lazy("Up to 5,000 letters."), required=False
    )
    name = OneLine(label=lazy("Your full name"), min_length=2, autocomplete="name")
    postal_address = Lines(
        label=lazy("Postal address"),
        help_text=lazy("Where a letter of a court would reach you: street, place, country."),
        min_length=15,
        max_length=500,
        rows=3,
    )
    phone = OneLine(label=lazy("Telephone"), max_length=40, min_length=5, autocomplete="tel")
    email = Mail(label=lazy("E-mail address"), help_text=lazy("For our letters about this counter-notice."))
    mistake = Tick(label=WORDS["mistake"])
    jurisdiction = Tick(label=WORDS["jurisdiction"])
    service = Tick(label=WORDS["service"])
    passed_on = Tick(label=WORDS["passed_on"])
    passed_on_nameless = Tick(label=WORDS["passed_on_nameless"])
    signature = OneLine(label=lazy("Signature"), help_text=lazy("Type your name again; this signs the counter-notice."))

    STATEMENTS = ("mistake", "jurisdiction", "service", "passed_on", "passed_on_nameless")
    SECTIONS = (
        (lazy("Your reason"), ("reason", "explanation")),
        (lazy("About you"), ("name", "postal_address", "phone", "email")),
        (lazy("What you declare"), (*STATEMENTS, "signature")),
    )

    def __init__(self, *args: Any, claim: str, **options: Any) -> None:
        """Only one of the two sentences on who reads it stays."""
        super().__init__(*args, **options)
        del self.fields["passed_on_nameless" if claim == Claim.COPYRIGHT else "passed_on"]

    def clean(self) -> dict[str, Any]:
        """Another reason is told; an address has a number or several lines; the signature is the name."""
        cleaned = super().clean()
        if cleaned.get("reason") == Reason.OTHER and len(cleaned.get("explanation", "")) < 20:
            self.add_error("explanation", _("Say in at least 20 letters which reason it is."))
        place = cleaned.get("postal_address", "")
        if place and not (any(letter.isdigit() for letter in place) and len(place.split()) > 2):
            self.add_error("postal_address", _("Give the whole address: street and number, place, country."))
        phone = cleaned.get("phone", "")
        if phone and sum(letter.isdigit() for letter in phone) < 5:
            self.add_error("phone", _("Give the whole telephone number."))
        name, signature = cleaned.get("name"), cleaned.get("signature")
        if name and signature and _folded(name) != _folded(signature):
            self.add_error("signature", _("The signature must be your name as you gave it above."))
        return cleaned

    def signed(self) -> dict[str, Any]:
        """What `countering.Signed` is made of."""
        given = self.cleaned_data
        names = ("reason", "explanation", "name", "postal_address", "phone", "email", "signature")
        ticked = tuple(name for name in self.STATEMENTS if given.get(name))
        return {name: given[name] for name in names} | {"statements": ticked, "language": get_language() or "en"}


class AppealForm(GuardedForm):
    """An appeal: one text, read by somebody who had no part in the decision."""

    text = Lines(label=lazy("Why the decision is wrong"), help_text=lazy("20 to 5,000 letters."), min_length=20, rows=8)


class MendForm(GuardedForm):
    """A correction that an author proposes: one text, read by the officers."""

    text = Lines(
        label=lazy("What you would change, and how the text should read"),
        help_text=lazy("20 to 5,000 letters."),
        min_length=20,
        rows=10,
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
