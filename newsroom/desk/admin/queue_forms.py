"""What a person fills in for a saved queue: its name, its filters as an address, and when a letter tells of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.refusals import Unfit
from newsroom.desk import saved_queues
from newsroom.desk.models import Every, QueueDigest, SavedQueue

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[SavedQueue]
else:
    BaseForm = forms.ModelForm
TAKEN = gettext_lazy("You have a queue of this name already. Choose another name.")
NO_NAME = gettext_lazy("Give the queue a name.")


class QueueForm(BaseForm):
    """A queue as its owner keeps it. `user` is set on the class by the admin, for each request anew."""

    user: Any = None
    address = forms.CharField(
        label=gettext_lazy("Address of the list"),
        required=False,
        strip=True,
        widget=AdminTextInputWidget(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "To change the filters, open the queue, narrow the list, and put its address here. Left empty, it is all "
            "that waits."
        ),
    )

    class Meta:
        model = SavedQueue
        fields = ("name", "shared")
        error_messages = {"name": {"required": NO_NAME}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the filters of a stored queue as the address of its list."""
        super().__init__(*args, **kwargs)
        self.lost: list[str] = []
        if self.instance.pk:
            self.initial["address"] = saved_queues.kept(self.instance.query).address

    def clean_name(self) -> str:
        """On one line, without what cannot be seen, and not that of another queue of the same owner."""
        name = saved_queues.on_one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(NO_NAME)
        owner = self.instance.owner_id or self.user.pk
        if SavedQueue.objects.filter(owner=owner, name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(TAKEN if owner == self.user.pk else _("Its owner has a queue of this name already."))
        return name

    def clean_address(self) -> str:
        """Only filters that mean something are kept; the others are named in `lost`."""
        address: str = self.cleaned_data["address"]
        try:
            kept = saved_queues.from_address(address)
        except Unfit as refusal:
            raise ValidationError(str(refusal)) from None
        sifted = saved_queues.Reader(self.user).sift(kept.stored)
        self.lost, self.instance.query = sifted.lost, sifted.kept.stored
        return address


class DigestForm(forms.Form):
    """How often a letter comes, and at which hour."""

    every = forms.ChoiceField(label=gettext_lazy("A letter"), required=False)
    hour = forms.TypedChoiceField(
        label=gettext_lazy("at"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
    )

    def __init__(self, data: Any = None, digest: QueueDigest | None = None) -> None:
        """As the person has chosen before."""
        chosen = {"every": digest.every if digest else "", "hour": digest.hour if digest else 7}
        super().__init__(data, initial=chosen)
        fields: dict[str, Any] = self.fields
        fields["every"].choices = [("", _("no letter")), *Every.choices]
        fields["hour"].help_text = timezone.get_current_timezone_name()
