"""What is said against a decision: a counter-notice of whoever wrote a removed story, an appeal of either side.

A statement's text is never edited: a changed text gets a new version, since a counter-notice keeps what was signed.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTER_VERSION = "2026-11-27"
# What 17 U.S.C. 512(g)(3) asks for, in plain words.
COUNTER_STATEMENTS: dict[str, dict[str, str | Promise]] = {
    "2026-11-27": {
        "mistake": _(
            "Under penalty of perjury: I believe in good faith that the story was removed by mistake, or because it "
            "was taken for something else."
        ),
        "jurisdiction": _(
            "I consent to the jurisdiction of the federal district court for the place of my address; or, if I live "
            "outside the United States, of any in which this site may be found."
        ),
        "service": _("I will accept service of process from whoever sent the notice, or from their agent."),
        "passed_on": _(
            "I know that this counter-notice is passed on in full to whoever sent the notice: my name, postal address, "
            "telephone, mail address, reason, explanation and these statements."
        ),
        "passed_on_nameless": _(
            "I know that whoever asked for the removal is told my reason and explanation, but not who I am."
        ),
    }
}


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

    @property
    def statement_texts(self) -> list[str | Promise]:
        """The statements as they were signed."""
        known = COUNTER_STATEMENTS.get(self.text_version, {})
        return [known.get(name, name) for name in self.statements]


class Party(models.Model):
    """Somebody who wrote a story that a case is about, and the secret link by which they answer the decision."""

    item = models.ForeignKey("takedowns.Item", models.PROTECT, related_name="parties")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seed = models.CharField(max_length=40, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("link valid until"))

    class Meta:
        verbose_name = _("author's link")
        verbose_name_plural = _("authors' links")
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="party_once_for_each_address")]

    def __str__(self) -> str:
        return f"{self.item}: {self.person}"


class Side(models.TextChoices):
    """Who appeals."""

    CLAIMANT = "claimant", _("the claimant")
    OTHER = "other", _("the other side")


class Appeal(models.Model):
    """One appeal against a decision: one of each side against each, one open in a case at a time.

    The claimant answers the decision on the whole case; whoever wrote a story, the one on their address.
    """

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
            models.UniqueConstraint(
                fields=["case", "side", "decision"], condition=Q(item=None), name="appeal_once_of_the_claimant"
            ),
            models.UniqueConstraint(
                fields=["item", "decision"], condition=Q(item__isnull=False), name="appeal_once_for_each_address"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at=None), name="appeal_open_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | (Q(upheld__isnull=False) & ~Q(answer="")),
                name="appeal_answered_in_full",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(answered_at=None), name="appeal_due")]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_side_display()}"
