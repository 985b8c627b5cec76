"""Host (whose turn is when) and Pause (what a site asked us to leave alone, and until when)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Host(models.Model):
    """One registrable host, such as paper.example for news.paper.example: all its visitors stand in one queue."""

    name = models.CharField(_("host"), max_length=255, unique=True)
    free_at = models.DateTimeField(_("next turn"), default=timezone.now)

    class Meta:
        ordering = ["name"]
        verbose_name = _("host")
        verbose_name_plural = _("hosts")

    def __str__(self) -> str:
        return self.name


class Pause(models.Model):
    """One address, or a whole host, that asked us to come back later (RFC 9110, section 10.2.3)."""

    key = models.CharField(max_length=64, unique=True)
    host = models.CharField(_("host"), max_length=255, db_index=True)
    url = models.URLField(_("address"), max_length=2000, blank=True, help_text=_("Empty where the whole host rests."))
    status = models.PositiveSmallIntegerField(_("HTTP status"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), db_index=True)

    class Meta:
        ordering = ["-until"]
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")

    def __str__(self) -> str:
        return self.url or self.host
