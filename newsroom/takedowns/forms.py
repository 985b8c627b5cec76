"""The public forms: a takedown request that asks only what its claim needs, and a message to the newsroom."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from newsroom.takedowns import countries, traps
from newsroom.takedowns.claims import (
    ASKED,
    MAY_BE_EMPTY,
    ROLES,
    STATEMENTS,
    TEXT_VERSION,
    Claim,
    DataLaw,
    DataRight,
    Notice,
    Part,
    Remedy,
    Role,
)
from newsroom.takedowns.fields import (
    LONGEST_ADDRESS,
    Addresses,
    Day,
    Files,
    Lines,
    Mail,
    OneLine,
    Originals,
    Tick,
)
from newsroom.takedowns.models import Message

WORDS: dict[str, str] = STATEMENTS[TEXT_VERSION]  # type: ignore[assignment]


class GuardedForm(forms.Form):
    """A public form: a field that people leave empty, the signed time it was shown, a key that makes it one sending."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    puzzle = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
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

    SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = ()

    def visible_groups(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self.visible_fields() if field.name != "website"]

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields that people see under their headings; what has no heading of its own comes first."""
        fields = {field.name: field for field in self.visible_groups()}
        named = [(heading, [fields.pop(name) for name in names if name in fields]) for heading, names in self.SECTIONS]
        return [("", list(fields.values())), *named] if fields else named

    def in_words(self) -> str:
        """What was typed, to be copied from a page that offers no form any more; choices and ticks are left out."""
        if not self.is_bound:
            return ""
        texts = [field for field in self.visible_groups() if isinstance(field.field, forms.CharField) and field.data]
        if len(texts) == 1:
            return str(texts[0].data)
        return "\n\n".join(f"{field.label}\n{field.data}" for field in texts)


class RequestForm(GuardedForm):
    """A takedown request. The claim is chosen first; a field that the claim does not need is not there."""

    addresses = Addresses(
        label=lazy("Addresses of the stories on this site"), help_text=lazy("One per line, at most 50.")
    )
    part = forms.ChoiceField(label=lazy("Which part of it"), choices=Part.choices)
    part_words = Lines(
        label=lazy("The passage, picture or name that is meant"), max_length=1000, rows=2, required=False
    )
    settle = forms.ChoiceField(label=lazy("What would settle it"), choices=Remedy.choices)
    data_law = forms.ChoiceField(label=lazy("Which law you rely on"), choices=DataLaw.choices)
    data_right = forms.ChoiceField(label=lazy("What you ask for"), choices=DataRight.choices)
    work = Lines(
        label=lazy("The work that is yours"),
        help_text=lazy("What it is, and how we recognise it: for instance “our photograph of the harbour fire”."),
        min_length=20,
    )
    originals = Originals(
        label=lazy("Where the original is"),
        help_text=lazy("Its address; or “not online” and where it appeared."),
        max_length=2000,
        rows=2,
    )
    first_published = Day(
        label=lazy("When the original was first published"), help_text=lazy("Leave it empty if it never was.")
    )
    explanation = Lines(
        label=lazy("What is wrong, in your words"), help_text=lazy("Up to 5,000 letters."), min_length=20
    )
    evidence = Files(
        label=lazy("Files that prove it"),
        help_text=lazy("Up to 3 files of PDF, PNG, JPEG or TXT, 5 MB each. Only our takedown officers open them."),
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
    country = forms.ChoiceField(label=lazy("Country"), choices=countries.choices)
    postal_address = Lines(label=lazy("Postal address"), max_length=500, rows=3)
    phone = OneLine(label=lazy("Telephone"), max_length=40, autocomplete="tel")
    good_faith = Tick(label=WORDS["good_faith"])
    authority = Tick(label=WORDS["authority"])
    fair_use = Tick(label=WORDS["fair_use"])
    passed_on = Tick(label=WORDS["passed_on"])
    passed_on_nameless = Tick(label=WORDS["passed_on_nameless"])
    signature = OneLine(label=lazy("Signature"), help_text=lazy("Type your name again; this signs the request."))

    SECTIONS = (
        (lazy("The story"), ("addresses", "part", "part_words", "settle", "data_law", "data_right")),
        (lazy("Your claim"), ("work", "originals", "first_published", "explanation", "evidence")),
        (
            lazy("About you"),
            ("role", "name", "organisation", "principal", "email", "country", "postal_address", "phone"),
        ),
        (
            lazy("What you declare"),
            ("good_faith", "authority", "fair_use", "passed_on", "passed_on_nameless", "signature"),
        ),
    )
    ALWAYS = frozenset(
        {"key", "stamp", "puzzle", "website", "evidence", "role", "name", "organisation", "principal", "email"}
    )
    STATEMENTS = ("good_faith", "authority", "fair_use", "passed_on", "passed_on_nameless")

    def __init__(self, *args: Any, claim: Claim, **options: Any) -> None:
        """Keep the fields that the claim needs."""
        super().__init__(*args, **options)
        self.claim = claim
        for name in self.fields.keys() - self.ALWAYS - {"good_faith"} - ASKED[claim]:
            del self.fields[name]
        for name in MAY_BE_EMPTY[claim] & self.fields.keys():
            self.fields[name].required = False
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

    def notice(self, *, slow: bool = False, evidence: tuple[int, ...] = ()) -> Notice:
        """The complete request."""
        given = self.cleaned_data
        who = ("name", "organisation", "principal", "country", "postal_address", "phone", "signature")
        what = ("originals", "explanation", "work", "part", "part_words", "data_law", "data_right")
        return Notice(
            claim=self.claim,
            settle=Remedy(given.get("settle") or Remedy.OTHER),
            addresses=given["addresses"],
            role=Role(given["role"]),
            email=given["email"],
            first_published=given.get("first_published"),
            statements=tuple(name for name in self.STATEMENTS if given.get(name)),
            language=get_language() or "en",
            key=given["key"],
            slow=slow,
            evidence=evidence,
            **{name: given.get(name, "") for name in who + what},
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
