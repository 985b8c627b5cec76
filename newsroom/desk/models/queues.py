"""SavedQueue and QueueDigest: a filtered list of stories under a name, and the letter that tells of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedQueue(models.Model):
    """A list of stories that somebody keeps: filters as they stand in the address. Shared, the whole desk sees it."""

    name = models.CharField(_("name"), max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_queues", editable=False, verbose_name=_("owner")
    )
    shared = models.BooleanField(_("for everybody at the desk"), default=False)
    query = models.CharField(_("filters"), max_length=2000, blank=True)
    place = models.PositiveSmallIntegerField(_("place in the menu"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["place", "name"]
        verbose_name = _("saved queue")
        verbose_name_plural = _("saved queues")
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_queue_once")]

    def __str__(self) -> str:
        return self.name


class Every(models.TextChoices):
    """How often a digest is sent."""

    DAY = "day", _("every day")
    WORKDAY = "workday", _("Monday to Friday")
    WEEK = "week", _("every Monday")


class QueueDigest(models.Model):
    """A letter about a queue for one person, at an hour of the site's time zone; `next_at` says when it is due."""

    queue = models.ForeignKey(SavedQueue, models.CASCADE, related_name="digests")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    every = models.CharField(_("how often"), max_length=8, choices=Every, default=Every.DAY)
    hour = models.PositiveSmallIntegerField(_("hour"), default=7)
    next_at = models.DateTimeField(_("next"), db_index=True)
    sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(fields=["queue", "to"], name="one_digest_each"),
            models.CheckConstraint(condition=models.Q(hour__lte=23), name="digest_hour_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.queue} → {self.to}"
