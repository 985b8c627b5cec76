"""The app `operations`."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """How the house is run."""

    name = "newsroom.operations"
    label = "operations"
    verbose_name = "Operations"
