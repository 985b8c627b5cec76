"""The switchboard: the desk and the admin, the takedown counter, health, and the paper last: it owns the root.

The desk comes before the admin, which catches whatever else begins with its address.
"""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("newsroom.desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("newsroom.takedowns.urls")),
    path("", include("newsroom.operations.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("articles.urls")),
]
