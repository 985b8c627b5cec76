"""The admin site of the newsroom: Django's own, under our name, with the desk's menu and its dashboard in front.

Its imports from the desk wait until a page is asked for: the site exists before any model does.
"""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
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
