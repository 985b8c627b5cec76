"""The admin site of the newsroom: Django's own, under our name, with the desk's menu and its dashboard in front.

Its imports from the desk wait until a page is asked for: the site exists before any model does.
"""

from datetime import MAXYEAR, MINYEAR
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class NewsroomAdminConfig(AdminConfig):
    """Puts our site in the place of Django's default."""

    default_site = "newsroom.operations.admin_site.NewsroomAdminSite"


class NewsroomAdminSite(AdminSite):
    """The desk's frame."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("The desk")
    empty_value_display = "—"
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - as Django calls it
        """Any page; where its address names a number that no database can hold, the page without what it names."""
        shown = super().admin_view(_within_reason(view), cacheable)

        @wraps(shown)
        def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            _drop_nul(request)
            try:
                answer: HttpResponse = shown(request, *args, **kwargs)
            except (OverflowError, DataError):
                if request.method != "GET" or not request.GET.keys() - {ERROR_FLAG}:
                    raise
            else:
                return answer
            return _all_instead(request)

        return careful

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page of the admin shows: the desk's menu with its queues, and the alarm for a missed minute."""
        from newsroom.desk import alerts, coming, menu, saved_queues

        context = super().each_context(request)
        if not context["has_permission"]:
            return context | {"desk_menu": []}
        context |= {"alerts_unseen": alerts.unseen(request.user)}
        return context | {
            "desk_menu": menu.of(request),
            "desk_queues": saved_queues.in_menu(request),
            "late_stories": coming.late_for(request.user),
        }

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """What needs a person now, then the list of everything."""
        from newsroom.desk import dashboard

        return super().index(request, {"dashboard": dashboard.of(request.user)} | (extra_context or {}))


def _drop_nul(request: HttpRequest) -> None:
    """Leave out of what was typed the one character that PostgreSQL keeps in no text and no keyboard has."""
    if request.method == "POST" and any("\0" in text for _name, texts in request.POST.lists() for text in texts):
        typed = request.POST.copy()
        for name, texts in request.POST.lists():
            typed.setlist(name, [text.replace("\0", "") for text in texts])
        request.POST = typed  # type: ignore[assignment]


def _within_reason(view: Any) -> Any:
    """A list that is looked at, and acted upon, only where the years and the rows that are named can be.

    Django checks neither before it asks the database, and there a year out of the calendar, or a key of letters, fails.
    """
    of = getattr(view, "__self__", None)
    if not isinstance(of, ModelAdmin) or view.__name__ != "changelist_view":
        return view

    @wraps(view)
    def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not all(_are_years(years) for name in _about_years(request) for years in request.GET.getlist(name)):
            return _all_instead(request)
        if not all(_is_key(of, chosen) for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            # Django's own sentence for a list in which nothing was chosen: its catalogues have it in every language.
            nothing = "Items must be selected in order to perform actions on them. No items have been changed."
            messages.warning(request, gettext(nothing))
            return HttpResponseRedirect(request.get_full_path())
        answer: HttpResponse = view(request, *args, **kwargs)
        return answer

    return careful


def _all_instead(request: HttpRequest) -> HttpResponse:
    """The page without what its address names."""
    messages.warning(request, _("This address asked for something that cannot be; all is shown instead."))
    return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")


def _about_years(request: HttpRequest) -> list[str]:
    """What in an address narrows a list by a year."""
    return [name for name in request.GET if {"year", "iso_year"} & set(name.split("__")[1:])]


def _are_years(text: str) -> bool:
    """Whether each year, and the one after it, is in the calendar; what is no number, Django answers itself."""
    try:
        return all(MINYEAR < int(year) < MAXYEAR for year in text.split(","))
    except ValueError:
        return True


def _is_key(of: Any, text: str) -> bool:
    """Whether a row can have this key."""
    key = of.opts.pk
    try:
        key.run_validators(key.to_python(text))
    except ValidationError:
        return False
    return True
