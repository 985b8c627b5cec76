"""The app of the paper; after each migrate it makes sure that the search index stands."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    """The paper."""

    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Ask Django to say when the tables are migrated."""
        post_migrate.connect(build_search_index, sender=self)


def build_search_index(*, using: str, **_: Any) -> None:
    """Migrations on SQLite rebuild tables and lose their triggers, so the index is made sure of each time."""
    from articles.search import ensure_index

    ensure_index(using)
