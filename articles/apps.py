"""The app of the paper; after each migrate it makes sure that the search index and the counts stand."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    """The paper."""

    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Ask Django to say when the tables are migrated."""
        post_migrate.connect(keep_triggers, sender=self)


def keep_triggers(*, using: str, **_: Any) -> None:
    """Migrations on SQLite rebuild tables and lose their triggers, so what hangs on these is made sure of each time."""
    from articles import counts
    from articles.search import ensure_index

    ensure_index(using)
    counts.ensure(using)
