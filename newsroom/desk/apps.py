"""The app `desk`; after each migrate it makes sure that the roles stand."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """How stories are judged."""

    name = "newsroom.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Ask Django to say when the tables are migrated."""
        from newsroom.desk.roles import make_groups  # noqa: PLC0415 (models can be imported only now)

        post_migrate.connect(make_groups, dispatch_uid="desk.roles")
