"""Proposal: a decision that one officer proposes and another one confirms. `deciding` says where two are needed."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LABELS = {
    "reason": _("reason"),
    "kind": _("the address then answers"),
    "public_sentence": _("public sentence"),
    "remedy": _("what is done"),
    "text": _("text"),
    "source_author": _("byline of the original"),
    "source_url": _("link to the original"),
    "who": _("the name that goes"),
    "instead": _("what stands in its place"),
}


class Proposal(models.Model):
    """What one officer wants to do with an address, waiting for a second one."""

    item = models.ForeignKey("takedowns.Item", models.PROTECT, related_name="proposals")
    verb = models.CharField(_("act"), max_length=12)
    typed: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    why = models.CharField(_("why two are needed"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    at = models.DateTimeField(_("proposed"), default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    confirmed = models.BooleanField(_("confirmed"), default=False)

    class Meta:
        ordering = ["item", "id"]
        verbose_name = _("proposed decision")
        verbose_name_plural = _("proposed decisions")
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(settled_at=None), name="one_open_proposal_an_address"),
            models.CheckConstraint(
                condition=Q(confirmed=False) | (Q(settled_by__isnull=False) & ~Q(settled_by=F("by"))),
                name="proposal_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.item}"

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was typed with it, each under its name."""
        return [(str(LABELS.get(name, name)), value) for name, value in self.typed.items()]


def drop(case_pk: int, by: User | None, *, at: datetime | None = None) -> int:
    """A case has ended otherwise, so what was proposed in it waits for nobody any more. How many there were."""
    waiting = Proposal.objects.filter(item__case=case_pk, settled_at=None)
    return waiting.update(settled_at=at or timezone.now(), settled_by=by, confirmed=False)
