"""What follows from repeated wrongs and from time: a suspended source, a slow sender, a data clock, a switch."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Suspension(models.Model):
    """A source whose feeds rest, since three owners were right about its stories, until an editor decides."""

    class Decision(models.TextChoices):
        """What the editor decided."""

        OPEN = "", _("waiting for an editor")
        LIFTED = "lifted", _("lifted: its feeds are read again")
        KEPT = "kept", _("kept: its feeds stay paused")

    source = models.ForeignKey("articles.Source", models.PROTECT, related_name="+", verbose_name=_("source"))
    at = models.DateTimeField(_("since"), default=timezone.now)
    strikes = models.PositiveSmallIntegerField(_("upheld cases"))
    feeds: models.JSONField[list[int], list[int]] = models.JSONField(_("feeds paused"), default=list)
    decision = models.CharField(_("decision"), max_length=6, choices=Decision, blank=True, default=Decision.OPEN)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("suspended source")
        verbose_name_plural = _("suspended sources")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=Q(decision=""), name="suspension_open_once"),
            models.CheckConstraint(
                condition=Q(decision="") | (Q(decided_at__isnull=False) & ~Q(reason="")), name="suspension_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_decision_display()}"


class SlowSender(models.Model):
    """A mail address from which manifestly unfounded notices came: warned first, then looked at last for 90 days."""

    email = models.EmailField(_("e-mail"), unique=True)
    warned_at = models.DateTimeField(_("warned"), default=timezone.now)
    slow_until = models.DateTimeField(_("looked at last until"), null=True, blank=True)

    class Meta:
        verbose_name = _("sender of unfounded notices")
        verbose_name_plural = _("senders of unfounded notices")
        ordering = ["-warned_at"]

    def __str__(self) -> str:
        return self.email


class DataClock(models.Model):
    """The clock of a request under a data law: when it must be acknowledged and answered, and until when it is kept."""

    case = models.OneToOneField("takedowns.Case", models.PROTECT, related_name="data_clock", verbose_name=_("case"))
    kind = models.CharField(_("law and right"), max_length=12)
    acknowledge_by = models.DateTimeField(_("to be acknowledged by"), null=True, blank=True)
    answer_by = models.DateTimeField(_("to be answered by"))
    extended_at = models.DateTimeField(_("time extended"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    alarmed = models.PositiveSmallIntegerField(default=0, editable=False)
    keep_until = models.DateTimeField(_("record kept until"))

    class Meta:
        verbose_name = _("clock of a data request")
        verbose_name_plural = _("clocks of data requests")
        ordering = ["answer_by"]
        indexes = [models.Index(fields=["answer_by"], condition=Q(answered_at=None), name="data_clock_due")]

    def __str__(self) -> str:
        return f"{self.case}: {self.kind}"


class Switch(models.Model):
    """Something that runs by itself once two people have switched it on."""

    name = models.CharField(_("name"), max_length=20, unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(_("switched on"), null=True, blank=True)

    class Meta:
        verbose_name = _("switch")
        verbose_name_plural = _("switches")
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | (Q(asked_by__isnull=False) & ~Q(agreed_by=models.F("asked_by"))),
                name="switch_needs_two_people",
            )
        ]

    def __str__(self) -> str:
        return self.name
