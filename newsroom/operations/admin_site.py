"""The admin site of the newsroom: Django's own, under our name, with a one-time code where one is set up."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class NewsroomAdminConfig(AdminConfig):
    """Puts our site in the place of Django's default."""

    default_site = "newsroom.operations.admin_site.NewsroomAdminSite"


class NewsroomAdminSite(AdminSite):
    """The desk's frame."""

    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("The desk")
    empty_value_display = "—"
