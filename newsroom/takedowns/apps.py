"""The app `takedowns`."""

from django.apps import AppConfig


class TakedownsConfig(AppConfig):
    """How stories are challenged."""

    name = "newsroom.takedowns"
    label = "takedowns"
    verbose_name = "Takedowns"
