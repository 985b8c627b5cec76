"""The app `desk`: it makes sure after each migrate that the roles stand, and tells takedowns of its previews."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """How stories are judged."""

    name = "newsroom.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Ask Django to say when the tables are migrated; register where the desk shows stories to others."""
        from newsroom.desk import places
        from newsroom.desk.roles import make_groups

        places.register_all()
        post_migrate.connect(make_groups, dispatch_uid="desk.roles")
