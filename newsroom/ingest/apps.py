"""The app that brings stories in."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """Feeds, captures and the pipeline between them and the paper."""

    name = "newsroom.ingest"
    label = "ingest"
    verbose_name = "Ingest"
