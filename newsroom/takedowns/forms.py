"""The public forms: a takedown request that asks only what its claim needs, and a message to the newsroom."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from newsroom.takedowns import traps
from newsroom.takedowns.claims import EXTRA_FIELDS, ROLES, STATEMENTS, TEXT_VERSION, Claim, Notice, Remedy, Role
from newsroom.takedowns.fields import LONGEST_ADDRESS, Addresses, Lines, Mail, OneLine, Tick
from newsroom.takedowns.models import Message

WORDS: dict[str, str] = STATEMENTS[TEXT_VERSION]  # type: ignore[assignment]


class GuardedForm(forms.Form):
    """A public form: a field that people leave empty, the signed time it was shown, a key that makes it one sending."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False, label=lazy("Leave this field empty"))

    def __init__(self, *args: Any, **options: Any) -> None:
        """A fresh form gets its key and its time."""
        options["initial"] = {"key": uuid.uuid4(), "stamp": traps.stamp()} | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        """Stop what a person could not have sent; one more press of the button is all that a person needs."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["key"] = cleaned.get("key") or uuid.uuid4()
        if cleaned.get("website"):
            raise ValidationError(
                _("The hidden field was filled in. Empty it and press the button again."), code="trap"
            )
        age = traps.age(cleaned.get("stamp", ""))
        if age is None or not traps.youngest_seconds() <= age <= traps.OLDEST_SECONDS:
            self._renew_stamp()
            problem = self._problem_of_time(age)
            raise ValidationError(problem, code="time")
        return cleaned

    def _renew_stamp(self) -> None:
        """The next press of the button is in time."""
        self.data = {name: self.data[name] for name in self.data} | {self.add_prefix("stamp"): traps.stamp()}

    def _problem_of_time(self, age: float | None) -> str:
        if age is not None and age < traps.youngest_seconds():
            return _("That was faster than a person can be. Wait a few seconds and press the button again.")
        return _("This page was open for more than a day. Nothing is lost: press the button again.")

    def visible_groups(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self.visible_fields() if field.name != "website"]


class RequestForm(GuardedForm):
    """A takedown request. The claim is chosen first; a field that the claim does not need is not there."""

    addresses = Addresses(
        label=lazy("Addresses of the stories on this site"), help_text=lazy("One per line, at most 50.")
    )
    originals = Lines(
        label=lazy("Where the original is"),
        help_text=lazy("Its address; or “not online” and where it appeared."),
        max_length=2000,
        rows=2,
    )
    settle = forms.ChoiceField(label=lazy("What would settle it"), choices=Remedy.choices)
    explanation = Lines(
        label=lazy("What is wrong, in your words"), help_text=lazy("Up to 5,000 letters."), min_length=20
    )
    role = forms.ChoiceField(label=lazy("You write as"), choices=())
    name = OneLine(label=lazy("Your name"), min_length=2, autocomplete="name")
    organisation = OneLine(label=lazy("Organisation"), required=False, autocomplete="organization")
    principal = OneLine(
        label=lazy("For whom you act"), required=False, help_text=lazy("Only if you write for somebody else.")
    )
    email = Mail(
        label=lazy("E-mail address"),
        help_text=lazy("We send a link to confirm the request, and what we decide. It is not published."),
    )
    country = OneLine(label=lazy("Country"), max_length=80, autocomplete="country-name")
    postal_address = Lines(label=lazy("Postal address"), max_length=500, rows=3)
    phone = OneLine(label=lazy("Telephone"), max_length=40, autocomplete="tel")
    good_faith = Tick(label=WORDS["good_faith"])
    authority = Tick(label=WORDS["authority"])
    signature = OneLine(label=lazy("Signature"), help_text=lazy("Type your name again; this signs the request."))

    EXTRAS = frozenset({"originals", "country", "postal_address", "phone", "authority"})
    STATEMENTS = ("good_faith", "authority")

    def __init__(self, *args: Any, claim: Claim, **options: Any) -> None:
        """Keep the fields that the claim needs."""
        super().__init__(*args, **options)
        self.claim = claim
        for name in self.EXTRAS - EXTRA_FIELDS[claim]:
            del self.fields[name]
        role = self.fields["role"]
        role.choices = [(role, role.label) for role in ROLES[claim]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who acts for somebody names them; the signature is the name."""
        cleaned = super().clean()
        if cleaned.get("role") == Role.AGENT and not cleaned.get("principal"):
            self.add_error("principal", _("Say for whom you act."))
        name, signature = cleaned.get("name"), cleaned.get("signature")
        if name and signature and _folded(name) != _folded(signature):
            self.add_error("signature", _("The signature must be your name as you gave it above."))
        return cleaned

    def notice(self) -> Notice:
        """The complete request."""
        given = self.cleaned_data
        statements = tuple(name for name in self.STATEMENTS if given.get(name))
        texts = ("name", "organisation", "principal", "country", "postal_address", "phone", "originals", "signature")
        return Notice(
            claim=self.claim,
            settle=Remedy(given["settle"]),
            addresses=given["addresses"],
            role=Role(given["role"]),
            email=given["email"],
            explanation=given["explanation"],
            statements=statements,
            language=get_language() or "en",
            key=given["key"],
            **{name: given.get(name, "") for name in texts},
        )


class MessageForm(GuardedForm):
    """A message to the newsroom on a topic that was chosen first."""

    about = OneLine(label=lazy("Address of the story"), max_length=LONGEST_ADDRESS, required=False)
    text = Lines(label=lazy("Your message"), rows=8, min_length=10)
    name = OneLine(label=lazy("Your name"), min_length=2, autocomplete="name")
    email = Mail(label=lazy("E-mail address"), help_text=lazy("For our answer. It is not published."))

    def message(self, topic: Message.Topic) -> Message:
        """The message, not saved yet."""
        given = self.cleaned_data
        names = ("about", "text", "name", "email", "key")
        return Message(topic=topic, language=get_language() or "en", **{name: given[name] for name in names})


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
