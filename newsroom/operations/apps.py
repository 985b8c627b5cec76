"""The app `operations`."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """How the house is run."""

    name = "newsroom.operations"
    label = "operations"
    verbose_name = "Operations"

    def ready(self) -> None:
        """Register the checks of the settings."""
        from newsroom.operations import checks  # noqa: F401 - imported to be registered
