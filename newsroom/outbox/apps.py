"""The app `outbox`."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """What goes out: letters, pings and purges."""

    name = "newsroom.outbox"
    label = "outbox"
    verbose_name = "Outbox"
