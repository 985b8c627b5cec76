"""The app `desk`: it makes sure after each migrate that the roles stand, and registers with the rooms below."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """How stories are judged."""

    name = "newsroom.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Ask Django to say when the tables are migrated; register with the rooms below."""
        from articles.erasing import register
        from newsroom.desk import alerts, erasing, places
        from newsroom.desk.roles import make_groups
        from newsroom.ingest import notices

        places.register_all()
        register(erasing.ERASER)
        notices.listen(alerts.changed)
        post_migrate.connect(make_groups, dispatch_uid="desk.roles")
