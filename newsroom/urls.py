"""The switchboard: the desk and the admin, the takedown counter, health, hubs, and the paper last: it owns the root.

The desk comes before the admin, which catches whatever else begins with its address.
"""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("newsroom.desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("newsroom.takedowns.urls")),
    path("", include("newsroom.operations.urls")),
    path("", include("newsroom.ingest.urls")),
    path("", include("articles.urls")),
]

handler400 = "newsroom.operations.faults.bad_request"
handler500 = "newsroom.operations.faults.server_error"
