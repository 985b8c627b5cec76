"""The app `takedowns`."""

from django.apps import AppConfig


class TakedownsConfig(AppConfig):
    """How stories are challenged."""

    name = "newsroom.takedowns"
    label = "takedowns"
    verbose_name = "Takedowns"

    def ready(self) -> None:
        """Register the places where stories can be seen."""
        from newsroom.takedowns import places, proofs  # noqa: F401 - `proofs` holds models

        places.register_all()
