"""The form of a feed in the admin: its address is tried before it is saved; what is wrong stands beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.ingest import rhythm, subscribe
from newsroom.ingest.models import Feed


class FeedForm(forms.ModelForm[Feed]):
    """A feed, or the site that names one."""

    untested = forms.BooleanField(
        label=gettext_lazy("Save without trying the address"),
        required=False,
        help_text=gettext_lazy("For a site that is down at the moment."),
    )

    class Meta:
        model = Feed
        fields = ["url", "source", "title", "country", "folder", "state", "fetch_pages", "fixed_interval"]
        help_texts = {
            "url": gettext_lazy("The address of the feed. The address of a site does as well: its feed is looked for."),
            "title": gettext_lazy("Left empty, it is taken from the feed."),
            "country": gettext_lazy("The section of stories that name no other country."),
            "fixed_interval": gettext_lazy(
                "Hours, minutes and seconds between two visits, such as 00:30:00. Left empty, the feed teaches it."
            ),
            "fetch_pages": gettext_lazy("Without it, only what the feed itself says is taken."),
        }

    found: subscribe.Found | None = None

    def clean_fixed_interval(self) -> Any:
        """Not so often that it is rude, not so seldom that it is no news."""
        interval = self.cleaned_data["fixed_interval"]
        if interval is not None and not rhythm.LEAST <= interval <= rhythm.MOST:
            raise forms.ValidationError(_("Choose between five minutes and a day."))
        return interval

    def clean(self) -> dict[str, Any]:
        """Try a new address last, when all else is right; a page is replaced by the feed that it names."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        url = cleaned.get("url", "")
        if self.errors or not url or "url" not in self.changed_data or cleaned.get("untested"):
            return cleaned
        try:
            self.found = subscribe.look(url)
        except subscribe.NoFeed as error:
            self.add_error("url", str(error))
            return cleaned
        if Feed.objects.filter(url=self.found.url).exclude(pk=self.instance.pk).exists():
            self.add_error("url", _("We have this feed already: %(url)s") % {"url": self.found.url})
        return cleaned | {"url": self.found.url, "title": cleaned.get("title") or self.found.parsed.title[:300]}
