"""The forms of a rule and its conditions: only what it needs is asked for, and what is wrong stands at its field."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Country
from articles.models.article import Priority
from newsroom.ingest.matching import BadPattern, compiled, phrases
from newsroom.ingest.models import Condition, Rule

Act, Field, Operator = Rule.Act, Condition.Field, Condition.Operator
SETS = {
    Act.COUNTRY: ("country", gettext_lazy("Say which country.")),
    Act.TAG: ("tag", gettext_lazy("Say which tag.")),
    Act.ASSIGN: ("assignee", gettext_lazy("Say to whom.")),
    Act.PRIORITY: ("priority", gettext_lazy("Say which priority.")),
}
NUMERIC = (Operator.LESS, Operator.MORE)
COUNTS = (*NUMERIC, Operator.IS)
LOOSE = (Operator.MATCHES, Operator.STARTS)

if TYPE_CHECKING:
    RuleBase = forms.ModelForm[Rule]
    ConditionBase = forms.ModelForm[Condition]
    FormSetBase = BaseInlineFormSet[Condition, Rule, "ConditionForm"]
else:
    RuleBase = ConditionBase = forms.ModelForm
    FormSetBase = BaseInlineFormSet


class RuleForm(RuleBase):
    """What a rule does; of the four things that it could set, one is asked for and the others are emptied."""

    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "—"), *Priority.choices],
    )

    class Meta:
        model = Rule
        fields = ["feed", "name", "active", "act", "country", "tag", "assignee", "priority"]
        labels = {"act": gettext_lazy("Do this")}
        help_texts = {
            "name": gettext_lazy("As editors will read it beside a story, such as “No horoscopes”."),
            "act": gettext_lazy("Where several rules set the same, the later one wins; what is dropped ends there."),
        }

    def clean(self) -> dict[str, Any]:
        """Require what the act sets, and forget the rest."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed, sentence = SETS.get(Act(cleaned["act"]), ("", "")) if cleaned.get("act") else ("", "")
        for name, _sentence in SETS.values():
            if name != needed:
                cleaned[name] = None
                self.errors.pop(name, None)
            elif cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned


class ConditionForm(ConditionBase):
    """One condition; what cannot hold together is refused before it is saved."""

    class Meta:
        model = Condition
        fields = ["field", "operator", "value"]
        widgets = {
            "field": forms.Select(attrs={"aria-label": gettext_lazy("if the")}),
            "operator": forms.Select(attrs={"aria-label": gettext_lazy("compares")}),
            "value": forms.TextInput(attrs={"size": 40, "aria-label": gettext_lazy("with")}),
        }

    def clean(self) -> dict[str, Any]:
        """Numbers with numbers, words with words, patterns that can be read, countries that exist."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        field, operator, value = (cleaned.get(name, "") for name in ("field", "operator", "value"))
        if not (field and operator and value):
            return cleaned
        if field == Field.WORDS:
            self._check_number(operator, value)
        elif operator in NUMERIC:
            self.add_error("operator", _("Only the number of words can be less or more than something."))
        elif operator == Operator.MATCHES:
            self._check_pattern(value)
        elif operator in (Operator.HAS, Operator.HAS_NOT) and not phrases(value):
            self.add_error("value", _("Write at least one word."))
        elif field == Field.COUNTRY and operator not in LOOSE:
            cleaned["value"] = self._known_country(value)
        return cleaned

    def _check_number(self, operator: str, value: str) -> None:
        if operator not in COUNTS:
            self.add_error("operator", _("A number of words is less than, more than or exactly something."))
        if not (value.isascii() and value.isdigit()):
            self.add_error("value", _("Write a number, such as 80."))

    def _check_pattern(self, value: str) -> None:
        try:
            compiled(value)
        except BadPattern as error:
            self.add_error("value", str(error))

    def _known_country(self, value: str) -> str:
        """The code of a section, typed as its code or its name."""
        found = Country.objects.filter(Q(iso2__iexact=value) | Q(name__iexact=value)).values_list("iso2", flat=True)
        if code := found.first():
            return code
        self.add_error(
            "value", _("There is no section “%(name)s”; write its name or its two letters.") % {"name": value}
        )
        return value


class ConditionFormSet(FormSetBase):
    """The conditions of a rule, all of which must hold."""

    def clean(self) -> None:
        """A rule that drops says what it drops; what concerns a whole feed is done at the feed."""
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if form not in self.deleted_forms]
        if self.instance.act == Act.DROP and not kept:
            sentence = _("A rule that drops needs a condition. To stop everything from this feed, pause the feed.")
            raise forms.ValidationError(sentence)

    def conditions(self) -> list[Condition]:
        """The conditions as they are typed, saved or not."""
        kept = [form for form in self.forms if form not in self.deleted_forms and form.cleaned_data.get("field")]
        return [
            Condition(field=one["field"], operator=one["operator"], value=one["value"])
            for one in (form.cleaned_data for form in kept)
        ]
