"""The admin site of the newsroom: Django's own, under our name, with the desk's menu and its dashboard in front.

Its imports from the desk wait until a page is asked for: the site exists before any model does.
"""

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
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
        shown = super().admin_view(view, cacheable)

        @wraps(shown)
        def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                answer: HttpResponse = shown(request, *args, **kwargs)
            except (OverflowError, DataError):
                if request.method != "GET" or not request.GET.keys() - {ERROR_FLAG}:
                    raise
            else:
                return answer
            messages.warning(request, _("This address asked for something that cannot be; all is shown instead."))
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

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
