"""Heartbeat: the last sign of life of the clock, so that a silent one is noticed."""

from django.db import models


class Heartbeat(models.Model):
    """One running part of the house and when it was last heard."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    word = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
