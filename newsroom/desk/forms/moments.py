"""The field of a form in which a minute is chosen, in the site's time zone, by the browser's own picker.

Where the clock shows a minute twice, a second box asks which of the two; one that is left out is refused in words.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.refusals import Unfit
from newsroom.desk.forms import minutes

MOMENT = "%Y-%m-%dT%H:%M"
BETWEEN = "|"


class MomentInput(forms.DateTimeInput):
    """The picker, and the question which of two where a minute comes twice. Its value is `2026-10-25T02:30|2`."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        """In the one format that browsers take."""
        super().__init__(format=MOMENT)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed, and which of two was chosen, if that was asked."""
        typed, chosen = data.get(name), data.get(f"{name}-which")
        return f"{typed}{BETWEEN}{chosen}" if typed and chosen and BETWEEN not in typed else typed

    def format_value(self, value: Any) -> Any:
        """The minute alone."""
        return value.partition(BETWEEN)[0] if isinstance(value, str) else super().format_value(value)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The picker, with the second box where it is needed."""
        which = _which_box(name, value, self.attrs | (attrs or {}))
        return format_html("{}{}", super().render(name, value, attrs, renderer), which)


class MomentField(forms.DateTimeField):
    """A minute in the site's time zone, aware."""

    widget = MomentInput

    def to_python(self, value: Any) -> Any:
        """The moment; what the clock never shows, or shows twice, is said in words."""
        if not isinstance(value, str):
            return super().to_python(value)
        typed, _between, chosen = value.partition(BETWEEN)
        if not typed.strip():
            return None
        try:
            return minutes.read(typed, timezone.get_current_timezone(), int(chosen) if chosen in {"1", "2"} else 0)
        except Unfit as refusal:
            raise ValidationError(str(refusal), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """A moment as the picker wants it."""
        if not isinstance(value, datetime):
            return value
        local = timezone.localtime(value) if timezone.is_aware(value) else timezone.make_aware(value)
        which = minutes.which(local)
        return local.strftime(MOMENT) + (f"{BETWEEN}{which}" if which else "")


def _which_box(name: str, value: Any, attrs: dict[str, Any]) -> SafeString | str:
    """The question which of two, where a minute comes twice; nothing elsewhere."""
    typed, _between, chosen = value.partition(BETWEEN) if isinstance(value, str) else ("", "", "")
    try:
        minutes.read(typed, timezone.get_current_timezone())
    except minutes.Twice as twice:
        words = (_("the first"), _("the second"))
        rows = [
            (place, " selected" if chosen == str(place) else "", word, minutes.offset(moment))
            for place, word, moment in zip((1, 2), words, twice.choices, strict=True)
        ]
        options = format_html_join("", '<option value="{}"{}>{} ({})</option>', rows)
        box = '<select name="{}-which" id="{}-which"{} aria-label="{}"><option value="">{}</option>{}</select>'
        label = _("Which of the two")
        # Where the picker stands outside its form, the box does so as well.
        belongs = format_html(' form="{}"', attrs["form"]) if "form" in attrs else ""
        return format_html(box, name, attrs.get("id", name), belongs, label, _("which of the two?"), options)
    except Unfit:
        return ""
    return ""
