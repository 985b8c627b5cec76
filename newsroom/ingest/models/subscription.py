"""Subscription: a hub's promise to push a feed to us (W3C WebSub)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subscription(models.Model):
    """One feed at one hub: asked for, verified, until when. Polling goes on beside it, only more seldom."""

    class State(models.TextChoices):
        """How far it has come."""

        ASKED = "asked", _("asked for")
        VERIFIED = "verified", _("verified")
        DENIED = "denied", _("denied by the hub")
        ENDED = "ended", _("ended")

    feed = models.OneToOneField("ingest.Feed", models.CASCADE, related_name="subscription", verbose_name=_("feed"))
    hub = models.URLField(_("hub"), max_length=2000)
    topic = models.URLField(_("topic"), max_length=2000)
    token = models.CharField(max_length=64, unique=True, editable=False)
    secret = models.CharField(max_length=100, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    renew_at = models.DateTimeField(_("asked again"), null=True, blank=True, db_index=True)
    expires_at = models.DateTimeField(_("good until"), null=True, blank=True)
    last_push_at = models.DateTimeField(_("last push"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return self.topic
