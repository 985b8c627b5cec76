"""What other rights of a source mean for the stories that are published already, said before they are saved."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article, Source
from articles.models.article import Kind
from articles.models.source import Rights

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[Source]
else:
    BaseForm = forms.ModelForm

COUNTED_TO = 1_000
FULL = frozenset({Rights.OWN, Rights.LICENSED})
# The kinds of stories that show more of a source's own words than its new rights allow.
TOO_MUCH = {Rights.EXCERPT: [Kind.LICENSED], Rights.LINK_ONLY: [Kind.LICENSED, Kind.EXCERPT]}
CALLED = {Kind.LICENSED: gettext_lazy("with the full text"), Kind.EXCERPT: gettext_lazy("with an excerpt")}


class SourceForm(BaseForm):
    """A source; narrower rights are saved once a person has seen what they mean for what is published."""

    rights_seen = forms.BooleanField(
        label=gettext_lazy("I have seen what the new rights mean for what is published"), required=False
    )

    def clean(self) -> Any:
        """Refuse narrower rights once, with the numbers and the way to the stories."""
        given: Any = super().clean() or self.cleaned_data
        rights = given.get("rights")
        if self.instance.pk and rights in TOO_MUCH and not given.get("rights_seen"):
            told = meaning(Source.objects.get(pk=self.instance.pk), Rights(rights))
            if told:
                self.add_error("rights", told)
        return given


def changes_rights(request: HttpRequest, source: Source) -> bool:
    """Whether this is a form in which a source gets other rights."""
    return request.method == "POST" and request.POST.get("rights", source.rights) != source.rights


def meaning(source: Source, rights: Rights) -> SafeString | str:
    """How many published stories show more than the new rights allow, each with its list; empty where none does."""
    if rights == source.rights:
        return ""
    counts = {kind: _published(source, kind) for kind in TOO_MUCH[rights]}
    lists = [_linked(source, kind, count) for kind, count in counts.items() if count]
    if not lists:
        return ""
    return format_html(
        "{} {}{}. {}",
        _("More is published than these rights allow:"),
        lists[0],
        format_html(", {}", lists[1]) if len(lists) > 1 else "",
        _(
            "They stay on the site as they are until somebody shortens them or takes them off. Tick the box below "
            "and save again."
        ),
    )


def _published(source: Source, kind: Kind) -> int:
    """How many are published, counted to one more than a thousand."""
    found = Article.objects.published().filter(source=source, kind=kind)
    return found.order_by()[: COUNTED_TO + 1].count()


def _linked(source: Source, kind: Kind, count: int) -> SafeString:
    """The number as a link to the list of these stories."""
    query = urlencode({"queue": "published", "source": source.pk, "kind__exact": kind})
    many = _("more than 1,000 stories")
    number = many if count > COUNTED_TO else ngettext("%(n)s story", "%(n)s stories", count) % {"n": count}
    said = f"{number} {CALLED[kind]}"
    return format_html('<a href="{}?{}">{}</a>', reverse("admin:articles_article_changelist"), query, said)
