"""Addresses of operations: health, and the files of pictures."""

from django.urls import path

from newsroom.operations import health, media

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/clock", health.clock, name="health_clock"),
    path("media/<path:path>", media.picture_file, name="picture_file"),
]
