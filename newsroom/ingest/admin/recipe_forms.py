"""The form of the selectors of a source: each line is read before it is saved; the page to try them on is chosen."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.ingest import selectors
from newsroom.ingest.models import Capture, Recipe

LAST = 10

if TYPE_CHECKING:
    Base = forms.ModelForm[Recipe]
else:
    Base = forms.ModelForm


class RecipeForm(Base):
    """Where the text stands, what in it is none, and a page on which to try it."""

    capture = forms.ChoiceField(label=gettext_lazy("Page to try it on"), required=False)

    class Meta:
        model = Recipe
        fields = ["source", "take", "drop", "active", "tested_url"]
        error_messages = {
            "source": {
                "unique": gettext_lazy("This source has selectors already; open them from the page of the source.")
            }
        }
        labels = {"tested_url": gettext_lazy("Or another page")}
        widgets = {
            "take": forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
            "drop": forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
            "tested_url": forms.URLInput(attrs={"size": 60}),
        }
        help_texts = {
            "take": gettext_lazy(
                "Where the text stands: one CSS selector a line, such as “article .story-body”. Left empty, the two "
                "readers look for it."
            ),
            "drop": gettext_lazy("What in it is none of it, such as “.newsletter” or “aside”; gone before all else."),
            "tested_url": gettext_lazy(
                "An address of the site. It is fetched when you press Try it, as robots.txt allows."
            ),
        }

    asked: str = ""
    """The capture that somebody came from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the last pages of the source to choose from."""
        super().__init__(*args, **kwargs)
        listed = [(str(one.pk), _called(one)) for one in kept_pages(self._source())]
        field: Any = self.fields["capture"]
        field.choices = [("", _("the newest page that is kept")), *listed]
        if self.asked in dict(listed):
            self.initial["capture"] = self.asked
        if not listed:
            field.help_text = _("No page of this source is kept; give an address below.")

    def clean_take(self) -> str:
        """Each line is a selector."""
        return self._sound("take")

    def clean_drop(self) -> str:
        """Each line is a selector."""
        return self._sound("drop")

    def clean(self) -> dict[str, Any]:
        """Something is taken or dropped."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("take") and not cleaned.get("drop"):
            self.add_error("take", _("Write a selector here or below; without any, the readers do as they always do."))
        return cleaned

    def chosen_capture(self) -> Capture | None:
        """The page that was chosen, or the newest; the form is clean."""
        pages = kept_pages(self.instance.source_id)
        chosen = self.cleaned_data.get("capture")
        return Capture.objects.filter(pk=int(chosen)).first() if chosen else pages.first()

    def _source(self) -> int:
        """Whose pages are listed: the recipe's source, or the one that was typed or asked for."""
        field: Any = self.fields.get("source")
        if self.instance.source_id or field is None:
            return self.instance.source_id or 0
        try:
            found = field.to_python(self.data.get("source") or self.initial.get("source"))
        except forms.ValidationError:
            return 0
        return found.pk if found else 0

    def _sound(self, name: str) -> str:
        typed: str = self.cleaned_data[name]
        if found := selectors.problems(typed):
            raise forms.ValidationError(found)
        return "\n".join(selectors.lines(typed))


def kept_pages(source: int | None) -> QuerySet[Capture]:
    """The last things of a source whose page is kept: those whose page was labelled and neither erased nor reduced."""
    kept = Capture.objects.filter(source=source, erased_at=None, reduced_at=None).exclude(label="")
    pks = kept.order_by("-at", "-id").values_list("pk", flat=True)[:LAST]
    return Capture.objects.filter(pk__in=list(pks)).only("title", "url", "guid", "at").order_by("-at", "-id")


def _called(capture: Capture) -> str:
    return f"{date_format(timezone.localtime(capture.at), 'j M H:i')} · {Truncator(str(capture)).chars(70)}"
