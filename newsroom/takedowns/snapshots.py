"""Snapshot: what a worker found at the claimed original, when it looked. `originals` looks."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """One claimed original as it was read for a case, or why it could not be."""

    case = models.ForeignKey("takedowns.Case", models.PROTECT, related_name="snapshots")
    url = models.CharField(_("address"), max_length=2000)
    at = models.DateTimeField(_("read"), default=timezone.now)
    problem = models.CharField(_("problem"), max_length=500, blank=True)
    title = models.CharField(_("headline"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    dated = models.DateTimeField(_("date on the page"), null=True, blank=True)
    last_modified = models.CharField(_("last modified"), max_length=100, blank=True)
    overlap = models.PositiveSmallIntegerField(_("text in common, per cent"), null=True, blank=True)

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("claimed original")
        verbose_name_plural = _("claimed originals")
        constraints = [
            models.UniqueConstraint(fields=["case", "url"], name="snapshot_once_for_each_original"),
            models.CheckConstraint(condition=Q(overlap=None) | Q(overlap__lte=100), name="snapshot_overlap_per_cent"),
        ]

    def __str__(self) -> str:
        return self.url
