"""What concerns me: the list of my alerts, and what I am told of and how. Nobody sees another person's."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.status import ASIDE
from newsroom.desk import alerts
from newsroom.desk.admin.shown import ReadOnlyAdmin
from newsroom.desk.models import Alert, AlertKind

PER_PAGE = 50


class ChoicesForm(forms.Form):
    """For each kind two ticks: at the desk, and by mail where there are letters of that kind."""

    def __init__(self, user: Any, data: Any = None) -> None:
        """With what the person chose before."""
        super().__init__(data)
        chosen = alerts.choices_of(user)
        for kind in AlertKind:
            now = chosen[kind]
            self.fields[f"{kind}-desk"] = _tick(gettext_lazy("at the desk"), ticked=now.at_the_desk)
            if kind not in alerts.NO_LETTERS:
                self.fields[f"{kind}-mail"] = _tick(gettext_lazy("by mail"), ticked=now.by_mail)

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """The kinds in words, each with its ticks."""
        return [
            {
                "label": kind.label,
                "ticks": [self[name] for name in (f"{kind}-desk", f"{kind}-mail") if name in self.fields],
            }
            for kind in AlertKind
        ]

    def keep(self, user: Any) -> None:
        """Store what was ticked."""
        for kind in AlertKind:
            desk, mail = self.cleaned_data[f"{kind}-desk"], self.cleaned_data.get(f"{kind}-mail", False)
            alerts.choose(user, kind, at_the_desk=desk, by_mail=mail)


def _tick(label: Any, *, ticked: bool) -> forms.BooleanField:
    return forms.BooleanField(label=label, initial=ticked, required=False)


@admin.register(Alert)
class AlertAdmin(ReadOnlyAdmin):
    """One's own alerts, for everybody who may come to the desk at all."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Everybody's own."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Everybody's own: what is another's is not in the queryset."""
        return True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Alert]:
        """The person's own, with what a row shows."""
        mine = Alert.objects.filter(to=request.user.pk).select_related("article", "by")
        return mine.defer("article__body", "article__body_text", "article__mends", "article__findings")

    def get_urls(self) -> list[Any]:
        """With what one is told of."""
        view = self.admin_site.admin_view(self.choices_view)
        return [path("choices/", view, name="desk_alert_choices"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, the newest first; one press marks all as seen."""
        if request.method == "POST":
            return self.all_seen(request)
        page = Paginator(self.get_queryset(request).order_by("-id"), PER_PAGE).get_page(request.GET.get("p"))
        context = self.admin_site.each_context(request) | {
            "title": _("Alerts"),
            "opts": self.opts,
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "aside": ASIDE,
        }
        return TemplateResponse(request, "admin/desk/alerts/list.html", context)

    def all_seen(self, request: HttpRequest) -> HttpResponse:
        """Mark all as seen, and say how many that were."""
        rows = alerts.see(request.user)
        sentence = ngettext("%(n)s alert is marked as seen.", "%(n)s alerts are marked as seen.", rows)
        messages.success(request, sentence % {"n": rows} if rows else _("You have seen them all already."))
        return HttpResponseRedirect(reverse("admin:desk_alert_changelist"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The way to what one alert is about; for another's, as for one that is gone, the way to the list."""
        number = int(object_id) if object_id.isascii() and object_id.isdigit() and len(object_id) < 19 else 0
        alert = self.get_queryset(request).filter(pk=number).first()
        if alert is None:
            messages.warning(request, _("You have no such alert; it may be older than half a year."))
        if alert is None or alert.article is None:
            return HttpResponseRedirect(reverse("admin:desk_alert_changelist"))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[alert.article.pk]))

    def choices_view(self, request: HttpRequest) -> HttpResponse:
        """What one is told of, at the desk and by mail."""
        form = ChoicesForm(request.user, request.POST if request.method == "POST" else None)
        if form.is_valid():
            form.keep(request.user)
            messages.success(request, _("Kept. You are told as you chose from now on."))
            return HttpResponseRedirect(request.path)
        context = self.admin_site.each_context(request) | {
            "title": _("What I am told of"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/desk/alerts/choices.html", context)
