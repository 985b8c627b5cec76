"""Addresses of ingest: where hubs reach us."""

from django.urls import path

from newsroom.ingest import views

urlpatterns = [path("websub/<str:token>/", views.callback, name="websub")]
