"""The app `desk`."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """How stories are judged."""

    name = "newsroom.desk"
    label = "desk"
    verbose_name = "Desk"
