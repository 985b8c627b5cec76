"""The app that brings stories in."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """Feeds, captures and the pipeline between them and the paper."""

    name = "newsroom.ingest"
    label = "ingest"
    verbose_name = "Ingest"

    def ready(self) -> None:
        """Register what this room empties when an article is erased for good."""
        from articles.erasing import Eraser, register
        from newsroom.ingest import captures

        names = ("Capture", "Gist", "Sketch", "Suggestion", "RememberedStory", "Watch", "Notice")
        register(Eraser(frozenset(f"ingest.{name}" for name in names), captures.erase))
