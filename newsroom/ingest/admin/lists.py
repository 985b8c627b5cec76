"""A list of feeds in the admin: looked at first, then taken on as it was seen. The clock visits the feeds, not this."""

from dataclasses import astuple
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models.source import Rights
from newsroom.ingest import lists, opml
from newsroom.ingest.lists import Listed

SALT = "ingest.list"
LASTS = 24 * 3600
MOST = 1000
"""So many feeds come in through a browser; a longer list is for the command, which shows how far it has come."""
SHOWN = 300

_WORDS = {
    "new": gettext_lazy("new"),
    "known": gettext_lazy("we have it"),
    "again": gettext_lazy("stands in the list twice"),
    "site": gettext_lazy("names no feed: add its site by hand"),
    "unfit": gettext_lazy("its address cannot be used"),
}


class ListForm(forms.Form):
    """The file, and what we may show of the sources that are new."""

    file = forms.FileField(
        label=gettext_lazy("List of feeds"), help_text=gettext_lazy("An OPML file, as any feed reader writes it.")
    )
    rights = forms.ChoiceField(
        label=gettext_lazy("Rights of new sources"), choices=Rights.choices, initial=Rights.EXCERPT
    )

    outlines: list[opml.Outline]

    def clean_file(self) -> Any:
        """Read it; what is no list is said beside the field."""
        file = self.cleaned_data["file"]
        try:
            self.outlines = opml.read(file.read(opml.LIMIT + 1))
        except opml.Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        if len(self.outlines) > MOST:
            sentence = _("The list holds %(n)d feeds. More than %(most)d are taken on by manage.py import_opml.")
            raise forms.ValidationError(sentence % {"n": len(self.outlines), "most": MOST})
        if not self.outlines:
            raise forms.ValidationError(_("The list holds no feed."))
        return file


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Ask for the file, show what is in it, take it on."""
    if "seen" in request.POST:
        return _taken_on(request, context)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        context |= _seen(form)
    return render(request, "admin/ingest/feed/list.html", context | {"form": form, "title": _("Import a list")})


def _seen(form: ListForm) -> dict[str, Any]:
    """What the page shows of a list, and the list itself, signed, for the button that takes it on."""
    listed = lists.plan(form.outlines)
    given = [form.cleaned_data["rights"], [astuple(one) for one in form.outlines]]
    rows = sorted(listed, key=lambda one: one.standing != "new")
    return {
        "rows": [(one, _WORDS[one.standing]) for one in rows[:SHOWN]],
        "more": max(0, len(rows) - SHOWN),
        "new": sum(one.standing == "new" for one in listed),
        "rest": sum(one.standing != "new" for one in listed),
        "seen": signing.dumps(given, salt=SALT, compress=True),
    }


def _taken_on(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    try:
        rights, given = signing.loads(request.POST["seen"], salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        messages.error(request, _("The list was looked at too long ago, or elsewhere. Choose the file again."))
        return HttpResponseRedirect(reverse("admin:ingest_feed_list"))
    listed: list[Listed] = lists.plan(
        opml.Outline(url, title, home, tuple(folders), said) for url, title, home, folders, said in given
    )
    added = lists.take_on(listed, rights)
    text = ngettext(
        "%d feed was taken on; the clock visits it.", "%d feeds were taken on; the clock visits them.", added
    )
    messages.success(request, text % added)
    return HttpResponseRedirect(reverse("admin:ingest_feed_health"))


def download() -> HttpResponse:
    """All feeds that are not retired, as a file."""
    written = opml.write(lists.ours(), settings.SITE_NAME)
    disposition = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return HttpResponse(written, content_type="text/x-opml; charset=utf-8", headers=disposition)
