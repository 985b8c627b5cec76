"""Invitation, Beat, RoleRule, Alert, AlertChoice: who works here, on what, and what they are told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.desk.roles import Role

INVITATION_LASTS = timedelta(days=7)


class Invitation(models.Model):
    """An address that was asked to join the staff in a role; good once, for seven days."""

    email = models.EmailField(_("mail address"))
    role = models.CharField(_("role"), max_length=30, choices=Role)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="invitation", editable=False
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self) -> datetime:
        """When it runs out (aware)."""
        return self.created_at + INVITATION_LASTS

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()


class Beat(models.Model):
    """The sections that an editor looks after: the editor's decisions are good there alone. Without one, everywhere."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="beat", verbose_name=_("member of the staff")
    )
    countries = models.ManyToManyField("articles.Country", related_name="beats", verbose_name=_("sections"))

    class Meta:
        verbose_name = _("beat")
        verbose_name_plural = _("beats")

    def __str__(self) -> str:
        return str(_("beat of %(person)s") % {"person": self.user})


class RoleRule(models.Model):
    """What is demanded of the members of a role besides a password."""

    group = models.OneToOneField("auth.Group", models.CASCADE, related_name="rule", verbose_name=_("role"))
    second_factor = models.BooleanField(_("sign in with a second factor"), default=False)

    class Meta:
        verbose_name = _("rule of a role")
        verbose_name_plural = _("rules of roles")

    def __str__(self) -> str:
        return str(self.group)


class AlertKind(models.TextChoices):
    """What a member of the staff is told of."""

    MENTION = "mention", _("somebody mentions me in a note")
    ASSIGNED = "assigned", _("a story is given to me")
    TAKEN_OVER = "taken_over", _("somebody takes over a story that I am on")
    SENT_BACK = "sent_back", _("a story of mine is sent back")
    DECIDED = "decided", _("a story of mine is published, rejected or unpublished")
    MISSED = "missed", _("a scheduled story is late or was put back")
    CHANGED = "changed", _("the source changed a story that I published")


class Alert(models.Model):
    """One thing that one person should know, until they have seen it."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="alerts")
    kind = models.CharField(_("kind"), max_length=12, choices=AlertKind)
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, blank=True, related_name="alerts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(_("what"), max_length=500)
    at = models.DateTimeField(_("at"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        indexes = [models.Index(fields=["to", "seen_at", "-id"], name="alerts_of_person")]

    def __str__(self) -> str:
        return self.text


class AlertChoice(models.Model):
    """How one person wants to be told of one kind of thing; without a row, as the kind usually is."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="alert_choices")
    kind = models.CharField(_("kind"), max_length=12, choices=AlertKind)
    at_the_desk = models.BooleanField(_("at the desk"), default=True)
    by_mail = models.BooleanField(_("by mail"), default=False)

    class Meta:
        verbose_name = _("choice of alerts")
        verbose_name_plural = _("choices of alerts")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_a_kind")]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"
