"""Letter, Ping and Purge: what is to go out, written before it is sent; Cursor: how far the paper's log was read."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an item of the outbox stands."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("given up")


class OutgoingQuerySet(models.QuerySet[Any]):
    """Querysets finish the sentence "what goes out …"."""

    def due(self, now: datetime) -> Self:
        """Waiting items whose time has come and that no worker holds."""
        free = models.Q(lease_until=None) | models.Q(lease_until__lt=now)
        return self.filter(free, state=State.WAITING, next_try_at__lte=now).order_by("next_try_at", "id")


class Outgoing(models.Model):
    """What every item of the outbox has: a key that makes it unique, its tries, its next time."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=500, blank=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-written_at"]


class Letter(Outgoing):
    """One mail to one person."""

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    template = models.CharField(_("template"), max_length=60)
    message_id = models.CharField(max_length=200, blank=True, editable=False)

    class Meta(Outgoing.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [models.Index(fields=["state", "next_try_at"], name="letter_due")]

    def __str__(self) -> str:
        return self.subject


class Ping(Outgoing):
    """One POST to a WebSub hub: that an address has news, or the form in `body`, by which we ask it for a feed's news.

    Source: W3C WebSub, sections 5.1 and 7. The form holds the secret of a subscription, so nobody is shown it.
    """

    url = models.URLField(_("hub"), max_length=2000)
    topic = models.URLField(_("address with news"), max_length=2000)
    body = models.TextField(blank=True, editable=False)

    class Meta(Outgoing.Meta):
        verbose_name = _("ping")
        verbose_name_plural = _("pings")
        indexes = [models.Index(fields=["state", "next_try_at"], name="ping_due")]

    def __str__(self) -> str:
        return self.topic


class Purge(Outgoing):
    """One call to the cache in front: to drop some addresses, one a line, or all that it keeps."""

    addresses = models.TextField(_("addresses"), blank=True, help_text=_("None stands for all."))

    class Meta(Outgoing.Meta):
        verbose_name = _("purge")
        verbose_name_plural = _("purges")
        indexes = [models.Index(fields=["state", "next_try_at"], name="purge_due")]

    def __str__(self) -> str:
        return self.key


class Cursor(models.Model):
    """How far a reader of the paper's Change log has come."""

    name = models.CharField(max_length=40, unique=True)
    change_id = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.change_id}"
