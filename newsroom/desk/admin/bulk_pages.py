"""The page before a bulk act (what will go, what will not, what must be given), and what is said of it afterwards."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Author, Country, Tag
from articles.models.article import Article
from newsroom.desk import bulk
from newsroom.desk.admin.shown import with_nonce
from newsroom.desk.forms.chooser import ChooserMany, OrderedField
from newsroom.desk.models import BulkAct

NAMED = 10
SHOWN = 200


class GivenForm(forms.Form):
    """What a person gives with an act upon many."""

    reason = forms.CharField(
        label=gettext_lazy("Why? One sentence, kept in the history"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    title = forms.CharField(label=gettext_lazy("Title of the coverage"), max_length=300)
    country = forms.ModelChoiceField(Country.objects.filter(is_active=True), label=gettext_lazy("Section"))
    authors = OrderedField(
        Author.objects.all(),
        label=gettext_lazy("Authors, in the order in which they sign"),
        widget=ChooserMany("articles.byline.author"),
    )
    tags = OrderedField(Tag.objects.all(), label=gettext_lazy("Tags"), widget=ChooserMany("articles.tagging.tag"))
    priority = forms.TypedChoiceField(label=gettext_lazy("Priority"), coerce=int)
    assigned_to = forms.ModelChoiceField(
        User.objects.filter(is_active=True, is_staff=True).order_by("username"),
        label=gettext_lazy("Whom"),
        empty_label=gettext_lazy("nobody"),
    )

    def __init__(self, act: bulk.Act, data: Any = None) -> None:
        """Ask only for what the act takes."""
        super().__init__(data)
        for name in set(self.fields) - set(act.asks):
            del self.fields[name]
        for name, field in self.fields.items():
            field.required = name not in act.optional
        if "priority" in self.fields:
            priorities: Any = Article._meta.get_field("priority")  # noqa: SLF001 - Django's way to a model's fields
            chosen: Any = self.fields["priority"]
            chosen.choices = priorities.choices

    @property
    def given(self) -> dict[str, Any]:
        """What was given, as it is stored: keys in the place of objects."""
        return {name: _stored(value) for name, value in self.cleaned_data.items()}


def look_page(
    site: Any, request: HttpRequest, act: bulk.Act, keys: Sequence[int], *, back: str, form: Any = None
) -> HttpResponse:
    """What will go and what will not, with the form that does it."""
    seen = bulk.look(act, keys, by=_user(request))
    form = form or GivenForm(act)
    context = site.each_context(request) | {
        "title": named(str(act.label), len(keys)),
        "act": act,
        "look": seen,
        "going": len(seen.will) + seen.unseen,
        "at_most": bulk.MOST if len(keys) == bulk.MOST else 0,
        "shown": SHOWN,
        "keys": ",".join(map(str, keys)),
        "back": back,
        "form": form,
        "media": with_nonce(form.media, request),
    }
    return TemplateResponse(request, "admin/desk/bulk/look.html", context)


def named(label: str, number: int) -> str:
    """An act and upon how many, such as “Publish: 1 story”."""
    return ngettext("%(verb)s: %(n)s story", "%(verb)s: %(n)s stories", number) % {"verb": label, "n": f"{number:,}"}


def back_of(request: HttpRequest) -> str:
    """The list that a person came from; only ever one of this site."""
    wanted = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("admin:articles_article_changelist")


def keys_of(request: HttpRequest) -> list[int]:
    """The keys of the chosen stories; whatever is no number is passed over."""
    sent = request.POST.get("stories", "").split(",")
    return [int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 19][: bulk.MOST]


def sentences(act: BulkAct) -> Iterator[tuple[int, str | SafeString]]:
    """What became of it: one sentence for what was done, one for each refusal."""
    now = bulk.progress(act)
    if now["done"]:
        done = ngettext("%(verb)s: %(n)s story done.", "%(verb)s: %(n)s stories done.", now["done"])
        said = done % {"verb": bulk.ACTS[act.verb].label, "n": now["done"]}
        url = reverse("admin:desk_bulkact_change", args=[act.pk])
        yield messages.SUCCESS, format_html('{} <a href="{}">{}</a>', said, url, _("See it, or undo it"))
    for step in bulk.refused_steps(act)[:NAMED]:
        yield messages.ERROR, step.refused
    if now["refused"] > NAMED:
        yield messages.ERROR, _("%(n)s more were refused.") % {"n": now["refused"] - NAMED}


def in_words(act: BulkAct) -> list[tuple[str, str]]:
    """What was given with an act, as labels and words."""
    labels = GivenForm.base_fields
    found = []
    for name, value in act.given.items():
        if name == "reason":
            found.append((_("reason"), str(value)))
        elif name in labels and value not in ("", None):
            found.append((str(labels[name].label), _named(name, value)))
    return [(label, words) for label, words in found if words]


def _named(name: str, value: Any) -> str:
    """Keys as names; one of something that is gone meanwhile as its number."""
    field: Any = GivenForm.base_fields[name]
    if name == "priority":
        priorities: Any = Article._meta.get_field("priority")  # noqa: SLF001 - Django's way to a model's fields
        return str(dict(priorities.choices).get(value, value))
    if not hasattr(field, "queryset"):
        return str(value)
    keys = value if isinstance(value, list) else [value]
    known = field.queryset.model.objects.in_bulk(keys)
    return ", ".join(str(known.get(key, key)) for key in keys)


def _stored(value: Any) -> Any:
    if isinstance(value, list):
        return [one.pk for one in value]
    return value.pk if hasattr(value, "pk") else value


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
