"""What is said against a decision: a counter-notice of whoever wrote a removed story, an appeal of either side."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a story should come back."""

    OWNER = "owner", _("I made it; it is mine")
    ALLOWED = "allowed", _("The owner allowed me to use it")
    NO_RIGHT = "no_right", _("Whoever complained has no right to it")
    FAIR_USE = "fair_use", _("It is a quotation or a fair use")
    MISTAKE = "mistake", _("It was taken for something else")
    OTHER = "other", _("Another reason (say which below)")


class CounterNotice(models.Model):
    """One counter-notice: what was signed, when it goes to the claimant, between which days the story returns."""

    class End(models.TextChoices):
        """What became of it."""

        OPEN = "", _("its days are running")
        REFUSED = "refused", _("refused: the form was not kept")
        RESTORED = "restored", _("the story is back")
        COURT = "court", _("the claimant went to court")

    item = models.ForeignKey("takedowns.Item", models.PROTECT, related_name="counters", verbose_name=_("address"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    explanation = models.TextField(_("explanation"), blank=True)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    postal_address = models.TextField(_("postal address"))
    phone = models.CharField(_("telephone"), max_length=40)
    statements: models.JSONField[Any, Any] = models.JSONField(_("statements"), default=list)
    text_version = models.CharField(_("version of the statements"), max_length=20)
    signature = models.CharField(_("signature"), max_length=200)
    language = models.CharField(_("language"), max_length=12, default="en")

    received_at = models.DateTimeField(_("received"), default=timezone.now)
    forward_by = models.DateTimeField(_("to be forwarded by"))
    forwarded_at = models.DateTimeField(_("forwarded"), null=True, blank=True)
    opens_at = models.DateTimeField(_("may come back from"))
    ends_at = models.DateTimeField(_("must be back by"))
    end = models.CharField(_("end"), max_length=8, choices=End, blank=True, default=End.OPEN)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("counter-notice")
        verbose_name_plural = _("counter-notices")
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(end=""), name="counter_open_once"),
            models.CheckConstraint(condition=Q(end="") | Q(ended_at__isnull=False), name="counter_ended_with_its_time"),
            models.CheckConstraint(condition=Q(opens_at__lt=models.F("ends_at")), name="counter_window_in_order"),
        ]
        indexes = [models.Index(fields=["end", "ends_at"], name="counter_due")]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_end_display()}"


class Side(models.TextChoices):
    """Who appeals."""

    CLAIMANT = "claimant", _("the claimant")
    OTHER = "other", _("the other side")


class Appeal(models.Model):
    """One appeal against a decision; one of each side against each decision, one open in a case at a time."""

    case = models.ForeignKey("takedowns.Case", models.PROTECT, related_name="appeals", verbose_name=_("case"))
    item = models.ForeignKey(
        "takedowns.Item", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("address")
    )
    side = models.CharField(_("side"), max_length=8, choices=Side)
    decision = models.PositiveSmallIntegerField(_("number of the decision"))
    text = models.TextField(_("text"))
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=12, default="en")
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    warned = models.BooleanField(default=False, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    upheld = models.BooleanField(_("the decision stands"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "side", "decision"], name="appeal_once_of_each_side"),
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at=None), name="appeal_open_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | (Q(upheld__isnull=False) & ~Q(answer="")),
                name="appeal_answered_in_full",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(answered_at=None), name="appeal_due")]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_side_display()}"
