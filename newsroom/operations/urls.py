"""Addresses of operations: health."""

from django.urls import path

from newsroom.operations import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]
