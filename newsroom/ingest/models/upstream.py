"""Watch (when we look again at the original of a published story) and Notice (what had happened to it there)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WatchQuerySet(models.QuerySet["Watch"]):
    """Querysets finish the sentence "watches …"."""

    def due(self, now: datetime) -> Self:
        """Those whose time has come and that nobody holds a lease on."""
        free = models.Q(lease_until=None) | models.Q(lease_until__lt=now)
        return self.filter(free, next_at__lte=now).order_by("next_at")


class Watch(models.Model):
    """The plan for one published story: looked at again and again, ever more seldom, then no more."""

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="watch", verbose_name=_("article"))
    step = models.PositiveSmallIntegerField(_("looks so far"), default=0)
    next_at = models.DateTimeField(_("next look"), null=True, blank=True, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    missing = models.PositiveSmallIntegerField(_("times not found in a row"), default=0)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    last_status = models.PositiveSmallIntegerField(_("last answer"), null=True, blank=True)
    last_at = models.DateTimeField(_("last look"), null=True, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watched original")
        verbose_name_plural = _("watched originals")

    def __str__(self) -> str:
        return str(self.article)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Querysets finish the sentence "notices …"."""

    def open(self) -> Self:
        """Those that nobody has dealt with."""
        return self.filter(settled_at=None)


class Notice(models.Model):
    """A source changed or deleted a story that we show: what it was, what it is, and what an editor did about it."""

    class Kind(models.TextChoices):
        """What happened there."""

        CHANGED = "changed", _("changed at the source")
        GONE = "gone", _("gone at the source")

    class Settled(models.TextChoices):
        """What was done here."""

        CORRECTED = "corrected", _("corrected")
        UNPUBLISHED = "unpublished", _("unpublished")
        LEFT = "left", _("left as it is")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notices", verbose_name=_("article"))
    kind = models.CharField(_("what happened"), max_length=8, choices=Kind)
    at = models.DateTimeField(_("noticed"), default=timezone.now)
    sentence = models.CharField(_("in words"), max_length=500)
    before = models.ForeignKey("ingest.Capture", models.SET_NULL, null=True, blank=True, related_name="+")
    after = models.ForeignKey("ingest.Capture", models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    settled_how = models.CharField(_("how"), max_length=12, choices=Settled, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("change at a source")
        verbose_name_plural = _("changes at sources")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind"], condition=models.Q(settled_at=None), name="one_open_notice_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return self.sentence
